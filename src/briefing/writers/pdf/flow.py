"""From blocks to pages: bands of the page that are never torn, and how they fill a frame.

A block is set once into `Slab`s (a line, a table row, a row of cards …), each with its painting operations relative to its upper
left corner, y down, points. `fill` puts slabs into a frame from the top, keeps together what belongs together, repeats the head of
a table, splits side-by-side flows, and hands back what is left for the next frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.charts.drawing import Drawing
from briefing.errors import OverflowingError
from briefing.typography.pieces import Line
from briefing.writers.pdf.tree import Node

SLACK = 0.01
"""Points by which sums of measures may differ."""

LEAST = 72.0
"""Side-by-side flows are not begun at the foot of a page with less room than this."""
WHOLE = 0.5
"""Side-by-side flows up to this share of a frame are not split when less than this share of it is free."""

OPEN, BEGUN = 0.35, 0.25
"""What is tied to stand on one page is begun nevertheless where more than `OPEN` of a frame is free and what goes in fills
`BEGUN` of it."""

REST = 90.0
"""Side-by-side flows of which so little would be left for the next page are set closer, if that makes them fit."""

STEPS, LAST_STEP = (6.0, 12.0), 18.0
"""By how much the gaps between blocks may give way to save a page; on the last page alone by more."""
_LEAST_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Text:
    """A set line; `y` is its baseline. `node` is the element it belongs to (None: furniture)."""

    x: float
    y: float
    line: Line
    node: Node | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    color: str = "ink"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing, upper left corner at x, y."""

    x: float
    y: float
    drawing: Drawing
    node: Node


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page where `anchor` stands, right aligned at `x` on the baseline `y`; known after layout."""

    x: float
    y: float
    anchor: str
    role: str
    node: Node


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place links lead to. With a title it is also a bookmark of `level` 1–3."""

    name: str | None
    title: str | None = None
    level: int = 0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """A slab inside a slab."""

    x: float
    y: float
    slab: Slab


Op = Text | Rule | Box | Dot | Picture | PageNumber | Anchor | Group


@dataclass(frozen=True, slots=True)
class Part:
    """A flow beside others: its left edge and its slabs."""

    x: float
    flow: tuple[Slab, ...]


@dataclass(frozen=True, slots=True)
class Slab:
    """A band of the page. `gap` is the white above it unless it is the first of its frame; `keep` ties it to the next one."""

    height: float
    ops: tuple[Op, ...] = ()
    gap: float = 0.0
    keep: bool = False
    whole: bool = False
    """Tied only so that a profile and the like stand on one page: undone where that would leave much of a page empty."""
    head: tuple[Slab, ...] = ()
    """What is repeated above it when it is the first of a frame (the head of its table), painted as furniture."""
    parts: tuple[Part, ...] = ()
    """Flows side by side; such a slab may be split. `height` is then the height of the tallest."""
    balanced: bool = False
    """The parts are the columns of one text: the first flow runs through all of them."""
    loose: bool = False
    """Of parts: prose or boxes that may be split wherever they allow it."""
    foot: bool = False
    """Stands on the lower edge of its frame."""
    wide: bool = False
    """Set for the turned sheet."""
    what: str = ""
    """For the message when it does not fit: the block in words."""


@dataclass(slots=True)
class Frame:
    """What a frame took: slabs with their top, the height used, and the slabs that are left."""

    placed: list[tuple[float, Slab]] = field(default_factory=list)
    used: float = 0.0
    rest: tuple[Slab, ...] = ()


def stack(slabs: Sequence[Slab]) -> float:
    """Height of a flow in a frame without end."""
    return sum(slab.height + (slab.gap if at else 0.0) for at, slab in enumerate(slabs))


def tightened(slabs: Sequence[Slab], step: float) -> list[Slab]:
    """The slabs with gaps smaller by `step` points, as far as that leaves one."""
    return [replace(slab, gap=max(slab.gap - step, min(slab.gap, _LEAST_GAP))) for slab in slabs]


