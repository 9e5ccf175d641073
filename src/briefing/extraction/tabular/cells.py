"""Cells that stand in the wrong column: told by what the rows around them hold, never put right.

A word where all others are numbers, another number of decimals than the same column has everywhere else, a value where the same
indicator has none in any other row, a month that is more than the year so far.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefing.chinese import indicators, units
from briefing.model.text import Cell

DOUBT = "表格串列"
_NUMBER = re.compile(r"[-－−+]?\d[\d,]*(?:\.(\d+))?")
_EMPTY = frozenset(("", "—", "-", "－", "–", "——", "--", "…", "/", "／"))
_LEAST = 3
"""So many other rows must agree before one is doubted."""
Row = tuple[Cell, ...]


_NAME_HEAD = re.compile(r"(?:主要|经济)?指标(?:名称)?|区县|县区|地区|(?:项目)?名称|(?:计量)?单位")
_SUM_HEAD = re.compile(r"(?:本|当|单)月|(?:本年)?累计|(?:同比|增长|增速|增幅)(?:[（(]?%[）)]?)?|\d{1,2}[-—]\d{1,2}月")
_NAMING = ("place", "indicator", "project")
_COUNTED = ("value", "growth", "share", "rank", "change")
_MUCH = 150
"""Few rates are more than this, in %, and hardly one in four of a column."""


def misplaced(heads: Sequence[str], roles: Sequence[str], body: Sequence[Row]) -> frozenset[int]:
    """The rows of a table in which cells look exchanged; all of them when it is the head. `heads` are the words over the columns,
    `roles` what each column holds by its head."""
    width = len(heads)
    names = [i for i, role in enumerate(roles) if role in _NAMING]
    rows = [(i, [cell.text.strip() for cell in row]) for i, row in enumerate(body) if len(row) == width]
    if len(rows) <= _LEAST:
        return frozenset()
    if any(_contradicts(heads[i], role, [cells[i] for _, cells in rows]) for i, role in enumerate(roles)) or _fallen(roles, rows):
        return frozenset(range(len(body)))
    found: set[int] = set()
    for column in range(width):
        found.update(_kinds(column, rows))
    found.update(_exchanged(names, rows))
    unit = re.compile(units.pattern())
    found.update(i for i, cells in rows if any(unit.fullmatch(cells[c]) or _kind(cells[c]) == "number" for c in names))
    rates = [i for i, role in enumerate(roles) if role in ("growth", "share")]
    found.update(i for i, cells in rows if any(_much(cells[column]) for column in rates))
    for column in (i for i, role in enumerate(roles) if role == "unit"):
        known = [unit.fullmatch(cells[column]) is not None for _, cells in rows]
        found.update(i for (i, _), right in zip(rows, known, strict=True) if not right and sum(known) > _LEAST)
    for column in set(range(width)) - set(names):
        found.update(_shapes(column, names, rows))
    more = list(_months(heads, rows))
    return frozenset(range(len(body)) if len(more) > 1 else (*found, *more))


def _contradicts(head: str, role: str, column: Sequence[str]) -> bool:
    """Whether a column holds something else than its head says: words under 累计, indicators under 区县, amounts under 同比."""
    kinds = [_kind(text) for text in column]
    words, numbers = kinds.count("word"), kinds.count("number")
    if role in _COUNTED and words > _LEAST and not numbers:
        return all(not re.search(r"\d", text) for text in column)
    if (role in (*_NAMING, "unit") or _NAME_HEAD.fullmatch(head)) and numbers > _LEAST and numbers > words:
        return True
    if _SUM_HEAD.fullmatch(head) and words > _LEAST and not numbers:
        return True
    if role in ("place", "unit") and words > _LEAST:
        return sum(indicators.lookup(text) is not None for text in column) * 2 > words
    if role in ("growth", "share") and numbers > _LEAST:
        return sum(_much(text) for text in column) * 4 > numbers
    return False


def _much(text: str) -> bool:
    return _kind(text) == "number" and abs(_value(text)) > _MUCH


def _fallen(roles: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Amounts below nothing beside rates none of which is."""
    below = [
        sum(cells[i].startswith(("-", "－", "−")) and _kind(cells[i]) == "number" for _, cells in rows) for i in range(len(roles))
    ]
    rates = [below[i] for i, role in enumerate(roles) if role == "growth"]
    return bool(rates) and not any(rates) and any(below[i] > 1 for i, role in enumerate(roles) if role == "value")


def _kind(text: str) -> str:
    return "" if text in _EMPTY else "number" if _NUMBER.fullmatch(text) else "word"


def _kinds(column: int, rows: Sequence[tuple[int, list[str]]]) -> Iterator[int]:
    """Words among numbers or numbers among words."""
    kinds = [(i, _kind(cells[column])) for i, cells in rows]
    count = Counter(kind for _, kind in kinds if kind)
    for kind, other in (("number", "word"), ("word", "number")):
        if count[other] > _LEAST * count[kind] > 0:
            yield from (i for i, own in kinds if own == kind)


def _exchanged(names: Sequence[int], rows: Sequence[tuple[int, list[str]]]) -> Iterator[int]:
    """A name that every other row has in another column, or that stands once where all others stand again and again."""
    of: dict[str, Counter[int]] = defaultdict(Counter)
    for _, cells in rows:
        for column in names:
            of[cells[column]][column] += 1
    usual = {column: sorted(of[cells[column]][column] for _, cells in rows)[len(rows) // 2] for column in names}
    once = {column: sum(of[cells[column]][column] == 1 for _, cells in rows) for column in names}
    for i, cells in rows:
        for column in names:
            own = of[cells[column]]
            if own[column] == 1 and (len(own) > 1 or (usual[column] >= _LEAST and once[column] == 1)):
                yield i


def _shapes(column: int, names: Sequence[int], rows: Sequence[tuple[int, list[str]]]) -> Iterator[int]:
    """Another number of decimals, or a value, or none, than the rows of the same name, or all others, have."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, cells in rows:
        groups[cells[names[-1]] if names else ""].append((i, cells[column]))
    if all(len(group) <= _LEAST for group in groups.values()):
        numbers = [(i, cells[column]) for i, cells in rows if _kind(cells[column]) == "number"]
        groups = {"": numbers}
    for group in groups.values():
        shapes = Counter(_shape(text) for _, text in group)
        if len(group) > _LEAST and len(shapes) == 2 and min(shapes.values()) == 1:
            odd = min(shapes, key=lambda shape: shapes[shape])
            yield from (i for i, text in group if _shape(text) == odd)


def _shape(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    return f"{len(match[1] or '')}" if match else _kind(text)


def _months(heads: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Iterator[int]:
    month = next((i for i, head in enumerate(heads) if re.fullmatch("(?:本|当|单)月(?:值|数|累计)?", head)), None)
    total = next((i for i, head in enumerate(heads) if re.fullmatch("(?:本年)?累计(?:值|数)?", head)), None)
    if month is None or total is None:
        return
    for i, cells in rows:
        one, whole = (_NUMBER.fullmatch(cells[column]) for column in (month, total))
        if one and whole and _value(one[0]) > _value(whole[0]) >= 0:
            yield i


def _value(text: str) -> Decimal:
    return Decimal(re.sub("[－−]", "-", text.replace(",", "")))
