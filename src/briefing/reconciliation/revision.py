"""A second run of an issue: the same as what was printed, or its numbered correction with what differs."""

from __future__ import annotations

from briefing.model.summary import Change, Summary
from briefing.reconciliation.changes import find_changes

_UNPRINTED = {
    "meta": {"revision", "version"},
    "notes": True,
    "revised": True,
    "figures": {"__all__": {"rule", "confidence", "support", "salience"}},
    "sources": {"__all__": {"info": {"reader"}}},
}
"""What another version of the program may say otherwise without the issue being another one."""


def as_revision(summary: Summary, standing: Summary) -> Summary:
    """The summary of a run whose issue stands in the archive as `standing` already: with the number of its correction, and with
    what differs from the last print. A run that says the same keeps number and differences."""
    if summary.model_dump(exclude=_UNPRINTED) == standing.model_dump(exclude=_UNPRINTED):  # type: ignore[arg-type]
        number, revised = standing.meta.revision, standing.revised
    else:
        number, revised = standing.meta.revision + 1, _differences(summary, standing)
    return summary.model_copy(update={"meta": summary.meta.model_copy(update={"revision": number}), "revised": revised})


def _differences(new: Summary, old: Summary) -> tuple[Change, ...]:
    """New, changed and gone; what is merely said again, or was silent already, is no correction."""
    bare = old.model_copy(update={"changes": ()})
    found = find_changes(new.figures, new.projects, new.offices, (s.info.id for s in new.sources), bare)
    return tuple(
        change.model_copy(update={"class_": "撤下", "silent": 0}) if change.class_ == "未更新" else change
        for change in found
        if change.class_ != "再提及"
    )
