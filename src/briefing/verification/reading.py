"""A finished PDF read back by pdfium: its tagged text leaf by leaf in reading order, its furniture, its attachments."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.errors import UsageError
from briefing.threads import PDFIUM

_INLINE = frozenset({"Link", "Span", "Reference", "Em", "Strong"})
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Leaf:
    """Text of one structure element that holds text of its own, without white space; a paragraph over two pages is one leaf."""

    tag: str
    page: int
    text: str = ""
    pieces: list[str] = field(default_factory=list)
    """For a Figure: its pieces of text as they were painted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF says: leaves in reading order, furniture by page, attachments by name."""

    leaves: tuple[Leaf, ...]
    furniture: tuple[str, ...]
    attachments: Mapping[str, bytes]


def bare(text: str) -> str:
    """Text without white space, for comparing: gaps between Han and Latin are set, not written."""
    return _SPACE.sub("", text)


def read(data: bytes) -> Reading:
    """Reads a PDF. Raises `UsageError` when the bytes are no PDF or the PDF is not tagged."""
    with PDFIUM:
        reading = _read(data)
    if not reading.leaves:
        raise UsageError("PDF 没有结构标记，不是本工具生成的，无法核验。")
    return reading


def _read(data: bytes) -> Reading:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UsageError(f"不是能读的 PDF：{error}") from error
    try:
        leaves: list[Leaf] = []
        furniture: list[str] = []
        for number in range(len(document)):
            page = document[number]
            pieces = _pieces(page)
            furniture.append(bare("".join(pieces.pop(-1, []))))
            _page(page, number + 1, pieces, leaves)
            page.close()
        attachments = {}
        for at in range(document.count_attachments()):
            attached = document.get_attachment(at)
            attachments[attached.get_name()] = bytes(attached.get_data())
    finally:
        document.close()
    return Reading(tuple(leaves), tuple(furniture), attachments)


def _pieces(page: Any) -> dict[int, list[str]]:
    """Painted text by marked content; −1 is furniture (and whatever else stands outside the structure)."""
    import pypdfium2.raw as raw

    whole = page.get_textpage()
    out: dict[int, list[str]] = defaultdict(list)
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        size = raw.FPDFTextObj_GetText(item.raw, whole.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFTextObj_GetText(item.raw, whole.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
        out[raw.FPDFPageObj_GetMarkedContentID(item.raw)].append(_decoded(buffer))
    whole.close()
    return out


def _decoded(buffer: ctypes.Array[ctypes.c_char]) -> str:
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _page(page: Any, number: int, pieces: dict[int, list[str]], leaves: list[Leaf]) -> None:
    import pypdfium2.raw as raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            _element(raw.FPDF_StructTree_GetChildAtIndex(tree, at), number, pieces, leaves, None)
    finally:
        raw.FPDF_StructTree_Close(tree)
    left = bare("".join(text for texts in pieces.values() for text in texts))
    if left:
        leaves.append(Leaf("", number, left))  # painted, marked, and in no element: never equal to anything expected


def _element(element: Any, number: int, pieces: dict[int, list[str]], leaves: list[Leaf], owner: Leaf | None) -> None:
    """Depth first; text of inline elements belongs to the block around them."""
    import pypdfium2.raw as raw

    tag = _name(raw, element)
    leaf = owner if owner is not None and tag in _INLINE else None
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            if leaf is None and _name(raw, child) in _INLINE:
                leaf = _opened(Leaf(tag, number), leaves)
            _element(child, number, pieces, leaves, leaf)
            continue
        content = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if content >= 0 and content in pieces:
            if leaf is None:
                leaf = _opened(Leaf(tag, number), leaves)
            texts = pieces.pop(content)
            leaf.text += bare("".join(texts))
            leaf.pieces += [bare(text) for text in texts if bare(text)]


def _opened(leaf: Leaf, leaves: list[Leaf]) -> Leaf:
    leaves.append(leaf)
    return leaf


def _name(raw: Any, element: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return _decoded(buffer)
