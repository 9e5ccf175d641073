"""Values computed from figures (推算): never without formula and inputs, never over different sets of things."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from briefing.model.fact import Figure
from briefing.model.summary import Derived

_BASES = {"全市平均": "全市", "全省平均": "全省", "全国平均": "全国"}


def derive(figures: Iterable[Figure], region: str | None = None) -> list[Derived]:
    """All derived values of a list of figures, in its order: the average behind a gap, the plan behind a completion rate, the
    difference of a from–to pair."""
    figures = list(figures)
    by_id = {figure.id: figure for figure in figures}
    out: list[Derived] = []
    for figure in figures:
        base = by_id.get(figure.of or "")
        if base is None or base.approx or figure.approx or base.value_max is not None or figure.value_max is not None:
            continue
        if figure.measure == "gap":
            out += _average(figure, base, region)
        elif figure.measure == "share" and base.measure == "level" and "完成率" in figure.indicator:
            out += _plan(figure, base)
    return out + _differences(figures)


def _derived(
    rule: str, indicator: str, value: Decimal, unit: str, formula: str, of: tuple[Figure, ...], scope: str | None
) -> Derived:
    ids = tuple(figure.id for figure in of)
    digest = hashlib.sha256(f"{rule}|{'|'.join(ids)}".encode()).hexdigest()[:12]
    return Derived(
        id=f"d{digest}",
        indicator=indicator,
        value=value,
        unit=unit,
        formula=formula,
        inputs=ids,
        scope=scope,
        period=of[-1].period,
        rule=rule,
    )


def signed(figure: Figure) -> Decimal:
    """The value with the sign its direction gives: 下降2.8% is −2.8. (A text writes either the word or the sign.)"""
    return (
        -figure.value if figure.direction == "down" and figure.value > 0 and figure.measure in ("growth", "gap") else figure.value
    )


def _average(gap: Figure, base: Figure, region: str | None) -> list[Derived]:
    """The reference a value lies above or below: 44.4 − 15.7 when 高于全市平均水平15.7个百分点."""
    if gap.unit != "个百分点" or base.unit != "%" or base.measure not in ("growth", "share") or gap.direction is None:
        return []
    own, distance = signed(base), gap.value
    value = own - distance if gap.direction == "up" else own + distance
    sign = "−" if gap.direction == "up" else "+"
    among = (gap.among or "").removesuffix("平均水平").removesuffix("平均")
    if not among or not any(among == name for name in ("全国", "全省", "全市", "全区", "全县", "全州")):
        return []  # a reference that is no place (序时进度, 累计增速) is no average
    scope = region if among == "全市" and region and base.scope != region else among
    return [_derived("average-behind-gap", base.indicator, value, "%", f"{own} {sign} {distance}", (gap, base), scope)]


def _plan(rate: Figure, done: Figure) -> list[Derived]:
    """The plan behind a completion rate: 31.81 ÷ 106%."""
    if rate.unit != "%" or not rate.value or rate.scope != done.scope:
        return []
    places = Decimal(1).scaleb(min(0, done.value.as_tuple().exponent))  # type: ignore[arg-type]
    value = (done.value * 100 / rate.value).quantize(places, ROUND_HALF_UP)
    indicator = done.indicator.replace("完成", "计划")
    return [_derived("plan-behind-rate", indicator, value, done.unit, f"{done.value} ÷ {rate.value}%", (rate, done), done.scope)]


def _differences(figures: list[Figure]) -> list[Derived]:
    """The distance of a from–to pair (rule names end in ``from`` and ``to``): 81.7 − 4.44 percentage points."""
    out = []
    for first, last in pairwise(figures):
        if not (first.rule.endswith("from") and last.rule.endswith("to")) or first.indicator != last.indicator:
            continue
        if first.unit != last.unit or first.approx or last.approx or first.measure not in ("share", "level", "count"):
            continue
        high, low = max(first.value, last.value), min(first.value, last.value)
        unit = "个百分点" if last.unit == "%" else last.unit
        out.append(_derived("from-to-difference", last.indicator, high - low, unit, f"{high} − {low}", (first, last), last.scope))
    return out
