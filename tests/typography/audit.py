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
        if second[0] in NO_START:
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
    if len([char for char in block[-1].text if char.isalnum()]) == 1:
        report.lonely.append((page, block[-1].text))
    if "Song" not in block[0].base.font:
        return
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
    """Rows in the order of the page, raised marks put back on their line."""
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
            if char.x - part[-1].right > 1.6 * max(char.size, part[-1].size):
                rows.append(Row(page, part))
                part = []
            part.append(char)
        rows.append(Row(page, part))
    return rows


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Paragraphs: rows under each other with one left edge (the first may be indented), one size and one font."""
    blocks: list[list[Row]] = []
    for row in rows:
        for block in reversed(blocks):
            last = block[-1]
            pitch = last.base.y - row.base.y
            same = abs(last.base.size - row.base.size) < 0.4 and last.base.font == row.base.font
            indented = len(block) == 1 and 0 < last.left - row.left < 2.2 * row.base.size
            full = last.right > row.left + 3 * row.base.size
            if same and full and 0 < pitch < 1.9 * row.base.size and (abs(last.left - row.left) < 0.6 or indented):
                block.append(row)
                break
        else:
            blocks.append([row])
    return [block for block in blocks if len(block) > 1]


def _pages(path: Path | str) -> list[list[Char]]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    pages = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        chars = []
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
            size = pdfium.FPDFText_GetFontSize(text, at)
            chars.append(Char(chr(code), x.value, y.value, round(size, 2), name.value.decode(), right.value))
        pages.append(chars)
    return pages


if __name__ == "__main__":
    print(audit(sys.argv[1]))
