"""Ledgers (.xlsx, .csv): every sheet a table, merged cells filled, numbers as the sheet shows them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from briefing.errors import SourceError
from briefing.model.base import Span
from briefing.model.source import RawBlock
from briefing.readers.archives import check
from briefing.readers.reading import Reading, row
from briefing.readers.text import decode

_ROWS, _COLUMNS, _CELLS = 200_000, 200, 1_000_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_DECIMALS = re.compile(r"0\.(0+)")
Table = list[tuple[int, list[str]]]
"""Lines of a sheet: number of the row in the sheet, cells as text."""


def read_csv(data: bytes) -> Reading:
    """A CSV or TSV file, in the encodings of plain text."""
    text, encoding = decode(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = [[cell.strip() for cell in cells] for cells in csv.reader(io.StringIO(text, newline=""), dialect)]
    return _reading([(None, [(n, cells) for n, cells in enumerate(rows, 1) if any(cells)])], "csv/1", encoding)


def read_xlsx(data: bytes) -> Reading:
    """A workbook. Formulas count as the values the office saved; hidden sheets are read and say so by their name.

    Raises `SourceError` for a damaged, encrypted or oversized file, and when the extra is missing."""
    try:
        import openpyxl
    except ImportError as error:
        raise SourceError("读 Excel 文件需要另装：pip install 'make-briefing[xlsx]'。") from error
    check(data)
    _merges(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [(sheet.title, list(_sheet(sheet))) for sheet in book.worksheets]
    except SourceError:
        raise
    except Exception as error:  # openpyxl raises many kinds for damaged packages
        raise SourceError(f"Excel 文件打不开，可能已损坏（{type(error).__name__}）。") from error
    return _reading(sheets, "xlsx/2", None)


def _merges(data: bytes) -> None:
    """Refuses merged areas of more cells than a sheet may have: the library makes an object of each."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        try:
            found = [match for name in parts for match in _MERGED.finditer(package.read(name))]
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, zlib.error) as error:
            raise SourceError("Excel 文件打不开，可能已损坏。") from error
    cells = sum((_column(m[3]) - _column(m[1]) + 1) * (int(m[4]) - int(m[2]) + 1) for m in found)
    if cells > _CELLS:
        raise SourceError(f"工作簿的合并单元格过多（{cells} 格），未读。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    if sheet.max_row > _ROWS or sheet.max_column > _COLUMNS or sheet.max_row * sheet.max_column > _CELLS:
        raise SourceError(f"工作表“{sheet.title}”过大（{sheet.max_row} 行，{sheet.max_column} 列），未读。")
    filled: dict[tuple[int, int], Any] = {}
    for merged in sheet.merged_cells.ranges:
        value = sheet.cell(merged.min_row, merged.min_col)
        # A head over several columns stands once; a name beside several rows belongs to each of them.
        filled |= {(r, merged.min_col): value for r in range(merged.min_row + 1, merged.max_row + 1)}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_shown(filled.get((number, cell.column), cell)) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if any(texts):
            yield number, texts


def _shown(cell: Any) -> str:
    """A value as the sheet shows it: percent as percent, as many decimals as the format has, dates as dates."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).strip()


def _number(value: float, form: str) -> str:
    """A number with the decimals of its format (``0.00`` has two, General as many as it needs)."""
    percent = "%" in form
    value = round(value * 100, 10) if percent else value
    decimals = _DECIMALS.search(form)
    if decimals:
        text = f"{value:.{len(decimals[1])}f}"
    elif "0" in form and "General" not in form:
        text = f"{value:.0f}"
    else:
        text = f"{value:.12g}"
    return text + ("%" if percent else "")


def _reading(sheets: list[tuple[str | None, Table]], reader: str, encoding: str | None) -> Reading:
    """The sheets under their names, a line a row, and where every cell stands."""
    parts: list[str] = []
    blocks: list[RawBlock] = []
    at = 0
    for name, lines in sheets:
        if not lines:
            continue
        if name:
            parts.append(f"{name}\n")
            at += len(name) + 1
        start, cells, numbers = at, [], []
        width = _usual(lines)
        for number, texts in lines:
            numbers.append(number)
            texts = [*texts, *[""] * (width - len(texts))] if len(texts) > 1 else texts
            line = row(texts) if len(texts) > 1 else texts[0]
            cells.append(_spans(line, at, len(texts)))
            parts.append(line + "\n")
            at += len(line) + 1
        blocks.append(RawBlock(kind="table", span=(start, at), sheet=name, cells=tuple(cells), lines=tuple(numbers)))
        parts.append("\n")
        at += 1
    if not blocks:
        raise SourceError("表格是空的。")
    return Reading("".join(parts), reader, encoding, tuple(blocks))


def _usual(lines: Table) -> int:
    """The cells most rows of a sheet have: a row whose last ones are empty has them too."""
    widths = Counter(len(texts) for _, texts in lines if len(texts) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _spans(line: str, at: int, count: int) -> tuple[Span, ...]:
    out = []
    for cell in line.split(" | ") if count > 1 else [line]:
        out.append((at, at + len(cell)))
        at += len(cell) + 3
    return tuple(out)
