"""What re-reading a PDF found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "furniture", "chart", "page", "figure", "derived", "quote", "name", "structure", "attachment", "source"]


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not proved: where it stands and what was expected there."""

    kind: Kind
    message: str
    page: int | None = None
    """Page of the PDF, from 1."""
    text: str = ""
    near: str = ""
    """The neighbourhood, so that a person finds it."""

    def line(self) -> str:
        """One sentence for a person."""
        where = f"第{self.page}页：" if self.page else ""
        near = f"（上下文：{self.near}）" if self.near else ""
        return f"{where}{self.message}{near}"


@dataclass(frozen=True, slots=True)
class Report:
    """The result: proved when `misses` is empty. `level` says against what: 已核验 against the sources, 内部一致 against the
    attachments alone."""

    misses: tuple[Miss, ...]
    level: Literal["已核验", "内部一致"]
    pages: int
    figures: int
    derived: int
    quotes: int

    @property
    def ok(self) -> bool:
        return not self.misses
