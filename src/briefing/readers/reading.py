"""What a reader gives: text in reading order, and what the format itself tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefing.model.source import RawBlock

LONGEST = 2_000_000
"""Characters of text a source may have; a longer one is refused, never cut silently. A work report has thirty thousand."""
MOST_BYTES = 100_000_000
"""Bytes a file may have."""
MOST_PAGES = 5000
"""Pages a PDF may have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The deterministic text of a file (the same bytes give the same text), the reader's name and version, and what the format
    says of itself. `dropped` tells a person what was left out of the text."""

    text: str
    reader: str
    encoding: str | None = None
    blocks: tuple[RawBlock, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    dropped: str | None = None


def row(cells: list[str]) -> str:
    """A table row as a line of text: ``a | b | c``. Bars and line breaks inside a cell become blanks."""
    return " | ".join(" ".join(cell.replace("|", "｜").split()) for cell in cells)
