"""Decisions of people, applied to the figures whose sentence they were made about and to no other.

The anchor is the number with the rest of its sentence on both sides. Only a sentence that is the same, character by character,
takes the decision; one that merely holds the number in like surroundings is reported as changed, the rest as vanished. Nothing is
lost: every decision comes back with its state.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from briefing.model.base import Span
from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence, Figure, Project, figure_key
from briefing.model.note import Note
from briefing.model.summary import Decision, Summary

_NEAR = 8
"""Characters on both sides by which a changed sentence is recognised."""
_SAID: Mapping[str, str] = {"changed": "原句已有变化", "vanished": "来源中已找不到原句"}


class Anchor(NamedTuple):
    """A number and its sentence: before, number, after."""

    before: str
    quote: str
    after: str


def anchor(evidence: Evidence) -> Anchor:
    """The anchor of a place: its number with its unit, or the whole quote where no number is marked."""
    if not evidence.number:
        return Anchor(evidence.before, evidence.quote, evidence.after)
    start = _inside(evidence.pieces, evidence.number[0][0])
    end = _inside(evidence.pieces, evidence.number[-1][1] - 1) + 1
    return Anchor(evidence.before + evidence.quote[:start], evidence.quote[start:end], evidence.quote[end:] + evidence.after)


def _inside(pieces: Sequence[Span], offset: int) -> int:
    """A source offset as a place in the joined quote."""
    passed = 0
    for first, last in pieces:
        if first <= offset < last:
            return passed + offset - first
        passed += last - first
    return passed


def decision_id(place: Anchor, indicator: str | None) -> str:
    """The name of a decision: one decision a number and reading; a later one about the same replaces it."""
    return "c" + hashlib.sha256("\x1f".join((*place, indicator or "")).encode()).hexdigest()[:12]


class _Index:
    """Which figures stand at an anchor, and which anchors look like one."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self.at: dict[Anchor, list[str]] = defaultdict(list)
        self.like: set[tuple[str, str, str]] = set()
        self.figures: dict[str, Figure] = {}
        for extraction in extractions:
            for figure in extraction.figures:
                self.figures[figure.id] = figure
                for evidence in figure.evidence:
                    place = anchor(evidence)
                    self.at[place].append(figure.id)
                    self.like.add((place.before[-_NEAR:], place.quote, ""))
                    self.like.add(("", place.quote, place.after[:_NEAR]))

    def find(self, decision: Decision) -> list[Figure]:
        """The figures a decision speaks of: all readings of its number, or the one of its indicator when there are several."""
        ids = dict.fromkeys(self.at.get(Anchor(decision.before, decision.quote, decision.after), ()))
        found = [self.figures[name] for name in ids]
        named = [figure for figure in found if figure.indicator == decision.indicator]
        return named or found

    def resembles(self, decision: Decision) -> bool:
        sides = (decision.before[-_NEAR:], decision.quote, ""), ("", decision.quote, decision.after[:_NEAR])
        return any(side in self.like for side in sides if side[0] or side[2])


def apply_decisions(
    extractions: Sequence[Extraction], decisions: Sequence[Decision]
) -> tuple[list[Extraction], list[Decision], list[Note]]:
    """The extractions with the decisions applied, the decisions with their state, and a note for each that was not applied or
    could not be understood."""
    if not decisions:
        return list(extractions), [], []
    index = _Index(extractions)
    changed: dict[str, Figure | None] = {}
    out, notes = [], []
    for decision in decisions:
        found = index.find(decision)
        if not found:
            state = "changed" if index.resembles(decision) else "vanished"
            out.append(decision.model_copy(update={"state": state, "fact": None}))
            notes.append(_note(decision, _SAID[state]))
            continue
        kept = None
        for figure in found:
            try:
                new = _decided(changed.get(figure.id, figure) or figure, decision)
            except InvalidOperation:
                notes.append(_note(decision, f"更正值“{decision.value}”不是数字"))
                continue
            changed[figure.id] = new
            kept = new.id if new else kept
        out.append(decision.model_copy(update={"state": "applied", "fact": kept}))
    return [_changed(extraction, changed, index.figures) for extraction in extractions], out, notes


def still_here(decisions: Iterable[Decision], documents: Iterable[Extraction]) -> list[Decision]:
    """The decisions an edition tells: not those that were applied to a figure which it does not hold."""
    here = {figure.id for document in documents for figure in document.figures}
    return [d for d in decisions if d.fact is None or d.fact in here]


def without_hidden(previous: Summary, decisions: Sequence[Decision]) -> Summary:
    """An issue printed before, without the figures a person wants hidden: they would come back in it as withdrawn."""
    hidden = {(d.before, d.quote, d.after): d.indicator for d in decisions if d.action == "hide"}
    if not hidden:
        return previous
    places = [(figure, anchor(evidence)) for figure in previous.figures for evidence in figure.evidence]
    gone = {f.id: f for f, place in places if place in hidden and hidden[place] in (None, f.indicator)}
    keys = {figure.key for figure in gone.values()}
    update = {
        "figures": tuple(f for f in previous.figures if f.id not in gone),
        "projects": tuple(_with_amounts(p, dict.fromkeys(gone), gone) for p in previous.projects),
        "changes": tuple(c for c in previous.changes if c.key not in keys),
    }
    return previous.model_copy(update=update)


def _note(decision: Decision, why: str) -> Note:
    text = f"人工核定未采用（{why}）：{decision.before[-12:]}{decision.quote}{decision.after[:12]}"
    return Note(code="correction-not-applied", message=text)


def _decided(figure: Figure, decision: Decision) -> Figure | None:
    """The figure as the person wants it; None when it is to go."""
    if decision.action in ("reject", "hide"):
        return None
    update: dict[str, object] = {"correction": decision.id, "confidence": "high", "doubt": None}
    if decision.action == "pin":
        update |= {"pinned": True, "salience": 3}
    if decision.action == "reword":
        update["wording"] = decision.wording
    if decision.action == "correct":
        given = {"indicator": decision.label, "scope": decision.scope, "period": decision.period}
        update |= {field: value for field, value in given.items() if value}
        if decision.value:
            update |= {"value": Decimal(decision.value.replace(",", "").strip()), "value_max": None, "approx": None}
    new = figure.model_copy(update=update)
    key = figure_key(new.indicator, new.scope, new.period, new.measure, new.modality, new.among)
    return new.model_copy(update={"key": key})


def _changed(extraction: Extraction, changed: Mapping[str, Figure | None], old: Mapping[str, Figure]) -> Extraction:
    if not any(figure.id in changed for figure in extraction.figures):
        return extraction
    figures = (changed.get(figure.id, figure) for figure in extraction.figures)
    update = {
        "figures": tuple(figure for figure in figures if figure is not None),
        "projects": tuple(_with_amounts(project, changed, old) for project in extraction.projects),
    }
    return extraction.model_copy(update=update)


def _with_amounts(project: Project, changed: Mapping[str, Figure | None], old: Mapping[str, Figure]) -> Project:
    """The amounts of a project follow the figures they were taken from: corrected with them, gone with them."""
    update: dict[str, object] = {}
    for name in project.investment_figures:
        if name not in changed or name not in old:
            continue
        new = changed[name]
        for field in ("investment_total", "investment_done"):
            if getattr(project, field) == old[name].quantity:
                update[field] = new.quantity if new else None
    left = tuple(name for name in project.investment_figures if changed.get(name, True) is not None)
    return project.model_copy(update=update | {"investment_figures": left}) if update else project
