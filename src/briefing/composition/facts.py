"""Figures that belong together: a level with its growth, a growth with its rank, a value with its distance from an average."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from briefing.model.fact import Figure

_GROWTH_TAIL = re.compile(r"(?:同比|环比|比上年|累计)?(?:增速|增幅|降幅|增长率|增长|涨幅|增加幅度|累计)$")
_COUNT_TAIL = re.compile(r"(?:数量?|人次|人数|家数|户数|个数)$")
_RANK_TAIL = re.compile(r"(?:全国|全省|全市|全区|全县|全市城区|城区)?(?:排名|位次|名次)$")
_SIZE_TAIL = re.compile(r"(?:总量|增量|规模|数量|金额|总额)$")
_PEOPLE_TAIL = re.compile(r"(?:人数|户数|家数|个数|人次)$")
_KEEP_COUNT = re.compile(r"(?:指数|系数|倍数|基数|总数|次数|天数|年数|户数|人数|家数|指标数|学位数|床位数)$")


@dataclass(frozen=True)
class Fact:
    """A figure and what is said about it in the same breath."""

    main: Figure
    growth: Figure | None = None
    rank: Figure | None = None
    gap: Figure | None = None
    change: Figure | None = None
    start: Figure | None = None
    """The first value of a from–to pair."""
    parts: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        extra = (self.growth, self.rank, self.gap, self.change, self.start)
        return (self.main, *(f for f in extra if f is not None), *self.parts)

    @property
    def salience(self) -> int:
        return max(figure.salience for figure in self.figures)

    @property
    def sentence(self) -> tuple[str, str]:
        lead = self.main.evidence[0]
        return lead.source, lead.before + lead.quote + lead.after


@dataclass
class _Open:
    main: Figure
    slots: dict[str, Figure] = field(default_factory=dict)
    parts: list[Figure] = field(default_factory=list)


def gather(figures: Iterable[Figure]) -> list[Fact]:
    """Facts in the order of their first figure. A qualifier whose base is not among the figures stands alone."""
    figures = list(figures)
    by_id = {figure.id: figure for figure in figures}
    heads: dict[str, _Open] = {}
    loose: list[Figure] = []
    starts = _starts(figures)
    begun = {figure.id for figure in starts.values()}
    ends = {figure.id: end for end, figure in starts.items()}
    for figure in figures:
        root = _root(figure, by_id)
        if figure.id in starts or (root is figure and figure.id not in begun):
            heads[figure.id] = _Open(figure)
        elif root is not figure:
            loose.append(figure)
    for figure in loose:
        root = _root(figure, by_id)
        head = heads.get(ends.get(root.id, root.id))
        if head is None:
            heads[figure.id] = _Open(figure)
        elif figure.part_of and figure.measure not in ("rank", "gap", "change"):
            if _part(figure, head.main):
                head.parts.append(figure)
            else:
                heads[figure.id] = _Open(figure)
        elif figure.measure == "rank" and head.main.measure == "growth" and _SIZE_TAIL.search(figure.indicator):
            heads[figure.id] = _Open(figure)  # 增长3.9%、总量居全国首位: the size has that rank, not the growth
        elif (
            (figure.measure == "growth" and not _grows(figure, head.main))
            or figure.measure in head.slots
            or figure.measure not in ("growth", "rank", "gap", "change")
        ):
            heads[figure.id] = _Open(figure)
        else:
            head.slots[figure.measure] = figure
    order = {figure.id: at for at, figure in enumerate(figures)}
    for head in [head for head in heads.values() if len({part.indicator for part in head.parts}) < len(head.parts)]:
        heads |= {part.id: _Open(part) for part in head.parts}  # parts of one name do not say which is which
        head.parts = []
    return [
        Fact(main=head.main, parts=tuple(head.parts), start=starts.get(head.main.id), **head.slots)
        for head in sorted(heads.values(), key=lambda head: order[head.main.id])
    ]


def _part(figure: Figure, whole: Figure) -> bool:
    """Whether 其中 holds: a part has a name of its own, the period of the whole, and is not larger."""
    when = {figure.period, whole.period} - {None}
    total = whole.measure in ("level", "count") and "均" not in whole.indicator
    smaller = not total or figure.unit != whole.unit or abs(figure.value) <= abs(whole.value)
    return figure.indicator != whole.indicator and len(when) < 2 and smaller


def _grows(growth: Figure, main: Figure) -> bool:
    """Whether a growth is that of the value it hangs on: never of another growth (of the months before), nor of another thing
    counted in the same sentence."""
    if main.measure == "growth":
        return False
    if growth.indicator_id is not None and growth.indicator_id == main.indicator_id:
        return True
    stems = [_COUNT_TAIL.sub("", _GROWTH_TAIL.sub("", figure.indicator)) for figure in (growth, main)]
    return min(stems, key=len) in max(stems, key=len)


def _root(figure: Figure, by_id: dict[str, Figure]) -> Figure:
    """The figure this one qualifies, through at most three links; itself when it stands alone."""
    current = figure
    for _ in range(3):
        base = by_id.get(current.of or (current.part_of or "") if current.measure != "rank" else current.of or "")
        if base is None or base is current or base.scope != figure.scope:
            break
        current = base
    return current


def _starts(figures: list[Figure]) -> dict[str, Figure]:
    """End id → start of a from–to pair: by the rules that read it, else two neighbouring values of one indicator in a clause
    written 由 … 到."""
    by_id = {figure.id: figure for figure in figures}
    out = {}
    for last in figures:
        base = by_id.get(last.of or "")
        if base is not None and last.rule.endswith("to") and base.rule.endswith("from") and base.unit == last.unit:
            out[last.id] = base
    for first, last in pairwise(figures):
        same = first.indicator == last.indicator and first.scope == last.scope and first.unit == last.unit
        said = last.evidence[0].quote
        same = same and first.measure == last.measure and first.evidence[0].source == last.evidence[0].source
        if same and last.value != first.value and re.search("[由从].{1,24}?(?:到|至|为)", said):
            out.setdefault(last.id, first)
    return out


def based(figure: Figure | None) -> bool:
    """True for a rank whose base can be printed beside it: no rank without its base, and no clause in place of one."""
    return (
        figure is not None
        and figure.among is not None
        and 2 <= len(figure.among) <= 8
        and not re.search(r"\d|从|由|数", figure.among)
    )


def ranks_growth(fact: Fact) -> bool:
    """True when the rank of a value is that of its growth: 2386亿元，增长6.1%，增速居全省第四; not 总量居全省第四."""
    growth, rank = fact.growth, fact.rank
    if growth is None or rank is None or ranked_size(rank):
        return False
    return rank.of == growth.id or "增" in rank.indicator


def ranked_size(rank: Figure) -> str:
    """The word that says it is the size a rank is of, whatever number it hangs on: 总量居全省第四; empty where there is none."""
    found = _SIZE_TAIL.search(rank.indicator) if rank.measure == "rank" else None
    return found.group() if found else ""


def averaged(figure: Figure) -> bool:
    """True for an average of several years whose label does not say so: it must not stand as the value of one."""
    said = re.search("年均(?!浓度|气温|降水|值)", figure.evidence[0].quote)
    return bool(said) and "年均" not in figure.indicator + (figure.basis or "")


def falls(figure: Figure) -> bool:
    """True for a fall, whether the text writes the word or the sign."""
    return figure.direction == "down" or (figure.measure in ("growth", "gap", "change") and figure.value < 0)


def signed(figure: Figure) -> Decimal:
    """The value with the sign its direction gives: 下降2.8% is −2.8, and so is −2.8; a 降幅 says itself which way it went."""
    if figure.indicator.endswith("降幅"):
        return abs(figure.value)
    return -abs(figure.value) if falls(figure) and figure.measure in ("growth", "gap", "change") else figure.value


_VAGUE = re.compile(
    r"(?:总投资|项目总投资|产值|总产值|总?面积|占地面积|建筑面积|时间|全长|长度|项目|企业|资金|收入|规模|数量|年?产能|年利税|年销售收入|投资|累计|人数|户数)数?"
)
_RAW = re.compile(
    r"^(?:打造|创建|实施|结束|得以|推动|整合|惠及|提升|受|有|依托|继续|确保|组织|反映|为|被|把|将|由|达|约|从|对|与|及|和|的|了|新|完成既|作为|"
    r"此次|其|该|每|各|再|已|共|还|全|我|谋划|涵盖|围绕|通过|随着|并|使|让|到|在|于|以|是|等|个|连续|建设)|[，。；：、了]|[一二两三四五六七八九十]个|数数$|现$|现数$|既数$"
)


def named(figure: Figure) -> bool:
    """True when the indicator's label can stand alone in a table or a card: known to the lexicon, or a plain noun."""
    if figure.indicator_id is not None:
        return True
    words = subject(figure)
    if not 4 <= len(words) <= 18 or words.count("“") != words.count("”") or words.count("（") != words.count("）"):
        return False
    return not (_VAGUE.fullmatch(words) or _RAW.search(words))


def subject(figure: Figure) -> str:
    """The words before the value: 地区生产总值(增长6.1%), 新开工项目(20个), 受益群众(3.2万人)."""
    words = _RANK_TAIL.sub("", figure.indicator) if figure.measure == "rank" else figure.indicator
    if figure.measure == "growth":
        words = _GROWTH_TAIL.sub("", words)
        if "平均" in (figure.basis or ""):
            words = words.removesuffix("年均")  # 两年平均 says it better
    elif figure.measure == "count" or (figure.measure == "level" and words.endswith(("数", "人次"))):
        if (tail := _PEOPLE_TAIL.search(words)) and words[tail.start()] in figure.unit and tail.start() > 2:
            words = words[: tail.start()]
        elif words.endswith("数") and not _KEEP_COUNT.search(words) and len(words) > 3:
            words = words[:-1]
    if figure.unit == "倍" and words.endswith("的倍数"):
        words = words[:-2]
    return words or figure.indicator
