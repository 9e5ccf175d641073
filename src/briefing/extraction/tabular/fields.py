"""What the columns of a table hold, as its head, its unit line and its caption say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.chinese import indicators, units
from briefing.chinese.periods import mentions
from briefing.extraction.course.context import Context
from briefing.extraction.tabular.frames import YEAR, Frame, Row, value
from briefing.model.period import bounds

Role = Literal["place", "indicator", "unit", "time", "project", "skip", "value", "index", "growth", "share", "rank", "change"]
BRACKET = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[）)]")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("skip", re.compile(r"^(?:序号|编号|代码|备注|排序|责任(?:单位|人)|联系人|建设(?:地点|内容|年限)|[开竣]工时间|进展|形象进度)")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
    ("time", re.compile(r"^(?:统计|数据|报告|所属)?(?:期间|时期|时段|时间|期别|报告期|年份|年度|所属期)$")),
    ("project", re.compile(r"^(?:项目|工程)(?:名称)?$|项目名称|工程名称")),
    ("indicator", re.compile(r"^(?:主要|经济)?指标(?:名称)?$|^名称$|^(?:项目|工程)?类别$|^(?:行业|产品)(?:名称)?$|^分类$|^事项$")),
    ("place", re.compile(
        r"^(?:所[在属])?(?:地 ?区(?!生产)|区县|县区|县市|县（市|区（县|市县|市州|地市|单位名称|区域|辖区|乡镇|街道|园区|各[县市区])"
    )),
    ("index", re.compile(r"(?P<base>(?:上|去)(?:月|年(?:同[月期])?))(?:价格)?(?:为|[=＝])100")),
    ("rank", re.compile(r"位次|排名|名次|排位")),
    ("change", re.compile(r"百分点|比上期|增减额|增减量|^[比较](?:上[月季年]末?|年初)(?:增[加减][额量]?)?$")),
    ("share", re.compile(r"(?:完成|[占为])(?:年度|年初|调整)?(?:预算|计划|目标|任务)数?的?(?:[%（(]|比例|比重|进度|$)")),
    ("growth", re.compile(r"同比|增长|增速|增幅|±|环比|比上年|较上年|增减")),
    ("share", re.compile(r"占比|比重|百分比|完成率|完成比例|占.*%|进度（%）|率$|率[（(]%")),
)  # fmt: skip
_SUMMED = r"(?:\d{1,2}[-—~至])?(?:本月)?[止末]?累计[值数]?|(?:\d{1,2}[-—~至])?[本至]月[止末]?"
_PLAIN_HEAD = re.compile(
    rf"(?:自?年初|本[期月年]|当月|{_SUMMED}|全年|总量|绝对[量额值数]|数值|实绩|实际数?|现值|统计数|完成[额值数]?|执行数|决算数|(?:上|去)年(?:同[期月])?数?"
    r"|金额|数量|指标值|期末|合计|平均|数|\d{1,2}[-—~至]?)*+$"
)
_MERE = re.compile(r"(?<=.)(?:总量|绝对[量额值数]|数值|实绩)$")
_SHARE_DONE = re.compile(r"(?:完成|[占为])(?:年度|年初|调整)?(?P<of>预算|计划|目标|任务)数?的?(?:比例|比重|进度)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its role, the head's own words for the indicator, its unit and period."""

    role: Role
    label: str
    unit: str
    period: str | None
    head: str
    own: bool = False
    """Whether the head itself names the period."""
    scope: str | None = None
    """The place the head names (全市 | 东湖区)."""


def columns(context: Context, table: Frame, given: Sequence[str], caption: str) -> list[Column]:
    """The columns of a table. `given` are the units of its unit line."""
    out: list[Column] = []
    levels = [u for u in given if u not in ("%", "％")]
    default = _caption_period(context, caption)
    names = [row[0].text for row in table.body]
    summed = any(_SUM.search(word) for words in table.heads for word in words)
    listed = is_register(["".join(words) for words in table.heads], names)
    for at, words in enumerate(table.heads):
        scope = next((found for word in words if (found := _placed(context, word))), None) if at else None
        head = "".join(word for word in words if scope is None or _placed(context, word) is None)
        head = _NOTE.sub("", head).replace(" ", "")
        numbers = sum(1 for row in table.body if at < len(row) and value(row[at].text))
        role = _role(head, listed) or (
            "value"
            if numbers
            else ("place" if at == 0 and _places(context, table.body, at) else "indicator" if at == 0 else "skip")
        )
        if role in ("place", "indicator", "project") and at > 0 and numbers > len(table.body) // 2:
            role = "value"
        if role == "value" and _INDEX.search(caption):
            role = "index"
        unit = _unit(role, head, levels)
        if unit == "%" and role == "value":
            role = "share"
        said = _head_period(context, head.replace("期", "月", 1) if summed and _TERM.match(head) else head, default)
        period = said or (_latest(out) if out and role in ("growth", "share", "rank", "change") else default)
        out.append(Column(role, _label(head), unit, period, head, said is not None, scope))
    return out


