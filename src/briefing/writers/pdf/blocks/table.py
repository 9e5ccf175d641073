"""Tables: a head that repeats, rows that are never torn, decimals on one point, strips, bars, dots and heat in the cells.

Rows are 12, 18 or 24 high and grow by whole lines of 12; the first baseline of every cell stands at the same height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model.document import Column, Row, Table
from briefing.model.run import Run
from briefing.typography.pieces import Line
from briefing.writers.pdf.blocks.cells import Decimals, cell_ops, column_factor, measure
from briefing.writers.pdf.flow import Anchor, Box, Op, Slab, Text
from briefing.writers.pdf.setting import Place, Setter, plain
from briefing.writers.pdf.tree import Node

BASES = {12: 8.0, 18: 13.0, 24: 15.5}
"""First baseline below the top of a row, by the least height of the row."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table as they are set: left edges and widths, and for decimal ones where the point stands."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    widths: tuple[float, ...]
    decimals: tuple[Decimals | None, ...]
    factors: tuple[float, ...]
    width: float

    def room(self, at: int) -> float:
        """Width of the text of a cell: a column's text keeps 4 off the next column."""
        return self.widths[at] - (0.0 if at == len(self.columns) - 1 or self.columns[at].align == "center" else 4.0)


def table(block: Table, setter: Setter, place: Place) -> list[Slab]:
    """Title, subtitle, head, rows, note. The first two rows and the last two stay together; totals stay with a row before them."""
    if not block.rows:
        return []
    node = place.node.add("Table")
    grid = _grid(block, setter, place.width)
    headed = any(column.head for column in block.columns)
    slabs = _title(block, setter, place, node, headed)
    head: tuple[Slab, ...] = ()
    if headed:
        row = node.add("THead").add("TR")
        shown = _head(block, grid, setter, row)
        slabs.append(replace(shown, gap=6.0 if block.subtitle else 0.0))
        head = (_head(block, grid, setter, None),)
    body = node.add("TBody")
    rows = [_row(block, at, grid, setter, body, head) for at in range(len(block.rows))]
    if rows and not slabs:
        rows[0] = replace(rows[0], ops=(setter.rule(place.width, "table"), *rows[0].ops))
    slabs += _tied(rows, block, headed)
    if block.note:
        if slabs:
            slabs[-1] = replace(slabs[-1], keep=True)
        note = setter.slabs(setter.lines(block.note, "foot", place.width), "foot", place.node.add("P"), what="表注")
        slabs += [replace(slab, gap=6.0) if not at else slab for at, slab in enumerate(note)]
    if block.anchor and slabs:
        slabs[0] = replace(slabs[0], ops=(Anchor(block.anchor), *slabs[0].ops))
    return slabs


def _grid(block: Table, setter: Setter, width: float) -> Grid:
    """Column edges; widths that do not add up to the measure are scaled to it."""
    total = sum(column.width for column in block.columns)
    scale = width / total if total else 1.0
    widths = tuple(column.width * scale for column in block.columns)
    edges = tuple(sum(widths[:at]) for at in range(len(widths)))
    grid = Grid(block.columns, edges, widths, (None,) * len(widths), (1.0,) * len(widths), width)
    grid = replace(grid, decimals=tuple(_decimals(block, at, grid, setter) for at in range(len(widths))))
    return replace(grid, factors=tuple(_factor(block, at, grid, setter) for at in range(len(widths))))


def _factor(block: Table, at: int, grid: Grid, setter: Setter) -> float:
    if grid.decimals[at]:
        return 1.0
    cells = [(row.cells[at].runs, row) for row in block.rows if at < len(row.cells) and not row.cells[at].boxed]
    return column_factor(cells, block.columns[at], grid.room(at), setter)


def _decimals(block: Table, at: int, grid: Grid, setter: Setter) -> Decimals | None:
    """Where the point of a decimal column stands; None when its figures are too wide to be aligned (they are then set right)."""
    if block.columns[at].align != "decimal":
        return None
    found = measure([row.cells[at].runs for row in block.rows if at < len(row.cells)], block.columns[at], setter)
    return found if found.before + found.after <= grid.room(at) + 2.0 else None


def _title(block: Table, setter: Setter, place: Place, node: Node, headed: bool) -> list[Slab]:
    """Title and subtitle above the head; a table without a head has a small title under a rule."""
    if not block.title:
        return []
    role = "chart-title" if headed else "list-title"
    look = setter.role(role)
    caption = node.add("Caption")
    rule: tuple[Op, ...] = () if headed else (setter.rule(place.width, "block"),)
    lines = setter.worded(block.title, role, place.width)
    slabs = [
        Slab(look.line, (*(rule if not at else ()), Text(0.0, look.base, line, caption.add("P") if not at else caption)), keep=True)
        for at, line in enumerate(lines)
    ]
    look = setter.role("subtitle")
    sub = caption.add("P")
    for line in setter.lines(block.subtitle, "subtitle", place.width):
        slabs.append(Slab(look.line, (Text(0.0, look.base, line, sub),), keep=True))
    return [replace(slab, what=f"表“{plain(block.title)}”") for slab in slabs]


