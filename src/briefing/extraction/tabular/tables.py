"""Tables: a head says what the columns hold, a unit line or column in what, the first cells of a row whose number it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from briefing.chinese import units
from briefing.chinese.periods import mentions
from briefing.extraction.course.context import Context
from briefing.extraction.doubts import oddnames
from briefing.extraction.measures import levels, makers
from briefing.extraction.measures.items import Item
from briefing.extraction.tabular import branches, cells, fields, frames
from briefing.extraction.tabular.branches import Branch
from briefing.extraction.tabular.fields import Column, Role
from briefing.limits import check
from briefing.model.fact import Measure
from briefing.model.text import Block, Cell

_UNIT_LINE = re.compile(r"单位[：:]\s*(?P<units>[^\s）)]+)")


def read(context: Context, block: Block) -> Iterator[Item]:
    """The items of a table, row by row. Cells that are no numbers and columns nobody can name are left alone."""
    table = frames.frame(block.rows)
    if table is None:
        return
    body = table.body
    caption = " ".join([*([block.caption] if block.caption else []), *table.titles])
    unit_line = _UNIT_LINE.search(caption)
    units_given = re.split(r"[、，,/]", unit_line["units"]) if unit_line else []
    columns = fields.columns(context, table, units_given, caption)
    if not any(c.role in ("indicator", "place", "project", "time") for c in columns):
        return
    title = _UNIT_LINE.sub("", caption)
    priced = any(c.role == "index" for c in columns)
    width, branch = len(columns), Branch(flat="价格指数" if priced else caption if _KINDS_OF.search(caption) else "")
    exchanged = cells.misplaced([column.head for column in columns], [column.role for column in columns], body)
    torn = any(_TORN_HEAD.search(column.label) or _TORN_SPAN.search(column.head) for column in columns)
    odd_unit = any(_ODD_UNIT.search(unit) for unit in units_given)
    for number, row in enumerate(body):
        check()
        if len(row) > width and any(cell.text.strip() for cell in row[width:]):
            continue  # two rows run together: which number stands under which head is not to be told
        why = "表格缺格" if len(row) < width else cells.DOUBT if number in exchanged else None
        for item in _row(context, block, columns, row, caption, title, branch):
            why = why or ("期间存疑" if torn else None) or ("单位存疑" if odd_unit else None)
            item.doubt = item.doubt or why or oddnames.odd(item.label, item.scope) or ("期间存疑" if context.torn else None)
            yield item


_TORN_HEAD = re.compile(r"\d[^\d]{0,4}[月目季]|\d{1,4}年|[-—]\d{1,2}")
"""A time in a head that is none (1-9的月)."""
_TORN_SPAN = re.compile(r"\d[^\d\s年月日—\-~～至、.（）()|]+[-—~～至]\d|\d[-—~～至][^\d年月|]+\d{1,2}月")
"""1■-9月: the month that is read is not the span that was told."""
_ODD_UNIT = re.compile(r"[●★☆◆◇■※◎#…~]|[亿万][^亿万元吨人亩户千平美欧日港]")
"""单位：★亿元, 亿登录元."""


def unread(block: Block, taken: Set[int]) -> Iterator[tuple[int, int]]:
    """The places of the numbers in a table's cells, right of the first, of which nothing was taken."""
    for row in frames.body(block.rows):
        for cell in row[1:]:
            match = frames.value(cell.text)
            start = cell.start + cell.text.index(match["value"]) if match else -1
            if match and start not in taken:
                yield start, start + len(match["value"])


