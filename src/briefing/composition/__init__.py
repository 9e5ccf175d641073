"""Summary → Document: facts chosen for each section, worded by templates, every number typed, every source sentence marked."""

from __future__ import annotations

from pathlib import Path

from briefing.composition.compose import compose_document
from briefing.model.document import Document
from briefing.model.summary import Summary
from briefing.options import Options

__all__ = ["compose"]


def compose(summary: Summary, options: Options | None = None, *, templates: Path | None = None) -> Document:
    """The briefing of a summary as a tree of typed runs. `templates` overrides shipped templates file by file.

    Raises `AssetError` for a template that is missing or wrong (file, line, variable), `UnprovedNumberError` for a number in a
    template's words.
    """
    return compose_document(summary, options or Options(), templates)
