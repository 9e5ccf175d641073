"""The frame of a table: which rows are its title, which its head, and over which columns the words of an upper head stand.

A head of several rows loses its spans in copying: the cell that stood over three columns is followed by two empty ones, or by none;
a corner that reached down two rows is missing in the second. What cannot be put over the columns with certainty is no head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.text import Cell

_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d年|\d{1,2}月份?$)(?P<value>[-－−+]?\d[\d,]*(?:\.\d+)?)(?P<range>)\s*(?P<unit>%|‰|个百分点|[一-鿿]{0,5})"
)
YEAR = re.compile(r"(?:19|20)\d\d")
_CUT = re.compile(r"为100|[（(][^（）()]*[）)]")
"""The end of the head above it: 以上月价格⏎为100."""
_HEADED = re.compile(r"(?:主要|经济)?指标(?:名称)?|项目|地区|类别|区县|县区|名称|")
_MOST = 8
"""A title and a head have no more rows."""
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A table taken apart. `heads` holds for every column the words over it from the top down, `titles` the words of rows that are
    no row of cells (表2 …, 单位：万元)."""

    heads: tuple[tuple[str, ...], ...]
    body: tuple[Row, ...]
    titles: tuple[str, ...]


def value(text: str) -> re.Match[str] | None:
    """A cell that holds a number, with its unit if it has one."""
    return _NUMBER.fullmatch(text.strip())


def frame(rows: Sequence[Row]) -> Frame | None:
    """The frame of a table; None for one without a head or without numbers, or whose head cannot be put over its columns."""
    titles: list[str] = []
    upper: list[Row] = []
    for at, row in enumerate(rows[: _MOST + 1]):
        if _counts(row):
            body = tuple(rows[at:])
            heads = _over([[cell.text.strip() for cell in row] for row in upper], _width(body), _named(body)) if upper else None
            return Frame(heads, body, tuple(titles)) if heads else None
        words = [cell.text.strip() for cell in row if cell.text.strip()]
        if len(words) == 1 and not upper:
            titles += words
        else:
            upper.append(row)
    return None


def body(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows from the first with a number on."""
    return next((rows[at:] for at, row in enumerate(rows[: _MOST + 1]) if _counts(row)), ())


def _counts(row: Row) -> bool:
    """Whether a row holds numbers right of its first cell; a head of years (项目 | 2023 | 2024) does not."""
    texts = [cell.text.strip() for cell in row]
    if _HEADED.fullmatch(re.sub(r"\s", "", texts[0])) and all(not value(text) or YEAR.fullmatch(text) for text in texts[1:]):
        return False
    return any(value(text) for text in texts[1:])


def _width(body: Sequence[Row]) -> int:
    """How many columns most rows have; a last one that is empty in all of them is none."""
    width = Counter(len(row) for row in body).most_common(1)[0][0]
    while width > 1 and not any(row[width - 1].text.strip() for row in body if len(row) >= width):
        width -= 1
    return width


def _named(body: Sequence[Row]) -> bool:
    return not any(value(row[0].text) for row in body)


def _over(rows: list[list[str]], width: int, named: bool) -> tuple[tuple[str, ...], ...] | None:
    """The words over every column. A row as wide as the table stands as it is; a narrower one stands under those heads that are
    open to it. At last an upper cell goes on over the empty ones right of it."""
    placed: list[list[str]] = []
    for number, row in enumerate(rows):
        row = _bare(row, width)
        lower = [text for text in _bare(rows[number + 1], width) if text] if number + 1 < len(rows) else []
        spread: list[str] | None = row
        if placed and (len(row) != width or (not row[-1] and not placed[-1][-1] and row[0])):
            spread = _below(placed[-1], [text for text in row if text], width)
        elif len(row) > width:
            return None
        elif len(row) < width:
            spread = _spread(row, lower, width) if lower else ["", *row] if named and len(row) == width - 1 else None
        if spread is None:
            return None
        placed.append(spread)
    _carry(placed, width)
    heads = [tuple(dict.fromkeys(row[at] for row in placed if row[at])) for at in range(width)]
    if any("".join(words).count("（") != "".join(words).count("）") for words in heads):
        return None  # lines of a cell that stand in several rows
    return tuple(heads)


def _bare(row: list[str], width: int) -> list[str]:
    """Without the empty cells that stand beyond the last column."""
    row = list(row)
    while len(row) > width and not row[-1]:
        row.pop()
    return row


def _below(above: list[str], cells: list[str], width: int) -> list[str] | None:
    """A row of fewer cells than the table under one that is already in place: under its cells that span several columns, or under
    all but the first one, which reaches down."""
    open_to = [at for at in range(width) if not above[at] or above.count(above[at]) > 1 or (at + 1 < width and not above[at + 1])]
    if len(cells) == len(open_to):
        left = iter(cells)
        return [next(left) if at in open_to else "" for at in range(width)]
    return ["", *cells] if len(cells) == width - 1 else None


def _carry(placed: list[list[str]], width: int) -> None:
    """An upper head goes on over the empty cells right of it, when lower rows say more of it and of them."""
    for number, row in enumerate(placed[:-1]):
        lower = placed[number + 1 :]
        for at in range(1, width):
            if not row[at] and row[at - 1] and any(r[at - 1] for r in lower) and any(r[at] for r in lower):
                row[at] = row[at - 1]


def _spread(row: list[str], lower: list[str], width: int) -> list[str] | None:
    """An upper row whose spans left no empty cells, over the lower one: its last cells share the lower row's between them, which
    repeats itself or falls into equal parts."""
    fixed = width - len(lower)
    groups = [text for text in row[fixed:] if text] if fixed >= 0 else []
    if not groups or not all(row[:fixed]) or fixed < 0:
        return None
    if len(lower) == len(groups):
        return row + [""] * (width - len(row))
    begins = [at for at, text in enumerate(lower) if text == lower[0]]
    if len(begins) == len(groups):
        sizes = [b - a for a, b in zip(begins, [*begins[1:], len(lower)], strict=True)]
    elif len(groups) == 2 and _CUT.fullmatch(lower[0]):
        sizes = [1, len(lower) - 1]
    elif len(lower) % len(groups) == 0 and len(set(lower)) == len(lower):
        sizes = [len(lower) // len(groups)] * len(groups)
    else:
        return None
    return [*row[:fixed], *(text for text, size in zip(groups, sizes, strict=True) for _ in range(size))]
