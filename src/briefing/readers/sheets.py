"""Cells of an XLSX workbook as text, by the standard library alone: what people fill in comes back this way.

Only values are read: no formulas, no links, no macros. A workbook that unpacks to more than `LIMIT` is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from briefing.errors import UsageError

LIMIT = 200_000_000
"""Bytes of one unpacked part that are read at most."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def rows(data: bytes, sheet: str) -> list[list[str]]:
    """The rows of a sheet, by its name (else the first sheet), each as long as its last filled cell. Raises `UsageError` for
    what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            shared = _shared(book)
            return _cells(_parse(book, _part(book, sheet)), shared)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError) as error:
        raise UsageError(f"不是能读的 Excel 工作簿（.xlsx）：{error}") from error


def _parse(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    info = book.getinfo(name)
    if info.file_size > LIMIT:
        raise ValueError(f"{name} 太大")
    text = book.read(info)
    if b"<!DOCTYPE" in text[:1000] or b"<!ENTITY" in text:
        raise ValueError(f"{name} 含有实体定义")
    return ElementTree.fromstring(text)


def _part(book: zipfile.ZipFile, sheet: str) -> str:
    """The file of a sheet, through the workbook's relations."""
    sheets = _parse(book, "xl/workbook.xml").findall(f"{_MAIN}sheets/{_MAIN}sheet")
    chosen = next((entry for entry in sheets if entry.get("name") == sheet), sheets[0])
    links = {link.get("Id"): link.get("Target", "") for link in _parse(book, "xl/_rels/workbook.xml.rels").iter(_LINK)}
    target = links[chosen.get(_REL)]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(entry) for entry in _parse(book, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(entry: ElementTree.Element) -> str:
    """The runs of a string, without the readings (furigana) some programs add."""
    out = []
    for part in entry:
        if part.tag == f"{_MAIN}t":
            out.append(part.text or "")
        elif part.tag == f"{_MAIN}r":
            out += [piece.text or "" for piece in part.iter(f"{_MAIN}t")]
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), "".join(out))


def _cells(tree: ElementTree.Element, shared: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in tree.iter(f"{_MAIN}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{_MAIN}c"):
            match = re.match(r"[A-Z]+", cell.get("r", ""))
            at = _column(match[0]) if match else len(cells)
            cells[at] = _value(cell, shared)
        found.append([cells.get(at, "") for at in range(max(cells, default=-1) + 1)])
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return _text(inline) if inline is not None else ""
    value = cell.find(f"{_MAIN}v")
    text = (value.text or "") if value is not None else ""
    return shared[int(text)] if kind == "s" and text else text
