"""Values computed from figures (推算): never without formula and inputs, never over different sets of things."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from briefing.model.fact import Figure
from briefing.model.quantity import based
from briefing.model.summary import Derived
from briefing.reconciliation.merge import label

_REAL = re.compile(r"生产总值|增加值|GDP|投资|实际|产值")
"""Their growth is at constant prices or on a comparable base: the published level of the year before is another number."""
_COMPARABLE = re.compile(r"不变价|可比|同口径|扣除价格|实际增长|实际增速")
_TOLD_SETS = ("授信", "投放", "放款", "签约", "到位", "争取", "拨付", "计划", "完成", "开工", "竣工", "贷款", "奖励", "补助")
"""Amounts of different acts are amounts of different sets of things, even where one sentence calls one a part of the other."""
_LAST_YEAR = re.compile(r"[比较](?:上年|去年)|同比")
_PER_HEAD = re.compile(r"人均|平均|均价|单价|率$|占比|比重|指数|每")
"""Values of one head, one unit or one hundred: they do not add up, so none is a share of another."""
_DIGITS = 4
_RATIOS = ((re.compile(r"旅游.*收入$"), re.compile(r"(?:接待|旅游|游客).*(?:人次|人数|游客|量)$"), "人均旅游花费", "元/人次"),)
"""Numerator, denominator, name and unit of quotients whose two sides belong to one question; both in bare units."""


def derive(figures: Iterable[Figure], region: str | None = None) -> list[Derived]:
    """All derived values of a list of figures, in its order: the average behind a gap, the plan behind a completion rate, last
    year's value behind a growth, the share of a part, the difference of a from–to pair, and named quotients.

    Rounded figures and ranges give nothing; every result has no more digits than its inputs carry.
    """
    figures = list(figures)
    by_id = {figure.id: figure for figure in figures}
    out: list[Derived] = []
    before: Figure | None = None
    for figure in figures:
        if not _exact(figure):
            before = figure
            continue
        whole = by_id.get(figure.part_of or "")
        if whole is not None and _exact(whole):
            out += _share(figure, whole)
        base = by_id.get(figure.of or "") or _done_before(figure, before)
        before = figure
        if base is None or not _exact(base):
            continue
        if figure.measure == "growth":
            out += _before(figure, base)
        elif figure.measure == "change":
            out += _before_change(figure, base)
        elif figure.measure == "gap":
            out += _average(figure, base, region)
        elif figure.measure == "share" and base.measure == "level" and "完成率" in figure.indicator:
            out += _plan(figure, base)
    return _useful(out + _differences(figures) + _quotients(figures), figures)


def _useful(derived: Iterable[Derived], figures: Iterable[Figure]) -> list[Derived]:
    """Without what the sources say themselves: a value of the same question, the share or the plan in the text's own number."""
    figures = list(figures)
    known = {(label(f.indicator), f.scope, f.period) for f in figures}
    shares = {(f.scope, f.value.normalize()) for f in figures if f.measure == "share"}
    targets: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.modality == "target":
            targets[figure.scope].append(figure)
    out = []
    for value in derived:
        said = value.rule != "from-to-difference" and (label(value.indicator), value.scope, value.period) in known
        shown = value.rule == "share-of-whole" and (value.scope, value.value.normalize()) in shares
        planned = value.rule == "plan-behind-rate" and any(_near(value, target) for target in targets.get(value.scope, ()))
        if not said and not shown and not planned:
            out.append(value)
    return out


def _near(value: Derived, target: Figure) -> bool:
    return value.unit == target.unit and abs(value.value - target.value) <= Decimal("0.02") * abs(target.value)


def _exact(figure: Figure) -> bool:
    return figure.approx is None and figure.value_max is None and figure.modality == "actual" and figure.doubt is None


