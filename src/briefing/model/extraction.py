"""The facts of one document."""

from __future__ import annotations

from briefing.model.base import Span, Value
from briefing.model.fact import District, Enumeration, Figure, Matter, Office, Programme, Project
from briefing.model.note import Note
from briefing.model.source import SourceInfo

SCHEMA = "briefing-extraction/1"


class Refused(Value):
    """A number the rules saw and did not take, with the reason (``date``, ``phone``, ``name``, ``threshold``, ``malformed`` …)."""

    span: Span
    text: str
    reason: str


class Extraction(Value):
    """Everything read from one source. Repeats inside the document are further evidence of the same fact."""

    source: SourceInfo
    figures: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    districts: tuple[District, ...] = ()
    matters: tuple[Matter, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    programmes: tuple[Programme, ...] = ()
    offices: tuple[Office, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[Note, ...] = ()
