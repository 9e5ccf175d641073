"""Where a label stands beside its sign so that it meets nothing: pure geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts import style
from briefing.charts.sheet import Frame

_BESIDE = 4.0
_ABOVE = 3.0
LEVEL = 10.0
"""Distance of two levels of labels above a sign."""


def meet(one: Frame, other: Frame, beside: float = 3.0, above: float = 0.6) -> bool:
    """Do two boxes overlap or come nearer than the white asked for?"""
    across = one[0] < other[2] + beside and other[0] < one[2] + beside
    return across and one[1] < other[3] + above and other[1] < one[3] + above


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label of `width` and font `size` for the sign at (x, y) of `radius`."""

    x: float
    y: float
    radius: float
    width: float
    size: float

    def box(self, left: float, base: float) -> Frame:
        return (left, base - self.size * style.ASCENT, left + self.width, base + self.size * style.DESCENT)


def places(wanted: Wanted, levels: int, outer: bool = True) -> Iterator[tuple[float, float]]:
    """Left end and baseline of the label, the best place first: right, then left (`outer`: the last sign of a lane, or the first
    of a crowd) or above (others follow), then below, then the higher levels."""
    beside = style.middle(wanted.y, wanted.size)
    reach = wanted.radius + _BESIDE
    above = wanted.y - wanted.radius - _ABOVE - wanted.size * style.DESCENT
    below = wanted.y + wanted.radius + 2 + wanted.size * style.ASCENT
    centred = wanted.x - wanted.width / 2
    left = (wanted.x - reach - wanted.width, beside)
    yield wanted.x + reach, beside
    yield from (left, (centred, above)) if outer else ((centred, above), left)
    yield centred, below
    for base in (above, below):
        yield wanted.x + wanted.radius - wanted.width, base
        yield wanted.x - wanted.radius, base
    for level in range(1, levels + 1):
        base = above - LEVEL * level
        yield centred, base
        yield wanted.x + wanted.radius - wanted.width, base
        yield wanted.x - wanted.radius, base


def place(
    wanted: Wanted, levels: int, left: float, right: float, taken: Iterable[Frame], outer: bool = True
) -> tuple[float, float] | None:
    """The first place between `left` and `right` (moved inside if need be) that meets nothing taken, or None."""
    obstacles = tuple(taken)
    for at, base in places(wanted, levels, outer):
        if base != style.middle(wanted.y, wanted.size):
            at = min(max(at, left), right - wanted.width)  # above and below a label may lean to one side
        box = wanted.box(at, base)
        if box[0] >= left and box[2] <= right and not any(meet(box, other) for other in obstacles):
            return at, base
    return None


def apart(xs: list[float], radii: list[float], left: float, right: float) -> list[float]:
    """Signs of one lane moved no further than needed so that none lies on another, a crowd spreading evenly to both sides of
    where it stands; `xs` ascend."""
    if not xs:
        return []
    offsets = [0.0]
    for one, two in pairwise(radii):
        offsets.append(offsets[-1] + one + two + 1.5)
    # Without the offsets the signs may stand on one point but not swap: neighbours out of order share their mean.
    crowds: list[tuple[float, int]] = []
    for x, offset in zip(xs, offsets, strict=True):
        crowds.append((x - offset, 1))
        while len(crowds) > 1 and crowds[-2][0] > crowds[-1][0]:
            (one, many), (two, more) = crowds[-2:]
            crowds[-2:] = [((one * many + two * more) / (many + more), many + more)]
    bases = [base for base, count in crowds for _ in range(count)]
    out = [base + offset for base, offset in zip(bases, offsets, strict=True)]
    edge = right
    for index in range(len(out) - 1, -1, -1):
        out[index] = min(out[index], edge - radii[index])
        edge = out[index] - radii[index] - 1.5
    return [max(x, left) for x in out]
