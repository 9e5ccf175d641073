"""四张清单: problems, means, reminders, inspections, each with its project, its day and its mark; an empty list says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.chinese.elements import element
from briefing.composition.choice import Pool
from briefing.composition.clauses import excerpt
from briefing.composition.desk import HISTORY, LOW_TRUST, Desk
from briefing.composition.inline import structure
from briefing.model.fact import Matter
from briefing.model.run import Run, Runs

_KINDS = (("问题", "任务问题"), ("要素", "要素保障"), ("提醒", "工作提醒"), ("督导", "督导"))
_ITEMS, _TEXT = 6, 48


@dataclass(frozen=True)
class Item:
    element: str
    """要素: which factor is lacking."""
    project: Runs
    text: Runs
    deadline: Runs
    tags: Runs
    marks: Runs


@dataclass(frozen=True)
class WorkList:
    title: str
    count: Run
    items: tuple[Item, ...]
    more: Runs


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None when no source speaks of such matters at all."""
    matters = [m for m in desk.summary.matters if m.audience == "public" or desk.options.audience != "public"]
    if not matters:
        return None
    lists = [_list(desk, title, [m for m in matters if m.kind == kind]) for kind, title in _KINDS]
    return {"columns": (lists[:2], lists[2:])}


def _list(desk: Desk, title: str, matters: list[Matter]) -> WorkList:
    ordered = sorted(_distinct(matters), key=lambda m: _order(desk, m))
    shown = ordered[:_ITEMS]
    rest = len(ordered) - len(shown)
    return WorkList(
        title=title,
        count=desk.count(len(ordered)),
        items=tuple(_item(desk, matter) for matter in shown),
        more=(desk.count(rest),) if rest > 0 else (),
    )


def _distinct(matters: list[Matter]) -> list[Matter]:
    return list({(m.text, m.flag, m.project): m for m in matters}.values())


def _order(desk: Desk, matter: Matter) -> tuple[bool, bool, bool, bool, int]:
    """Strong and fresh sources first; what names a project or a day before what does not; the short before the long."""
    return (
        desk.weak(matter.evidence),
        desk.old(matter.evidence[0]),
        matter.deadline is None,
        matter.project is None,
        abs(len(matter.text) - _TEXT),
    )


def _item(desk: Desk, matter: Matter) -> Item:
    lead = matter.evidence[0]
    tags = []
    if matter.progress:
        tags.append(Run(kind="text", text=matter.progress, style="tag-outline"))
    if matter.flag and not desk.old(lead):
        tags.append(Run(kind="text", text=matter.flag, style="tag-filled"))
    if desk.old(lead):
        tags.append(HISTORY)
    if desk.weak(matter.evidence):
        tags.append(LOW_TRUST)
    short = (matter.project or "").removesuffix("建设项目").removesuffix("项目")
    named = matter.project is not None and short not in matter.text
    place = matter.district if matter.district in desk.places and matter.project is None else None
    told = place is None or any(name in matter.text for name in (place, desk.short(place)))
    words = excerpt(desk, lead, matter.text, _TEXT)
    if named and "".join(run.text for run in words).rstrip("…") == short:
        named = False  # the words of the source are no more than the name
    return Item(
        element=(element(matter.text, matter.project) or "") if matter.kind == "要素" else "",
        project=(desk.name("project", short, key=matter.project),) if named else () if told else (desk.name("scope", str(place)),),
        text=words,
        deadline=_deadline(desk, matter),
        tags=tuple(tags),
        marks=desk.mark_evidence(lead),
    )


def _deadline(desk: Desk, matter: Matter) -> Runs:
    """The day a matter is due, unless its own words name it."""
    if matter.deadline is None:
        return ()
    words = desk.period(matter.deadline).text
    day = words.rpartition("年")[2]
    return () if "月" in day and day in matter.text else (structure(f"period:{matter.deadline}", words),)
