"""What a table of the ledger and of the data frames is made of: columns, rows, and places numbered in order of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from briefing.model.fact import Evidence
from briefing.model.summary import Summary

Cell = str | Decimal | int | date | None
Kind = Literal["text", "number", "integer", "date", "wide", "link"]
"""How a column is shown; `wide` is running text, `link` holds the number of a row of 来源与依据."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of data frames and the head of the workbook."""

    key: str
    head: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: key and title, columns, rows of as many cells."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Places:
    """Evidence numbered in order of use: the rows of 来源与依据."""

    def __init__(self, summary: Summary) -> None:
        self.sources = {source.info.id: source for source in summary.sources}
        self.numbers: dict[tuple[str, tuple[tuple[int, int], ...]], int] = {}
        self.rows: list[tuple[Cell, ...]] = []

    def of(self, evidence: Sequence[Evidence]) -> int | None:
        """The row of the first place of a fact; None without any."""
        return self._row(evidence[0]) if evidence else None

    def _row(self, evidence: Evidence) -> int:
        key = (evidence.source, evidence.pieces)
        if key not in self.numbers:
            self.numbers[key] = len(self.rows) + 1
            source = self.sources.get(evidence.source)
            info = source.info if source else None
            self.rows.append(
                (
                    self.numbers[key],
                    source.letter if source else "",
                    info.path if info else evidence.source,
                    evidence.locator.paragraph,
                    evidence.locator.page,
                    evidence.quote,
                    evidence.before + evidence.quote + evidence.after,
                    evidence.start,
                    evidence.end,
                )
            )
        return self.numbers[key]
