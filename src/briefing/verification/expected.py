"""What the attached Document tree says must stand on the pages: its words block by block, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefing.model.base import Value, within
from briefing.model.chart import Chart
from briefing.model.document import Block, Card, Columns, Document, Table
from briefing.model.run import Run, Runs
from briefing.verification.reading import bare


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one block-level piece; `page_of` when a page number follows that the layout fills in; `anchor` of a heading;
    `column` when the piece stands in one of several columns, which may go on overleaf."""

    text: str
    page_of: str | None = None
    anchor: str | None = None
    column: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: every piece of text it may paint, and the numbers it must."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    places: int = 0
    """Ranks 第1 to 第N may stand over a chart of ranks: its scale."""


Expected = Words | Picture


def expected(document: Document) -> Iterator[Expected]:
    """All pieces of the document in the order a reader meets them."""
    for section in document.sections:
        for block in section.blocks:
            yield from _block(block)


def stacked(document: Document) -> Document:
    """The same document as a style of large type reads it, its columns under each other."""
    sections = (section.model_copy(update={"blocks": tuple(map(_under, section.blocks))}) for section in document.sections)
    return document.model_copy(update={"sections": tuple(sections)})


def _under(block: Block) -> Block:
    return block.model_copy(update={"cells": block.stacked}) if isinstance(block, Columns) else block


def furniture(document: Document) -> tuple[str, ...]:
    """What may stand outside the reading order beside the page number: the running head and heads of tables that go on."""
    heads = {bare("".join(column.head for column in table.columns)) for table in within(document, Table)}
    return bare("".join(_text(side) for side in document.running_head)), *sorted(heads - {""}, key=len, reverse=True)


def _said(*parts: Runs | Run | str | None) -> Words:
    return Words(bare("".join(_text(part) for part in parts)))


def _text(part: Runs | Run | str | None) -> str:
    if part is None or isinstance(part, str):
        return part or ""
    return part.text if isinstance(part, Run) else "".join(run.text for run in part)


def _block(block: Block) -> Iterator[Expected]:
    yield from (words for words in _BLOCKS[block.kind](block) if isinstance(words, Picture) or words.text)


def _heading(block: Any) -> Iterator[Words]:
    yield replace(_said(block.numeral, block.runs), anchor=block.anchor)
    yield _said(block.aside)


def _paragraph(block: Any) -> Iterator[Words]:
    yield _said(block.runs)


def _list(block: Any) -> Iterator[Words]:
    yield _said(block.title)
    yield _said(block.count)
    for item in block.items:
        yield _said(item)
    if not block.items:
        yield _said(block.empty)


def _key_points(block: Any) -> Iterator[Words]:
    for item in block.items:
        yield _said(item.label)
        yield _said(item.runs)


def _cards(block: Any) -> Iterator[Words]:
    for card in block.items:
        yield from _card(card)


def _card(card: Card) -> Iterator[Words]:
    yield _said(card.label)
    yield _said(card.value, card.unit)
    yield _said(card.badge)
    yield _said(card.period)


def _table(block: Table) -> Iterator[Words]:
    if not block.rows:
        return
    yield _said(block.title)
    yield _said(block.subtitle)
    for column in block.columns:
        yield _said(column.head)
    for row in block.rows:
        for cell in row.cells:
            yield _said(cell.runs)
    yield _said(block.note)


def _chart(block: Chart) -> Iterator[Expected]:
    yield _said(block.title)
    yield _said(block.subtitle)
    printed = [bare(run.text) for run in within(block.spec, Run)]
    numbers = tuple(text for text in printed if any(c.isdigit() for c in text))
    places = max((datum.rank or 0 for datum in block.spec.data), default=0) if block.spec.type == "ranks" else 0
    yield Picture(tuple(dict.fromkeys([*printed, *_strings(block.spec)])), numbers, max(places, 3) if places else 0)
    yield _said(block.note)


def _strings(value: object) -> Iterator[str]:
    """Plain words of a chart specification: labels, titles, units."""
    if isinstance(value, Value) and not isinstance(value, Run):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield bare(value)


def _pull_quote(block: Any) -> Iterator[Words]:
    for part in (block.label, block.runs, block.body, block.origin):
        yield _said(part)


def _fields(block: Any) -> Iterator[Words]:
    for label, value in block.items:
        yield _said(label)
        yield _said(value)


def _tinted(block: Any) -> Iterator[Words]:
    yield _said(block.label, block.runs)


def _conflict(block: Any) -> Iterator[Words]:
    yield _said(block.title)
    yield _said(block.aside)
    for side in (block.left, block.right):
        yield _said(side.runs)
        yield _said(side.place)
    yield _said(block.tag, block.resolution)


def _count(block: Any) -> Iterator[Words]:
    yield _said(block.label, block.ratio)
    yield _said(block.below)


def _columns(block: Any) -> Iterator[Expected]:
    for cell in block.cells:
        for inner in cell:
            for words in _block(inner):
                yield words if isinstance(words, Picture) else replace(words, column=True)


def _masthead(block: Any) -> Iterator[Words]:
    for part in (block.classification, block.serial, block.name, block.issue, block.date, block.publisher):
        yield _said(part)


def _contents(block: Any) -> Iterator[Words]:
    for entry in block.entries:
        yield Words(bare(entry.numeral + entry.title), page_of=entry.anchor)


def _annex(block: Any) -> Iterator[Words]:
    for citation in block.citations:
        yield Words(f"[{citation.number}]", column=True)
        yield replace(_said(citation.runs), column=True)
        yield replace(_said(citation.place), column=True)


def _colophon(block: Any) -> Iterator[Words]:
    for part in (block.made, *block.lines, block.left, block.right):
        yield _said(part)


def _nothing(_: Any) -> Iterator[Words]:
    return iter(())


_BLOCKS: dict[str, Any] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "key-points": _key_points,
    "cards": _cards,
    "table": _table,
    "chart": _chart,
    "pull-quote": _pull_quote,
    "fields": _fields,
    "tinted": _tinted,
    "conflict": _conflict,
    "count": _count,
    "columns": _columns,
    "masthead": _masthead,
    "contents": _contents,
    "annex": _annex,
    "colophon": _colophon,
    "page-break": _nothing,
    "space": _nothing,
}
