"""The cleaned text and its exact way back to the source.

`CleanText.text` is what the rules read: Simplified, half-width digits and Latin letters, full-width Chinese punctuation, broken
lines joined, injected words and noise gone. Every character of it is exactly one character of `Source.text` (changed or not),
except the line feed between two blocks, which is no character of the source. So a place in the clean text is always a list of
places in the source, and nothing is ever searched for again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from briefing.model.base import Span, made
from briefing.model.fact import Evidence, Locator
from briefing.model.note import Note
from briefing.model.source import Source

BlockKind = Literal["heading", "paragraph", "caption", "table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text and its place in `CleanText.text`."""

    text: str
    start: int
    end: int


CUT_OFF = "句尾残缺"
"""The doubt of a paragraph whose end is lost: what stands before its last sentence is whole."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, caption or table of the clean text: ``clean.text[block.start:block.end]``."""

    kind: BlockKind
    start: int
    end: int
    number: int
    """The 自然段 number a person counts in the source: non-empty lines from 1, dropped ones included; the first line of a
    joined block."""
    level: int = 0
    """For a heading: 1 title of the document or of an article, 2 section, 3 below."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """For a table: cells row by row; the first rows may be heads (the extraction room decides)."""
    caption: str | None = None
    """For a table: the line above it with its title and unit (``表1 分地区主要指标 单位:亿元``)."""
    repeats: tuple[tuple[Span, ...], ...] = ()
    """Places in `Source.text` where the same block stands again (dropped there, kept as further evidence): one list of
    pieces a repeat, in the source."""
    doubt: str | None = None
    """Why the block may be misplaced or torn (``分栏错位``, ``残句``); facts read from it carry a note."""
    page: int | None = None
    joints: tuple[int, ...] = ()
    """Where, in the clean text, a line was joined to the one before it that may have been a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A source ready to be read by rules. `segments` maps clean offsets to source offsets: (clean start, source start, length)."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[tuple[int, int, int], ...]
    notes: tuple[Note, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where the segments start in the clean text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(segment[0] for segment in self.segments))

    def _shift(self, start: int, end: int) -> int | None:
        """How far ``text[start:end]`` lies from its source, when it is one unbroken piece of it."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or start >= end:
            return None
        clean, origin, length = self.segments[index]
        return origin - clean if end <= clean + length else None

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The places in `Source.text` of ``text[start:end]``, in order, adjacent ones joined."""
        if (by := self._shift(start, end)) is not None:
            return ((start + by, end + by),)
        out: list[Span] = []
        segments = self.segments
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(segments):
            clean, origin, length = segments[index]
            if clean >= end:
                break
            index += 1
            first = start if start > clean else clean
            last = end if end < clean + length else clean + length
            if first >= last:
                continue
            a, b = origin + first - clean, origin + last - clean
            if out and out[-1][1] == a:
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return tuple(out)

    def _page(self, at: int) -> int | None:
        """The page of a place in the source, where the reader told."""
        return next((b.page for b in self.source.blocks if b.page and b.span[0] <= at < b.span[1]), None)

    def _cell(self, at: int) -> tuple[str | None, str] | None:
        """Sheet and cell (``B7``) of a place in the source, where the reader told."""
        for block in self.source.blocks:
            if block.kind == "table" and block.cells and block.span[0] <= at < block.span[1]:
                for line, cells in zip(block.lines, block.cells, strict=True):
                    for column, (start, end) in enumerate(cells):
                        if start <= at < end:
                            return block.sheet, f"{_letters(column)}{line}"
        return None

    def original(self, start: int, end: int) -> str:
        """The source's own characters of ``text[start:end]`` (Traditional stays Traditional), torn lines joined."""
        text = self.source.text
        return "".join(text[a:b] for a, b in self.pieces(start, end))

    def evidence(
        self, start: int, end: int, *, number: Span | None = None, sentence: Span | None = None, block: Block | None = None
    ) -> Evidence:
        """The only maker of `Evidence`: a clause of the clean text (offsets into `text`), the number in it, and the sentence
        it stands in. Raises `ValueError` when the range holds no character of the source."""
        lo, hi = (min(sentence[0], start), max(sentence[1], end)) if sentence else (start, end)
        source = self.source
        by = self._shift(lo, hi)
        if by is not None and start < end:  # nothing was cut out of the sentence: every place in it is as far from its source
            raw = source.text
            whole: tuple[Span, ...] = ((lo + by, hi + by),)
            pieces: tuple[Span, ...] = ((start + by, end + by),)
            inside = number is not None and lo <= number[0] < number[1] <= hi
            before, quote, after = raw[lo + by : start + by], raw[start + by : end + by], raw[end + by : hi + by]
        else:
            whole, pieces = self.pieces(lo, hi), self.pieces(start, end)
            inside = False
            before, quote, after = self.original(lo, start), self.original(start, end), self.original(end, hi)
        if not pieces:
            raise ValueError(f"no source text under {start}:{end}")
        if number is None:
            places: tuple[Span, ...] = ()
        else:
            places = ((number[0] + by, number[1] + by),) if inside and by is not None else self.pieces(*number)
        return made(
            Evidence,
            {
                "source": source.info.id,
                "pieces": pieces,
                "quote": quote,
                "number": places,
                "before": before,
                "after": after,
                "sentence": whole if sentence else (),
                "locator": self._locator((places or pieces)[0][0], pieces[0][0], block),
            },
        )

    def _locator(self, number: int, first: int, block: Block | None) -> Locator:
        """Where a person finds a number and the first character of its quote, given by their places in the source."""
        sheet, cell = (self._cell(number) or (None, None)) if self.source.blocks else (None, None)
        page = self._page(first) if self.source.blocks else None
        return _located(block.number if block else None, page, sheet, cell, block is not None and block.kind == "caption")


@lru_cache(maxsize=256)
def _located(paragraph: int | None, page: int | None, sheet: str | None, cell: str | None, caption: bool) -> Locator:
    """One locator for all that stands in one place."""
    return Locator(paragraph=paragraph, page=page, sheet=sheet, cell=cell, caption=caption)


def _letters(column: int) -> str:
    """A, B … Z, AA: the name of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
