"""The stages, and the one place that joins them. Heavy rooms are imported when they are first needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing import options as _options
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.model.extraction import Extraction
    from briefing.model.source import Source
    from briefing.model.summary import Summary
    from briefing.model.text import CleanText

Paths = str | Path | Sequence[str | Path]


def load_options(config: str | Path | None = None, *, sources: Paths | None = None, **values: Any) -> Options:
    """Options from a configuration file (or the one found beside the sources), the environment and keyword values.

    Raises `UsageError` when the file or a value is wrong.
    """
    path = Path(config) if config is not None else _options.find(_paths(sources)) if sources is not None else None
    return _options.load(path, **values)


def read(path: str | Path, *, root: str | Path | None = None) -> Source:
    """One file as a `Source`. Raises `SourceError` when it cannot be decoded."""
    from briefing.readers import read as read_file

    return read_file(Path(path), root=Path(root) if root is not None else None)


def clean(source: Source, options: Options | None = None) -> CleanText:
    """A source cleaned for reading, with the exact way back."""
    from briefing.cleaning import clean as clean_source

    return clean_source(source, options or Options())


def reconcile(extractions: Iterable[Extraction], options: Options | None = None) -> Summary:
    """The summary of many extractions for one issue."""
    from briefing.reconciliation import reconcile as reconcile_all

    return reconcile_all(extractions, options or Options(), version=__version__)


def _paths(sources: Paths) -> list[Path]:
    return [Path(sources)] if isinstance(sources, str | Path) else [Path(source) for source in sources]
