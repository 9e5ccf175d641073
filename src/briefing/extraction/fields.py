"""What the columns of a table hold, as its head, its unit line and its caption say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.chinese import units
from briefing.chinese.periods import mentions
from briefing.extraction.context import Context
from briefing.model.period import bounds
from briefing.model.text import Cell

Role = Literal["place", "indicator", "unit", "time", "project", "skip", "value", "growth", "share", "rank", "change"]
_NUMBER = re.compile(r"(?!(?:19|20)\d\d年)(?P<value>[-－−+]?\d[\d,]*(?:\.\d+)?)(?P<range>)\s*(?P<unit>%|‰|个百分点|[一-鿿]{0,5})")
BRACKET = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[）)]")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("skip", re.compile(r"^(?:序号|编号|代码|备注|排序|责任(?:单位|人)|联系人|建设(?:地点|内容|年限)|[开竣]工时间|进展|形象进度)")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
    ("time", re.compile(r"^(?:统计|数据|报告|所属)?(?:期间|时期|时段|时间|期别|报告期|年份|年度|所属期)$")),
    ("project", re.compile(r"^(?:项目|工程)(?:名称)?$|项目名称|工程名称")),
    ("indicator", re.compile(r"^(?:主要|经济)?指标(?:名称)?$|^名称$|^(?:项目|工程)?类别$|^(?:行业|产品)(?:名称)?$|^分类$|^事项$")),
    ("place", re.compile(
        r"^(?:所[在属])?(?:地 ?区|区县|县区|县市|县（市|区（县|市县|市州|地市|单位名称|区域|辖区|乡镇|街道|园区|各[县市区])"
    )),
    ("rank", re.compile(r"位次|排名|名次|排位")),
    ("change", re.compile(r"百分点|比上期|增减额|增减量")),
    ("growth", re.compile(r"同比|增长|增速|增幅|±|环比|比上年|较上年|增减")),
    ("share", re.compile(r"占比|比重|完成率|完成比例|占.*%|进度（%）|率$|率[（(]%")),
)  # fmt: skip
_PLAIN_HEAD = re.compile(
    r"(?:自?年初|本[期月年]|当月|累计[值数]?|全年|总量|绝对[量额值数]|数值|实绩|实际数?|现值|统计数|完成[额值]?|金额|数量|指标值|期末|合计|1—?)*+$"
)


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


def split(rows: Sequence[tuple[Cell, ...]]) -> tuple[list[tuple[Cell, ...]], list[tuple[Cell, ...]]]:
    """Head rows hold no numbers (years and months are none); the first row with one begins the body."""
    for at, row in enumerate(rows[:4]):
        if any(value(cell.text) for cell in row[1:]):
            return list(rows[:at]) or [], list(rows[at:])
    return [], []


def aligned(heads: list[tuple[Cell, ...]], body: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Head rows whose corner was lost in copying: one cell less than the rows below, which begin with a name."""
    widths = {len(row) for row in body}
    if len(widths) != 1 or any(value(row[0].text) for row in body):
        return heads
    short = widths.pop() - 1
    return [(Cell("", row[0].start, row[0].start), *row) if len(row) == short else row for row in heads]


def value(text: str) -> re.Match[str] | None:
    return _NUMBER.fullmatch(text.strip())


def columns(
    context: Context, heads: Sequence[tuple[Cell, ...]], body: Sequence[tuple[Cell, ...]], given: Sequence[str], caption: str
) -> list[Column]:
    width = max(len(row) for row in [*heads, *body])
    out: list[Column] = []
    levels = [u for u in given if u not in ("%", "％")]
    default = _caption_period(context, caption)
    for at in range(width):
        head = _head(heads, at)
        role = next((r for r, pattern in _ROLES if pattern.search(BRACKET.sub("", head) if r != "share" else head)), None)
        numbers = sum(1 for row in body if at < len(row) and value(row[at].text))
        if role is None:
            role = (
                "value" if numbers else ("place" if at == 0 and _places(context, body, at) else "indicator" if at == 0 else "skip")
            )
        if role in ("place", "indicator", "project") and at > 0 and numbers > len(body) // 2:
            role = "value"
        bracket = BRACKET.search(head)
        unit = bracket["unit"] if bracket else ""
        if role in ("growth", "share") and unit in ("", "±%", "％", "%"):
            unit = "%"
        unit = unit.replace("±", "").replace("％", "%") or (_given(levels, head) if role == "value" else "")
        if unit == "%" and role == "value":
            role = "share"
        said = _head_period(context, head, default)
        period = said or (_latest(out) if out and role in ("growth", "share", "rank", "change") else default)
        out.append(Column(role, _label(head), unit, period, head, said is not None))
    return out


