"""Matters: problems, missing factors, reminders and inspection findings, with who is to do what by when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from briefing.chinese.numerals import number
from briefing.chinese.quick import Quick
from briefing.extraction.setting import Setting, holding
from briefing.extraction.tabular import registers
from briefing.extraction.works import stages
from briefing.extraction.works.names import Name
from briefing.model.base import Span
from briefing.model.fact import Matter, MatterKind
from briefing.model.period import bounds
from briefing.model.text import Block
from briefing.resources import lexicon

State = Literal["open", "handled", "closed"]
_PIECE = re.compile(r"[^。；！？\n]+")
_CLAUSE = re.compile(r"[^，：]+")
_LABEL = re.compile(r"\s*(?:[一二三四五六七八九十\d]{1,2}[、.])?(?P<label>[\u4e00-\u9fff]{2,8})：")
_LONGEST = 80


@dataclass(frozen=True)
class _Lexicon:
    hints: re.Pattern[str]
    problem: Quick
    factor: Quick
    reminder: Quick
    inspection: Quick
    telling: re.Pattern[str]
    """Words of which all four need one."""
    problem_labels: re.Pattern[str]
    factor_labels: re.Pattern[str]
    reminder_labels: re.Pattern[str]
    skip_labels: re.Pattern[str]
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
    patterns = {key: "|".join(f"(?:{p})" for p in data[key]) for key in _Lexicon.__dataclass_fields__ if key in data}
    patterns["telling"] = Quick("|".join(patterns[key] for key in _TELLING)).guard.pattern
    return _Lexicon(**{key: Quick(p) if key in _TELLING else re.compile(p) for key, p in patterns.items()})  # type: ignore[arg-type]


_TELLING = ("problem", "factor", "reminder", "inspection")


def read(setting: Setting) -> tuple[Matter, ...]:
    """The matters of a document in order, one a statement."""
    text = setting.text
    prose = (b for b in setting.clean.blocks if not b.rows and b.kind not in ("heading", "caption"))
    pieces = [piece.span() for block in prose for piece in _PIECE.finditer(text, block.start, block.end)]
    out: dict[tuple[str, str], Matter] = {}
    for place in sorted(holding(pieces, (hint.start() for hint in load().hints.finditer(text)))):
        found = _found(setting, pieces[place])
        matter = _matter(setting, *found) if found else None
        if matter:
            out.setdefault((matter.kind, matter.text), matter)
    for block in (b for b in setting.clean.blocks if b.rows):
        for row in registers.rows(setting, block, setting.projects):
            for matter in _listed(setting, row):
                out.setdefault((matter.kind, f"{matter.project}：{matter.text}"), matter)
    return tuple(out.values())


def _listed(setting: Setting, row: registers.Row) -> Iterator[Matter]:
    """The troubles a row of a project table tells, each sentence of the cell one."""
    placed = (setting.gazetteer.find(setting.text[slice(*span)]) for label, span in row.fields if registers.PLACED.search(label))
    named = setting.places_in(row.name.start, row.name.end)
    district = next((found[0].name for found in placed if found), named[0].name if named else setting.home)
    for label, span in row.fields:
        for piece in _PIECE.finditer(setting.text, *span) if registers.TROUBLE.search(label) else ():
            words = piece[0].strip("，、 ")
            if len(words) < 3 or load().none.search(words):
                continue
            factor = "协调" in label or load().factor.search(words) is not None
            yield Matter(
                kind="要素" if factor else "问题",
                text=words[:_LONGEST],
                project=row.name.name,
                district=district,
                state="closed" if load().closed.search(words) else "handled" if load().handled.search(words) else "open",
                audience="internal" if load().internal.search(words) else "public",
                evidence=(setting.evidence(piece.start(), min(piece.end(), piece.start() + _LONGEST)),),
            )


def _found(setting: Setting, span: Span) -> tuple[MatterKind, int, int] | None:
    """The kind of a statement and the clauses that make it: from the first that tells to the last."""
    words, text = load(), setting.text
    start, end = span
    kind: MatterKind | None = None
    if label := _LABEL.match(text, start, end):
        kind = _labelled(label["label"])
        if words.skip_labels.fullmatch(label["label"]):
            return None
        start = label.end()
        body = text[start:end].strip()
        if kind and body and not words.none.search(body):
            if kind == "提醒" and label["label"].endswith("时限"):
                return None if re.fullmatch(r"[\d年月日底]*前?", body) else (kind, start, end)
            return kind, start, end
        if kind:
            return None
    told = [(k, c.span()) for c in _CLAUSE.finditer(text, start, end) if (k := _kind(text[c.start() : c.end()]))]
    if not told or words.past.search(text, start, end) or words.none.search(text, start, end):
        return None
    return told[0][0], _with_subject(text, start, told[0][1][0]), told[-1][1][1]


_HEADLESS = re.compile(r"低于|滞后|推迟|延误|(?:已|现已)?停工|但|且|至今|仍|尚未|要求|并")


def _with_subject(text: str, start: int, at: int) -> int:
    """The beginning of a statement: a clause without a subject takes the one before it along."""
    if at <= start or not _HEADLESS.match(text, at):
        return at
    return max(text.rfind("，", start, at - 1) + 1, start)


def _labelled(label: str) -> MatterKind | None:
    words = load()
    if words.problem_labels.fullmatch(label):
        return "问题"
    if words.factor_labels.fullmatch(label):
        return "要素"
    return "提醒" if words.reminder_labels.fullmatch(label) else None


def _kind(clause: str) -> MatterKind | None:
    words = load()
    if not words.telling.search(clause):
        return None
    order: tuple[tuple[MatterKind, Quick], ...] = (
        ("督导", words.inspection), ("要素", words.factor), ("提醒", words.reminder), ("问题", words.problem),
    )  # fmt: skip
    return next((kind for kind, pattern in order if pattern.search(clause)), None)


_SOLVING = re.compile(r"破解|了解|听取|解决|难题|瓶颈|紧盯")


_ORDINAL = re.compile("^[一二三四五六七八九十]{1,2}是")


def _matter(setting: Setting, kind: MatterKind, start: int, end: int) -> Matter | None:
    words, text = load(), setting.text
    while start < end and text[start] in " 　，、\n":
        start += 1
    end = min(end, start + _LONGEST)
    clause = text[start:end]
    inside = any(start <= p.start < end for p in setting.projects)
    if kind in ("问题", "要素") and _SOLVING.search(clause) and not inside and not clause.startswith("关于"):
        return None
    around = text[start : setting.block(start).end]
    owner = words.owner.search(around[: _entry_end(around)])
    state: State = "closed" if words.closed.search(clause) else "handled" if words.handled.search(clause) else "open"
    project = _project(setting, setting.projects, start, end)
    return Matter(
        kind=kind,
        text=_ORDINAL.sub("", clause).strip("，。；、 "),
        project=project.name if project else None,
        district=_district(setting, project, start, end),
        owner=owner["x"].strip() if owner else None,
        deadline=_deadline(setting, start, end),
        since=_since(clause, setting.anchor),
        state=state,
        audience="internal" if words.internal.search(clause) else "public",
        evidence=(setting.evidence(start, end),),
    )


def _district(setting: Setting, project: Name | None, start: int, end: int) -> str | None:
    """The place named in the project's name or in brackets behind it, else what the clause speaks of."""
    if project:
        found = [p for p in setting.places_in(project.start, min(project.end + 14, len(setting.text))) if setting.of_region(p.name)]
        if found and (found[0].start == project.start or setting.text[project.end : project.end + 1] == "（"):
            return found[0].name
    return setting.place_before(end) or setting.home