def _head(block: Table, grid: Grid, setter: Setter, row: Node | None) -> Slab:
    """The head between two rules; `row` None paints it as furniture (a repeated head)."""
    lines = [_head_lines(column, _head_room(grid, at), block.stacked_heads, setter) for at, column in enumerate(grid.columns)]
    deep = max(len(cell) for cell in lines)
    height = 18.0 if deep <= 1 else 12.0 * deep + 6.0
    first = 13.0 if deep <= 1 else 10.5
    ops: list[Op] = [setter.rule(grid.width, "table"), setter.rule(grid.width, "table", y=height)]
    for at, (column, cell) in enumerate(zip(grid.columns, lines, strict=True)):
        node = row.add("TH", scope="Column") if row else None
        start = first if len(cell) < deep and column.align not in ("center",) else first + 12.0 * (deep - len(cell)) / 2
        for down, line in enumerate(cell):
            ops.append(Text(_aligned(line.width, column, grid, at), start + 12.0 * down, line, node))
    return Slab(height, tuple(ops), keep=True, what="表头")


def _head_lines(column: Column, room: float, stacked: bool, setter: Setter) -> list[Line]:
    """A head on one line, or its words stacked: two characters a line in narrow columns, else broken where they must."""
    if not column.head:
        return []
    if "\n" in column.head:
        return [setter.one(part, "head", max(room, 8.0)) for part in column.head.split("\n")]
    whole = next(
        (line for factor in setter.style.factors[:3] if (line := setter.free(column.head, "head", factor)).width <= room), None
    )
    if whole and not (stacked and column.width <= 24 and len(column.head) == 2):
        return [whole]
    if stacked and len(column.head) <= 4:
        size = 1 if column.width <= 24 else 2
        return [setter.one(column.head[at : at + size], "head", room + 4) for at in range(0, len(column.head), size)]
    return list(setter.lines(column.head, "head", room))


def _head_room(grid: Grid, at: int) -> float:
    """A head may run on over the columns behind it that have none."""
    room = grid.room(at)
    for behind in range(at + 1, len(grid.columns)):
        if grid.columns[behind].head or grid.columns[at].align == "center":
            break
        room = grid.edges[behind] + grid.room(behind) - grid.edges[at]
    return room


def _aligned(width: float, column: Column, grid: Grid, at: int) -> float:
    left = grid.edges[at]
    if column.align == "center":
        return left + (grid.widths[at] - width) / 2
    right = left + grid.room(at)
    if column.align == "decimal" and (halves := grid.decimals[at]):
        return min(max(right - (halves.before + halves.after + width) / 2, left), max(right - width, left))
    if column.align in ("right", "mark"):
        return max(right - width, left)
    return left


def _row(block: Table, at: int, grid: Grid, setter: Setter, body: Node, head: tuple[Slab, ...]) -> Slab:
    row = block.rows[at]
    node = body.add("TR")
    base = BASES[block.row_height]
    ops: list[Op] = []
    deep = 1
    sub = row.style == "sub"
    for index, cell in enumerate(row.cells):
        named = not index and (grid.columns[0].bold or not head) and bool(cell.runs)
        tag = node.add("TH", scope="Row") if named else node.add("TD")
        mine, lines = cell_ops(cell, index, row, grid, setter, tag, base, indent=10.0 if sub and cell.runs else 0.0)
        sub = sub and not cell.runs
        ops += mine
        deep = max(deep, lines)
    height = block.row_height + 12.0 * (deep - 1)
    backs = _heat(row, grid, height)
    if row.style == "total":
        ops.append(setter.rule(grid.width, "table"))
    ops.append(setter.rule(grid.width, "row", "g4", y=height))
    if row.anchor:
        ops.append(Anchor(row.anchor))
    return Slab(height, (*backs, *ops), head=head, what=f"表中一行“{_words(row.cells)[:16]}”")


def _words(cells: Sequence[object]) -> str:
    runs: list[Run] = [run for cell in cells for run in getattr(cell, "runs", ())]
    return plain(runs)


def _heat(row: Row, grid: Grid, height: float) -> list[Op]:
    return [
        Box(grid.edges[at], 0.0, grid.widths[at], height, fill=f"heat{cell.heat}")
        for at, cell in enumerate(row.cells)
        if cell.heat and row.style != "total"
    ]


def _tied(rows: list[Slab], block: Table, headed: bool) -> list[Slab]:
    """The first two rows, the last two, the rows around a total and a row with its first sub-row stay together."""
    last = len(rows) - 1
    out: list[Slab] = []
    for at, slab in enumerate(rows):
        following = block.rows[at + 1] if at < last else None
        keep = at < last and (
            at == 0 or at == last - 1 or (following is not None and (following.style == "total" or _opens(block, at)))
        )
        out.append(replace(slab, keep=keep))
    return out


def _opens(block: Table, at: int) -> bool:
    return block.rows[at].style == "normal" and block.rows[at + 1].style == "sub"
