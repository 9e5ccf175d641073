"""A finished PDF read back by its positions: characters, rules and boxes in points, y down from the upper edge of the sheet."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 52.0, 544.0, 66.0, 768.0


@dataclass(frozen=True)
class Char:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.bottom - self.top, 0)


@dataclass(frozen=True)
class Sheet:
    """The inked characters of a page, blanks left out."""

    chars: tuple[Char, ...]
    text: str
    turned: bool = False

    @property
    def area(self) -> tuple[float, float, float, float]:
        """The type area: left, right, top, bottom."""
        return (51.95, 789.95, 66.0, 522.0) if self.turned else (LEFT, RIGHT, TOP, BOTTOM)

    @property
    def body(self) -> list[Char]:
        """Characters between the running head and the page number."""
        return [char for char in self.chars if 50 < char.top < self.area[3] + 7]

    def line(self, near: float, reach: float = 4.0) -> str:
        """The text whose lower edge is near a height."""
        found = [char for char in self.chars if abs(char.bottom - near) < reach]
        return "".join(char.text for char in sorted(found, key=lambda char: char.left))


def read(data: bytes) -> list[Sheet]:
    """All pages of a PDF."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        return [_sheet(page) for page in pdf]
    finally:
        pdf.close()


def _sheet(page: object) -> Sheet:
    import pypdfium2.raw as raw

    height = page.get_height()  # type: ignore[attr-defined]
    textpage = page.get_textpage()  # type: ignore[attr-defined]
    chars = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, at):
            continue
        code = chr(raw.FPDFText_GetUnicode(textpage, at))
        if code.isspace():
            continue
        raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
        chars.append(Char(code, left.value, height - top.value, right.value, height - bottom.value))
    return Sheet(tuple(chars), textpage.get_text_bounded(), page.get_width() > height)  # type: ignore[attr-defined]


def outside(sheets: list[Sheet], slack: float = 0.6) -> Iterator[tuple[int, Char]]:
    """Characters of the body whose ink leaves the type area."""
    for number, sheet in enumerate(sheets, 1):
        left, right, top, bottom = sheet.area
        for char in sheet.body:
            if char.left < left - slack or char.right > right + slack or char.top < top - slack or char.bottom > bottom + slack:
                yield number, char


def overlaps(sheets: list[Sheet], share: float = 0.12) -> Iterator[tuple[int, Char, Char]]:
    """Pairs of characters that cover more than a share of the smaller one's ink."""
    for number, sheet in enumerate(sheets, 1):
        cells: dict[tuple[int, int], list[Char]] = defaultdict(list)
        for char in sheet.chars:
            seen: set[int] = set()
            for cell in _cells(char):
                for other in cells[cell]:
                    if id(other) not in seen and _covers(char, other, share):
                        yield number, other, char
                    seen.add(id(other))
                cells[cell].append(char)


def _cells(char: Char) -> list[tuple[int, int]]:
    """The squares of 12 points a character touches."""
    across = range(int(char.left // 12), int(char.right // 12) + 1)
    down = range(int(char.top // 12), int(char.bottom // 12) + 1)
    return [(x, y) for x in across for y in down]


def _covers(char: Char, other: Char, share: float) -> bool:
    wide = min(char.right, other.right) - max(char.left, other.left)
    high = min(char.bottom, other.bottom) - max(char.top, other.top)
    return wide > 0 and high > 0 and wide * high > share * min(char.area, other.area)
