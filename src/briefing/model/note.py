"""Warnings are values: a bad file or a doubtful number is a note, and the run goes on."""

from __future__ import annotations

from typing import Literal

from briefing.model.base import Span, Value

Severity = Literal["info", "warning", "error"]


class Note(Value):
    """Something a person should know about a source, a fact or the run.

    `code` is stable and machine-readable (``kebab-case``), `message` is one plain sentence (Chinese, for the reader of the
    run's output), `source` names the document it is about, `span` the place in `Source.text`.
    """

    code: str
    message: str
    severity: Severity = "warning"
    source: str | None = None
    span: Span | None = None