def _row(
    context: Context, block: Block, columns: Sequence[Column], row: tuple[Cell, ...], caption: str, title: str, branch: Branch
) -> Iterator[Item]:
    scope = fields.titled(context, title) or context.reading.home
    indicator, unit, named = "", _only(columns, row, "unit"), ""
    last: Item | None = None
    timed = next((i for i, column in enumerate(columns) if column.role == "time"), None)
    for column, cell in zip(columns, row, strict=False):
        text = cell.text.strip()
        if column.role == "place":
            scope = fields.place(context, text) or text or scope
        elif column.role == "project":
            named = text
        elif column.role == "indicator":
            indicator, unit = branches.named(branch, text, unit)
        elif column.role == "unit":
            unit = text
        elif column.role not in ("skip", "time") and (match := frames.value(text)) is not None:
            noun = _by_caption(indicator or column.label, branch.flat)
            if indicator and column.label and column.role == "value" and not _says(indicator, column.label):
                noun = f"{_unmeasured(indicator)}{column.label}"
            elif (
                indicator and column.role == "growth" and not column.label and last is not None and last.noun.startswith(indicator)
            ):
                noun = last.noun  # 水泥 | 产量 | 增长
            if column.role == "share" and last is not None and not indicator and _PORTION.fullmatch(column.label):
                noun = f"{last.noun}{column.label}"  # 地区 | 人口数 | 比重
            if last is not None and column.role == "rank" and (not noun or not re.search("总量|总值位次", column.head)):
                noun = last.label
            noun = noun or (last.noun if last is not None and column.role in _TOLD else "") or title_noun(title)
            item = _item(context, block, column, row, cell, match, noun, unit, last, caption)
            if item is None:
                last = None if column.role == "value" else last
                continue
            item.scope = named or column.scope or scope
            if timed is not None and not (column.own and column.period):
                _timed(context, item, row[timed] if timed < len(row) else None)
            if named:
                _project(item)
            elif item.rule == "table-value" and _INTENDED.search(item.label):
                item.modality = "target"
            if column.role in ("value", "growth") or (column.role == "share" and not _PORTION.fullmatch(column.label)):
                last = item if last is None or not _older(item, last) else last
            yield item


_PORTION = re.compile(r"(?:所占)?(?:比重|占比|百分比|比例)")


def _says(indicator: str, label: str) -> bool:
    """Whether the name of a row says already what the head of a column says: 发电量 under 产量."""
    return label in indicator or (label == "产量" and indicator.endswith("量"))


def _only(columns: Sequence[Column], row: Sequence[Cell], role: Role) -> str:
    """The cell of the one column of a kind, which may stand right of the numbers it is told of."""
    at = [i for i, column in enumerate(columns) if column.role == role]
    return row[at[0]].text.strip() if len(at) == 1 and at[0] < len(row) else ""


_YEARED = re.compile(r"(?:19|20)\d\d")


def _timed(context: Context, item: Item, cell: Cell | None) -> None:
    """The period a row tells in a cell of its own; none when the cell says none that can be read."""
    item.period = None
    text = cell.text.strip() if cell is not None else ""
    if cell is None or not text:
        return
    said = [m.period for m in mentions(text, context.reading.published) if m.period and m.kind != "same"]
    item.period = text if _YEARED.fullmatch(text) else said[0] if len(said) == 1 else None
    if item.period and cell.start >= item.end:
        item.support.append(("period", (cell.start, cell.end), text))


_TOLD = ("rank", "growth", "change")
"""Columns that without words of their own speak of the column before."""


def _older(item: Item, last: Item) -> bool:
    """Whether a value is the one of a year before, which no growth is of."""
    years = (item.period or "", last.period or "")
    return item.noun == last.noun and all(re.fullmatch(r"\d{4}", y) for y in years) and years[0] < years[1]


_INTENDED = re.compile(r"预算数?$|计划(?:投资|总量)?额?$|^(?:年|年度|全年|本年)?计划(?:完成)?投资额?$|(?:目标|任务)(?:值|数|量)?$")
"""What a column of plans holds: 年投资计划, 目标值."""


def _project(item: Item) -> None:
    """What is planned for a project is no result; what it is has no period."""
    if re.search(r"计划", item.label) and not item.label.endswith("总投资"):
        item.modality = "target"
        item.period = item.period[:4] if item.period and item.period[0].isdigit() else item.period
    elif re.search(r"总投资|面积|规模", item.label):
        item.period = None


def title_noun(title: str) -> str:
    """The indicator a table without one in its head is about: 表3 各区县社会消费品零售总额."""
    words = re.sub(r"^表\d*|[（(].*?[）)]|\s", "", title)
    for mention in reversed(list(mentions(words, None))):
        words = words[: mention.start] + words[mention.end :]
    words = re.sub(r"^(?:全市|各|分)?(?:区县|县区|县市区|地区|市县)?(?:分地区)?|情况表?$|统计表$|表$|一览表$", "", words)
    return words if 3 <= len(words) <= 14 and not re.search(r"主要|指标", words) else ""


