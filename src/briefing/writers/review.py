"""The workbook in which people check the figures: one row a figure with its sentence, and columns for their decision.

Every text goes into its cell as a string, never as a formula. The anchor of a decision stands in the last columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from briefing.model.fact import Evidence, Figure
from briefing.model.summary import Summary

ACTIONS: Mapping[str, str] = {
    "采用": "accept",
    "不采用": "reject",
    "更正": "correct",
    "置顶": "pin",
    "隐藏": "hide",
    "改写": "reword",
}
"""What the drop-down list of the decision column offers, and what it means."""


class Column(NamedTuple):
    """A column: head, width in characters, and whether people fill it."""

    head: str
    width: int
    filled: bool = False


COLUMNS = (
    Column("决定", 8, True),
    Column("更正值", 10, True),
    Column("更正指标", 18, True),
    Column("更正范围", 14, True),
    Column("更正期间", 12, True),
    Column("改写为", 30, True),
    Column("说明", 20, True),
    Column("核定人", 10, True),
    Column("核定日期", 12, True),
    Column("指标", 24),
    Column("数值", 14),
    Column("范围", 16),
    Column("期间", 16),
    Column("类型", 8),
    Column("重要性", 7),
    Column("可信", 6),
    Column("存疑", 10),
    Column("原句", 70),
    Column("来源", 24),
    Column("锚·前", 12),
    Column("锚·数", 12),
    Column("锚·后", 12),
)
SHEET = "核定"
_EPOCH = datetime(2000, 1, 1)
_TRUST = {"high": "高", "medium": "中", "low": "低", None: ""}


class Anchored(NamedTuple):
    """A figure with its anchor, the words before, of and after its number, and the decision made earlier: action and values by
    column head."""

    figure: Figure
    before: str
    quote: str
    after: str
    decided: Mapping[str, str] = {}


def workbook(summary: Summary, rows: Iterable[Anchored]) -> bytes:
    """The XLSX of the figures of an issue; the same rows give the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{summary.meta.name}{summary.meta.period}核定表", "created": _EPOCH})
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "bg_color": "#E8E8E8", "border": 1, "text_wrap": True, "valign": "top"})
    open_ = book.add_format({"bg_color": "#FFF8E1", "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    fixed = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    for at, column in enumerate(COLUMNS):
        hidden = {"hidden": True} if column.head.startswith("锚") else {}
        sheet.set_column(at, at, column.width, None, hidden)
        sheet.write_string(0, at, column.head, head)
    names = {source.info.id: source.info.title or source.info.path for source in summary.sources}
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, (column, text) in enumerate(zip(COLUMNS, _cells(row, names), strict=True)):
            sheet.write_string(last, at, text, open_ if column.filled else fixed)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    sheet.data_validation(1, 0, max(last, 1), 0, {"validate": "list", "source": list(ACTIONS), "ignore_blank": True})
    book.close()
    return data.getvalue()


def _cells(row: Anchored, names: Mapping[str, str]) -> Sequence[str]:
    figure = row.figure
    place: Evidence = figure.evidence[0]
    upper = f"—{figure.value_max}" if figure.value_max is not None else ""
    known = {
        "指标": figure.indicator,
        "数值": f"{figure.approx or ''}{figure.value}{upper}{figure.unit}",
        "范围": figure.scope or "",
        "期间": figure.period or "",
        "类型": f"{figure.measure}/{figure.modality}",
        "重要性": str(figure.salience),
        "可信": _TRUST[figure.trust],
        "存疑": figure.doubt or "",
        "原句": row.before + row.quote + row.after,
        "来源": f"{names.get(place.source, '')} 第{place.locator.paragraph or '?'}段",
        "锚·前": row.before,
        "锚·数": row.quote,
        "锚·后": row.after,
    }
    return [row.decided.get(column.head, "") if column.filled else known[column.head] for column in COLUMNS]