_INDEX = next(pattern for role, pattern in _ROLES if role == "index")


def base(column: Column, caption: str) -> str | None:
    """What an index is measured against: 上月, 上年同月, 上年同期."""
    match = _INDEX.search(column.head) or _INDEX.search(caption)
    if match is None:
        return None
    return match["base"].replace("同期", "同月") if _THIS_MONTH.search(column.head) else match["base"]


def _role(head: str, listed: bool) -> Role | None:
    role = next((r for r, pattern in _ROLES if pattern.search(BRACKET.sub("", head) if r != "share" else head)), None)
    if role in (None, "growth") and (amount := _GAINED.search(head)) and "%" not in amount[0]:
        return "change"
    return "indicator" if role == "project" and not listed else role


_GAINED = re.compile(r"(?:增加|减少|增减|增收|减收)[额量数]?[（(][^（）()]+[）)]$")
"""An increase told in the unit of the thing itself: 比年初增加（亿元）."""


_WORKS = re.compile(r"投资|建设|[开竣]工|工期|进度|进展|业主|规模|责任单位")
_INDICATED = re.compile(r"(?:收入|支出|税|基金|额|产值|增加值|存款|贷款|余额|人口|产量|用电量|利润|指数)$")


_NOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］|[①-⑳]")
"""The mark of a note: 比重[4]."""


