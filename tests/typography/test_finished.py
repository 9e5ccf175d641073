"""The audit over finished briefings: nothing at the wrong edge, nothing torn, nothing ragged."""

from __future__ import annotations

from pathlib import Path

import briefing
from typography.audit import Report, audit


def judged(sources: Path, out: Path) -> Report:
    result = briefing.make(sources, out=out, formats=("pdf",))
    return audit(result.paths["pdf"])


def faultless(report: Report) -> None:
    assert not (report.starts or report.ends or report.torn or report.lonely or report.overlapping), str(report)
    assert not report.ragged, str(report)
    assert len(report.loose) <= report.justified * 0.06, str(report)


def test_the_briefing_of_the_seeds(seeds: Path, tmp_path: Path) -> None:
    report = judged(seeds, tmp_path)
    assert report.justified >= 40
    faultless(report)


def test_the_briefing_of_real_reports(corpus: Path, tmp_path: Path) -> None:
    faultless(judged(corpus, tmp_path))
