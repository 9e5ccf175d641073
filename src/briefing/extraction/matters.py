"""Matters: problems, missing factors, reminders and inspection findings, with who is to do what by when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing.chinese.places import Gazetteer
from briefing.extraction import stages
from briefing.extraction.names import Name
from briefing.extraction.setting import Setting
from briefing.model.base import Span
from briefing.model.fact import Figure, Matter, MatterKind
from briefing.model.text import CleanText
from briefing.options import Options
from briefing.resources import lexicon

State = Literal["open", "handled", "closed"]
_CLAUSES = re.compile(r"[^。；！？\n]+")


@dataclass(frozen=True)
class _Lexicon:
    problem: re.Pattern[str]
    factor: re.Pattern[str]
    reminder: re.Pattern[str]
    inspection: re.Pattern[str]
    none: re.Pattern[str]
    closed: re.Pattern[str]
    handled: re.Pattern[str]
    internal: re.Pattern[str]
    owner: re.Pattern[str]
    past: re.Pattern[str]


@lru_cache(maxsize=1)
def load() -> _Lexicon:
    """The patterns of ``matters.toml``."""
    data = tomllib.loads(lexicon("matters.toml").read_text(encoding="utf-8"))
    return _Lexicon(**{key: re.compile("|".join(f"(?:{p})" for p in data[key])) for key in _Lexicon.__dataclass_fields__})


def read(
    clean: CleanText, names: Sequence[Name], figures: Sequence[Figure], gazetteer: Gazetteer, options: Options
) -> tuple[Matter, ...]:
    """The matters of a document in order, one a statement."""
    setting = Setting(clean, gazetteer, options)
    projects = [n for n in names if n.kind == "project"]
    out: dict[str, Matter] = {}
    for block in clean.blocks:
        if block.rows or block.kind == "heading":
            continue
        for clause in _CLAUSES.finditer(clean.text, block.start, block.end):
            for matter in _matters(setting, clause.span(), projects):
                out.setdefault(f"{matter.kind}|{matter.text}", matter)
    return tuple(out.values())


def _matters(setting: Setting, span: Span, projects: Sequence[Name]) -> Iterator[Matter]:
    words, text = load(), setting.text
    clause = text[span[0] : span[1]]
    kind: MatterKind | None = None
    for name, pattern in (("问题", words.problem), ("要素", words.factor), ("提醒", words.reminder), ("督导", words.inspection)):
        if pattern.search(clause):
            kind = name  # type: ignore[assignment]
            break
    if kind is None or words.none.search(clause) or words.past.search(clause):
        return
    start, end = span
    while start < end and text[start] in " 　，、":
        start += 1
    if end - start < 6:
        return
    evidence = setting.evidence(start, end)
    owner = words.owner.search(text[start : min(end + 80, setting.block(start).end)])
    state: State = "closed" if words.closed.search(clause) else "handled" if words.handled.search(clause) else "open"
    yield Matter(
        kind=kind,
        text=evidence.quote,
        project=_project(setting, projects, start, end),
        district=setting.place_before(end) or setting.home,
        owner=owner["x"] if owner else None,
        deadline=_deadline(setting, start, end),
        state=state,
        audience="internal" if words.internal.search(clause) else "public",
        evidence=(evidence,),
    )


def _project(setting: Setting, projects: Sequence[Name], start: int, end: int) -> str | None:
    """The project named in the clause, else the last one named before it in the block, else the heading's."""
    inside = next((p.name for p in projects if start <= p.start < end), None)
    if inside:
        return inside
    number = setting.block_number(start)
    block = setting.clean.blocks[number]
    before = [p for p in projects if block.start <= p.start < start]
    if before:
        return before[-1].name
    if number and setting.clean.blocks[number - 1].kind == "heading":
        above = setting.clean.blocks[number - 1]
        return next((p.name for p in projects if above.start <= p.start < above.end), None)
    return None


def _deadline(setting: Setting, start: int, end: int) -> str | None:
    clause = setting.text[start : min(end + 40, setting.block(start).end)]
    match = re.search(r"(?:整改时限|完成时限|时限)：([^。；]{2,30})", clause)
    value = stages.due(match[1] if match else setting.text[start:end], setting.anchor)
    return value if value and (match or value.startswith("by:")) else None
