"""`briefing`: Chinese source documents → typed summary → official briefing (简报) in PDF, with every number's sentence.

The public door. Everything is loaded when it is first touched (PEP 562), so that ``import briefing`` costs almost nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_DOOR = {
    "AssetError": "errors",
    "BriefingError": "errors",
    "Document": "model.document",
    "Extraction": "model.extraction",
    "Figure": "model.fact",
    "LockedError": "errors",
    "MissingGlyphError": "errors",
    "Note": "model.note",
    "NothingNewError": "errors",
    "Options": "options",
    "Progress": "api",
    "Project": "model.fact",
    "QualityError": "errors",
    "Report": "verification",
    "Result": "api",
    "Source": "model.source",
    "SourceError": "errors",
    "Summary": "model.summary",
    "UsageError": "errors",
    "clean": "api",
    "compose": "api",
    "diff": "api",
    "extract": "api",
    "extract_files": "api",
    "facts_from_frame": "api",
    "frames": "api",
    "load_ipython_extension": "api.notebook",
    "load_options": "api",
    "load_summary": "api",
    "make": "api",
    "read": "api",
    "reconcile": "api",
    "verify": "api",
    "write": "api",
}
__all__ = [
    "AssetError",
    "BriefingError",
    "Document",
    "Extraction",
    "Figure",
    "LockedError",
    "MissingGlyphError",
    "Note",
    "NothingNewError",
    "Options",
    "Progress",
    "Project",
    "QualityError",
    "Report",
    "Result",
    "Source",
    "SourceError",
    "Summary",
    "UsageError",
    "__version__",
    "clean",
    "compose",
    "diff",
    "extract",
    "extract_files",
    "facts_from_frame",
    "frames",
    "load_ipython_extension",
    "load_options",
    "load_summary",
    "make",
    "read",
    "reconcile",
    "verify",
    "write",
]

if TYPE_CHECKING:
    from briefing.api import (
        Progress,
        Result,
        clean,
        compose,
        diff,
        extract,
        extract_files,
        facts_from_frame,
        frames,
        load_options,
        load_summary,
        make,
        read,
        reconcile,
        verify,
        write,
    )
    from briefing.api.notebook import load_ipython_extension
    from briefing.errors import (
        AssetError,
        BriefingError,
        LockedError,
        MissingGlyphError,
        NothingNewError,
        QualityError,
        SourceError,
        UsageError,
    )
    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.fact import Figure, Project
    from briefing.model.note import Note
    from briefing.model.source import Source
    from briefing.model.summary import Summary
    from briefing.options import Options
    from briefing.verification import Report


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"module 'briefing' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"briefing.{_DOOR[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
