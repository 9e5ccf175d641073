"""The cells of a table: words, figures on the decimal point, stage strips, small bars, trust dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.model.document import CellValue, Column, Row
from briefing.model.run import Run
from briefing.typography.pieces import Line
from briefing.writers.pdf.flow import Box, Dot, Op, Rule, Text
from briefing.writers.pdf.setting import Setter, plain
from briefing.writers.pdf.tree import Node

if TYPE_CHECKING:
    from briefing.writers.pdf.blocks.table import Grid

STAGES = 8
_DENSE = 2
"""Heat from which the number is bold."""
_SHORT = 7
"""Characters of a cell that is rather set small than on two lines."""
_SPARE = 3.0
"""Points of the white before the next column that a short cell may take."""
_AMOUNT = re.compile(r"[^0-9]{0,2}[0-9.,]+ ?[^0-9]{0,4}")
_NUMBER = re.compile(r"[-−+＋]?[0-9][0-9,]*(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Decimals:
    """A decimal column: the widest part left of the point, and the widest from the point on (with what follows the number)."""

    before: float
    after: float


def measure(cells: Sequence[tuple[Run, ...]], column: Column, setter: Setter) -> Decimals:
    """Both halves of a decimal column over all its cells."""
    before = after = 0.0
    for runs in cells:
        if runs:
            left, whole = _halves(runs, column, setter)
            before, after = max(before, left), max(after, whole - left)
    return Decimals(before, after)


def _halves(runs: tuple[Run, ...], column: Column, setter: Setter) -> tuple[float, float]:
    """Width up to the decimal point (or the end of the whole number), and of everything."""
    role = _role(column, None)
    whole = setter.free(runs, role).width
    match = _NUMBER.match(runs[0].text)
    if not match:
        return whole, whole
    whole_part = match.group().split(".")[0]
    look = setter.role(role)
    face = "hei-bold" if runs[0].style == "strong" else look.face
    return setter.faces.width(whole_part, face, look.size), whole


def _role(column: Column, row: Row | None) -> str:
    if column.align == "mark":
        return "cell-mark"
    if column.bold or (row is not None and row.style == "total"):
        return "cell-bold"
    if column.song:
        return "cell-song"
    return "cell-quiet" if column.quiet else "cell"


def cell_ops(
    cell: CellValue, at: int, row: Row, grid: Grid, setter: Setter, node: Node, base: float, *, indent: float
) -> tuple[list[Op], int]:
    """Painting operations of a cell and the number of its lines. Signs (strip, bar, dots) stand before the words."""
    column = grid.columns[at]
    left, room = grid.edges[at], grid.room(at)
    middle = base - 3.1
    ops: list[Op] = []
    if cell.strip is not None:
        return strip(cell.strip.stage, left, middle, min(grid.widths[at], 64.0)), 1
    if cell.bar is not None and not cell.runs:
        return _bar(cell.bar.share, cell.bar.accent, left, middle, room), 1
    if cell.dots is not None:
        ops += [_dot(left + 2.5 + 7.0 * step, middle, step < cell.dots.filled, setter) for step in range(3)]
        left, room = left + 22.5, room - 22.5
    if cell.lamp is not None:
        ops += _lamp(cell.lamp.light, left + 3.3, middle)
        left, room = left + 11.0, room - 11.0
    if not cell.runs:
        return ops, 1
    role = "cell-bold" if cell.heat >= _DENSE else _role(column, row)
    if cell.boxed:
        return _boxed(cell, left, base, setter, node), 1
    if indent:
        ops += _corner(left, base)
        left, room = left + indent, room - indent
    if decimals := grid.decimals[at]:
        number, _ = _halves(cell.runs, column, setter)
        line = setter.free(cell.runs, role)
        point = left + max(room - decimals.after, 0.0)
        return [*ops, Text(point - number, base, line, node)], 1
    lines = _broken(cell.runs, role, room, grid.factors[at], setter)
    for down, line in enumerate(lines):
        ops.append(Text(_start(column, left, room, line), base + 12.0 * down, line, node))
    return ops, len(lines)


def column_factor(cells: Sequence[tuple[tuple[Run, ...], Row]], column: Column, room: float, setter: Setter) -> float:
    """How much smaller a whole column is set so that its units, dates and values stay on one line; 1 when that would not do."""
    need = 1.0
    for runs, row in cells:
        if runs and _short(runs) and (width := setter.free(runs, _role(column, row)).width) > room + _SPARE:
            need = min(need, (room + _SPARE) / width)
    return next((factor for factor in setter.style.factors[:3] if factor <= need), 1.0)


def _short(runs: tuple[Run, ...]) -> bool:
    return sum(len(run.text) for run in runs) <= _SHORT


def _broken(runs: tuple[Run, ...], role: str, room: float, factor: float, setter: Setter) -> list[Line]:
    """Words on one line if they fit, longer ones also a little smaller; else wrapped."""
    spare = _SPARE if _short(runs) else 0.5
    for step in (factor, min(factor, setter.style.factors[1])):
        line = setter.free(runs, role, step)
        if line.width <= room + spare + 0.01:
            return [line]
    if _AMOUNT.fullmatch(plain(runs)):
        for step in (step for step in setter.style.factors if step <= factor):
            lines = setter.lines(runs, role, room, factor=step)
            if not any(
                before.spans[-1].text[-1:].isdigit() and after.spans[0].text[:1].isdigit() for before, after in pairwise(lines)
            ):
                return list(lines)
    return list(setter.worded(runs, role, room, factor=factor))


def _start(column: Column, left: float, room: float, line: Line) -> float:
    if column.align == "center":
        return left + (room - line.width) / 2
    if column.align in ("right", "mark", "decimal"):
        return left + room - line.width
    return left


def _boxed(cell: CellValue, left: float, base: float, setter: Setter, node: Node) -> list[Op]:
    from briefing.writers.pdf.blocks.prose import empty_box

    line = setter.free(cell.runs, "empty")
    return [*empty_box(left, base - 10.5, line.width + 10, setter), Text(left + 5.0, base, line, node)]


def _corner(left: float, base: float) -> list[Op]:
    """The sign of a sub-row: a small corner."""
    x = left + 2.5
    return [Rule(x, base - 8.0, x, base - 3.0, 0.6, "g2"), Rule(x, base - 3.0, x + 5.0, base - 3.0, 0.6, "g2")]


def strip(stage: int | None, left: float, middle: float, width: float) -> list[Op]:
    """Eight dots: passed, current, to come; all hollow and small when the stage is unknown."""
    pitch = (width - 10.0) / (STAGES - 1)
    xs = [left + 3.3 + pitch * step for step in range(STAGES)]
    if stage is None:
        line: list[Op] = [Rule(xs[0], middle, xs[-1], middle, 0.6, "g3")]
        return line + [Dot(x, middle, 1.5, "white", "g3", 0.6) for x in xs]
    ops: list[Op] = []
    if stage:
        ops.append(Rule(xs[0], middle, xs[stage], middle, 1.4))
    if stage < STAGES - 1:
        ops.append(Rule(xs[stage], middle, xs[-1], middle, 0.6, "g3"))
    for step, x in enumerate(xs):
        if step < stage:
            ops.append(Dot(x, middle, 1.7, "ink"))
        elif step > stage:
            ops.append(Dot(x, middle, 1.7, "white", "g3", 0.6))
    ops.append(Dot(xs[stage], middle, 3.3, "red"))
    return ops


def _bar(share: float, accent: bool, left: float, middle: float, room: float) -> list[Op]:
    width = max(min(share, 1.0), 0.0) * room
    return [Box(left, middle - 3.0, max(width, 0.8), 6.0, fill="red" if accent else "g3")] if width > 0 else []


def _lamp(light: str, x: float, y: float) -> list[Op]:
    """Red is filled, yellow has a core, green is hollow, grey is small: told apart without colour."""
    if light == "red":
        return [Dot(x, y, 3.3, "red")]
    if light == "grey":
        return [Dot(x, y, 1.7, "white", "g3", 0.6)]
    ring: list[Op] = [Dot(x, y, 3.0, "white", "ink", 0.7)]
    return [*ring, Dot(x, y, 1.5, "ink")] if light == "yellow" else ring


def _dot(x: float, y: float, filled: bool, setter: Setter) -> Dot:
    return Dot(x, y, 2.5, "ink" if filled else "white", "ink", 0.6)
