"""A second run of an issue: the same as what was printed, or its numbered correction with what differs."""

from __future__ import annotations

from briefing.model.base import Value
from briefing.model.fact import Figure
from briefing.model.summary import Change, Meta, Summary, SummarySource
from briefing.reconciliation.changes import find_changes


def as_revision(summary: Summary, standing: Summary) -> Summary:
    """The summary of a run whose issue stands in the archive as `standing` already: with the number of its correction, and with
    what differs from the last print. A run that says the same keeps number and differences."""
    if _same(summary, standing):
        number, revised = standing.meta.revision, standing.revised
    else:
        number, revised = standing.meta.revision + 1, _differences(summary, standing)
    return summary.model_copy(update={"meta": summary.meta.model_copy(update={"revision": number}), "revised": revised})


def _same(new: Summary, old: Summary) -> bool:
    """Whether two summaries print the same: what another version of the program may say otherwise makes no other issue."""
    for name in Summary.model_fields:
        if name in ("notes", "revised"):
            continue
        a, b = getattr(new, name), getattr(old, name)
        if name not in ("meta", "figures", "sources"):
            if a != b:
                return False
        elif name == "meta":
            if _printed(a) != _printed(b):
                return False
        elif len(a) != len(b) or any(_printed(x) != _printed(y) for x, y in zip(a, b, strict=True)):
            return False
    return True


def _printed(value: Meta | Figure | SummarySource) -> Value:
    """A value without what is not printed of it."""
    if isinstance(value, Meta):
        return value.model_copy(update={"revision": 0, "version": ""})
    if isinstance(value, Figure):
        return value.model_copy(update={"rule": "", "confidence": "low", "support": (), "salience": 1})
    return value.model_copy(update={"info": value.info.model_copy(update={"reader": ""})})


def _differences(new: Summary, old: Summary) -> tuple[Change, ...]:
    """New, changed and gone; what is merely said again, or was silent already, is no correction."""
    bare = old.model_copy(update={"changes": ()})
    found = find_changes(new.figures, new.projects, new.offices, (s.info.id for s in new.sources), bare)
    return tuple(
        change.model_copy(update={"class_": "撤下", "silent": 0}) if change.class_ == "未更新" else change
        for change in found
        if change.class_ != "再提及"
    )
