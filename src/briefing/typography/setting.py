"""Broken lines become placed spans: how much every place of a line gives, and what is drawn in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.typography.atoms import Atoms
from briefing.typography.characters import DASH, MIDDLE, OBJECT
from briefing.typography.glue import STAGES
from briefing.typography.pieces import Line, Piece, Span

_SAME = 0.002
"""Points by which two spacings may differ and still be drawn as one."""
_RAGGED = 1.0
"""A line whose characters would stand further apart than this, in ems, is left ragged: a lone word before an overlong one."""


def set_lines(
    atoms: Atoms, breaks: Sequence[tuple[int, int]], measure: Callable[[int], float], *, indent: float, justify: bool, hang: bool
) -> tuple[Line, ...]:
    """Lines of the given (start, end) atoms; justified ones fill their measure to the point."""
    lines = []
    for number, (start, end) in enumerate(breaks):
        last = end == len(atoms)
        left = indent if number == 0 else 0.0
        lead = 0.0 if hang else atoms.lead[start]
        tail = 0.0 if hang else atoms.trail[end - 1]
        gaps = atoms.glue[start : end - 1]
        natural = lead + sum(atoms.width[start:end]) + sum(gaps) + tail
        spare = measure(number) - natural
        if spare < 0 or (justify and not last):
            _give(atoms, start, end, gaps, spare)
        spans, right = _spans(atoms, start, end, gaps, left + lead)
        lines.append(Line(tuple(spans), right + tail - left, last))
    return tuple(lines)


def _give(atoms: Atoms, start: int, end: int, gaps: list[float], spare: float) -> None:
    """Changes the gaps of a line so that together they take up `spare` points (negative: they shrink)."""
    places = range(start, end - 1)
    if spare < 0:
        need = -spare
        for stage in range(STAGES):
            able = sum(atoms.shrink[place] for place in places if atoms.stage[place] == stage)
            if able <= 0:
                continue
            part = min(1.0, need / able)
            for place in places:
                if atoms.stage[place] == stage:
                    gaps[place - start] -= atoms.shrink[place] * part
            need -= able * part
            if need <= 1e-9:
                return
        return
    able = sum(atoms.stretch[place] for place in places)
    part = min(1.0, spare / able) if able > 0 else 0.0
    elastic = sum(atoms.elastic[place] for place in places)
    each = (spare - able * part) / elastic if elastic else 0.0
    if each > _RAGGED * atoms.em:
        return
    for place in places:
        gaps[place - start] += atoms.stretch[place] * part + each * atoms.elastic[place]


def _spans(atoms: Atoms, start: int, end: int, gaps: list[float], left: float) -> tuple[list[Span], float]:
    """The spans of a line and the right edge of its last body. Neighbours of one piece and face at one distance are one span."""
    spans: list[Span] = []
    run: _Run | None = None
    at = left
    for place in range(start, end):
        piece = atoms.pieces[atoms.owner[place]]
        text, face, x = atoms.text[place], atoms.face[place], at + atoms.shift[place]
        kind, width = atoms.kinds[place], atoms.width[place]
        if kind == OBJECT or (kind == DASH and len(text) > 1):
            spans += run.close() if run else []
            run = None
            scale, spacing, offset = (1.0, 0.0, 0.0) if kind == OBJECT else _stroke(atoms, place)
            spans.append(Span(x + offset, text, face.name, piece.size, width - offset, piece, spacing, scale))
        else:
            # A narrowed mark is drawn at its full advance: the next glyph stands where its body ends.
            full = width + atoms.trail[place] - atoms.shift[place] * (2 if kind == MIDDLE else 1)
            if run is None or not run.add(x, text, face.name, full, at + width, piece):
                spans += run.close() if run else []
                run = _Run(x, text, face.name, full, at + width, piece)
            if place in atoms.spaces and place < end - 1 and face.glyph(" "):
                # The space is glue; it is written out for whoever reads or copies the text.
                spans += run.close(" ")
                run = None
        at += width + (gaps[place - start] if place < end - 1 else 0.0)
    spans += run.close() if run else []
    return spans, at


def _stroke(atoms: Atoms, place: int) -> tuple[float, float, float]:
    """Horizontal scale, spacing and offset that make one unbroken stroke of a dash pair of two ems."""
    face, text, size = atoms.face[place], atoms.text[place], atoms.size[place]
    ink = face.font.ink(face.glyph(text[0]))
    advance = face.advance(text[0])
    if ink is None or (advance >= 0.98 and ink[1] - ink[0] >= 980):
        return 1.0, (1.0 - advance) * size, 0.0
    left, right = ink[0] / 1000, ink[1] / 1000
    scale = 1.88 / (2 * (right - left) - 0.02)
    pitch = (right - left - 0.02) * scale
    return scale, (pitch - advance * scale) * size, (0.06 - left * scale) * size


class _Run:
    """A span under construction: `end` is where the next glyph would stand by itself, `edge` where the last body ends."""

    __slots__ = ("edge", "end", "face", "piece", "spacing", "text", "x")

    def __init__(self, x: float, text: str, face: str, advance: float, edge: float, piece: Piece) -> None:
        self.x, self.text, self.face, self.piece = x, text, face, piece
        self.end, self.edge, self.spacing = x + advance, edge, 0.0

    def add(self, x: float, text: str, face: str, advance: float, edge: float, piece: Piece) -> bool:
        """Takes the glyphs in, or says that they need a span of their own."""
        if piece is not self.piece or face != self.face:
            return False
        step = x - self.end
        if len(self.text) == 1 and len(text) == 1:
            self.spacing = step
        elif abs(step - self.spacing) > _SAME or (len(text) > 1 and abs(self.spacing) > _SAME):
            return False
        self.text += text
        self.end, self.edge = x + advance, edge
        return True

    def close(self, space: str = "") -> tuple[Span]:
        return (Span(self.x, self.text + space, self.face, self.piece.size, self.edge - self.x, self.piece, self.spacing),)
