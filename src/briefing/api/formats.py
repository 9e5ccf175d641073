"""The formats of an issue: name, file, writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from briefing import plugins
from briefing.api.stages import write
from briefing.errors import BriefingError
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.summary import Summary

Format = tuple[str, "Callable[[Summary, Document, Options], bytes]"]


def _pdf(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.verification import DIGESTS, DOCUMENT, SUMMARY, attachable, digests
    from briefing.writers.json import dumps, pack

    attached = {DOCUMENT: dumps(document), SUMMARY: dumps(attachable(summary, document))}
    return write(document, options, attachments=attached | {DIGESTS: pack(digests(attached))})


def _json(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.json import dumps

    return dumps(summary)


def _html(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.html import write as write_html

    return write_html(document, summary, options)


def _docx(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.docx import write as write_docx

    return write_docx(document, options)


def _xlsx(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.xlsx import write as write_xlsx

    return write_xlsx(summary)


def _markdown(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.markdown import write as write_markdown

    return write_markdown(document)


FORMATS: Mapping[str, Format] = {
    "pdf": ("briefing.pdf", _pdf),
    "html": ("briefing.html", _html),
    "docx": ("briefing.docx", _docx),
    "xlsx": ("ledger.xlsx", _xlsx),
    "md": ("briefing.md", _markdown),
    "json": ("briefing.json", _json),
}
"""Format → file name and writer. The summary as JSON is always written: the next issue is compared with it."""


def formats() -> Mapping[str, Format]:
    """Ours and those of other packages. Raises `BriefingError` for one that takes a name or a file of ours."""
    out = dict(FORMATS)
    files = {file for file, _ in FORMATS.values()} | {"manifest.json"}
    for name, writer in plugins.load("writers").items():
        file = str(writer.file)
        if name in out or file in files or file != file.strip() or file[:1] in ("", ".") or set(file) & set("/\\:"):
            raise BriefingError(f"扩展格式 {name}（{file}）不能用：名称或文件名已有，或文件名不合适。")
        out[name] = (file, writer.write)
        files.add(file)
    return out
