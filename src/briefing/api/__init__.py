"""The stages, and the one place that joins them. Heavy rooms are imported when they are first needed.

Each stage is a function of its own: `read` → `clean` → `extract` → `reconcile` → `compose` → `write`; `make` runs them all,
proves the result and publishes it.
"""

from briefing.api.formats import FORMATS
from briefing.api.gather import Paths, Progress, Watch
from briefing.api.making import make
from briefing.api.result import Result
from briefing.api.stages import (
    clean,
    compose,
    diff,
    extract,
    extract_each,
    extract_files,
    facts_from_frame,
    frames,
    load_options,
    load_summary,
    read,
    reconcile,
    verify,
    write,
)

__all__ = [
    "FORMATS",
    "Paths",
    "Progress",
    "Result",
    "Watch",
    "clean",
    "compose",
    "diff",
    "extract",
    "extract_each",
    "extract_files",
    "facts_from_frame",
    "frames",
    "load_options",
    "load_summary",
    "make",
    "read",
    "reconcile",
    "verify",
    "write",
]
