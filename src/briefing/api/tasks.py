"""What a worker does, in this process or in another: a first look at a file, the place a text speaks from, the facts of a document.

What goes to a worker is the content, never a path to it, and what comes back are rows, read by one call.
"""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from typing import NamedTuple

from briefing.api.found import packed
from briefing.api.regions import home_of
from briefing.errors import LimitError, SourceError
from briefing.limits import at_most
from briefing.model import rows
from briefing.model.base import Value
from briefing.model.extraction import Extraction
from briefing.model.source import Source, SourceInfo
from briefing.options import Options


class File(NamedTuple):
    """A file on disk and the folder its name is told from."""

    path: Path
    root: Path


class Look(Value):
    """What a first look at a source tells."""

    info: SourceInfo
    home: str | None = None
    """The region or place it speaks from, where that had to be inferred."""


class Raw(NamedTuple):
    """A file's bytes (or why they cannot be had), the most characters it may have, the options its home is inferred with (None: not
    at all), and the most pages it may have."""

    file: File
    data: bytes | SourceError
    most: int
    options: Options | None
    pages: int


class Task(NamedTuple):
    """A document to extract from: its bytes, its row where reading it is slow, or the source itself; the options it is read with;
    the sha256 its file had at the first look."""

    text: Raw | bytes | Source | None
    options: Options
    sha256: str | None


def is_quick(info: SourceInfo) -> bool:
    """Whether a text is read from its file as quickly as from anywhere else."""
    return info.reader.startswith("text/")


def look(raw: Raw) -> tuple[bytes, bytes | None] | SourceError:
    """The row of a `Look`, and that of the source where reading it again would be slow."""
    try:
        source = _parsed(raw)
    except SourceError as error:
        return error
    found = Look(info=source.info, home=home_of(source.text, raw.options) if raw.options else None)
    try:
        text = None if is_quick(source.info) else zlib.compress(rows.dumps(source), 1)
    except ValueError:  # half a character: no JSON holds it
        text = None
    return rows.dumps(found), text


def home(pair: tuple[str, Options]) -> str | None:
    """The place a text speaks from."""
    return home_of(*pair)


def extract(task: Task) -> bytes | Exception:
    """One document cleaned and read, as its row; what went wrong instead of raising it, so that the others go on."""
    from briefing.cleaning import clean
    from briefing.extraction import extract as extract_text

    name = ""
    try:
        source = _source(task)
        name = source.info.path
        with at_most(task.options.most_seconds):
            return packed(_within(extract_text(clean(source, task.options), task.options), task.options))
    except LimitError as error:
        return LimitError(str(error) if name in str(error) else f"{name}：{error}")
    except Exception as error:
        error.add_note(f"来源：{name}")
        return _sendable(error)


def _within(found: Extraction, options: Options) -> Extraction:
    facts = len(found.figures) + len(found.projects)
    if facts > options.most_facts:
        raise LimitError(f"读出 {facts} 条事实，超过 {options.most_facts} 条（most_facts），没有采用；请拆分文件。")
    return found


def _parsed(raw: Raw) -> Source:
    from briefing.readers import parse

    if isinstance(raw.data, SourceError):
        raise raw.data
    return parse(raw.file.path, raw.data, root=raw.file.root, most_characters=raw.most, most_pages=raw.pages)


def _source(task: Task) -> Source:
    if isinstance(task.text, Source):
        return task.text
    if isinstance(task.text, bytes):
        return rows.loads(Source, zlib.decompress(task.text))
    if task.text is None:
        raise SourceError("没有文本。")
    source = _parsed(task.text)
    if source.info.file_sha256 != task.sha256:
        raise SourceError(f"{source.info.path}：在读取期间被改动，没有采用；请重新运行。")
    return source


def _sendable(error: Exception) -> Exception:
    """The error itself where it can travel between processes, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
