"""PDF files with a text layer: text page by page, heads and feet that repeat left out, the page kept for the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.errors import LimitError, SourceError
from briefing.model.source import RawBlock
from briefing.readers.reading import MOST_PAGES, Reading
from briefing.threads import PDFIUM

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-—–\s]*+(?:第\s*+)?\d++\s*+页?(?:\s*+[/共]\s*+\d++\s*+页?)?[-—–\s]*")
_EDGE = 2
"""Lines at the top and at the foot of a page that may be furniture."""
_LEAST = 3
"""Pages a line must stand on to be furniture."""
_FEW = 12
"""Characters a page of a scan has at most."""


def read(data: bytes, most_pages: int = MOST_PAGES) -> Reading:
    """Text of a PDF. Raises `SourceError` for a damaged or encrypted file, one of too many pages, and a scan without text."""
    with PDFIUM:
        pages = _pages(data, most_pages)
    if sum(len(page.strip()) for page in pages) <= _FEW * max(len(pages), 1):
        raise SourceError("PDF 是扫描件，没有文字层；请先做文字识别。")
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    furniture = _furniture(lines)
    parts: list[str] = []
    blocks: list[RawBlock] = []
    at = 0
    for number, page_lines in enumerate(lines, 1):
        kept = [line for index, line in enumerate(page_lines) if not _is_furniture(line, index, len(page_lines), furniture)]
        text = "\n".join(kept) + "\n" if kept else ""
        if text:
            blocks.append(RawBlock(kind="text", span=(at, at + len(text)), page=number))
        parts.append(text)
        at += len(text)
    left = sum(map(len, lines)) - sum(part.count("\n") for part in parts)
    return Reading("".join(parts), "pdf/1", blocks=tuple(blocks), dropped=f"页眉、页脚、页码 {left} 行未读" if left else None)


def _pages(data: bytes, most: int) -> list[str]:
    """The text of each page."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        said = "有密码" if "password" in str(error).lower() else "已损坏或不是 PDF"
        raise SourceError(f"PDF 读不出来：{said}。") from error
    try:
        if len(document) > most:
            raise LimitError(f"页数过多（{len(document)} 页），超过 {most} 页（most_pages），未读。")
        pages = []
        for number in range(len(document)):
            page = document[number]
            whole = page.get_textpage()
            pages.append(whole.get_text_range().replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", ""))
            whole.close()
            page.close()
    finally:
        document.close()
    return pages


def _shape(line: str) -> str:
    """A line with its numbers folded: page numbers differ from page to page."""
    return _DIGITS.sub("#", line)


def _furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    least = max(_LEAST, len(pages) // 2)
    return frozenset(shape for shape, count in seen.items() if count >= least)


def _is_furniture(line: str, index: int, count: int, furniture: frozenset[str]) -> bool:
    edge = index < _EDGE or index >= count - _EDGE
    return edge and (_shape(line) in furniture or _PAGE_NUMBER.fullmatch(line) is not None)
