"""A source document: its untouched text, what is known of it, and how far it can be trusted."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from briefing.model.base import Span, Value

Trust = Literal["high", "medium", "low"]
Script = Literal["hans", "hant"]
PublishedHow = Literal["printed", "inferred", "given"]
RawKind = Literal["text", "table", "heading"]


class Dropped(Value):
    """A piece of the source that is set aside, and why (``boilerplate``, ``contact``, ``advert``, ``seo-injection``,
    ``caption-credit``, ``duplicate``, ``byline``, ``anti-scrape``, ``control``)."""

    type: str
    span: Span
    reason: str
    of: Span | None = None
    """For a duplicate: the place it repeats."""


class RawBlock(Value):
    """A piece of `Source.text` a reader recognised by the format itself (a cell of a sheet, a page of a PDF, an HTML table).
    Plain text has none; the cleaning room finds its blocks by the lines."""

    kind: RawKind
    span: Span
    page: int | None = None
    sheet: str | None = None
    cells: tuple[tuple[Span, ...], ...] = ()
    """For a table: the span of every cell, row by row."""
    lines: tuple[int, ...] = ()
    """For a table of a sheet: the number of every row in the sheet."""


class SourceInfo(Value):
    """What is known of a source without its text: travels into the summary, the annex and the manifest."""

    id: str
    """First 12 hex digits of the text's sha256."""
    path: str
    """The name the caller gave: a path relative to the source folder, or a label."""
    reader: str = "text/1"
    """Reader and version; the same reader gives the same `Source.text` for the same bytes."""
    encoding: str | None = None
    file_sha256: str | None = None
    text_sha256: str = ""
    characters: int = 0
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_how: PublishedHow | None = None
    published_basis: str | None = None
    """The words the date was taken from (a masthead line, a clause), for the reader."""
    published_precision: Literal["day", "month", "year"] = "day"
    script: Script = "hans"
    kind: str = "网页"
    """What it is, in Chinese: 报纸版面, 新闻发布会, 政府工作报告, 统计资料, 项目台账, 督查通报, 情况介绍, 网页."""
    trust: Trust = "medium"
    trust_reasons: tuple[str, ...] = ()
    home: str | None = None
    """The place 我市 / 全区 means in this document, by its full name."""
    region: str | None = None
    """What the home lies in (or the home itself, for a city or province), as configuration or text say; None when neither does."""
    copy_of: str | None = None
    """Set by reconciliation: the id of the source this one repeats."""
    duplicate_share: float = 0.0
    """Share of the characters that repeats other characters of the same document, 0–1."""
    dropped: tuple[Dropped, ...] = ()
    left_out: str | None = None
    """What the reader left out of the text (navigation of a page, heads and feet of a PDF), in words."""


class Source(Value):
    """A document as the reader delivers it: `text` is decoded and otherwise untouched; every stored span points into it."""

    info: SourceInfo
    text: str
    blocks: tuple[RawBlock, ...] = ()

    @staticmethod
    def from_text(
        text: str,
        *,
        name: str = "text",
        title: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        trust: Trust | None = None,
    ) -> Source:
        """A source from text in memory. What is given here is never overruled by what the text seems to say."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        info = SourceInfo(
            id=digest[:12],
            path=name,
            text_sha256=digest,
            characters=len(text),
            title=title,
            publisher=publisher,
            published=published,
            published_how="given" if published else None,
            trust=trust or "medium",
            trust_reasons=("调用者给定",) if trust else (),
        )
        return Source(info=info, text=text)
