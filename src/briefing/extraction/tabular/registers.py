"""Project tables: a head with 项目名称, a row a project; the cells of a row become the fields of its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from briefing.extraction.setting import Setting
from briefing.extraction.tabular.fields import is_register
from briefing.extraction.works.mentions import normal
from briefing.extraction.works.names import Name
from briefing.model.base import Span
from briefing.model.text import Block, Cell


class Amount(NamedTuple):
    """A number of a cell with the unit of its column."""

    value: Decimal
    unit: str
    span: Span


PLACED = re.compile("地点|区县|县区|县市区|所在[市县区地]|属地|所属[市县区地]|辖区")
TROUBLE = re.compile("问题|困难|协调")
"""What the columns of places and of troubles are called."""


class Row(NamedTuple):
    """A row of a project table: its name, the place of the row, and what its columns say."""

    name: Name
    span: Span
    total: Amount | None
    done: Amount | None
    fields: tuple[tuple[str, Span], ...]
    """Label of the column and place of the cell, for progress, problems, next step, owner, place and content."""


_NAME = re.compile(r"^(?:项目|工程)(?:名称)?$|项目名称|工程名称|建设项目")
_TOTAL = re.compile(r"^(?:计划|估算|概算|项目)?总投资(?:额)?(?:[（(][^（）()]*[）)])?$|^投资总额")
_DONE = re.compile(
    r"累计完成投资|^(?:已)?完成投资|完成投资(?:额)?(?:[（(]|$)|^(?:\d{1,2}[-—至~]\d{1,2}月|截至[^，]{2,8}|目前)?(?:累计)?完成(?:额)?[（(][万亿]?元[）)]$"
)
_YEAR = re.compile(r"年度|本年|计划")
_FIELDS = re.compile(
    r"进度|进展|现状|情况|问题|困难|下一?步|时限|工期|竣工|开工|责任|单位$|业主|地点|区县|县区|县市区|所在|属地|所属[市县区地]|辖区|内容|规模|性质|阶段|备注"
)
_UNIT = re.compile(r"[（(](?P<unit>[万亿]?元)[）)]")
_UNIT_LINE = re.compile(r"单位[：:]\s*(?P<unit>[万亿]?元)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SUM = re.compile(r"合计|总计|小计|共计")


def rows(setting: Setting, block: Block, names: Sequence[Name]) -> Iterator[Row]:
    """The rows of a table that is a project table; nothing for any other."""
    heads = _heads(block.rows)
    if heads is None:
        return
    head, first = heads
    column = next((i for i, text in enumerate(head) if _NAME.search(text)), None)
    if column is None:
        return
    unit_line = _UNIT_LINE.search(block.caption or "")
    default = unit_line["unit"] if unit_line else ""
    for row in block.rows[first:]:
        if len(row) <= column or _SUM.search(row[column].text) or (row[0].text and _SUM.search(row[0].text)):
            continue
        if name := _named(row[column], names):
            yield _row(head, row, name, default)


def _heads(table: Sequence[tuple[Cell, ...]]) -> tuple[list[str], int] | None:
    """The head row and the number of the first row below it."""
    for number, row in enumerate(table[:3]):
        texts = [re.sub(r"\s", "", cell.text) for cell in row]
        if any(_NAME.search(text) for text in texts) and is_register(texts, [row[0].text for row in table[number + 1 :]]):
            return texts, number + 1
    return None


def _named(cell: Cell, names: Sequence[Name]) -> Name | None:
    """The name of the row: the one found in the cell, else the cell itself."""
    found = next((n for n in names if cell.start <= n.start and n.end <= cell.end), None)
    if found and found.end - found.start >= (cell.end - cell.start) * 0.6:
        return found
    text = cell.text.strip()
    if len(text) < 3 or not re.search(r"[\u4e00-\u9fff]{3}", text):
        return None
    return Name("project", text, cell.start, cell.end, normal(text))


def _row(head: Sequence[str], row: Sequence[Cell], name: Name, default: str) -> Row:
    total = done = None
    fields: list[tuple[str, Span]] = []
    for label, cell in zip(head, row, strict=False):
        if _TOTAL.search(label):
            total = total or _amount(label, cell, default)
        elif _DONE.search(label) and not (_YEAR.search(label) and "累计" not in label and done):
            done = _amount(label, cell, default) or done
        elif _FIELDS.search(label) and cell.text.strip() not in ("", "—", "-", "/", "无"):
            fields.append((re.sub(r"[（(].*", "", label), (cell.start, cell.end)))
    return Row(name, (row[0].start, row[-1].end), total, done, tuple(fields))


def _amount(label: str, cell: Cell, default: str) -> Amount | None:
    match = _NUMBER.search(cell.text)
    bracket = _UNIT.search(label)
    own = re.search(r"[万亿]?元", cell.text)
    unit = own[0] if own else bracket["unit"] if bracket else default
    if not match or not unit:
        return None
    start = cell.start + match.start()
    return Amount(Decimal(match[0].replace(",", "")), unit, (start, start + len(match[0])))
