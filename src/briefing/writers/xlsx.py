"""The ledger workbook: one sheet a table of the summary, filters, frozen heads, links from every fact to its sentence.

Every text goes into its cell as a string: what a source says can never become a formula or a link.
"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from briefing.model.summary import Summary
from briefing.writers.columns import Cell, Column, Rows
from briefing.writers.rows import tables

_EPOCH = datetime(2000, 1, 1)
"""The creation date of a reproducible file."""
_WIDTHS = {"wide": 44, "number": 11, "integer": 8, "date": 12, "link": 7}
_EVIDENCE = "来源与依据"
_LONGEST = 32767
"""Characters a cell of XLSX holds."""


def write(summary: Summary) -> bytes:
    """The workbook; the same summary gives the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": summary.meta.name, "author": summary.meta.publisher or "", "created": _EPOCH})
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "font_color": "#666666", "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wide": book.add_format({"valign": "top", "text_wrap": True}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({"valign": "top", "font_color": "#34566F", "underline": 1}),
    }
    numbers: dict[int, Any] = {}
    for table in tables(summary):
        _sheet(book, table, looks, numbers)
    book.close()
    return data.getvalue()


def _sheet(book: Any, table: Rows, looks: dict[str, Any], numbers: dict[int, Any]) -> None:
    sheet = book.add_worksheet(table.title)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.head, looks["head"])
        sheet.set_column(at, at, _WIDTHS.get(column.kind, 14))
    for row, cells in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, cells, strict=True)):
            _cell(book, sheet, (row, at), column, value, looks, numbers)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _cell(
    book: Any, sheet: Any, place: tuple[int, int], column: Column, value: Cell, looks: dict[str, Any], numbers: dict[int, Any]
) -> None:
    if value is None:
        return
    if column.kind == "link" and isinstance(value, int):
        # The first row is the head: row n of the evidence stands in line n + 1.
        sheet.write_url(*place, f"internal:'{_EVIDENCE}'!A{value + 1}", looks["link"], str(value))
    elif isinstance(value, Decimal):
        sheet.write_number(*place, float(value), _number(book, value, numbers))
    elif isinstance(value, int):
        sheet.write_number(*place, value, looks["text"])
    elif not isinstance(value, str):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), looks["date"])
    else:
        sheet.write_string(*place, value[:_LONGEST], looks["wide" if column.kind == "wide" else "text"])


def _number(book: Any, value: Decimal, numbers: dict[int, Any]) -> Any:
    """A format with as many decimals as the source wrote: 7.0 stays 7.0."""
    places = max(-int(value.as_tuple().exponent), 0)
    if places not in numbers:
        code = "#,##0" + ("." + "0" * places if places else "")
        numbers[places] = book.add_format({"valign": "top", "num_format": code})
    return numbers[places]