def make(rule: str, indicator: str, value: Decimal, unit: str, formula: str, of: tuple[Figure, ...], scope: str | None) -> Derived:
    """A derived value with its id, which follows from the rule and the inputs; its period is that of the last input."""
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
    if gap.scope != base.scope:
        return []  # the gap of one place from the value of another says nothing
    own, distance = signed(base), gap.value
    value = own - distance if gap.direction == "up" else own + distance
    sign = "−" if gap.direction == "up" else "+"
    among = (gap.among or "").removesuffix("平均水平").removesuffix("平均")
    if not among or not any(among == name for name in ("全国", "全省", "全市", "全区", "全县", "全州")):
        return []  # a reference that is no place (序时进度, 累计增速) is no average
    scope = region if among == "全市" and region else among
    if scope == base.scope:
        return []
    return [make("average-behind-gap", base.indicator, value, "%", f"{own} {sign} {distance}", (gap, base), scope)]


def _done_before(rate: Figure, before: Figure | None) -> Figure | None:
    """The amount a completion rate is about where the text only sets it beside: 完成年度投资31.81亿元，投资完成率106%."""
    if before is None or "完成率" not in rate.indicator or "完成" not in before.indicator:
        return None
    a, b = rate.evidence[0], before.evidence[0]
    sentences = [e.before + e.quote + e.after for e in (a, b)]
    same = a.source == b.source and sentences[0] == sentences[1] and before.period == rate.period
    return before if same and rate.indicator.removesuffix("完成率")[-2:] in before.indicator else None


def _plan(rate: Figure, done: Figure) -> list[Derived]:
    """The plan behind a completion rate: 31.81 ÷ 106%."""
    digits = min(_digits(done.value), _digits(rate.value))
    if rate.unit != "%" or not rate.value or rate.scope != done.scope or digits < 2:
        return []  # of a number of one digit nothing more exact follows
    value = _rounded(done.value * 100 / rate.value, digits)
    indicator = done.indicator.replace("完成", "计划")
    return [make("plan-behind-rate", indicator, value, done.unit, f"{done.value} ÷ {rate.value}%", (rate, done), done.scope)]


def _rounded(value: Decimal, digits: int) -> Decimal:
    """To so many significant digits, never beyond the units place: 605.8926 → 605.9 with four."""
    places = digits - 1 - value.adjusted()
    return value.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP)


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def _before(growth: Figure, base: Figure) -> list[Derived]:
    """The value of the year before: 685.93 ÷ (1 + 13.21%). Not where the growth is at constant prices or on another base."""
    if growth.unit != "%" or base.measure not in ("level", "count") or growth.direction is None or base.value <= 0:
        return []
    if base.scope != growth.scope or (growth.period and base.period and growth.period != base.period):
        return []
    words = base.indicator + growth.indicator
    said = "".join(e.before + e.quote + e.after for e in growth.evidence)
    if _REAL.search(words) or _COMPARABLE.search(said) or growth.basis not in ("同比", "比上年", "较上年") or growth.period is None:
        return []
    rate = 100 + signed(growth)
    decimals = max(0, -int(growth.value.as_tuple().exponent))
    digits = min(_digits(base.value), decimals + 2)  # a rate written to 0.1 % carries three digits, to 0.01 % four
    if rate <= 0 or digits < 3:
        return []
    value = _rounded(base.value * 100 / rate, digits)
    sign = "+" if signed(growth) >= 0 else "−"
    formula = f"{base.value} ÷ (1 {sign} {abs(growth.value)}%)"
    indicator = f"上年同期{base.indicator}"
    found = make("year-before", indicator, value, base.unit, formula, (base, growth), base.scope)
    return [found.model_copy(update={"period": _year_before(growth.period)})]


def _year_before(period: str) -> str:
    """The same period one year earlier: 2024-01/2024-07 → 2023-01/2023-07."""
    return re.sub(r"(?<![\d-])\d{4}", lambda match: str(int(match[0]) - 1), period)


