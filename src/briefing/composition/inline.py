"""Words of a template and the values between them → typed runs."""

from __future__ import annotations

import re
from typing import Protocol, runtime_checkable

from pydantic import ValidationError

from briefing.composition.tokens import Tokens
from briefing.errors import UnprovedNumberError
from briefing.model.document import Bar, CellValue, Dots, Lamp, Strip
from briefing.model.run import Run, Runs

_SPACE = re.compile(r"[ \t\n]+")


@runtime_checkable
class Words(Protocol):
    """Anything that can be printed as runs."""

    @property
    def runs(self) -> Runs: ...


def structure(kind: str, text: str, style: str | None = None) -> Run:
    """A declared piece of structure: an ordinal, a count, a date of the issue."""
    return Run(kind="structure", ref=kind, text=text, style=style)  # type: ignore[arg-type]


def runs(text: str, tokens: Tokens, place: str) -> Runs:
    """The runs of one line. White space of the template means nothing; a run follows another without a space."""
    out: list[Run] = []
    for part in tokens.split(text):
        if isinstance(part, str):
            words = _SPACE.sub("", part)
            if words:
                _add(out, _text(words, place))
        else:
            for run in _flat(part, place):
                _add(out, run)
    return tuple(out)


def _text(words: str, place: str) -> Run:
    try:
        return Run(kind="text", text=words)
    except ValidationError as error:
        raise UnprovedNumberError(f"模板 {place} 的文字里有未标明的数字：“{words}”") from error


def _flat(part: object, place: str) -> Runs:
    if isinstance(part, Run):
        return (part,)
    if isinstance(part, Words):
        return part.runs
    if isinstance(part, tuple):
        return tuple(run for item in part for run in _flat(item, place))
    raise TypeError(f"模板 {place} 在一行文字里放了{type(part).__name__}")


def _add(out: list[Run], run: Run) -> None:
    """Plain words that follow plain words become one run."""
    last = out[-1] if out else None
    if last and last.kind == run.kind == "text" and last.style == run.style and not (last.link or run.link or run.anchor):
        out[-1] = last.model_copy(update={"text": last.text + run.text})
    elif run.text:
        out.append(run)


def cell(text: str, tokens: Tokens, place: str) -> CellValue:
    """A table cell: runs, with a strip, a bar, a lamp or trust dots where the template puts one, or a finished cell."""
    parts = tokens.split(text)
    drawn = [part for part in parts if isinstance(part, Strip | Bar | Dots | Lamp | CellValue)]
    words = "".join(str(tokens.put(part)) if not isinstance(part, str) else part for part in parts if part not in drawn)
    found = runs(words, tokens, place)
    if not drawn:
        return CellValue(runs=found)
    first = drawn[0]
    if isinstance(first, CellValue):
        return first.model_copy(update={"runs": first.runs + found}) if found else first
    key = {Strip: "strip", Bar: "bar", Dots: "dots", Lamp: "lamp"}[type(first)]
    return CellValue(runs=found, **{key: first})  # type: ignore[arg-type]


def words_of(found: Runs) -> str:
    """The text of runs, without source marks."""
    return "".join(run.text for run in found if run.style != "mark")
