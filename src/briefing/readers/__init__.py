"""Files → sources: one file a format, one line in `READERS`."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing import plugins
from briefing.errors import BriefingError, SourceError, reason
from briefing.model.source import Source
from briefing.readers import ledger, pdf, text, web, word
from briefing.readers.reading import LONGEST, MOST_BYTES, MOST_PAGES, Reading

__all__ = ["READERS", "Reading", "content", "discover", "named", "parse", "read", "readers"]

READERS: dict[str, Callable[[bytes], Reading]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".html": web.read,
    ".htm": web.read,
    ".pdf": pdf.read,
    ".docx": word.read,
    ".xlsx": ledger.read_xlsx,
    ".csv": ledger.read_csv,
    ".tsv": ledger.read_csv,
}
"""Suffix → reader of bytes; a reader gives a `Reading` or raises `SourceError`. A library is imported when its reader is used."""


def readers() -> dict[str, Callable[[bytes], Reading]]:
    """`READERS` and what other packages add. Raises `BriefingError` for one that takes a suffix of ours."""
    added = {suffix.lower(): reader for suffix, reader in plugins.load("readers").items()}
    if taken := [suffix for suffix in added if suffix in READERS or suffix[0] != "."]:
        raise BriefingError(f"扩展不能读 {'、'.join(taken)}：已有读法，或不是以点开头的扩展名。")
    return READERS | added


WRITTEN = "notes"
"""The folder beside the sources whose Markdown files are paragraphs of the briefing, no sources."""


def discover(paths: Sequence[Path]) -> list[Path]:
    """The readable files under folders and the files named one by one, in the order of their names, each once. Folders are walked
    to any depth; hidden names, links to folders and the paragraphs in ``notes/*.md`` are left out. A folder that cannot be opened
    is among them: reading it tells why."""
    found: dict[Path, None] = {}
    known = readers()
    for path in paths:
        if path.is_dir():
            closed: list[OSError] = []
            walked = (Path(at, name) for at, _, names in os.walk(path, onerror=closed.append) for name in names)
            files = [p for p in walked if p.suffix.lower() in known]
            names = sorted([*files, *(Path(error.filename) for error in closed)])
            found.update(dict.fromkeys(p for p in names if p == path or _named(p.relative_to(path))))
        else:
            found[path] = None
    return list(found)


def _named(path: Path) -> bool:
    """Whether a file below a folder may be a source: hidden ones are not, nor what people wrote for the briefing itself."""
    return not any(part.startswith(".") for part in path.parts) and not (path.parts[0] == WRITTEN and path.suffix == ".md")


def read(
    path: Path,
    *,
    root: Path | None = None,
    most_bytes: int = MOST_BYTES,
    most_characters: int = LONGEST,
    most_pages: int = MOST_PAGES,
) -> Source:
    """One file as a source; its path is kept relative to `root`, without control characters.

    Raises `SourceError` when the file cannot be read or decoded or is beyond a limit, saying why and what to do.
    """
    return parse(path, content(path, most_bytes), root=root, most_characters=most_characters, most_pages=most_pages)


def named(path: Path, root: Path | None) -> str:
    """The name a source is known by."""
    try:
        name = path.relative_to(root).as_posix() if root else path.name
    except ValueError:
        name = path.name
    return name if name.isprintable() else "".join(c if c.isprintable() else "_" for c in name)


def parse(
    path: Path, data: bytes, *, root: Path | None = None, most_characters: int = LONGEST, most_pages: int = MOST_PAGES
) -> Source:
    """`read` for a file whose bytes are here already (the file itself may be on another machine)."""
    reader = _reader(path)
    try:
        reading = pdf.read(data, most_pages) if reader is pdf.read else reader(data)
    except SourceError as error:
        raise SourceError(f"{path.name}：{error}") from error
    except Exception as error:  # a library may raise anything for a damaged file: one bad file never ends the run
        said = "读不出来，可能已损坏" if path.suffix.lower() in READERS else "读它的扩展出错"
        raise SourceError(f"{path.name}：{said}（{type(error).__name__}：{str(error)[:200]}）。") from error
    if len(reading.text) > most_characters:
        long, most = len(reading.text) // 10_000, most_characters // 10_000
        raise SourceError(f"{path.name}：文字过长（{long} 万字），超过 {most} 万字（most_characters），未读。")
    source = Source.from_text(reading.text, name=named(path, root), title=reading.title, publisher=reading.publisher)
    update: dict[str, object] = {
        "encoding": reading.encoding,
        "reader": reading.reader,
        "file_sha256": hashlib.sha256(data).hexdigest(),
        "left_out": reading.dropped,
    }
    if reading.published:
        update |= {"published": reading.published, "published_how": "printed", "published_basis": "网页标注的发布时间"}
    return source.model_copy(update={"info": source.info.model_copy(update=update), "blocks": reading.blocks})


def _reader(path: Path) -> Callable[[bytes], Reading]:
    suffix = path.suffix.lower()
    reader = READERS.get(suffix) or (known := readers()).get(suffix)
    if reader is None:
        raise SourceError(f"{path.name}：还不能读 {path.suffix or '没有扩展名的'} 文件；可读的有 {'、'.join(known)}。")
    return reader


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file there is a reader for. Raises `SourceError`, also for a pipe (it would never end) or a device."""
    try:
        if path.is_dir():
            os.listdir(path)
    except OSError as error:
        raise SourceError(f"文件夹 {path.name} 打不开（{reason(error)}），里面的文件都没有读；请检查权限。") from error
    _reader(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise SourceError(f"{path.name}：不是普通文件（管道、设备或文件夹），未读。")
        if about.st_size > most:
            size, limit = about.st_size // 1_000_000, most // 1_000_000
            raise SourceError(f"{path.name}：文件过大（{size} MB），超过 {limit} MB（most_bytes），未读。")
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise SourceError(f"{path.name}：读取期间变大，超过 {most // 1_000_000} MB（most_bytes），未读。")
        return data
    except OSError as error:
        raise SourceError(f"{path.name}：打不开（{reason(error)}），未读；请检查文件和权限。") from error
