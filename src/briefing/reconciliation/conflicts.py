"""Statements that do not agree, or only seem not to: typed, with both places, one entry a question.

Figures are gathered by question first and compared inside it against the one the briefing uses, so the cost grows with the number
of figures. False alarms bury the signal: a difference inside one document is told only between its title or a caption and its
text, and a difference of scope only for shares, where readers take one for the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from briefing.chinese.units import admits
from briefing.model.fact import Evidence, Figure
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.model.summary import Conflict, ConflictClass
from briefing.reconciliation.copies import RANK
from briefing.reconciliation.merge import amount, label, stands_for
from briefing.reconciliation.salience import is_place

_REVISED = ("修订", "核实", "核定数", "最终核算", "初步核算", "快报")
_NEAR = Decimal("0.03")
_POINTS = Decimal("0.5")
_MONTH = 20
_MOST = 4

RESOLUTION: Mapping[ConflictClass, str] = {
    "其他期间": "两处期间不同或有一处没有写明期间，不是矛盾；各按其期间使用",
    "范围不同": "统计范围不同，不是矛盾；各按其范围使用",
    "约数": "一处为约数，采用更精确的一处",
    "修订": "较晚的来源可能是修订数，采用较晚的一处",
    "冲突": "两处不一致，采用可信度较高、发布较晚的一处，请核实",
    "进度用语": "同一工程的进度说法不同，按较晚的说法列示，其余记入进度历史",
}


def find_conflicts(figures: Iterable[Figure], sources: Mapping[str, SourceInfo], places: Sequence[str] = ()) -> list[Conflict]:
    """The conflicts between merged figures, true ones first, each with its facts (the one in use leads) and their places.
    `places` are the region (first) and its districts."""
    questions: dict[Hashable, list[Figure]] = defaultdict(list)
    shares: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not figure.indicator or figure.rule.endswith(("from", "to")) or figure.trust is None:
            continue
        unit = amount(figure)[1]
        questions[(label(figure.indicator), figure.scope, figure.measure, figure.modality, figure.among, unit)].append(figure)
        if figure.measure == "share" and figure.modality == "actual" and is_place(figure.scope, places):
            shares[(label(figure.indicator), unit)].append(figure)
    out = [c for group in questions.values() if len(group) > 1 for c in _in_question(group, sources, places)]
    out += [c for group in shares.values() if len(group) > 1 for c in _in_scopes(group, places)]
    order: tuple[ConflictClass, ...] = ("冲突", "修订", "约数", "进度用语", "范围不同", "其他期间")
    return sorted(out, key=lambda c: order.index(c.class_))


def _in_question(group: list[Figure], sources: Mapping[str, SourceInfo], places: Sequence[str]) -> list[Conflict]:
    by_period: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in group:
        by_period[figure.period].append(figure)
    out = []
    for period, same in by_period.items():
        if period is not None and len(same) > 1:
            out += _of_one_period(same, sources)
    undated = by_period.get(None, [])
    if undated and _worth_telling(group, places):
        out += _of_other_period(undated, group, sources)
    return out


def _worth_telling(group: Sequence[Figure], places: Sequence[str]) -> bool:
    lead = group[0]
    return (
        is_place(lead.scope, places)
        and lead.measure in ("level", "growth", "share")
        and lead.salience >= 2
        and len({f.value for f in group}) > 1
    )


def _of_one_period(same: list[Figure], sources: Mapping[str, SourceInfo]) -> list[Conflict]:
    same = sorted(same, key=lambda f: _preference(f, sources), reverse=True)
    lead = same[0]
    classes: dict[ConflictClass, list[Figure]] = defaultdict(list)
    for other in same[1:]:
        if class_ := _class(lead, other, sources):
            classes[class_].append(other)
    return [_conflict(class_, [lead, *others]) for class_, others in classes.items()]


def _preference(figure: Figure, sources: Mapping[str, SourceInfo]) -> tuple[int, date, bool, str]:
    return RANK[figure.trust or "medium"], _newest(figure, sources) or date.min, figure.approx is None, figure.id


def _newest(figure: Figure, sources: Mapping[str, SourceInfo]) -> date | None:
    return max((d for e in figure.evidence if e.source in sources and (d := sources[e.source].published)), default=None)


def _origins(figure: Figure, sources: Mapping[str, SourceInfo]) -> set[str]:
    return {sources[e.source].copy_of or e.source for e in figure.evidence if e.source in sources}


def _class(lead: Figure, other: Figure, sources: Mapping[str, SourceInfo]) -> ConflictClass | None:
    a, b = amount(lead)[0], amount(other)[0]
    if a == b and lead.value_max == other.value_max and lead.direction == other.direction:
        return None  # two wordings of one value that merging left apart (约 beside 近)
    if lead.basis and other.basis and lead.basis != other.basis:
        return None  # against last year and against five years ago
    inside = not (_origins(lead, sources) - _origins(other, sources)) or not (_origins(other, sources) - _origins(lead, sources))
    if inside and not _sure(lead, other):
        return None
    if admits(lead.approx, a, b) or admits(other.approx, b, a):
        return None  # a mark that was passed (突破3000亿元) beside the value itself
    if lead.approx or other.approx:
        rounded, exact = (lead, b) if lead.approx else (other, a)
        close = stands_for(rounded, exact) or abs(a - b) <= _NEAR * max(abs(a), abs(b))
        return "约数" if close else "冲突"
    return "修订" if not inside and _revised(lead, other, sources) else "冲突"


def _sure(lead: Figure, other: Figure) -> bool:
    """Inside one document two values of one question are more often two questions (建设 beside 建成, one year beside five). Told
    is what was read with high confidence when the title or a caption says other than the text."""
    known = lead.indicator_id is not None and lead.measure in ("level", "growth", "share") and lead.basis == other.basis
    exact = lead.approx is None and other.approx is None
    sure = lead.confidence == other.confidence == "high" and min(lead.salience, other.salience) >= 2
    return known and exact and sure and _apart(lead) != _apart(other)


def _apart(figure: Figure) -> bool:
    """Whether a figure stands only in the title or in captions."""
    places = [e.locator for e in figure.evidence]
    return all(place.caption or place.paragraph == 1 for place in places)


def _revised(lead: Figure, other: Figure, sources: Mapping[str, SourceInfo]) -> bool:
    days = [_newest(lead, sources), _newest(other, sources)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) < _MONTH:
        return False
    sentences = [e.before + e.quote + e.after for f in (lead, other) for e in f.evidence]
    if any(word in sentence for sentence in sentences for word in _REVISED):
        return True
    a, b = amount(lead)[0], amount(other)[0]
    if lead.measure in ("growth", "share"):
        return lead.direction == other.direction and abs(a - b) <= _POINTS
    return lead.measure == "level" and abs(a - b) <= _NEAR * max(abs(a), abs(b))


def _of_other_period(undated: list[Figure], group: list[Figure], sources: Mapping[str, SourceInfo]) -> list[Conflict]:
    """A value without a period beside other values of the same question from other sources: told once, as other period."""
    lead = max(undated, key=lambda f: _preference(f, sources))
    others = [f for f in group if f is not lead and f.value != lead.value and not _origins(f, sources) & _origins(lead, sources)]
    others.sort(key=lambda f: ((f.period is not None and bounds(f.period).last) or date.min, f.id), reverse=True)
    return [_conflict("其他期间", [lead, *others[: _MOST - 1]])] if others else []


def _in_scopes(group: list[Figure], places: Sequence[str]) -> list[Conflict]:
    """The same share of the region and of its districts, said by different documents."""
    region = places[0] if places else None
    whole = next((f for f in group if f.scope == region), None)
    if whole is None:
        return []
    here = {e.source for e in whole.evidence}
    near = [
        f
        for f in group
        if f.scope != region and f.value != whole.value and (f.period == whole.period or not (f.period and whole.period))
    ]
    parts = [f for f in near if not here & {e.source for e in f.evidence}]
    return [_conflict("范围不同", [whole, *parts[: _MOST - 1]])] if parts else []


def _conflict(class_: ConflictClass, facts: list[Figure]) -> Conflict:
    lead = facts[0]
    where = lead.scope if len({f.scope for f in facts}) == 1 else None
    return Conflict.model_validate(
        {
            "question": f"{where or ''}{lead.indicator}",
            "class": class_,
            "facts": tuple(f.id for f in facts[:_MOST]),
            "evidence": tuple(_place(f) for f in facts[:_MOST]),
            "resolution": RESOLUTION[class_],
        }
    )


def _place(figure: Figure) -> Evidence:
    return figure.evidence[0]