_COUNTING = re.compile(r"(?:个|项目?|户|家|宗|件|人|台)数$|数量$")
_MONEY = re.compile(r"投资|金额|资金|收入|支出|产值|总额|余额|增加值|税|利润|贷款|存款")


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
    years = [c.period for c in values if c.period and re.fullmatch(r"\d{4}", c.period)]
    return max(years) if len(years) == len(values) > 1 else columns[-1].period


def _head(heads: Sequence[tuple[Cell, ...]], at: int) -> str:
    """The words of a column's heads, an upper one that spans several columns first."""
    parts: list[str] = []
    for row in heads:
        text = row[at].text.strip() if at < len(row) else ""
        if text and text not in parts:
            parts.append(text)
    return "".join(parts).replace(" ", "")


def _label(head: str) -> str:
    bare = BRACKET.sub("", head)
    for mention in reversed(list(mentions(bare, None))):
        bare = bare[: mention.start] + bare[mention.end :]
    bare = re.sub(r"(?:同比|环比|比上年同期|比上年|较上年)?(?:(?:增长|增减)率?|增速|增幅|±)?%?$|位次|排名|名次", "", bare)
    return "" if _PLAIN_HEAD.match(bare) else bare


_PROPER = re.compile(r"[省市州盟县区旗](?:直(?:属|管|单位)?|本级)")
"""市直, 县本级: what a place runs itself, which is not the whole place."""


def _places(context: Context, body: Sequence[tuple[Cell, ...]], at: int) -> bool:
    found = sum(1 for row in body if at < len(row) and place(context, row[at].text))
    return found * 2 >= len(body)


def place(context: Context, text: str) -> str | None:
    words = re.sub(r"\s", "", text)
    gazetteer = context.reading.gazetteer
    if words in ("全市", "全区", "全县", "全省", "全州", "合计", "总计", "全盟", "全旗"):
        return gazetteer.resolve(words, context.reading.home) or context.reading.home
    if _PROPER.fullmatch(words):
        return words
    places = gazetteer.find(words)
    if len(places) == 1 and places[0].start == 0 and places[0].end == len(words):
        return places[0].name
    return gazetteer.resolve(words, None)


def _caption_period(context: Context, caption: str) -> str | None:
    found = [m.period for m in mentions(caption, context.reading.published) if m.period]
    default = context.section_period or context.default_period
    return found[0] if found else default.value if default else None


_MONTH = re.compile(r"^(?:本月|当月|本期|当期)")
_SUM = re.compile(r"累计|自年初|年初至")
_THAN = re.compile(r"[比较](?:上年|去年|年初)(?:同期|[末底])?")
"""What a growth is measured against is not its own period."""


def _head_period(context: Context, head: str, default: str | None) -> str | None:
    head = _THAN.sub("", head)
    said = [m.period for m in mentions(head, context.reading.published) if m.period and m.kind != "same"]
    if said:
        year = default[:4] if default and default[:4].isdigit() else None
        return (
            year + said[0][4:].replace(f"/{said[0][:4]}", f"/{year}")
            if year and not re.search(r"20\d\d", head) and said[0][:4].isdigit()
            else said[0]
        )
    if default is None or not default[0].isdigit():
        return None
    span = bounds(default)
    month = f"{span.last.year}-{span.last.month:02}"
    if _MONTH.search(head):
        return month
    if _SUM.search(head):
        return month if span.last.month == 1 else f"{span.last.year}-01/{month}"
    return None
