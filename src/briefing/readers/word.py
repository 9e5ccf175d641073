"""Word documents (.docx): headings, paragraphs and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.readers.archives import check
from briefing.readers.reading import Reading, row


def read(data: bytes) -> Reading:
    """Text of a Word document. Raises `SourceError` for a damaged, encrypted or oversized file, and when the extra is missing."""
    try:
        import docx
    except ImportError as error:
        raise SourceError("读 Word 文件需要另装：pip install 'make-briefing[docx]'。") from error
    check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except Exception as error:  # python-docx and lxml raise many kinds for damaged packages
        raise SourceError(f"Word 文件打不开，可能已损坏或加密（{type(error).__name__}）。") from error
    if not any(line.strip() for line in lines):
        raise SourceError("Word 文件里没有文字。")
    title = (document.core_properties.title or "").strip()
    return Reading("\n".join(lines) + "\n", "docx/1", title=title or None)


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from (row(cells) for line in item.rows if (cells := list(_cells(line))))
        else:
            yield item.text


def _cells(line: Any) -> Iterator[str]:
    """The cells of a row; one merged over several columns stands once."""
    last = None
    for cell in line.cells:
        if cell._tc is not last:
            yield cell.text
        last = cell._tc
