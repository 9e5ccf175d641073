"""What is set and what comes out: styled pieces of text in, placed spans on lines out. Points; x runs right from the left edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = Literal["outline", "filled", "badge", "badge-first"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run ready to be set: one font role, size and colour. `source` is whatever the caller wants back on the placed spans
    (the typed run of the document); the breaker never looks at it."""

    text: str
    face: str = "song"
    """Font role: song, song-bold, hei, hei-bold, and those a configuration adds (fangsong, kai, xiaobiaosong)."""
    size: float = 10.5
    color: str = "ink"
    rise: float = 0.0
    glue: bool = False
    """Stays with the character before it and is never broken inside: source marks, tags, badges."""
    box: Box | None = None
    link: str | None = None
    source: object = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line drawn in one go: `text` in the real font `face` from `x`, every character but the last followed by
    `spacing` extra points. `width` is its inked advance. For a box `x` is the left edge of its frame and `width` the frame's width:
    the word stands inside by the padding."""

    x: float
    text: str
    face: str
    size: float
    width: float
    piece: Piece
    spacing: float = 0.0
    scale: float = 1.0
    """Horizontal scale of the glyphs: a dash of two ems is drawn from two glyphs as one stroke."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its spans from left to right (x from the left edge of the measure, the indent included), its set width without
    the indent, and whether it ends a paragraph."""

    spans: tuple[Span, ...]
    width: float
    last: bool = False
