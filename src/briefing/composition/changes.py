"""本期变化: what is new, changed, confirmed, silent and withdrawn against the previous issue; all five classes always stand. A
correction also tells what differs from the issue as it was printed before (修订说明)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.composition.choice import Pool
from briefing.composition.desk import LOW_TRUST, Desk
from briefing.composition.inline import structure
from briefing.composition.races import races
from briefing.composition.tokens import plain
from briefing.composition.trends import trends
from briefing.model.run import Run, Runs
from briefing.model.summary import Change

_CLASSES = (("＋", "新增"), ("△", "变化"), ("○", "再提及"), ("…", "未更新"), ("－", "撤下"))
_LINES = {"变化": 8, "新增": 3, "再提及": 2, "未更新": 2, "撤下": 3}
"""Lines a class may take before the others have had theirs; what is left of `_ROOM` goes to the classes in this order."""
_ORDER = ("", "level", "count", "share", "growth", "rank", "gap", "change")
"""In which order what is told of one indicator stands in a line."""
_TAIL = re.compile(r"数?(?:同比|名义|累计)?(?:增速|增幅|降幅|增长率|涨幅)?$")
_GROWING = re.compile(r"(?:增速|增幅|降幅|增长率|涨幅)$")
_ROOM, _MOST, _WORKS = 26, 14, 3
"""Lines of all classes, of one class, and of projects that moved in it whatever else did."""


@dataclass(frozen=True)
class Line:
    """One change: what it is about, old and new value, the difference."""

    about: Run
    old: Runs
    old_period: Runs
    """Of the old value, where it is not that of the new one."""
    new: Runs
    difference: Runs
    period: Runs
    """Of the value that stands now, or of the last one."""
    silent: Runs
    marks: Runs
    tags: Runs
    """目标, 低可信 … of what stands in this issue."""
    moved: bool
    """Old and new differ."""
    also: tuple[Line, ...] = ()
    """What changed of the same indicator beside its value: growth, rank, distance."""


@dataclass(frozen=True)
class ChangeClass:
    sign: str
    word: str
    count: Run
    lines: tuple[Line, ...]
    more: Runs
    """How many there is no line for."""


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None for the first issue as first printed."""
    previous, revision = desk.summary.previous, desk.summary.meta.revision
    if previous is None and not revision:
        return None
    given: dict[str, Any] = {"issue": None, "revision": None, "two": 2}
    if previous is not None:
        changes = desk.summary.changes
        given |= {"issue": structure("issue", f"第{previous.issue}期"), "period": desk.period(previous.period)}
        given["classes"] = _classes(desk, changes)
        given["races"], given["races_more"] = races(desk)
        given["trends"] = trends(desk)
    if revision:
        revised = desk.summary.revised
        given["revision"] = structure("revision", f"第{revision}次修订")
        given["revised"] = [found for found in _classes(desk, revised) if found.lines]
    return given


Group = tuple[Change, ...]
"""Changes told in one line: of a value, its growth, its rank …; or a single one."""


def _classes(desk: Desk, changes: Sequence[Change]) -> list[ChangeClass]:
    """The classes in their order, each with its weightiest changes."""
    found = {word: _together([change for change in changes if change.class_ == word]) for _, word in _CLASSES}
    lines = {word: min(len(found[word]), most) for word, most in _LINES.items()}
    for word in _LINES:
        lines[word] = min(len(found[word]), max(lines[word], min(_MOST, lines[word] + _ROOM - sum(lines.values()))))
    return [_class(desk, found[word], sign, word, lines[word]) for sign, word in _CLASSES]


def _together(changes: Sequence[Change]) -> list[Group]:
    """Value, growth, rank and distance of one indicator, place and period together, the value first."""
    out: dict[tuple[object, ...], list[Change]] = {}
    for at, change in enumerate(changes):
        kind, name = _kind(change)
        key: tuple[object, ...] = (at,)
        if kind:
            key = (name, change.old_period, change.new_period, change.silent, bool(change.old), bool(change.new))
            if any(_kind(other)[0] == kind for other in out.get(key, ())):
                key = (*key, at)
        out.setdefault(key, []).append(change)
    return [tuple(sorted(group, key=lambda c: _ORDER.index(_kind(c)[0]))) for group in out.values()]


