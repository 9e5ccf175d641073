"""Tables that were flattened into text: ``a | b | c`` rows, rows by tabs or runs of blanks, one cell a line.

A cell is a place in the source. What the cells mean is decided by the extraction room; here is only told what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.chinese import units
from briefing.model.base import Span

_NUMBER = re.compile(r"[-−+＋▲▼↑↓]?\d[\d,]*(?:\.\d+)?(?:%|‰|个百分点)?|[—–―\-/…]{1,3}|持平|－")
_EMPTY = re.compile(r"[—–―\-/…－]{1,3}")
_BLANKS = re.compile(r"\t+| {2,}|　+")
_BLANK = re.compile(r"[ \t　]+")
_PIPES = re.compile(r"[|｜]")
_RULE = re.compile(r"[\s|:：\-—=+]+")
_CAPTION = re.compile(
    r"附?表\s*[\d一二三四五六七八九十]|单位：|计量单位|(?:指标|情况|统计|一览|完成|明细|汇总|主要数据)表?(?:（[^）]*）)?$|表$"
)
_SENTENCE = re.compile(r"[。；！？]|，.*，")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIAL = ("序号", "名次", "排名", "位次", "编号")
_NO_CELL = re.compile(r"[。；！？，]|(?<!其中)：(?!$)|：$")
_NAMES = re.compile(r"指标|名称|^项目|地区|县区|区县|县市|行业|产品|序号|^类别")
_BAR = re.compile(r"[|｜]")
"""An empty cell of a table with one cell a line."""
_LED = re.compile(r"(?P<name>(?=[^A-Za-z]*[\u4e00-\u9fff])[^\d|]*?[^\d|\s])(?P<values>(?:\s+[-−]?\d[\d,]*(?:\.\d+)?){2,6})")
"""A row of words, in two languages maybe, and then numbers: 食品 Food 113.2 98.4."""
_ENDED = re.compile(r"[^|｜]+[|｜]\s*")
_UNIT_BELOW = re.compile(r"[（(][^（）()\d|｜]{1,6}[）)][\s|｜]*")
_TRIES = 20
"""How many places of a run may be the first number of a table."""
_UNIT = re.compile(units.pattern())
"""The cell of a column of units."""
_LONGEST = 120
"""A row of a table is no longer."""
_CELL = 20
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
    """The tables among the lines, none overlapping, in order. A run of lines that gave no table is not tried again."""
    out: list[Grid] = []
    index = spaced = stacked = 0
    bars = any("|" in text for _, text in lines)
    if bars:
        lines = [(start, text if _mid(lines, i) else text.rstrip("|｜ \t")) for i, (start, text) in enumerate(lines)]
    while index < len(lines):
        grid = _piped(lines, index) if bars else _led(lines, index)
        if grid is None and index >= spaced:
            grid, spaced = _spaced(lines, index, raw)
        if grid is None and index >= stacked:
            grid, stacked = _stacked(lines, index)
        if grid is None:
            index += 1
            continue
        out.append(grid)
        index = spaced = stacked = grid.last + 1
    return out


def _packed(text: str) -> str:
    return "".join(text.split())


def _led(lines: Numbered, first: int) -> Grid | None:
    """Rows of words and numbers between single blanks under a head of years (项目 Item 2023 2024); what stands behind the Chinese
    name is the same in another language."""
    head = _LED.fullmatch(lines[first][1])
    if head is None or not all(_YEAR.fullmatch(year) for year in head["values"].split()):
        return None
    rows: list[tuple[Span, ...]] = []
    for start, text in lines[first:]:
        match = _LED.fullmatch(text) if len(text) <= _LONGEST else None
        if match is None or len(match["values"].split()) != len(head["values"].split()):
            break
        name = max((m.end() for m in _HAN.finditer(match["name"])), default=0)
        values = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[match.start("values") :])]
        rows.append(((start, start + name), *((a + match.start("values"), b + match.start("values")) for a, b in values)))
    return Grid(first, first + len(rows) - 1, tuple(rows), _caption(lines, first)) if len(rows) > 2 else None


_HAN = re.compile(r"[\u4e00-\u9fff]")


def _mid(lines: Numbered, index: int) -> bool:
    """False for a line whose only bar ends it, beside another such line: a cell of a table with one cell a line."""
    beside = [text for _, text in lines[max(index - 1, 0) : index + 2] if _ENDED.fullmatch(text)]
    return len(beside) < 2 or not _ENDED.fullmatch(lines[index][1])


def _caption(lines: Numbered, first: int) -> int | None:
    """The line above with the title or the unit; two lines when the nearer one is only the unit (the title is a heading then)."""
    above = lines[first - 1][1] if first else ""
    return first - 1 if above and len(above) <= 60 and _CAPTION.search(above) and not _SENTENCE.search(above) else None


def _piped(lines: Numbered, first: int) -> Grid | None:
    """``a | b | c``: two bars at least, or one bar in three lines running."""
    last = first
    held: list[tuple[int, str]] = []
    while last < len(lines) and ("|" in lines[last][1] or (held and _UNIT_BELOW.fullmatch(lines[last][1]))):
        start, text = lines[last]
        if held and _UNIT_BELOW.fullmatch(text):
            above, words = held[-1]  # 增幅⏎(%): a cell broken before its unit
            held[-1] = (above, words + "\n" * (start - above - len(words)) + text)
        elif not _RULE.fullmatch(text):
            held.append(lines[last])
        last += 1
    # A bar that frames every row parts nothing; one that only some rows begin or end with stands beside an empty cell.
    opened, closed = (all(_PIPES.match(text[i]) for _, text in held) for i in (0, -1))
    rows = []
    for start, text in held:
        row = _split(_PIPES, text, start, keep_empty=True)
        if not opened and _PIPES.match(text[0]):
            row.insert(0, (start, start))
        if not closed and _PIPES.match(text[-1]):
            row.append((start + len(text), start + len(text)))
        rows.append(tuple(row))
    if not rows or (max(len(row) for row in rows) < 3 and len(rows) < 3):
        return None
    if len(rows) == 1 and not any(char.isdigit() for char in lines[first][1]):
        return None  # a row of links
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


def _spaced(lines: Numbered, first: int, raw: str) -> tuple[Grid | None, int]:
    """Rows of three cells or more between tabs or runs of blanks, most cells after the first column numbers; or, between single
    blanks, words and then numbers only. With the line to go on from."""
    start, text = lines[first]
    after = first + 1
    for pattern, strict in ((_BLANKS, False), (_BLANK, True)):
        if len(text) > _LONGEST or not pattern.search(raw, start, start + len(text)):
            continue
        rows = _aligned(lines, first, raw, pattern)
        measured = strict and bool(rows) and all(_measured(row, *lines[first + i]) for i, row in enumerate(rows) if i)
        body = [[_numeric(raw[a:b]) for a, b in row[2 if measured else 1 :]] for row in rows[1:]]
        cells = [cell for row in body for cell in row]
        if len(rows) < (3 if strict else 2) or (not all(cells) if strict else sum(cells) * 2 < len(cells)):
            after = max(after, first + len(rows))
            continue
        return Grid(first, first + len(rows) - 1, tuple(rows), _caption(lines, first)), first + len(rows)
    return None, after


def _measured(row: Sequence[Span], start: int, text: str) -> bool:
    """Whether the second cell of a row is a unit (水泥 万吨 45.2 -5.1)."""
    return len(row) > 3 and _UNIT.fullmatch(text[row[1][0] - start : row[1][1] - start]) is not None


def _aligned(lines: Numbered, first: int, raw: str, pattern: re.Pattern[str]) -> list[tuple[Span, ...]]:
    """The lines from `first` on that split into as many cells, one more or less."""
    rows: list[tuple[Span, ...]] = []
    for index in range(first, len(lines)):
        start, text = lines[index]
        if len(text) > _LONGEST or _SENTENCE.search(text):
            break
        cells = _split(pattern, raw[start : start + len(text)], start, keep_empty=False)
        if len(cells) < 3 or any(b - a > 24 for a, b in cells) or (rows and abs(len(cells) - len(rows[-1])) > 1):
            break
        rows.append(tuple(cells))
    return rows


def _numeric(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip().replace("％", "%").replace(" ", "")) is not None


def _stacked(lines: Numbered, first: int) -> tuple[Grid | None, int]:
    """One cell a line: a run of short lines in which, after a head of words, every k-th line is of one kind. With the line to go on
    from."""
    last = first
    while last < len(lines) and _is_cell(lines[last][1]):
        last += 1
    if last - first < 6:
        return None, max(last, first + 1)
    texts = [lines[i][1] for i in range(first, last)]
    kinds = [_kind(text) for text in texts]
    leads = [i for i, kind in enumerate(kinds) if kind == "n" and (not i or kinds[i - 1] != "n")]
    found = next((found for lead in leads[:_TRIES] if (found := _period(kinds, texts, lead)) is not None), None)
    if found is None:
        return None, last
    head, width, rows = found
    spans = [
        (lines[first + i][0], lines[first + i][0] + (0 if _BAR.fullmatch(text) else len(text))) for i, text in enumerate(texts)
    ]
    grid = [tuple(spans[head + r * width : head + (r + 1) * width]) for r in range(rows)]
    end = head + rows * width - 1
    if (upper := _upper(texts[: head + width], width)) is not None:
        data, (head, under) = head + width, upper
        grid[:1] = [tuple(spans[head:under]), tuple(spans[under:data])]
    elif head >= width and _NAMES.search(_packed(texts[head - width])) and not _NAMES.search(_packed(texts[head])):
        head -= width
        grid.insert(0, tuple(spans[head : head + width]))
    return Grid(first + head, first + end, tuple(grid), _caption(lines, first + head)), last


_PERIOD_CELL = re.compile(r"(?:19|20)\d\d年?")


def _upper(texts: list[str], width: int) -> tuple[int, int] | None:
    """A head of two rows above the first number, whose upper cells stand over several columns each: where it begins, and where its
    lower row does. The lower row says the same under each of them (绝对量 增长 绝对量 增长)."""
    data = len(texts)
    spanned = next((n for n in range(data) if not _PERIOD_CELL.fullmatch(texts[data - 1 - n])), 0)
    if 1 < spanned < width - 1 and data > width and _NAMES.search(_packed(texts[data - width - 1])):
        return data - width - 1, data - spanned  # 地区 人口数 比重 over 2020年 2010年: two years under one head
    for begin in range(data - width - 1, max(data - 3 * width, -1), -1):
        groups = data - begin - width
        if groups < 2 or not _NAMES.search(_packed(texts[begin])):
            continue
        for size in range((width - 1) // groups, 1, -1):
            under = data - groups * size
            lower = texts[under:]
            if lower == lower[:size] * groups and len(set(lower[:size])) == size:
                return begin, under
        if not _NAMES.search(_packed(texts[data - width])) and 2 < (under := data - width + 1) - begin < width:
            return begin, under  # under a corner that reaches down; whether the spans can be told is seen where the head is read
    return None


def _kind(text: str) -> str:
    """y a year, - an empty cell (—), n a number, w words."""
    return "y" if _YEAR.fullmatch(text) else "-" if _EMPTY.fullmatch(text) else "n" if _numeric(text) else "w"


def _is_cell(text: str) -> bool:
    return len(text) <= _CELL and not _NO_CELL.search(text)


def _period(kinds: list[str], texts: list[str], lead: int) -> tuple[int, int, int] | None:
    """First line of the head, number of columns, number of rows with the head; None when no width fits. `lead` is the first number
    of the first row; `kinds`: w words, n number, - an empty cell, y a year, which may stand in the head or be a value."""
    best: tuple[int, int, int] | None = None
    for width in range(2, 10):
        for column in range(width):
            data = lead - column
            head = data - width
            if head < 0 or "n" in kinds[head:data]:
                continue
            template = kinds[data : data + width]
            if template[0] != "w" and not (column == 0 and texts[head] in _SERIAL):
                continue
            rows = 0
            while len(row := kinds[data + rows * width : data + (rows + 1) * width]) == width and _alike(row, template):
                rows += 1
            if rows >= 2 and (best is None or _worth(texts, head, width, rows + 1) > _worth(texts, *best)):
                best = head, width, rows + 1
    return best


def _worth(texts: list[str], head: int, width: int, rows: int) -> tuple[int, bool]:
    """A larger table is the likelier one; of two as large the one whose head begins with what its rows are named by."""
    return rows * width, _NAMES.search(texts[head]) is not None


def _alike(row: list[str], template: list[str]) -> bool:
    return all(a == b or "y" in (a, b) or "-" in (a, b) for a, b in zip(row, template, strict=True))
