"""Document → Markdown (CommonMark with tables): the same words, charts as their data in words, every mark a footnote-like link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.model.document import Block, Document, Row, Table
from briefing.model.fact import STAGES
from briefing.model.run import Run, Runs

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+|~])")
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+=>])", re.MULTILINE)


def write(document: Document) -> bytes:
    """UTF-8 Markdown. Every string of the document is escaped: source text never becomes markup."""
    parts = [text for section in document.sections for block in section.blocks for text in _block(block)]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def escape(text: str) -> str:
    """Text that Markdown leaves alone."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", text)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.style and run.style.startswith("tag-"):
        return f"（{text}）"
    return f"**{text}**" if run.style == "strong" and text.strip() else text


def _said(runs: Runs | Run | str | None) -> str:
    if runs is None:
        return ""
    if isinstance(runs, str):
        return escape(runs)
    return _run(runs) if isinstance(runs, Run) else "".join(map(_run, runs))


def _block(block: Block) -> Iterator[str]:
    yield from (text for text in _BLOCKS[block.kind](block) if text)


def _heading(block: Any) -> Iterator[str]:
    yield f"{'#' * (block.level + 1)} {escape(block.numeral or '')}{_said(block.runs)}"


def _paragraph(block: Any) -> Iterator[str]:
    text = _said(block.runs)
    yield f"### {text}" if block.style.startswith("district") else text


def _list(block: Any) -> Iterator[str]:
    yield f"**{_said(block.title)}**" if block.title else ""
    yield "\n".join(f"- {_said(item)}" for item in block.items) or escape(block.empty or "")


def _key_points(block: Any) -> Iterator[str]:
    yield "\n".join(f"- **{escape(item.label)}**　{_said(item.runs)}" for item in block.items)


def _cards(block: Any) -> Iterator[str]:
    yield "\n".join(
        f"- {_said(card.label)}：**{_said(card.value).strip('*')}**{_said(card.unit)}　{_said(card.badge)}　{_said(card.period)}"
        for card in block.items
    )


def _table(block: Table) -> Iterator[str]:
    if not block.rows:
        return
    yield f"**{_said(block.title)}**" if block.title else ""
    yield _said(block.subtitle)
    head = "| " + " | ".join(escape(column.head) or " " for column in block.columns) + " |"
    rule = "|" + "|".join(" ---: " if column.align in ("right", "decimal") else " --- " for column in block.columns) + "|"
    yield "\n".join([head, rule, *map(_row, block.rows)])
    yield _said(block.note)


def _row(row: Row) -> str:
    return "| " + " | ".join(_cell(cell) or " " for cell in row.cells) + " |"


def _cell(cell: Any) -> str:
    if cell.strip is not None:
        return STAGES[cell.strip.stage] if cell.strip.stage is not None else "未写进度"
    return _said(cell.runs)


def _chart(block: Any) -> Iterator[str]:
    yield f"**{_said(block.title)}**"
    yield _said(block.subtitle)
    yield f"> {escape(block.alt)}"
    yield _said(block.note)


def _pull_quote(block: Any) -> Iterator[str]:
    yield f"> {escape(block.label)}：**{_said(block.runs).strip('*')}**"
    yield _said(block.body)
    yield _said(block.origin)


def _fields(block: Any) -> Iterator[str]:
    yield "\n".join(f"- {escape(label)}：{_said(value)}" for label, value in block.items)


def _tinted(block: Any) -> Iterator[str]:
    yield f"> **{escape(block.label)}**　{_said(block.runs)}"


def _conflict(block: Any) -> Iterator[str]:
    yield f"**{_said(block.title)}**　{_said(block.aside)}"
    for side in (block.left, block.right):
        yield f"> {_said(side.runs)}\n>\n> {_said(side.place)}"
    yield f"{escape(block.tag)}　{_said(block.resolution)}"


def _count(block: Any) -> Iterator[str]:
    yield f"- {escape(block.label)}：{_said(block.ratio)}　{_said(block.below)}"


def _columns(block: Any) -> Iterator[str]:
    for cell in block.cells:
        for inner in cell:
            yield from _block(inner)


def _masthead(block: Any) -> Iterator[str]:
    yield f"# {_said(block.name)}"
    parts = (block.classification, block.serial, block.issue, block.publisher, block.date)
    yield "　".join(_said(part) for part in parts if part)


def _annex(block: Any) -> Iterator[str]:
    for citation in block.citations:
        yield f"\\[{citation.number}\\] {_said(citation.runs)}　{_said(citation.place)}"


def _colophon(block: Any) -> Iterator[str]:
    yield "---"
    for part in (block.made, *block.lines):
        yield _said(part)
    yield f"{_said(block.left)}　{_said(block.right)}"


def _nothing(_: Any) -> Iterator[str]:
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
    "contents": _nothing,
    "annex": _annex,
    "colophon": _colophon,
    "page-break": _nothing,
    "space": _nothing,
}
