"""The cleaned text and its exact way back to the source.

`CleanText.text` is what the rules read: Simplified, half-width digits and Latin letters, full-width Chinese punctuation, broken
lines joined, injected words and noise gone. Every character of it is exactly one character of `Source.text` (changed or not),
except the line feed between two blocks, which is no character of the source. So a place in the clean text is always a list of
places in the source, and nothing is ever searched for again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from briefing.model.base import Span
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


@dataclass(frozen=True, slots=True)
class CleanText:
    """A source ready to be read by rules. `segments` maps clean offsets to source offsets: (clean start, source start, length)."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[tuple[int, int, int], ...]
    notes: tuple[Note, ...] = ()

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The places in `Source.text` of ``text[start:end]``, in order, adjacent ones joined."""
        out: list[Span] = []
        index = max(bisect_right(self.segments, (start, float("inf"), 0)) - 1, 0)
        for clean, origin, length in self.segments[index:]:
            if clean >= end:
                break
            first, last = max(start, clean), min(end, clean + length)
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
        pieces = self.pieces(start, end)
        if not pieces:
            raise ValueError(f"no source text under {start}:{end}")
        before = self.original(sentence[0], start) if sentence and sentence[0] < start else ""
        after = self.original(end, sentence[1]) if sentence and sentence[1] > end else ""
        cell = self._cell((self.pieces(*number) if number else pieces)[0][0])
        return Evidence(
            source=self.source.info.id,
            pieces=pieces,
            quote="".join(self.source.text[a:b] for a, b in pieces),
            number=self.pieces(*number) if number else (),
            before=before,
            after=after,
            sentence=self.pieces(min(sentence[0], start), max(sentence[1], end)) if sentence else (),
            locator=Locator(
                paragraph=block.number if block else None,
                page=self._page(pieces[0][0]),
                sheet=cell[0] if cell else None,
                cell=cell[1] if cell else None,
                caption=bool(block and block.kind == "caption"),
            ),
        )


def _letters(column: int) -> str:
    """A, B … Z, AA: the name of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