def fill(slabs: Sequence[Slab], room: float) -> Frame:
    """Fills a frame `room` high. What is tied by `keep` moves as one, unless it is higher than the whole frame.

    A slab higher than the frame is cut between two of its lines. Raises `OverflowingError` when that cannot be done (a chart).
    """
    frame = Frame()
    at = 0
    if slabs and slabs[0].head:
        for head in slabs[0].head:
            _put(frame, head)
    while at < len(slabs):
        end = _chain(slabs, at)
        if _need(frame, slabs[at:end]) <= room - frame.used + SLACK:
            for slab in slabs[at:end]:
                _put(frame, slab, room)
            at = end
            continue
        if frame.placed and (begun := _begun(frame, slabs, at, room)) > at:
            for slab in slabs[at:begun]:
                _put(frame, slab, room)
            frame.rest = tuple(slabs[begun:])
            return frame
        taken, rest = _squeeze(frame, slabs[at:end], room)
        frame.rest = (*rest, *slabs[end:]) if taken else tuple(slabs[at:])
        if not taken and not frame.placed[len(slabs[0].head) :]:
            frame.rest = (_forced(frame, slabs[at], room), *slabs[at + 1 :])
        return frame
    return frame


def _forced(frame: Frame, slab: Slab, room: float) -> Slab:
    """Takes what goes in of a slab higher than the frame; the rest of it."""
    from briefing.writers.pdf.cutting import cut

    parts = cut(slab, room - frame.used) if not slab.parts else None
    if not parts:
        raise OverflowingError(f"排不下：{slab.what or '一个版块'}高 {slab.height:.0f} 磅，版心只有 {room:.0f} 磅。")
    _put(frame, parts[0])
    return parts[1]


def _chain(slabs: Sequence[Slab], at: int) -> int:
    end = at + 1
    while slabs[end - 1].keep and end < len(slabs):
        end += 1
    return end


def _begun(frame: Frame, slabs: Sequence[Slab], at: int, room: float) -> int:
    """How far a flow that is tied to stand on one page goes on where much of this one would be left empty; else `at`."""
    free = room - frame.used
    end, last = at, _chain(slabs, at)
    if free <= OPEN * room:
        return at
    while end < last:
        further = end + 1
        while slabs[further - 1].keep and not slabs[further - 1].whole and further < last:
            further += 1
        if _need(frame, slabs[at:further]) > free + SLACK:
            break
        end = further
    return end if at < end < last and stack(slabs[at:end]) >= BEGUN * room else at


def _need(frame: Frame, chain: Sequence[Slab]) -> float:
    return stack(chain) + (chain[0].gap if frame.placed else 0.0)


def _worth(slab: Slab, below: float, room: float) -> bool:
    """Whether to begin a slab with parts at the foot of a frame: not in a few lines, and a small one rather moves as a whole."""
    return below >= LEAST and (slab.loose or slab.height > WHOLE * room or below > WHOLE * room)


def _put(frame: Frame, slab: Slab, room: float | None = None) -> None:
    top = frame.used + (slab.gap if frame.placed else 0.0)
    if slab.foot and room is not None and room < float("inf"):
        top = max(top, room - slab.height)
    frame.placed.append((top, _finished(slab)))
    frame.used = top + slab.height


def _squeeze(frame: Frame, chain: Sequence[Slab], room: float) -> tuple[bool, tuple[Slab, ...]]:
    """Takes a part of a chain that does not fit as a whole: everything before a splittable last slab and as much of that as goes
    in; or, in an empty frame, slab by slab. Says whether anything was taken, and what is left."""
    lead, last = chain[:-1], chain[-1]
    gap = last.gap if frame.placed or lead else 0.0
    before = _need(frame, lead) if lead else 0.0
    below = room - frame.used - before - gap
    split = _split(last, below) if not frame.placed or _worth(last, below, room) else None
    if split and split[1].height < REST and (whole := _tighter(frame, lead, last, room)):
        for slab in whole:
            _put(frame, slab, room)
        return True, ()
    if split:
        for slab in lead:
            _put(frame, slab)
        _put(frame, replace(split[0], gap=last.gap))
        return True, (split[1],)
    if frame.placed or len(chain) == 1:
        return False, ()
    taken = 0
    for slab in chain:
        if _need(frame, (slab,)) > room - frame.used + SLACK:
            break
        _put(frame, slab)
        taken += 1
    return taken > 0, tuple(chain[taken:])