def is_register(heads: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a table whose rows are headed 项目 lists works, and not items of a budget."""
    told = sum(1 for name in names if _INDICATED.search(name.strip()) or indicators.lookup(name.strip()) is not None)
    named = any(re.search("(?:项目|工程)名称", head) for head in heads)
    return told * 2 < len(names) and (named or any(_WORKS.search(head) for head in heads))


_COUNTING = re.compile(r"(?:个|项目?|户|家|宗|件|人|台)数$|数量$")
_MONEY = re.compile(r"投资|金额|资金|收入|支出|产值|总额|余额|增加值|税|利润|贷款|存款")


_MEASURE = re.compile(r"[十百千万亿]+[^\W\d_]{0,6}|±?[%％‰]|\S+/\S+|(?:元|吨|米|平方|立方|公里|千米|千瓦|人|户|个|家|亩)\S{0,5}")


def measured_in(text: str) -> str:
    """The unit in the last bracket of a head or name that holds one: 总投资（亿元）; not what else is said in one (现价, GDP)."""
    said = [bracket["unit"] for bracket in BRACKET.finditer(text)]
    return next((unit for unit in reversed(said) if _MEASURE.fullmatch(unit) or units.kind(unit).name != "scale"), "")


def _unit(role: Role, head: str, levels: Sequence[str]) -> str:
    unit = measured_in(head)
    if role in ("growth", "share", "index") and unit in ("", "±%", "％", "%"):
        return "%"
    measured = role == "value" or (role == "change" and re.search("[额量数]|^[比较]", head))
    return unit.replace("±", "").replace("％", "%") or (_given(levels, head) if measured else "")


def _given(levels: Sequence[str], head: str) -> str:
    """The unit of a column out of those the table is told in (单位：个、亿元): by what its head counts; of different kinds none
    where the head does not say."""
    if len({units.kind(unit).name for unit in levels}) < 2:
        return levels[0] if levels else ""
    words = BRACKET.sub("", head)
    if _COUNTING.search(words):
        return next((u for u in levels if units.kind(u).name != "money" and units.kind(u).measure == "count"), "")
    money = [u for u in levels if units.kind(u).name == "money"]
    return money[0] if money and _MONEY.search(words) else "" if money else levels[0]


def _latest(columns: Sequence[Column]) -> str | None:
    """The period a growth is of when its head names none: the latest of the values left of it (2022年 2021年 增长)."""
    values = [c for c in columns if c.role == "value"]
    years = [c.period for c in values if c.period and YEAR.fullmatch(c.period)]
    if len(years) == len(values) > 1:
        return max(years)
    return next((c.period for c in reversed(columns) if not _BEFORE.match(c.head)), columns[-1].period)


def _label(head: str) -> str:
    bare = BRACKET.sub("", head)
    for mention in reversed(list(mentions(bare, None))):
        bare = bare[: mention.start] + bare[mention.end :]
    bare = re.sub(r"^(?:(?:19|20)\d\d)?(?:以上)?(?:价格)?(?:为|[=＝])100$", "", bare)
    if done := _SHARE_DONE.search(bare.removesuffix("%")):
        return f"{done['of']}完成率"
    bare = re.sub(
        r"(?:同比|环比|比上年同期|比上年|较上年|[比较](?=增|±))?(?:(?:增长|增减)[率额量]?|增速|增幅|±)?%?$|全?[省市州国]?(?:位次|排名|名次)",
        "",
        bare,
    )
    return "" if _PLAIN_HEAD.match(bare) or YEAR.fullmatch(bare) else _MERE.sub("", re.sub("^(?:本期|期末|本月末)(?=.)", "", bare))


_PROPER = re.compile(r"[省市州盟县区旗](?:直(?:属|管|单位)?|本级)")
"""市直, 县本级: what a place runs itself, which is not the whole place."""


def _placed(context: Context, word: str) -> str | None:
    """The place a cell of a head names; a sum of all columns is none."""
    words = re.sub(r"\s", "", word)
    if words in ("合计", "总计") or not words or value(words):
        return None
    return words if words in ("全国", "全省", "全区平均") else place(context, words)


def _places(context: Context, body: Sequence[Row], at: int) -> bool:
    found = sum(1 for row in body if at < len(row) and place(context, row[at].text))
    return found * 2 >= len(body)


def place(context: Context, text: str) -> str | None:
    words = re.sub(r"\s", "", text)
    gazetteer = context.reading.gazetteer
    home = context.reading.home
    if words in ("合计", "总计"):
        return home
    if words in ("全市", "全区", "全县", "全省", "全州", "全盟", "全旗"):
        return gazetteer.resolve(words, home) or (home if home is None or home.endswith(words[1]) else words)
    if _PROPER.fullmatch(words):
        return words
    places = gazetteer.find(words)
    if len(places) == 1 and places[0].start == 0 and places[0].end == len(words):
        return places[0].name
    return gazetteer.resolve(words, None)


_NUMBERED = re.compile(r"附?表?\s*[\d一二三四五六七八九十]*[-—：:、.\s]*(?:(?:19|20)\d\d年[\d年月上下半季度一二三四前全份—~至-]*)?")


def titled(context: Context, title: str) -> str | None:
    """The place a table's title begins with (石泉县2024年一般公共预算收支表)."""
    begin = match.end() if (match := _NUMBERED.match(title)) else 0
    return next((found.name for found in context.reading.gazetteer.find(title[begin : begin + 16]) if found.start == 0), None)


def _caption_period(context: Context, caption: str) -> str | None:
    found = [m.period for m in mentions(caption, context.reading.published) if m.period]
    default = context.section_period or context.default_period
    return found[0] if found else default.value if default else None


_MONTH = re.compile(r"^(?:本月|当月)(?![止末])")
_TERM = re.compile(r"^[本当]期")
"""A month where another column sums up, else all of what the table is about."""
_THIS_MONTH = re.compile(r"(?:(?<=[为=＝]100)|(?<![至\d-]))本月(?![止末])")
_SUM = re.compile(r"累计|自年初|年初至|至本月|本月[止末]|\d[-—~至]本月")
_THAN = re.compile(r"[比较](?:上年|去年|年初)(?:同期|[末底])?|按(?:19|20)\d\d年(?:可比|不变)?价格?")
"""What a growth is measured against is not its own period."""
_AGAINST = re.compile(r"(?:上|去)年同?[月期]?(?=(?:价格)?(?:为|[=＝])100)")
_BEFORE = re.compile(r"(?:上|去)年(?:同期|同月)?(?!.*(?:[增减±比]|100))")
"""A column of the year before."""


def _head_period(context: Context, head: str, default: str | None) -> str | None:
    if YEAR.fullmatch(BRACKET.sub("", head)):
        return BRACKET.sub("", head)
    if _BEFORE.match(head):
        return _year_before(default)
    based = _INDEX.search(head)
    year = re.search(r"(?:19|20)\d\d", default or "")
    head, anchor = _AGAINST.sub("", _THAN.sub("", head)), date(int(year[0]), 12, 31) if year else context.reading.published
    said = [m.period for m in mentions(head, anchor) if m.period and m.kind != "same"]
    if said:
        return said[0]
    if default is None or not default[0].isdigit():
        return None
    span = bounds(default)
    month = f"{span.last.year}-{span.last.month:02}"
    if based:
        if _THIS_MONTH.search(head) or based["base"].endswith("月"):
            return month
        return _summed(span.last.year, month) if based["base"].endswith("期") else None
    if _MONTH.search(head):
        return month
    if _SUM.search(head):
        return _summed(span.last.year, month)
    return None


def _summed(year: int, month: str) -> str:
    """From January to a month."""
    return month if month.endswith("-01") else f"{year}-01/{month}"


def _year_before(period: str | None) -> str | None:
    """The same months of the year before; None for a period that is no span of months."""
    if period is None or not period[0].isdigit():
        return None
    return re.sub(r"(?:19|20)\d\d", lambda m: str(int(m[0]) - 1), period)