def _item(
    context: Context,
    block: Block,
    column: Column,
    row: tuple[Cell, ...],
    cell: Cell,
    match: re.Match[str],
    noun: str,
    unit: str,
    last: Item | None,
    caption: str,
) -> Item | None:
    value = Decimal(match["value"].replace(",", "").replace("－", "-").replace("−", "-").replace("+", ""))
    measure: Measure
    label = _unmeasured(noun)
    if column.role == "index":
        measure, unit, label = "level", "%", f"{label}（{fields.base(column, caption)}=100）"
    elif column.role == "growth" and noun.endswith("指数") and value >= _INDEXED:
        measure, unit = "level", "%"  # 比上年涨跌 101.0: an index of the year before, no growth
    elif column.role == "growth":
        measure, unit, label = "growth", "%", makers.growth_label(_unmeasured(noun), "")
    elif column.role == "rank":
        measure, unit = "rank", "位"
    elif column.role == "change":
        measure, unit = "change", column.unit or "个百分点"
    elif column.role == "share":
        measure, unit = "share", "%"
        label = label if re.search(r"率|比重|占比|比例", label) else (f"{label}{column.label or '占比'}")
    else:
        unit = match["unit"] or _bare(unit) or column.unit or _unit_in(noun)
        unit = _bare(unit)
        if not noun or _MISREAD.search(unit) or not (unit or noun.endswith("综合指数")):
            return None
        if unit == "%" and noun.endswith("指数"):
            measure, label = "level", noun  # 居民消费价格指数 104.8 %: an index is a level, whatever its unit
        elif unit == "%":
            rate = re.search(r"率|比重|占比|百分比|比例$", noun) is not None
            measure = "share" if rate else "growth"
            label = label if rate else makers.growth_label(label, "")
        else:
            measure = levels.plain_measure(unit)
            label = levels.level_label(_bare_noun(noun), unit, measure)
    if not label or label in ("增速", "占比"):
        return None
    start = cell.start + cell.text.index(match["value"])
    item = Item(
        (start, start + len(match[0].rstrip())), row[0].start, cell.end, value, unit, noun, label, measure, f"table-{column.role}"
    )
    item.block, item.doubt, item.period = block, block.doubt, column.period
    item.direction = None if measure not in ("growth", "change") or value == 0 else "down" if value < 0 else "up"
    linked = last is not None and column.role != "value" and (column.role == "rank" or last.noun == noun)
    item.of = last if linked and measure in ("growth", "rank", "share", "change") else None
    if measure == "growth":
        item.basis = "环比" if "环比" in column.head else "同比" if re.search("同比|上年", column.head) else None
    if measure == "rank":
        among = _AMONG.search(column.head)
        city = context.reading.home and context.reading.home.endswith("市")
        item.among, item.linked = among[0] if among else "全市" if city else None, True
    return item


_AMONG = re.compile(r"全[国省州盟市区县旗](?=[^，]{0,4}(?:位次|排名|名次|排位))")
_INDEXED = 70
"""What an index stands at, at least: no price falls or rises by as much."""
_KINDS_OF = re.compile(r"价格(?:总)?指数|(?:户籍|常住|总)?人口(?=数|构成|情况|及)")


def _by_caption(noun: str, caption: str) -> str:
    """食品烟酒 in a table of price indexes, 男性 in one of inhabitants: the caption says what is told of them."""
    match = _KINDS_OF.search(caption)
    if match is None or not noun or re.search("指数|人口|人数|户数|[率量值额]$", noun):
        return noun
    return noun.removesuffix("数") + ("价格指数" if match[0].startswith("价格") else "人口")


_MISREAD = re.compile(r"忆|介|曰|[亿万]无|方[吨人元户亩千]")
"""亿, 个, 日 and 元 as scanning misreads them: no unit."""


def _bare(unit: str) -> str:
    return re.sub(r"[（）()\s]", "", unit).replace("％", "%")


def _bare_noun(noun: str) -> str:
    return fields.BRACKET.sub("", noun)


def _unmeasured(noun: str) -> str:
    """An indicator without the unit in brackets its own value is told in (地区生产总值（亿元）)."""
    return fields.BRACKET.sub("", noun) if fields.BRACKET.search(noun) and _unit_in(noun) else noun


def _unit_in(noun: str) -> str:
    if match := fields.BRACKET.search(noun):
        inner = match["unit"].replace("％", "%")
        return inner if inner == "%" or units.kind(inner).name != "scale" else ""
    for words, unit in (("项目数", "个"), ("个数", "个"), ("企业数", "家"), ("户数", "户"), ("人数", "人")):
        if noun.endswith(words):
            return unit
    return ""
