"""Files → sources: one file a format, one line in `READERS`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import SourceError
from briefing.model.source import Source
from briefing.readers.text import decode

__all__ = ["READERS", "discover", "read"]

READERS: dict[str, Callable[[bytes], tuple[str, str]]] = {".txt": decode, ".text": decode}
"""Suffix → reader of bytes; a reader gives the text and the name of the encoding, or raises `SourceError`."""


def discover(paths: Sequence[Path]) -> list[Path]:
    """The readable files under folders (walked to any depth, hidden names left out, links to folders not followed) and the files
    named one by one, in the order of their names, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            names = (p for p in sorted(path.rglob("*")) if not any(part.startswith(".") for part in p.relative_to(path).parts))
            found.update(dict.fromkeys(p for p in names if p.suffix.lower() in READERS and p.is_file()))
        else:
            found[path] = None
    return list(found)


def read(path: Path, *, root: Path | None = None) -> Source:
    """One file as a source; its path is kept relative to `root`.

    Raises `SourceError` when the file cannot be read or decoded, saying why and what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(f"{path.name}：还不能读 {path.suffix or '没有扩展名的'} 文件；请另存为 .txt。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}：打不开（{error.strerror}）。") from error
    try:
        text, encoding = reader(data)
    except SourceError as error:
        raise SourceError(f"{path.name}：{error}") from error
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name
    source = Source.from_text(text, name=name)
    info = source.info.model_copy(update={"encoding": encoding, "file_sha256": hashlib.sha256(data).hexdigest()})
    return source.model_copy(update={"info": info})
