"""Tables that were flattened into text: ``a | b | c`` rows, rows by tabs or runs of blanks, one cell a line.

A cell is a place in the source. What the cells mean is decided by the extraction room; here is only told what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.base import Span

_NUMBER = re.compile(r"[-−+＋▲▼↑↓]?\d[\d,]*(?:\.\d+)?(?:%|‰|个百分点)?|[—–\-/…]{1,3}|持平|－")
_BLANKS = re.compile(r"\t+| {2,}|　+")
_PIPES = re.compile(r"[|｜]")
_RULE = re.compile(r"[\s|:：\-—=+]+")
_CAPTION = re.compile(
    r"附?表\s*[\d一二三四五六七八九十]|单位：|计量单位|(?:指标|情况|统计|一览|完成|明细|汇总|主要数据)表?(?:（[^）]*）)?$|表$"
)
_SENTENCE = re.compile(r"[。；！？]|，.*，")
_CELL = 16
"""Cells of a table with one cell a line are short."""

Numbered = Sequence[tuple[int, str]]
"""Lines as (start in the source, trimmed canonical text)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: lines `first` to `last`, the cells row by row, and the line of its caption."""

    first: int
    last: int
    rows: tuple[tuple[Span, ...], ...]
    caption: int | None


def grids(lines: Numbered, raw: str) -> list[Grid]:
    """The tables among the lines, none overlapping, in order."""
    out: list[Grid] = []
    index = 0
    while index < len(lines):
        grid = _piped(lines, index) or _spaced(lines, index, raw) or _stacked(lines, index)
        if grid is None:
            index += 1
            continue
        out.append(grid)
        index = grid.last + 1
    return out


def _caption(lines: Numbered, first: int) -> int | None:
    """The line above with the title or the unit; two lines when the nearer one is only the unit (the title is a heading then)."""
    above = lines[first - 1][1] if first else ""
    return first - 1 if above and len(above) <= 60 and _CAPTION.search(above) and not _SENTENCE.search(above) else None


def _piped(lines: Numbered, first: int) -> Grid | None:
    """``a | b | c``: two bars at least, or one bar in three lines running."""
    last, rows = first, []
    while last < len(lines) and "|" in lines[last][1]:
        start, text = lines[last]
        if not _RULE.fullmatch(text):
            rows.append(tuple(_split(_PIPES, text, start, keep_empty=True)))
        last += 1
    if not rows or (max(len(row) for row in rows) < 3 and len(rows) < 3):
        return None
    return Grid(first, last - 1, tuple(rows), _caption(lines, first))


def _split(pattern: re.Pattern[str], text: str, start: int, *, keep_empty: bool) -> list[Span]:
    """The trimmed cells of a row. Empty cells inside stay (as empty places), those outside the outer bars do not."""
    cells: list[Span] = []
    at = 0
    for match in [*pattern.finditer(text), None]:
        a, b = at, match.start() if match else len(text)
        piece = text[a:b]
        lead = len(piece) - len(piece.lstrip())
        core = piece.strip()
        outer = not core and (a == 0 or match is None)
        if (core or keep_empty) and not outer:
            cells.append((start + a + lead, start + a + lead + len(core)) if core else (start + b, start + b))
        at = match.end() if match else len(text)
    return cells


def _spaced(lines: Numbered, first: int, raw: str) -> Grid | None:
    """Rows of three cells or more between tabs or runs of blanks; two rows at least, most cells after the first column numbers."""
    rows: list[tuple[Span, ...]] = []
    last = first
    while last < len(lines):
        start, text = lines[last]
        if len(text) > 120 or _SENTENCE.search(text):
            break
        cells = _split(_BLANKS, raw[start : start + len(text)], start, keep_empty=False)
        if len(cells) < 3 or any(b - a > 24 for a, b in cells) or (rows and abs(len(cells) - len(rows[-1])) > 1):
            break
        rows.append(tuple(cells))
        last += 1
    if len(rows) < 2:
        return None
    body = [raw[a:b] for row in rows[1:] for a, b in row[1:]]
    if sum(_numeric(cell) for cell in body) * 2 < len(body):
        return None
    return Grid(first, last - 1, tuple(rows), _caption(lines, first))


def _numeric(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip().replace("％", "%").replace(" ", "")) is not None


def _stacked(lines: Numbered, first: int) -> Grid | None:
    """One cell a line: a run of short lines in which every k-th is of one kind, the first of them words."""
    if not _is_cell(lines[first][1]):
        return None
    last = first
    while last < len(lines) and _is_cell(lines[last][1]):
        last += 1
    texts = [lines[i][1] for i in range(first, last)]
    numbers = [_numeric(text) for text in texts]
    if len(texts) < 6 or sum(numbers) * 4 < len(texts):
        return None
    lead = numbers.index(True)
    if (found := _period(texts, numbers, lead)) is None:
        return None
    skip, width, rows = found
    spans = [(lines[first + i][0], lines[first + i][0] + len(texts[i])) for i in range(len(texts))]
    grid = tuple(tuple(spans[skip + r * width : skip + (r + 1) * width]) for r in range(rows))
    begin = first + skip
    return (
        Grid(begin, begin + rows * width - 1, grid, _caption(lines, begin))
        if skip == 0
        else _later(lines, begin, rows, width, grid)
    )


def _later(lines: Numbered, begin: int, rows: int, width: int, grid: tuple[tuple[Span, ...], ...]) -> Grid | None:
    return Grid(begin, begin + rows * width - 1, grid, _caption(lines, begin))


def _is_cell(text: str) -> bool:
    return len(text) <= _CELL and not re.search(r"[。；！？]|，|：$", text)


def _period(texts: list[str], numbers: list[bool], lead: int) -> tuple[int, int, int] | None:
    """Lines before the head, number of columns, number of rows with the head; None when no width fits."""
    for width in range(2, 10):
        for skip in range(min(lead, 5)):
            rows = (len(texts) - skip) // width
            if rows < 3 or (len(texts) - skip) % width or any(numbers[skip : skip + width]):
                continue
            columns = [[numbers[skip + r * width + c] for r in range(1, rows)] for c in range(width)]
            shares = [sum(column) / len(column) for column in columns]
            if shares[0] == 0 and any(share >= 0.9 for share in shares) and all(share >= 0.9 or share <= 0.1 for share in shares):
                return skip, width, rows
    return None