def _entry_end(around: str) -> int:
    """An owner belongs to the entry it stands in: no further than the next numbered entry."""
    further = re.search(r"\n|(?<=[。；])\d{1,2}[.、]", around)
    return further.start() if further else 200


def _project(setting: Setting, projects: Sequence[Name], start: int, end: int) -> Name | None:
    """The project named in the clause, else the last one named before it in the block, else the heading's."""
    inside = next((p for p in projects if start <= p.start < end), None)
    if inside:
        return inside
    number_ = setting.block_number(start)
    block = setting.clean.blocks[number_]
    piece = max(setting.text.rfind(mark, block.start, start) for mark in "；。\n") + 1
    before = [p for p in projects if block.start <= p.start < start]
    if before and (before[-1].start >= piece or before[-1].start <= block.start + 8 or _goes_on(setting.text, start)):
        return before[-1]
    if number_ and (above := _heading(setting, number_)):
        return next((p for p in projects if above.start <= p.start < above.end), None)
    return before[-1] if before and len({p.key for p in before}) == 1 else None


_TITLED = re.compile(r"\s*+(?:\d{1,3}[.、]\s*+)?(?:项目|工程)名称：")


def _heading(setting: Setting, number: int) -> Block | None:
    """The heading a paragraph stands under: right above it, or above the labelled fields before it."""
    blocks, text = setting.clean.blocks, setting.text
    for above in reversed(blocks[max(number - 8, 0) : number]):
        if above.kind == "heading" or _TITLED.match(text, above.start, above.end):
            return above
        if not _LABEL.match(text, above.start, above.end):
            return None
    return None


def _goes_on(text: str, start: int) -> bool:
    return bool(re.match(r"(?:关于|该|项目|目前|其中|强调|加快)", text[start : start + 6]))


_SPAN = re.compile(r"(?P<n>[一二两三四五六七八九十\d]+)个?(?P<u>月|周|天|日)(?:时间|内|之内|以内)")
_LIMIT = re.compile(r"(?:整改时限|完成时限|时限)：([^。；]{2,30})")


def _deadline(setting: Setting, start: int, end: int) -> str | None:
    """A date the statement or its 时限 names; 一个月时间 counts from the day the document speaks from."""
    clause = setting.text[start : min(end + 60, setting.block(start).end)]
    match = _LIMIT.search(clause)
    value = stages.due(match[1] if match else setting.text[start:end], setting.anchor)
    late = value is not None and setting.anchor is not None and bounds(value).last < setting.anchor
    if value and not late and (match or value.startswith("by:")):
        return value
    if setting.anchor and (span := _SPAN.search(setting.text[start:end])) and re.search(r"完成|解决|到位", setting.text[start:end]):
        return _after(setting.anchor, span)
    return None


def _after(day: date, span: re.Match[str]) -> str | None:
    count = int(span["n"]) if span["n"].isdigit() else int(number(span["n"]) or 0)
    if not 0 < count <= 36:
        return None
    if span["u"] != "月":
        return f"by:{date.fromordinal(day.toordinal() + count * (7 if span['u'] == '周' else 1)).isoformat()}"
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return f"by:{date(year, month, last).isoformat()}"
        except ValueError:
            continue
    return f"by:{date(year, month, min(day.day, 28)).isoformat()}"


def _since(clause: str, anchor: date | None) -> str | None:
    """自7月起停工."""
    match = re.search(r"(?:自|从)([^，。；]{2,12}?)(?:起|以来|开始)", clause)
    value = stages.due(match[1], anchor) if match else None
    return f"since:{value[:7]}" if value and re.match(r"\d{4}", value) else None
