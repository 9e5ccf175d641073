"""What every block needs to be set: fonts, the look, and the ways from runs to lines and from lines to slabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from briefing.chinese import words as dictionary
from briefing.errors import OverflowingError
from briefing.model.run import Run
from briefing.typography.breaking import break_lines
from briefing.typography.pieces import Line, Span
from briefing.typography.roles import Faces
from briefing.writers.pdf.flow import Group, Op, Rule, Slab, Text
from briefing.writers.pdf.runs import pieces
from briefing.writers.pdf.style import Style, TextStyle
from briefing.writers.pdf.tree import Node

Words = Sequence[Run] | str
_KINDS = re.compile("开发区|示范区|试验区|自治[区州县旗]|新区|园区|产业园")
"""What kind of place it is may stand on a line of its own, though the dictionary has the whole name."""
_PAUSE = re.compile("[，：；](?=.)")
_EVEN, _LEAST_TITLE = 0.5, 0.5
"""The last line of a title is no shorter than this share of the first, if narrowing the measure to that share of it can help."""
_NARROWEST = 0.6
"""Share of the measure to which the lines of a cell or title may be narrowed to end between words."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets runs in the text roles of the look."""

    faces: Faces
    style: Style
    digits: int = 2
    """Digits for which a page reference reserves room."""
    _set: dict[tuple[object, str, float], tuple[Words, Line]] = field(default_factory=dict, repr=False)
    """Single lines already set. A sequence of runs is known by its identity, and kept so that the identity stays its own."""

    def role(self, name: str) -> TextStyle:
        return self.style.text[name]

    def lines(self, words: Words, role: str, width: float, *, indent: float | None = None, factor: float = 1.0) -> tuple[Line, ...]:
        """Words broken into lines of `width`, justified when the role is."""
        look = self.role(role)
        set_pieces = pieces(words, look, self.style, factor, self.digits)
        if not set_pieces:
            return ()
        first = look.indent if indent is None else indent
        return tuple(break_lines(set_pieces, width, self.faces, justify=look.justify, indent=first))

    def one(self, words: Words, role: str, width: float, *, large: bool = False) -> Line:
        """Words on one line, made smaller step by step until they fit. Raises `OverflowingError` when the last step is too wide."""
        for factor in self.style.large_factors if large else self.style.factors:
            line = self.free(words, role, factor)
            if line.width <= width + 0.01:
                return line
        text = words if isinstance(words, str) else "".join(run.text for run in words)
        raise OverflowingError(f"“{text}”排不进一行（{width:.0f} 磅），缩到最小仍宽 {line.width:.0f} 磅；请缩短。")

    def free(self, words: Words, role: str, factor: float = 1.0) -> Line:
        """Words on one line as wide as they are, not justified."""
        key = (words if isinstance(words, str) else id(words), role, factor)
        if key not in self._set:
            set_pieces = pieces(words, self.role(role), self.style, factor, self.digits)
            lines = break_lines(set_pieces, 1e5, self.faces, justify=False, indent=0.0) if set_pieces else ()
            self._set[key] = (words, lines[0] if lines else Line((), 0.0, True))
        return self._set[key][1]

    def worded(self, words: Words, role: str, width: float, *, factor: float = 1.0) -> tuple[Line, ...]:
        """Words on as few lines as `width` allows, divided between words where that takes no further line, the last line no single
        character."""
        lines = self.lines(words, role, width, factor=factor)
        if len(lines) < 2 or self.role(role).justify or _between(words, lines):
            return lines
        for size in (factor, factor * self.style.factors[1]):
            step, narrow = self.role(role).size * size / 2, width
            while narrow >= _NARROWEST * width:
                tried = self.lines(words, role, narrow, factor=size)
                if len(tried) > len(lines):
                    break
                if _between(words, tried):
                    return tried
                narrow -= step
        return lines

    def titled(self, words: Words, role: str, width: float) -> tuple[Line, ...]:
        """A title: on one line, a little smaller if need be; else on lines of about one length, divided where the words pause if
        they do, so that no number or word is left alone below."""
        for factor in self.style.factors[:2]:
            line = self.free(words, role, factor)
            if line.width <= width + 0.01:
                return (line,)
        text = plain(words)
        for at in sorted((m.end() for m in _PAUSE.finditer(text)), key=lambda at: abs(2 * at - len(text))):
            halves = tuple(self.free(half, role) for half in _parted(words, at))
            if all(line.width <= width + 0.01 for line in halves):
                return halves
        best = self.worded(words, role, width)
        step, narrow, most = self.role(role).size / 2, width, len(best)
        while most > 1 and narrow >= _LEAST_TITLE * width and _evenness(best) < _EVEN:
            tried = self.worded(words, role, narrow)
            if len(tried) > most:
                break
            best = max(best, tried, key=_evenness)
            narrow -= step
        return best

    def snug(self, words: Words, role: str, width: float) -> tuple[Line, ...]:
        """Words on one line, a little smaller if need be; else wrapped at full size."""
        for factor in self.style.factors[:3]:
            line = self.free(words, role, factor)
            if line.width <= width + 0.01:
                return (line,)
        return self.worded(words, role, width)

    def fits(self, words: Words, role: str, width: float) -> Line | None:
        """The words on one line, or None when they are wider than `width`."""
        line = self.free(words, role)
        return line if line.width <= width + 0.01 else None

    def text(
        self, words: Words, role: str, width: float, node: Node, *, x: float = 0.0, indent: float | None = None
    ) -> list[tuple[float, Op]]:
        """Lines of running text as painting operations with the top of each line."""
        look = self.role(role)
        lines = self.lines(words, role, width, indent=indent)
        return [(at * look.line, Text(x, at * look.line + look.base, line, node)) for at, line in enumerate(lines)]

    def slabs(self, lines: Sequence[Line], role: str, node: Node, *, x: float = 0.0, what: str = "") -> list[Slab]:
        """A paragraph as one slab a line; its first two and last two lines stay together."""
        look = self.role(role)
        last = len(lines) - 1
        return [
            Slab(look.line, (Text(x, look.base, line, node),), keep=at < last and (at == 0 or at == last - 1), what=what)
            for at, line in enumerate(lines)
        ]

    def rule(self, width: float, thickness: str, color: str = "ink", *, x: float = 0.0, y: float = 0.0) -> Rule:
        """A horizontal rule of the look."""
        return Rule(x, y, x + width, y, self.style.rule[thickness], color)


