"""What a finished PDF looks like to a typesetter: lines read back from the positions of its characters, and their faults.

python tests/typography/audit.py FILE.pdf     prints the counts and every fault
"""

from __future__ import annotations

import ctypes
import itertools
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NO_START = set("，。、；：？！．）】〕》〉」』”’］｝…—·～％%‰℃,.;:!?)]}")
NO_END = set("（【〔《〈「『“‘［｛([{￥¥$")
_UNIT = re.compile(r"[%％‰℃°]|[㎡㎥亿万千百元个年月日时分位名人次户家项座台套条亩吨米倍岁届期批公平立百]")
_BLANK_AFTER = set("，。、；：？！．）】〕》〉」』”’］｝")
_BLANK_BEFORE = set("（【〔《〈「『“‘［｛")


@dataclass(frozen=True)
class Char:
    """A character with the origin of its glyph (points, y up), size and font."""

    text: str
    x: float
    y: float
    size: float
    font: str
    right: float
    """Right edge of its ink."""
    block: int = 0
    """The paragraph it is tagged as (of this page), negative in a table cell, 0 when the file says nothing."""


@dataclass
class Row:
    """Characters on one baseline without a wide gap: a line of a paragraph, a cell, a label."""

    page: int
    chars: list[Char]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def base(self) -> Char:
        """The character that stands for the line: of its commonest size."""
        size = Counter(char.size for char in self.chars).most_common(1)[0][0]
        return next(char for char in self.chars if char.size == size)

    @property
    def block(self) -> int:
        return self.chars[0].block

    @property
    def left(self) -> float:
        first = self.chars[0]
        return first.x + (first.size / 2 if first.text in _BLANK_BEFORE and first.size == self.base.size else 0.0)

    @property
    def right(self) -> float:
        """Edge of the last body: marks count half an em."""
        last = self.chars[-1]
        if last.text in _BLANK_AFTER:
            return last.x + last.size / 2
        if last.text == "—":  # the stroke ends a little inside its two ems
            return last.right + last.size * 0.09
        if last.text in ",.;:!?)]":
            return last.right + last.size * 0.12
        return last.x + last.size if _han(last.text) or last.text == "…" else last.right

    @property
    def looseness(self) -> float:
        """Greatest extra space between two neighbouring Han characters, in ems."""
        pairs = zip(self.chars, self.chars[1:], strict=False)
        han = [(b.x - a.x) / a.size - 1 for a, b in pairs if a.size == b.size and _han(a.text) and _han(b.text)]
        return max(han, default=0.0)


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@dataclass
class Report:
    """Counts and faults of a document. A fault is (page, what is at the break)."""

    rows: int = 0
    justified: int = 0
    starts: list[tuple[int, str]] = field(default_factory=list)
    ends: list[tuple[int, str]] = field(default_factory=list)
    torn: list[tuple[int, str]] = field(default_factory=list)
    ragged: list[tuple[int, str]] = field(default_factory=list)
    lonely: list[tuple[int, str]] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    """Justified lines whose characters stand more than 0.12 em apart."""
    overlapping: list[tuple[int, str]] = field(default_factory=list)

    def __str__(self) -> str:
        names = ("starts", "ends", "torn", "ragged", "lonely", "loose", "overlapping")
        head = f"rows {self.rows}, justified {self.justified}, " + ", ".join(f"{name} {len(getattr(self, name))}" for name in names)
        faults = [f"  {name} p{page}: {what}" for name in names for page, what in getattr(self, name)]
        return "\n".join([head, *faults])


