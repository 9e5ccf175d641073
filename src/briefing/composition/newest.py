"""Of the answers to one question the newest: what page 1 and the comparisons of the region may tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from briefing.composition.facts import Fact
from briefing.model.period import bounds

Question = tuple[str, str | None, str, str | None]


class _Reach(NamedTuple):
    """How far an answer reaches: its last day, its days, and whether it is a stretch inside a year (a month, the third quarter)."""

    last: date
    days: int
    inner: bool


def newest(facts: Iterable[Fact]) -> list[Fact]:
    """Facts without those whose question has a newer answer, whatever hangs on the older one: rank, parts, distances.

    A stretch inside a year never follows what runs from its first day (9.0% in June is no successor of 8.4% in the first half),
    but is followed by it; of two that end on one day the longer stays. Undated answers, spans of several years and what a person
    has pinned are left as they are."""
    facts = list(facts)
    answers: dict[Question, list[tuple[Fact, _Reach]]] = defaultdict(list)
    for fact in facts:
        if (reach := _reach(fact)) is not None:
            answers[_question(fact)].append((fact, reach))
    stale: set[int] = set()
    for found in answers.values():
        ahead = _ahead([reach for _, reach in found])
        stale |= {id(fact) for fact, reach in found if not fact.main.pinned and _past(reach, ahead)}
    return [fact for fact in facts if id(fact) not in stale]


def _question(fact: Fact) -> Question:
    main = fact.main
    return main.indicator, main.scope, main.measure, main.among if main.measure in ("rank", "gap") else None


def _reach(fact: Fact) -> _Reach | None:
    if fact.main.period is None:
        return None
    span = bounds(fact.main.period)
    if span.kind not in ("span", "as-of") or span.first.year != span.last.year:
        return None
    inner = span.kind == "span" and (span.first.month, span.first.day) != (1, 1)
    return _Reach(span.last, (span.last - span.first).days, inner)


def _ahead(found: Iterable[_Reach]) -> Mapping[bool, _Reach]:
    """The furthest answer for each of the two kinds that may follow: any for a stretch inside a year, whole ones for the others."""
    out: dict[bool, _Reach] = {}
    for reach in found:
        for inner in (True,) if reach.inner else (True, False):
            out[inner] = max(out.get(inner, reach), reach)
    return out


def _past(reach: _Reach, ahead: Mapping[bool, _Reach]) -> bool:
    best = ahead.get(reach.inner)
    return best is not None and (best.last, best.days) > (reach.last, reach.days)
