"""Chinese line breaking: styled pieces and a width in, placed lines out. Pure; no drawing, no fonts beyond their measures.

Justified text is broken as a whole (total fit): of all ways to divide a paragraph the one with the least cost, where squeezing
costs less than spacing out and both grow with the third power. Ragged text goes line by line under the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.typography.atoms import Atoms, atomize
from briefing.typography.pieces import Line, Piece
from briefing.typography.places import DASHED, GLUED, KINSOKU, RARE, TORN
from briefing.typography.roles import Faces
from briefing.typography.setting import set_lines

_EPS = 0.01
_LINE = 12.0
"""Cost of a line by itself: of two equal settings the shorter wins."""
_SHRINK = 40.0
"""Cost of a line squeezed to its limit."""
_GAPS = 15.0
"""Cost of gaps and word spaces stretched to their limit."""
_LOOSE, _UNIT = 100.0, 0.05
"""Cost of a line spaced out by `_UNIT` ems between its characters."""
_LONELY = 12000.0
"""Cost of a last line of one character: worth a quarter em between the characters of a line."""
_SHORT = 3.0
"""Ems from which a last line is long enough, be it of one character with its dots or tags."""
_TOLERANCES = (0.08, 0.25, 1.0, 1e3)
"""Ems of extra space between characters that a pass may use; a looser pass runs only when the one before finds no good way."""

Breaks = list[tuple[int, int]]


def break_lines(
    pieces: Sequence[Piece],
    width: float | Sequence[float],
    faces: Faces,
    *,
    justify: bool = True,
    indent: float = 0.0,
    hang: bool = True,
) -> tuple[Line, ...]:
    """Lines of a paragraph.

    `width` is the measure in points, or one measure a line (the last one goes on); `indent` shortens the first line. `hang` lets
    the blank half of a mark stand outside the measure at both edges; without it marks keep their full width. Spans are placed
    from the left edge of the measure. Raises `MissingGlyphError` for a character no face has.
    """
    widths = (width,) if isinstance(width, int | float) else tuple(width)
    measure = _measure(widths, indent)
    atoms = atomize(pieces, faces, min(min(widths), widths[0] - indent))
    if not len(atoms):
        return ()
    trial = _Trial(atoms, measure, hang)
    breaks = trial.best() if justify else trial.greedy()
    return set_lines(atoms, breaks, measure, indent=indent, justify=justify, hang=hang)


def set_width(text: str, role: str, faces: Faces) -> float:
    """Width in ems of a text on one line by itself; spaces at its ends count as they stand."""
    atoms = atomize((Piece(text, role, 1.0),), faces, 1e9)
    core = text.strip()
    edges = faces.advance(text, role, 1.0) - faces.advance(core, role, 1.0) if len(core) < len(text) else 0.0
    return sum(atoms.width) + sum(atoms.glue) + edges


def _measure(widths: Sequence[float], indent: float) -> Callable[[int], float]:
    def of(line: int) -> float:
        room = widths[min(line, len(widths) - 1)]
        return max(room - indent, 1.0) if line == 0 else max(room, 1.0)

    return of


class _Trial:
    """Sums over the atoms, and the searches that use them. Position k stands before atom k; a line is (start, end)."""

    def __init__(self, atoms: Atoms, measure: Callable[[int], float], hang: bool) -> None:
        self.atoms, self.measure, self.count = atoms, measure, len(atoms)
        self.starts, self.ends = [0.0], [0.0]
        self.tight, self.tight_ends = [0.0], [0.0]
        self.stretch, self.stretch_ends = [0.0], [0.0]
        self.elastic, self.elastic_ends = [0], [0]
        at, shrunk, stretched, elastic = 0.0, 0.0, 0.0, 0
        for place in range(self.count):
            at += atoms.width[place]
            edge = 0.0 if hang else atoms.trail[place]
            self.ends.append(at + edge)
            self.tight_ends.append(at + edge - shrunk)
            self.stretch_ends.append(stretched)
            self.elastic_ends.append(elastic)
            at += atoms.glue[place]
            shrunk += atoms.shrink[place]
            stretched += atoms.stretch[place]
            elastic += atoms.elastic[place]
            lead = 0.0 if hang or place + 1 == self.count else atoms.lead[place + 1]
            self.starts.append(at - lead)
            self.tight.append(at - shrunk - lead)
            self.stretch.append(stretched)
            self.elastic.append(elastic)
        if not hang:
            self.starts[0] -= atoms.lead[0]
            self.tight[0] -= atoms.lead[0]

    def best(self) -> Breaks:
        """The cheapest division of a justified paragraph."""
        found: Breaks | None = None
        for tolerance in _TOLERANCES:
            found = self._fit(tolerance * self.atoms.em, DASHED) or found
            if found and (len(found) == 1 or not self._lonely(found[-1][0]) or tolerance > 0.5):
                return found
        return self._fit(self.atoms.em, TORN) or self.greedy()

    def _fit(self, loose: float, limit: float) -> Breaks | None:
        """Total fit over the places whose cost is at most `limit`; None when no way keeps within `loose` points a gap."""
        cost = self.atoms.cost
        total: dict[int, float] = {0: 0.0}
        before: dict[int, tuple[int, int]] = {0: (0, 0)}
        live = [0]
        low, count, widest = 0, self.count, max(self.measure(0), self.measure(1), self.measure(10**6))
        for end in range(1, count + 1):
            if end < count and cost[end - 1] > limit:
                continue
            tight = self.tight_ends[end]
            while low < len(live) and tight - self.tight[live[low]] > widest + _EPS:
                low += 1
            if low == len(live):
                return None
            cheapest, chosen = 1e18, -1
            for start in live[low:]:
                line = before[start][1]
                price = self._price(start, end, self.measure(line), loose)
                if price is None:
                    continue
                if price < 0:
                    break
                if (price := price + total[start]) < cheapest:
                    cheapest, chosen = price, start
            if chosen >= 0:
                total[end] = cheapest + (cost[end - 1] if end < count else 0.0)
                before[end] = (chosen, before[chosen][1] + 1)
                live.append(end)
        return _path(before, count) if count in before else None

    def _price(self, start: int, end: int, room: float, loose: float) -> float | None:
        """Cost of a line; None when it is too full, negative when it and every shorter one is too empty."""
        natural = self.ends[end] - self.starts[start]
        spare = room - natural
        if spare < -_EPS:
            shrink = natural - (self.tight_ends[end] - self.tight[start])
            if -spare > shrink + _EPS:
                return None
            return float(_LINE + _SHRINK * (-spare / max(shrink, _EPS)) ** 3)
        if end == self.count:
            return _LINE + (_LONELY if start and self._lonely(start) else 0.0)
        gaps = self.stretch_ends[end] - self.stretch[start]
        if spare <= gaps:
            return float(_LINE + _GAPS * (spare / gaps) ** 3) if gaps > _EPS else _LINE
        each = (spare - gaps) / max(self.elastic_ends[end] - self.elastic[start], 1)
        if each > loose:
            return -1.0
        return float(_LINE + _GAPS * (gaps > _EPS) + _LOOSE * (each / (_UNIT * self.atoms.em)) ** 3)

    def _lonely(self, start: int) -> bool:
        """Whether the last line, from `start`, is a single character with its marks: short, whatever hangs on it."""
        atoms = self.atoms
        marks = sum(atoms.width[place] for place in range(max(start, self.count - 8), self.count) if atoms.hanging(place))
        if self.ends[self.count] - self.starts[start] - marks > _SHORT * atoms.em:
            return False
        words = 0
        for place in range(start, self.count):
            if self.atoms.words(place):
                words += len(self.atoms.text[place])
                if words > 1:
                    return False
        return True

    def greedy(self) -> Breaks:
        """Line by line, as full as it goes without squeezing; forbidden places only when nothing else fits."""
        lines: Breaks = []
        start = 0
        while start < self.count:
            end = self._fill(start, self.measure(len(lines)))
            lines.append((start, end))
            start = end
        return self._relieve(lines)

    def _fill(self, start: int, room: float) -> int:
        fits = start + 1
        for sums, starts in ((self.ends, self.starts), (self.tight_ends, self.tight)):
            fits = start + 1
            while fits < self.count and sums[fits + 1] - starts[start] <= room + _EPS:
                fits += 1
            if fits == self.count and sums[fits] - starts[start] <= room + _EPS:
                return fits
            for end in range(fits, start, -1):
                if self.atoms.cost[end - 1] < RARE:
                    return end
        for limit in (RARE, DASHED, TORN, KINSOKU, GLUED):
            for end in range(fits, start, -1):
                if self.atoms.cost[end - 1] <= limit:
                    return end
        return fits

    def _relieve(self, lines: Breaks) -> Breaks:
        """Gives a lonely last character company from the line before."""
        if len(lines) > 1 and self._lonely(lines[-1][0]):
            first, last = lines[-2]
            room = self.measure(len(lines) - 1)
            for end in range(last - 1, first, -1):
                if self.atoms.cost[end - 1] < RARE:
                    if self.ends[self.count] - self.starts[end] <= room + _EPS:
                        lines[-2:] = [(first, end), (end, self.count)]
                    break
        return lines


def _path(before: dict[int, tuple[int, int]], count: int) -> Breaks:
    lines: Breaks = []
    end = count
    while end > 0:
        start = before[end][0]
        lines.append((start, end))
        end = start
    return lines[::-1]
