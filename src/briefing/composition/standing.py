"""Where a district stands: its ranks, and its values beside the average its source measures them by."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.composition.choice import level
from briefing.composition.desk import DERIVED, Desk
from briefing.composition.facts import Fact, based, falls, named, subject
from briefing.composition.pictures import Picture, alt, datum
from briefing.model.chart import ComparePair, CompareSpec, Datum, RanksSpec
from briefing.model.fact import Figure
from briefing.model.run import Run, Runs

_RANKS = 9
_COMMA = Run(kind="text", text="、")


def _listed(runs: Iterable[Run]) -> Runs:
    """A、B、C."""
    return tuple(one for run in runs for one in (run, _COMMA))[:-1]


def ranks(desk: Desk, facts: list[Fact]) -> Picture | None:
    """Ranks of the district, those of one base together."""
    found = [(f, f.main if f.main.measure == "rank" else f.rank) for f in facts]
    kept = [(f, r) for f, r in found if r is not None and based(r) and named(r) and r.value <= 20 and r.approx is None]
    kept = list({r.indicator + (r.among or ""): (f, r) for f, r in kept}.values())[:_RANKS]  # as the papers have them
    sizes = {base: sum(r.among == base for _, r in kept) for base in {r.among for _, r in kept}}
    kept = sorted(kept, key=lambda item: (-sizes[item[1].among], item[1].among or "", item[1].value))
    if len(kept) < 2:
        return None
    data = tuple(
        Datum(
            label=subject(r), label_run=desk.name("indicator", subject(r), key=r.indicator), value=r.value, rank=int(r.value),
            run=Run(kind="figure", ref=r.id, text=str(r.value)), rank_run=Run(kind="figure", ref=r.id, text=str(r.value)),
            group=r.among, accent=r.value == 1, sub=_short_period(r),
        )
        for _, r in kept
    )  # fmt: skip
    firsts = sum(r.value == 1 for _, r in kept)
    bases = list(dict.fromkeys(r.among or "" for _, r in kept))
    return Picture(
        kind="ranks", spec=RanksSpec(data=data), count=(desk.count_words(len(kept)),),
        best=(desk.count_words(firsts),) if firsts else (),
        flag=firsts == len(kept), among=_listed(desk.name("among", base) for base in bases),
        marks=desk.mark(*(r for _, r in kept)), alt=alt(data, ""), ids=tuple(r.id for _, r in kept),
    )  # fmt: skip


def _short_period(figure: Figure) -> str | None:
    """上半年 for the second line of a label; nothing when it needs digits."""
    if figure.period and figure.period.endswith(("-H1", "-H2")):
        return "上半年" if figure.period.endswith("H1") else "下半年"
    return None


def compare(desk: Desk, facts: list[Fact]) -> Picture | None:
    """The district beside the average its source measures it by; the average is derived."""
    by_id = {figure.id: figure for fact in facts for figure in fact.figures}
    pairs: list[ComparePair] = []
    used: list[Figure] = []
    for item in desk.summary.derived:
        own = by_id.get(item.inputs[-1])
        if item.rule != "average-behind-gap" or own is None or own in used or len(pairs) == 3:
            continue
        gap = desk.figures[item.inputs[0]]
        other = Datum(
            label=f"{gap.among or ''}".removesuffix("水平") or "平均", value=item.value, run=desk.derived_value(item, unit=False),
            look="hollow", tags=(DERIVED,),
        )  # fmt: skip
        word = "低" if falls(gap) else "高"
        sub = (Run(kind="text", text="，"),) if own.period else ()
        pairs.append(ComparePair(
            title=level(own), own=datum(desk, own, str(own.scope), look="solid"), other=other,
            sub=(desk.period(own.period), *sub, Run(kind="text", text="%" if own.period else "，%")),
            gap=(Run(kind="text", text=word), desk.size(gap)),
        ))  # fmt: skip
        used += [own, gap]
    if not pairs:
        return None
    words: list[Run] = []
    for pair, own in zip(pairs, used[::2], strict=True):
        title = desk.name("indicator", level(own), key=own.indicator)
        words += [title, Run(kind="text", text="："), *alt((pair.own, pair.other), "%"), Run(kind="text", text="；")]
    told = list(zip(used[::2], used[1::2], strict=True))
    better = [own for own, gap in told if not falls(gap)]
    worse = [own for own, gap in told if falls(gap)]
    gap = used[1]
    return Picture(
        kind="compare", spec=CompareSpec(pairs=tuple(pairs)), count=(desk.count_words(len(pairs)),), flag=len(pairs) > 1,
        best=_indicators(desk, better), front=_indicators(desk, worse), best_value=(desk.size(gap),),
        among=(desk.name("among", str(pairs[0].other.label)),),
        marks=desk.mark(*used), alt=tuple(words[:-1]), ids=tuple(f.id for f in used),
    )  # fmt: skip


def _indicators(desk: Desk, figures: Iterable[Figure]) -> Runs:
    return _listed(desk.name("indicator", level(figure), key=figure.indicator) for figure in figures)
