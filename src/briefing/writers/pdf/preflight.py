"""What will be printed, with where it stands: the preflight asks the fonts for every character before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from briefing.model.document import Document
from briefing.model.run import Run

_NOT_PRINTED = frozenset({"kind", "ref", "link", "anchor", "id", "alt", "style", "type", "shape", "look", "align", "section"})
"""Fields of the document's tree that hold names and kinds, never words on the page."""
_NEAR = 8


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every printed text of the document and its place in words."""
    for run in (*document.running_head[0], *document.running_head[1]):
        yield run.text, "页眉"
    for section in document.sections:
        for block in section.blocks:
            yield from _walk(block, f"“{section.title}”一节")


def _walk(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Run):
        yield value.text, _where(value, place)
    elif isinstance(value, str):
        yield value, place
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item, place)
    elif isinstance(value, BaseModel):
        for name, item in value.__dict__.items():
            if name not in _NOT_PRINTED:
                yield from _walk(item, place)


def _where(run: Run, place: str) -> str:
    """The section, what is printed and, for a quotation, the source and its characters."""
    words = run.text if len(run.text) <= 2 * _NEAR else run.text[: 2 * _NEAR] + "…"
    if run.kind == "quote" and run.ref:
        source, _, offsets = run.ref.partition(":")
        return f"{place}（来源 {source}，字符 {offsets}）：“{words}”"
    return f"{place}：“{words}”"