def _kind(change: Change) -> tuple[str, tuple[str, ...]]:
    """Of a figure its measure and what it is about, whatever of it is told; nothing for others."""
    parts = change.key.split("|")
    if change.what != "figure" or len(parts) != 6 or parts[3] not in _ORDER:
        return "", ()
    return parts[3], (_TAIL.sub("", parts[0]), parts[1], parts[4])


def _class(desk: Desk, found: Sequence[Group], sign: str, word: str, lines: int) -> ChangeClass:
    shown = _chosen(sorted(found, key=lambda group: -max(_weight(desk, change) for change in group)), lines)
    count, told = sum(map(len, found)), sum(map(len, shown))
    return ChangeClass(
        sign=sign, word=word, count=desk.count(count, "strong"), lines=tuple(_lines(desk, group) for group in shown),
        more=(desk.count(count - told),) if count > told else (),
    )  # fmt: skip


def _chosen(ordered: list[Group], lines: int) -> list[Group]:
    """The weightiest, a few projects among them: figures are many."""
    works = [group for group in ordered if group[0].what == "project"]
    rest = [group for group in ordered if group[0].what != "project"]
    least = min(_WORKS, lines // 2, len(works))
    most = max(sum(group[0].what == "project" for group in ordered[:lines]), least)
    kept = {id(group) for group in (*works[:most], *rest[: lines - most])}
    return [group for group in ordered if id(group) in kept]


def _lines(desk: Desk, group: Group) -> Line:
    """A group as one line: its first change, the others behind it."""
    first, *others = (_line(desk, change) for change in group)
    if not others:
        return first
    growing = _kind(group[0])[0] == "growth"  # then the line has said it
    also = tuple(replace(line, about=_word(change, line.about, growing)) for change, line in zip(group[1:], others, strict=True))
    marks = {run.ref: run for line in (first, *others) for run in line.marks}
    return replace(first, also=also, marks=tuple(marks.values()))


def _word(change: Change, about: Run, said: bool) -> Run:
    """What the second and third value of a line are: 增速, 增速全省位次, 与全市之差."""
    label, _, _, measure, _, among = change.key.split("|")
    growing = "增速" if not said and _GROWING.search(label) else ""
    word = {
        "growth": "增速",
        "rank": f"{growing}{among}位次",
        "gap": f"{growing}与{among or '平均'}之差",
        "change": f"{growing}变动",
    }
    return about.model_copy(update={"text": plain(word.get(measure, _TAIL.sub("", label)))})


def _weight(desk: Desk, change: Change) -> int:
    """The salience of what changed. A project that moved counts like a weighty figure, one that is new or silent like a middling
    one; what only weak sources say, or others say otherwise, comes last, a value that stayed behind those that moved."""
    figures = [desk.figures[key] for key in change.facts if key in desk.figures]
    if figures and all(desk.weak(figure.evidence) or desk.contested(figure) for figure in figures):
        return 0
    if change.what == "figure":
        still = change.class_ == "变化" and change.old == change.new
        return max([change.salience, *(figure.salience for figure in figures)]) - still
    return 3 if change.class_ == "变化" else 2


def _line(desk: Desk, change: Change) -> Line:
    figure = next((desk.figures[key] for key in change.facts if key in desk.figures), None)
    new: Runs = ()
    if change.new:
        kind = "figure" if figure is not None else "name"
        new = (Run(kind=kind, ref=figure.id if figure else f"change:{change.key}", text=change.new),)  # type: ignore[arg-type]
    period = (change.new_period if change.new else change.old_period) if change.what == "figure" else None
    old_period = change.old_period if change.old and change.new and change.old_period != change.new_period else None
    known = [e for e in change.evidence[:1] if e.source in desk.sources]
    return Line(
        about=desk.name("change", change.text, key=change.key),
        old=(desk.name("change", change.old, key=f"{change.key}|old"),) if change.old else (),
        old_period=(desk.period(old_period, "quiet"),) if old_period and change.what == "figure" else (),
        new=new,
        difference=(desk.name("change", change.difference, key=f"{change.key}|difference"),) if change.difference else (),
        period=(desk.period(period, "quiet"),) if period else (),
        silent=(desk.count(change.silent),) if change.silent else (),
        marks=desk.mark(figure) if figure else desk.mark_evidence(*known),
        tags=desk.tags(figure) if figure else (LOW_TRUST,) if change.weak else (),
        moved=change.old != change.new,
    )