def _between(words: Words, lines: Sequence[Line]) -> bool:
    """Whether all lines end at the end of a word and the last is more than one character."""
    ends = list(accumulate(len(_solid("".join(span.text for span in line.spans))) for line in lines))
    text = _solid(plain(words))
    if ends[-1] != len(text):
        return True  # a page reference or the like: nothing to compare
    last = _solid("".join(span.text for span in lines[-1].spans if not span.piece.box and not span.piece.glue))
    borders = {0, *accumulate(map(len, dictionary.words(text))), *(match.start() for match in _KINDS.finditer(text))}
    return len(last) > 1 and {*ends} <= borders


def _parted(words: Words, at: int) -> tuple[Words, Words]:
    """The words before and behind a place in their text."""
    if isinstance(words, str):
        return words[:at], words[at:]
    first: list[Run] = []
    second: list[Run] = []
    for run in words:
        for part, half in ((run.text[:at], first), (run.text[max(at, 0) :], second)):
            if part:
                half.append(run if part == run.text else run.model_copy(update={"text": part}))
        at = max(at - len(run.text), 0)
    return tuple(first), tuple(second)


def _evenness(lines: Sequence[Line]) -> float:
    """The shortest line as a share of the longest."""
    extents = [extent(line) for line in lines]
    return min(extents) / (max(extents) or 1.0)


def _solid(text: str) -> str:
    return "".join(text.split())


def extent(line: Line) -> float:
    """The right end of the last span of a line."""
    return max((span.x + span.width for span in line.spans), default=0.0)


def spaced(line: Line, spacing: float) -> Line:
    """The same line with extra points between its characters."""
    spans: list[Span] = []
    shift = 0.0
    for span in line.spans:
        count = len(span.text)
        spans.append(replace(span, x=span.x + shift, spacing=span.spacing + spacing, width=span.width + spacing * (count - 1)))
        shift += spacing * count
    width = extent(Line(tuple(spans), 0.0))
    return Line(tuple(spans), width, line.last)


def joined(slabs: Sequence[Slab], *, gap: float = 0.0, keep: bool = False, what: str = "") -> Slab:
    """Several slabs as one that is never torn."""
    ops: list[Op] = []
    top = 0.0
    for at, slab in enumerate(slabs):
        top += slab.gap if at else 0.0
        ops.append(Group(0.0, top, slab))
        top += slab.height
    return Slab(top, tuple(ops), gap=gap, keep=keep, what=what)


def plain(words: Words) -> str:
    """The words without their styles."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is set: its measure in points, the element it belongs to, and whether it stands in a column."""

    width: float
    node: Node
    column: bool = False
