"""What a run gives back, also when all of it stood in the archive already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.model.note import Note

if TYPE_CHECKING:
    from briefing.archive import Issue
    from briefing.model.document import Document
    from briefing.model.summary import Meta, Summary

SURVEYED = {"unreadable-source", "same-source"}
"""Codes of the notes a first look at the files makes."""


@dataclass(frozen=True)
class Result:
    """What `make` gives back: the visible folder, its files by format, the summary and the document behind them, the notes of the
    run, and the number of the revision in the archive, which is `new` unless the same bytes stood there already. `holds` counts the
    sources, figures and projects of the summary.

    Of an issue that was only found again, summary and document are read from its files when they are first asked for.
    """

    folder: Path
    paths: Mapping[str, Path]
    notes: tuple[Note, ...]
    meta: Meta
    holds: Mapping[str, int]
    revision: int
    new: bool
    _summary: Callable[[], Summary] = field(repr=False, compare=False)
    _document: Callable[[], Document] = field(repr=False, compare=False)

    @cached_property
    def summary(self) -> Summary:
        return self._summary()

    @cached_property
    def document(self) -> Document:
        return self._document()


def about(summary: Summary, notes: Sequence[Note]) -> dict[str, Any]:
    """What the manifest keeps of a run, so that `again` need not read the summary."""
    return {
        "meta": summary.meta.model_dump(mode="json"),
        "holds": {"sources": len(summary.sources), "figures": len(summary.figures), "projects": len(summary.projects)},
        "notes": [note.model_dump(mode="json", exclude_defaults=True) for note in notes],
    }


def again(issue: Issue, folder: Path, paths: Mapping[str, Path], surveyed: Sequence[Note]) -> Result | None:
    """The result as an issue of the archive holds it, made of the same things as a run would; None when its files are not what was
    written, or when files are unreadable now that were not (or the other way round)."""
    from briefing.archive import digest
    from briefing.model.summary import Meta

    known = issue.manifest()
    files = known.get("files", {})
    if set(files) != {path.name for path in paths.values()} or not {"meta", "holds", "notes"} <= set(known):
        return None
    if any(not (issue.folder / name).is_file() or digest(issue.folder / name) != told for name, told in files.items()):
        return None
    notes = tuple(Note.model_validate(note) for note in known["notes"])
    if [note for note in notes if note.code in SURVEYED] != list(surveyed):
        return None
    meta = Meta.model_validate(known["meta"])
    summary, document = (lambda: _summary(paths["json"])), (lambda: _document(paths["pdf"]))
    return Result(folder, paths, notes, meta, known["holds"], issue.revision, False, summary, document)


def _summary(path: Path) -> Summary:
    from briefing.writers.json import read_summary

    return read_summary(path)


def _document(path: Path) -> Document:
    from briefing.verification import attached_document

    return attached_document(path.read_bytes())
