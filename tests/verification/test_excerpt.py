"""Of a very large summary the PDF carries the part that proves it."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.base import within
from briefing.model.run import Run
from briefing.model.summary import Summary
from briefing.verification import excerpt
from briefing.verification.reading import read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> briefing.Result:
    return briefing.make(ROOT / "seeds", out=tmp_path_factory.mktemp("out"))


def attached(pdf: Path) -> Summary:
    return Summary.model_validate_json(read(pdf.read_bytes()).attachments["summary.json"])


def test_a_summary_of_common_size_is_attached_whole(whole: briefing.Result) -> None:
    assert attached(whole.paths["pdf"]) == whole.summary


def test_of_a_large_one_the_part_that_proves_the_document(
    whole: briefing.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt, "LARGEST", 10)
    result = briefing.make(ROOT / "seeds", out=tmp_path)
    assert result.summary == whole.summary
    part = attached(result.paths["pdf"])
    assert 10 < len(part.figures) < len(whole.summary.figures)
    assert {figure.id for figure in part.figures} < {figure.id for figure in whole.summary.figures}
    printed = {run.ref for run in within(result.document, Run) if run.kind == "figure"}
    assert printed and printed <= {figure.id for figure in part.figures}
    report = briefing.verify(result.paths["pdf"], sources=ROOT / "seeds")
    assert report.ok and report.quotes > 100 and report.level == "已核验"


def test_a_part_that_does_not_prove_it_is_replaced_by_the_whole(whole: briefing.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "LARGEST", 10)
    assert excerpt.attachable(whole.summary, whole.document) != whole.summary
    monkeypatch.setattr(excerpt, "_excerpt", lambda summary, document: summary.model_copy(update={"figures": ()}))
    assert excerpt.attachable(whole.summary, whole.document) is whole.summary
