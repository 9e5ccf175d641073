"""A user's program as a type checker sees it: every stage, every result, the errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import briefing


def told(step: briefing.Progress) -> None:
    print(step.stage, step.done, step.total, step.what)


def figures(text: str) -> list[tuple[str, Decimal, str, str | None]]:
    options = briefing.Options(region="云岭市", today=date(2025, 1, 4))
    source = briefing.Source.from_text(text, name="月报", published=date(2024, 12, 20))
    found: briefing.Extraction = briefing.extract(briefing.clean(source, options), options)
    summary: briefing.Summary = briefing.reconcile([found], options)
    document: briefing.Document = briefing.compose(summary, options)
    pdf: bytes = briefing.write(document, options)
    print(len(pdf))
    return [(f.indicator, f.value, f.unit, f.period) for f in summary.figures]


def month(folder: Path, out: Path) -> int:
    try:
        result: briefing.Result = briefing.make(folder, out=out, formats=("pdf", "json", "md"), period="2024-12", watch=told)
    except briefing.NothingNewError as error:
        print(error.period)
        return 6
    except briefing.BriefingError as error:
        print(error)
        return error.exit_code
    paths: Mapping[str, Path] = result.paths
    notes: tuple[briefing.Note, ...] = result.notes
    report: briefing.Report = briefing.verify(paths["pdf"], sources=[folder])
    print(report.ok, [miss.message for miss in report.misses])
    project: briefing.Project
    for project in result.summary.projects:
        print(project.name, project.stage)
    print(paths["json"], len(notes), result.revision, result.new)
    for change in briefing.diff(result.summary, paths["json"]):
        print(change.text, change.old, change.new)
    return 0


if __name__ == "__main__":
    import sys

    folder, out = map(Path, sys.argv[1:3])
    print(figures((folder / "a.txt").read_text(encoding="utf-8")))
    raise SystemExit(month(folder, out))