def _before_change(change: Figure, base: Figure) -> list[Derived]:
    """The value before a change in points: 40.4 − 3.3. The text that names no year gives 变动前, not 上年."""
    if change.unit not in ("个百分点", "百分点") or base.unit != "%" or base.measure != "share" or change.direction is None:
        return []
    up = change.direction == "up"
    value = base.value - change.value if up else base.value + change.value
    if not 0 <= value <= 100 or base.scope != change.scope:
        return []
    said = change.basis in ("同比", "比上年", "较上年") or any(_LAST_YEAR.search(e.quote) for e in change.evidence)
    when = "上年" if said else "变动前"
    formula = f"{base.value} {'−' if up else '+'} {change.value}"
    found = make("share-before-change", f"{when}{base.indicator}", value, "%", formula, (change, base), base.scope)
    period = _year_before(base.period) if when == "上年" and base.period else None
    return [found.model_copy(update={"period": period})]


def _share(part: Figure, whole: Figure) -> list[Derived]:
    """The share of a part the text itself gives as a part: 44.2 ÷ 108.74. Never between amounts of different acts."""
    (a, unit), (b, other) = based(part.value, part.unit), based(whole.value, whole.unit)
    if unit != other or part.measure != whole.measure or part.measure not in ("level", "count") or not 0 < a < b:
        return []
    if part.period and whole.period and part.period != whole.period:
        return []
    acts = [{word for word in _TOLD_SETS if word in figure.indicator} for figure in (part, whole)]
    if acts[0] != acts[1] and acts[0] and acts[1]:
        return []
    if label(part.indicator)[-2:] != label(whole.indicator)[-2:] or _PER_HEAD.search(part.indicator):
        return []  # a part is of the kind of its whole: 工业项目数 of 项目数, never 奖励资金 of 贷款
    value = (a * 100 / b).quantize(Decimal("0.1"), ROUND_HALF_UP)
    units = ("", "") if part.unit == whole.unit else (part.unit, whole.unit)
    formula = f"{part.value}{units[0]} ÷ {whole.value}{units[1]}"
    indicator = f"{part.indicator}占{whole.indicator}比重"
    return [make("share-of-whole", indicator, value, "%", formula, (part, whole), whole.scope)]


def _quotients(figures: list[Figure]) -> list[Derived]:
    """The named quotients of two figures of one scope and period."""
    out = []
    for over, under, name, unit in _RATIOS:
        below: dict[tuple[str | None, str | None], Figure] = {}
        for figure in figures:
            if figure.measure in ("level", "count") and _exact(figure) and figure.period and under.search(figure.indicator):
                below.setdefault((figure.scope, figure.period), figure)
        for figure in figures:
            base = below.get((figure.scope, figure.period))
            if base is None or figure.measure != "level" or not _exact(figure) or not over.search(figure.indicator):
                continue
            (a, money), (b, heads) = based(figure.value, figure.unit), based(base.value, base.unit)
            if money == "元" and heads in ("人次", "人") and b > 0:
                digits = min(_digits(figure.value), _digits(base.value), _DIGITS)
                formula = f"{figure.value}{figure.unit} ÷ {base.value}{base.unit}"
                value = _rounded(a / b, digits)
                out.append(make("quotient", name, value, unit, formula, (figure, base), figure.scope))
    return out


def _differences(figures: list[Figure]) -> list[Derived]:
    """The distance of a from–to pair (rule names end in ``from`` and ``to``): 81.7 − 4.44 percentage points."""
    out = []
    for first, last in pairwise(figures):
        if not (first.rule.endswith("from") and last.rule.endswith("to")) or first.indicator != last.indicator:
            continue
        if first.unit != last.unit or not _exact(first) or not _exact(last) or first.measure not in ("share", "level", "count"):
            continue
        high, low = max(first.value, last.value), min(first.value, last.value)
        unit = "个百分点" if last.unit == "%" else last.unit
        out.append(make("from-to-difference", last.indicator, high - low, unit, f"{high} − {low}", (first, last), last.scope))
    return out
