"""Chart specifications from facts: what may be compared, and what the comparison shows. Words are the template's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefing.composition.desk import DERIVED, Desk, limited
from briefing.composition.facts import Fact, based, falls, named, ranks_growth, signed, subject
from briefing.model.chart import BarsSpec, ChartSpec, Datum, SlopeSpec
from briefing.model.fact import Figure
from briefing.model.run import Run, Runs
from briefing.model.summary import Derived


@dataclass(frozen=True)
class Picture:
    """A chart and what its title and subtitle are made of. `kind` chooses the pattern of words in the template."""

    kind: str
    spec: ChartSpec
    wide: bool = False
    count: Runs = ()
    best: Runs = ()
    best_value: Runs = ()
    front: Runs = ()
    """The one with the best rank."""
    among: Runs = ()
    up: bool = True
    flag: bool = False
    """A finding that depends on the kind: all in the first half, the plan reached …"""
    period: Runs = ()
    scope: Runs = ()
    unit: str = ""
    basis: str = ""
    marks: Runs = ()
    formula: Runs = ()
    alt: Runs = ()
    tags: Runs = ()
    ids: tuple[str, ...] = ()
    """Figures drawn, not to be told again beside the chart."""


def datum(desk: Desk, figure: Figure, label: str | None = None, *, unit: bool = False, **more: object) -> Datum:
    """One value with its label; a growth that falls is drawn to the left. A word of limit takes the unit with it (5%左右)."""
    words = label or subject(figure)
    value = signed(figure)
    run = desk.shown(figure, unit=unit or limited(figure))
    tags = tuple(tag for tag in desk.tags(figure))
    look = "hollow" if desk.promised(figure) else "grey"
    return Datum(
        label=words, label_run=desk.name("indicator", words, key=figure.indicator), run=run,
        **{"value": value, "look": look, "tags": tags, **more},  # type: ignore[arg-type]
    )  # fmt: skip


def alt(data: Iterable[Datum], unit: str) -> Runs:
    """The data in words: label, value and what part of it is meant, rank, one after the other. Ranks alone have no other value."""
    out: list[Run] = []
    for item in data:
        if item.rank_run is not None and item.rank_run == item.run:
            out += [_label(item), Run(kind="text", text="，位次"), item.rank_run]
        else:
            out += _value(item, unit)
            out += [Run(kind="text", text="，位次"), item.rank_run] if item.rank_run is not None else []
        if item.part is not None:
            out += [Run(kind="text", text="，其中"), *_value(item.part, unit)]
        out.append(Run(kind="text", text="；"))
    return tuple(out[:-1])


def _label(item: Datum) -> Run:
    return item.label_run or Run(kind="name", ref=f"label:{item.label}", text=item.label)


def _value(item: Datum, unit: str) -> list[Run]:
    return [_label(item), item.run, *([Run(kind="text", text=unit)] if item.run.text[-1:].isdigit() else [])]


class _Rate(NamedTuple):
    """A growth rate, its rank when it has one with a base, and the fact it belongs to."""

    figure: Figure
    rank: Figure | None
    fact: Fact


def growths(desk: Desk, facts: Iterable[Fact]) -> Picture | None:
    """Growth rates of one place and period side by side, with their ranks when all of one base have one."""
    groups: dict[tuple[str | None, str | None, str], list[_Rate]] = defaultdict(list)
    for rate in filter(None, map(_rate, facts)):
        figure, rank, _ = rate
        exact = figure.unit == "%" and figure.value_max is None and not (figure.approx and falls(figure))
        if exact and figure.period and named(figure) and not desk.promised(figure):
            groups[(figure.scope, figure.period, rank.among or "" if rank else "")].append(rate)
    ranked = sorted(groups.items(), key=lambda item: (not item[0][2], -sum(r.fact.salience for r in item[1]), -len(item[1])))
    for (_, _, among), found in ranked:
        found = list({subject(rate.figure): rate for rate in reversed(found)}.values())[::-1]
        if len(found) >= (2 if among else 3):
            return _growths(desk, found[:8], among)
    return None


def _rate(fact: Fact) -> _Rate | None:
    """The growth rate of a fact: itself one, or what is said of a value."""
    if fact.main.measure == "growth":
        return _Rate(fact.main, fact.rank if based(fact.rank) else None, fact)
    if fact.growth is not None:
        return _Rate(fact.growth, fact.rank if based(fact.rank) and ranks_growth(fact) else None, fact)
    return None


def _growths(desk: Desk, rates: list[_Rate], among: str) -> Picture:
    order = sorted(rates, key=lambda rate: -signed(rate.figure))
    front = min((r for r in order if r.rank), key=lambda r: r.rank.value if r.rank else 0, default=None) if among else None
    accent = front or order[0]
    data = tuple(
        datum(desk, r.figure, accent=r is accent, rank=int(r.rank.value) if r.rank and among else None,
              rank_run=_rank_number(r.rank) if r.rank and among else None)
        for r in order
    )  # fmt: skip
    first = order[0].figure
    head, rank_head = ("增速，%", f"{among}位次") if among else ("", "")
    spec = BarsSpec(data=data, unit="%", head=head, rank_head=rank_head, compact=len(data) >= 5)
    shown = [figure for r in order for figure in ((r.figure, r.rank) if among else (r.figure,)) if figure is not None]
    return Picture(
        kind="growths",
        spec=spec,
        count=(desk.count_words(len(order)),),
        best=(desk.name("indicator", subject(first), key=first.indicator),),
        best_value=(desk.shown(first),),
        front=(desk.name("indicator", subject(front.figure), key=front.figure.indicator),) if front else (),
        among=(desk.name("among", among),) if among else (),
        up=all(signed(r.figure) > 0 for r in order),
        flag=front is order[0],
        period=(desk.period(first.period),),
        basis=first.basis if first.basis and not any(c.isdigit() for c in first.basis) else "",
        scope=_scope(desk, first),
        marks=desk.mark(*shown),
        alt=alt(data, "%"),
        ids=tuple(figure.id for figure in shown),
    )


def _rank_number(figure: Figure) -> Run:
    return Run(kind="figure", ref=figure.id, text=str(figure.value))


def _scope(desk: Desk, figure: Figure) -> Runs:
    return (desk.name("scope", figure.scope),) if figure.scope and not desk.is_region(figure) else ()


def slopes(desk: Desk, facts: Iterable[Fact]) -> list[Picture]:
    """From–to pairs: a share or level that was one value and is another."""
    out = []
    for fact in facts:
        start, end = fact.start, fact.main
        if start is None or start.unit != end.unit or end.value_max is not None:
            continue
        spec = SlopeSpec(
            start=_end(desk, start, "起点原文未写", "hollow"),
            end=_end(desk, end, "现值", "solid"),
            unit=end.unit,
            difference=_difference(desk, start, end),
        )
        out.append(Picture(
            kind="slope", spec=spec, best=(desk.name("indicator", subject(end), key=end.indicator),), best_value=(desk.value(end),),
            up=end.value > start.value, period=(desk.period(end.period),), unit=end.unit, scope=_scope(desk, end),
            marks=desk.mark(start, end),
            alt=(desk.name("indicator", subject(end), key=end.indicator), Run(kind="text", text="由"), desk.value(start),
                 Run(kind="text", text="到"), desk.value(end), *_told(spec.difference)),
        ))  # fmt: skip
    return out


def _end(desk: Desk, figure: Figure, otherwise: str, look: str) -> Datum:
    """One end of a slope, named by its period; when both ends share one or none, by what is known."""
    return datum(desk, figure, look=look, accent=look == "solid").model_copy(update={"label": otherwise, "label_run": None})


def _told(difference: Runs) -> Runs:
    """，下降77.26个百分点 — the derived distance without its tag."""
    return (Run(kind="text", text="，"), *(run for run in difference if run is not DERIVED)) if difference else ()


def _difference(desk: Desk, start: Figure, end: Figure) -> Runs:
    """The derived distance of the pair, when the summary holds it."""
    found = next((d for d in desk.derived.get(end.id, []) if d.rule == "from-to-difference" and start.id in d.inputs), None)
    if found is None:
        return ()
    word = "下降" if end.value < start.value else "提高"
    return (Run(kind="text", text=word), desk.derived_value(found), DERIVED)


def plans(desk: Desk, facts: Iterable[Fact]) -> list[Picture]:
    """What was done against the plan behind a completion rate."""
    out = []
    by_id = {figure.id: figure for fact in facts for figure in fact.figures}
    for item in desk.summary.derived:
        done = by_id.get(item.inputs[-1])
        if item.rule != "plan-behind-rate" or done is None or done.id not in by_id:
            continue
        rate = desk.figures[item.inputs[0]]
        plan = Datum(label="年度计划", value=item.value, run=desk.derived_value(item, unit=False), look="hollow", tags=(DERIVED,))
        data = (plan, datum(desk, done, "实际完成", look="solid"))
        out.append(Picture(
            kind="plan", spec=BarsSpec(data=data, unit=done.unit), formula=formula(desk, item), alt=alt(data, done.unit),
            best=(desk.name("indicator", subject(done), key=done.indicator),), best_value=(desk.value(rate),),
            up=rate.value >= 100, flag=rate.value > 100, unit=done.unit,
            period=(desk.period(done.period),), scope=_scope(desk, done), marks=desk.mark(done, rate),
        ))  # fmt: skip
    return out


def formula(desk: Desk, item: Derived) -> Runs:
    """50 = 54 ÷ 108%."""
    return (desk.derived_value(item, unit=False), Run(kind="text", text=" = "), Run(kind="derived", ref=item.id, text=item.formula))


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    out: dict[str, Fact] = {}
    for fact in facts:
        out.setdefault(fact.main.indicator, fact)
    return list(out.values())


def money(desk: Desk, facts: Iterable[Fact], about: Callable[[Fact], str]) -> Picture | None:
    """Amounts that name different things, kept apart by dashed rules; a part is drawn inside its whole."""
    found = [
        f for f in facts
        if about(f) == "资金" and f.main.measure == "level" and f.main.unit == "亿元" and f.main.value_max is None and named(f.main)
    ]  # fmt: skip
    if not found:
        return None
    lead = max(found, key=lambda f: (len(f.parts), f.salience, f.main.value))
    period, scope, source = lead.main.period, lead.main.scope, lead.main.evidence[0].source
    same = [f for f in found if (f.main.period, f.main.scope, f.main.evidence[0].source) == (period, scope, source)]
    same = sorted(_distinct(same), key=lambda f: -f.main.value)[:4]
    if len(same) + len(lead.parts) < 2 or same[0].main.value > 60 * same[-1].main.value:
        return None
    data = []
    for at, fact in enumerate(same):
        part = next((p for p in fact.parts if p.unit == fact.main.unit and p.value < fact.main.value), None)
        inner = datum(desk, part, accent=True) if part is not None else None
        data.append(
            datum(desk, fact.main, marks=desk.mark(fact.main), group=str(at), part=inner, look="grey" if inner else "solid")
        )
    whole = next((f for f in same if f.parts), None)
    return Picture(
        kind="money", spec=BarsSpec(data=tuple(data), unit="亿元"), wide=True, count=(desk.count_words(len(same)),), unit="亿元",
        best=(desk.name("indicator", subject(same[0].main), key=same[0].main.indicator),), best_value=(desk.value(same[0].main),),
        front=(desk.name("indicator", subject(whole.parts[0]), key=whole.parts[0].indicator),) if whole else (),
        period=(desk.period(period),), scope=_scope(desk, lead.main), marks=desk.mark(*(f.main for f in same)),
        flag=len(same) > 1, alt=alt(data, "亿元"),
    )  # fmt: skip