def breaks(texts: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Faults between the lines of one paragraph: forbidden starts, forbidden ends, torn numbers."""
    starts, ends, torn = [], [], []
    for first, second in itertools.pairwise(texts):
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            continue
        seen = f"{first[-8:]}|{second[:8]}"
        # Dash and dots of two ems may begin a line (GB/T 15834 5.1.4, 5.1.5); they are never divided.
        if (second[0] in NO_START and second[:2] not in ("——", "……")) or first[-1] == second[0] in "—…":
            starts.append(seen)
        if first[-1] in NO_END:
            ends.append(seen)
        digit = first[-1].isdigit() or bool(re.search(r"\d[.,万亿千百多余]+$", first))
        if (digit and (second[0].isdigit() or _UNIT.match(second))) or (first[-1] in "+-−±¥￥$" and second[0].isdigit()):
            torn.append(seen)
    return starts, ends, torn


def audit(path: Path | str) -> Report:
    """Reads the PDF back and judges every paragraph of more than one line."""
    report = Report()
    for page, chars in enumerate(_pages(path), 1):
        rows = _rows(page, chars)
        report.rows += len(rows)
        report.overlapping += [(page, row.text) for row in rows if _overlaps(row)]
        for block in _blocks(rows):
            _judge(report, block)
    return report


def _judge(report: Report, block: list[Row]) -> None:
    page = block[0].page
    starts, ends, torn = breaks([row.text for row in block])
    report.starts += [(page, seen) for seen in starts]
    report.ends += [(page, seen) for seen in ends]
    report.torn += [(page, seen) for seen in torn]
    last = block[-1]
    if len([char for char in last.text if char.isalnum()]) == 1 and last.right - last.left < 3 * last.base.size:
        report.lonely.append((page, block[-1].text))
    if not any("Song" in row.base.font for row in block) or block[0].block < 0 or block[0].base.size == 8.5:
        return  # Hei, cells and quotations side by side are set ragged
    edge = max(row.right for row in block)
    for row in block[:-1]:
        report.justified += 1
        if row.right < edge - 0.5:
            report.ragged.append((page, f"{edge - row.right:.1f} {row.text}"))
        if row.looseness > 0.12:
            report.loose.append((page, f"{row.looseness:.2f} {row.text}"))


def _overlaps(row: Row) -> bool:
    """Whether two Han characters of the line stand closer than they are wide."""
    pairs = zip(row.chars, row.chars[1:], strict=False)
    return any(a.size == b.size and _han(a.text) and _han(b.text) and b.x - a.x < 0.97 * a.size for a, b in pairs)


def _rows(page: int, chars: list[Char]) -> list[Row]:
    """Rows in the order of the page, raised marks put back on their line. Characters of two paragraphs are never one row."""
    rows: list[Row] = []
    for block in sorted({char.block for char in chars}):
        rows += _rows_of(page, [char for char in chars if char.block == block])
    return rows


def _rows_of(page: int, chars: list[Char]) -> list[Row]:
    lines: dict[float, list[Char]] = {}
    for char in sorted(chars, key=lambda char: (-char.size, -char.y, char.x)):
        base = next((y for y in lines if abs(y - char.y) < 0.4), None)
        if base is None and char.size < 7.6:
            near = [y for y in lines if 2.0 < char.y - y < 4.5 and any(abs(other.right - char.x) < 14 for other in lines[y])]
            base = near[0] if near else None
        lines.setdefault(char.y if base is None else base, []).append(char)
    rows = []
    for _, line in sorted(lines.items(), reverse=True):
        line.sort(key=lambda char: char.x)
        part = [line[0]]
        for char in line[1:]:
            last = part[-1]
            end = last.x + last.size if _wide(last.text) else last.right
            # Inside a tagged paragraph only what stands far apart is another row; a loose line must not escape by its gaps.
            if char.x - end > (2.5 if char.block else 0.95) * max(char.size, last.size):
                rows.append(Row(page, part))
                part = []
            part.append(char)
        rows.append(Row(page, part))
    return rows


def _wide(char: str) -> bool:
    return _han(char) or char in _BLANK_AFTER or char in _BLANK_BEFORE


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Paragraphs: rows under each other with one left edge (the first may be indented), one size and one font."""
    blocks: list[list[Row]] = []
    for row in rows:
        for block in reversed(blocks):
            if _goes_on(block, row):
                block.append(row)
                break
        else:
            blocks.append([row])
    return [block for block in blocks if len(block) > 1]


def _pages(path: Path | str) -> list[list[Char]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [_chars(page) for page in document]
    finally:
        document.close()


def _chars(page: Any) -> list[Char]:
    import pypdfium2.raw as pdfium

    text, tags, chars = page.get_textpage(), _tags(page), []
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) or code in (0, 10, 13, 32) or 0xD800 <= code <= 0xDFFF:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        name = ctypes.create_string_buffer(96)
        pdfium.FPDFText_GetFontInfo(text, at, name, 96, None)
        size = round(pdfium.FPDFText_GetFontSize(text, at), 2)
        marked = pdfium.FPDFPageObj_GetMarkedContentID(pdfium.FPDFText_GetTextObject(text, at))
        chars.append(Char(chr(code), x.value, y.value, size, name.value.decode(), right.value, tags.get(marked, 0)))
    text.close()
    return chars


_INLINE = {"Span", "Link", "Reference", "Quote", "Em", "Strong", "Note"}


def _goes_on(block: list[Row], row: Row) -> bool:
    """Whether a row is the next line of a paragraph."""
    last = block[-1]
    size, pitch = row.base.size, last.base.y - row.base.y
    if row.block != last.block or abs(last.base.size - size) > 0.4 or not 0 < pitch < 1.9 * size:
        return False
    if not row.block and last.base.font != row.base.font:
        return False
    indented = len(block) == 1 and 0 < last.left - row.left < 2.2 * size
    return last.right > row.left + 3 * size and (abs(last.left - row.left) < 0.6 or indented)


def _tags(page: Any) -> dict[int, int]:
    """Marked content of the page → number of the paragraph it belongs to, from the structure tree."""
    import pypdfium2.raw as pdfium

    found: dict[int, int] = {}
    count = itertools.count(1)

    def walk(element: Any, block: int) -> None:
        name = ctypes.create_string_buffer(64)
        length = pdfium.FPDF_StructElement_GetType(element, name, 64)
        kind = name.raw[:length].decode("utf-16-le").rstrip("\0")
        if kind not in _INLINE:
            block = -next(count) if kind in ("TD", "TH") or block < 0 else next(count)
        for at in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
            if (marked := pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)) >= 0:
                found[marked] = block
        for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, at):
                walk(child, block)

    if tree := pdfium.FPDF_StructTree_GetForPage(page.raw):
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0)
        pdfium.FPDF_StructTree_Close(tree)
    return found


if __name__ == "__main__":
    print(audit(sys.argv[1]))