def _tighter(frame: Frame, lead: Sequence[Slab], last: Slab, room: float) -> list[Slab] | None:
    """The chain with smaller gaps, in its columns too, where that makes it fit."""
    if last.balanced:
        return None
    parts = tuple(replace(part, flow=tuple(tightened(part.flow, STEPS[-1]))) for part in last.parts)
    height = max((fill(part.flow, float("inf")).used for part in parts), default=0.0)  # with the head a table repeats
    closer = replace(last, parts=parts, height=height)
    chain = tightened([*lead, closer], STEPS[-1])
    return chain if _need(frame, chain) <= room - frame.used + SLACK else None


def _finished(slab: Slab) -> Slab:
    """A slab with parts as one with groups."""
    if not slab.parts:
        return slab
    ops: list[Op] = list(slab.ops)
    if slab.balanced:
        parts, _ = _run_through(slab, _balance(slab))
    else:
        parts = slab.parts
    for part in parts:
        ops += _groups(part.x, fill(part.flow, float("inf")))
    return replace(slab, ops=tuple(ops), parts=())


def _groups(x: float, frame: Frame) -> list[Op]:
    return [Group(x, top, slab) for top, slab in frame.placed]


def _split(slab: Slab, room: float) -> tuple[Slab, Slab] | None:
    """A slab with parts in two: what goes into `room`, and the rest. None when some part would not begin in it."""
    if not slab.parts or room <= 0:
        return None
    if slab.balanced:
        return _split_balanced(slab, room)
    ops: list[Op] = list(slab.ops)
    rests: list[Part] = []
    used = 0.0
    for part in slab.parts:
        if not part.flow:
            rests.append(part)
            continue
        try:
            frame = fill(part.flow, room)
        except OverflowingError:
            return None
        ops += _groups(part.x, frame)
        used = max(used, frame.used)
        rests.append(replace(part, flow=frame.rest))
    # A flow that goes on with a table repeats its head: the rest is measured as it will be filled.
    height = max(fill(part.flow, float("inf")).used for part in rests)
    rest = replace(slab, ops=(), parts=tuple(rests), height=height, gap=0.0)
    return replace(slab, ops=tuple(ops), parts=(), height=used, keep=False), rest


def _run_through(slab: Slab, room: float) -> tuple[tuple[Part, ...], tuple[Slab, ...]]:
    """Fills the columns of a balanced slab one after the other; the parts as filled, and what is left."""
    left: tuple[Slab, ...] = slab.parts[0].flow
    filled: list[Part] = []
    for part in slab.parts:
        frame = fill(left, room) if left else Frame()
        filled.append(Part(part.x, tuple(piece for _, piece in frame.placed)))
        left = frame.rest
    return tuple(filled), left


def _balance(slab: Slab) -> float:
    """The least height (by sixes) at which the text of a balanced slab ends in its last column."""
    flow = slab.parts[0].flow
    low, at = 0.0, 0
    while at < len(flow):
        end = _chain(flow, at)
        low, at = max(low, stack(flow[at:end])), end
    room = max(low, stack(flow) / len(slab.parts))
    room = -(-room // 6) * 6
    while True:
        try:
            if not _run_through(slab, room)[1]:
                return room
        except OverflowingError:
            pass
        room += 6


def balanced(flow: Sequence[Slab], edges: Sequence[float], *, what: str = "") -> Slab:
    """One text in columns of equal height, whose left edges are `edges`."""
    parts = tuple(Part(x, tuple(flow) if not at else ()) for at, x in enumerate(edges))
    slab = Slab(0.0, parts=parts, balanced=True, loose=True, what=what)
    return replace(slab, height=_balance(slab))


def beside(parts: Sequence[Part], *, ops: tuple[Op, ...] = (), loose: bool = False, what: str = "") -> Slab:
    """Flows side by side."""
    return Slab(max((stack(part.flow) for part in parts), default=0.0), ops, parts=tuple(parts), loose=loose, what=what)


def _split_balanced(slab: Slab, room: float) -> tuple[Slab, Slab] | None:
    room = room // 6 * 6
    try:
        parts, left = _run_through(slab, room)
    except OverflowingError:
        return None
    if not left or not parts[0].flow:
        return None
    ops: list[Op] = list(slab.ops)
    for part in parts:
        ops += _groups(part.x, fill(part.flow, float("inf")))
    rest = replace(slab, ops=(), parts=(replace(slab.parts[0], flow=left), *slab.parts[1:]), gap=0.0)
    return replace(slab, ops=tuple(ops), parts=(), height=room, keep=False), replace(rest, height=_balance(rest))
