"""What page 1 says beside the news: how much is new against the issue before, what comes due next, what is aimed at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.composition.choice import Pool, weight
from briefing.composition.desk import Desk
from briefing.composition.facts import Fact
from briefing.composition.inline import structure
from briefing.composition.speech import Passage, passages
from briefing.composition.works import Works, plain_name
from briefing.model.fact import Milestone, Project
from briefing.model.period import bounds
from briefing.model.run import Run, Runs

_NODES, _LINE = 3, 62
"""Nodes that are told, in about so many characters: two lines."""
_AIMS, _ALL = 5, 10
"""Aims of an issue with news, and of one that has nothing else."""


@dataclass(frozen=True)
class News:
    """The classes of changes against the previous issue, counted."""

    issue: Run
    period: Run
    new: Runs
    changed: Runs
    silent: Runs


@dataclass(frozen=True)
class Node:
    """A promise that comes due next."""

    name: Run
    when: Run
    what: Run
    marks: Runs


def news(desk: Desk) -> News | None:
    """None for the first issue."""
    previous = desk.summary.previous
    if previous is None:
        return None
    found = Counter(change.class_ for change in desk.summary.changes)
    new, changed, silent = (
        (desk.count(found[word], "strong"),) if found[word] else () for word in ("新增", "变化", "未更新")
    )  # fmt: skip
    return News(structure("issue", f"第{previous.issue}期"), desk.period(previous.period), new, changed, silent)


def nodes(desk: Desk, works: Works) -> list[Node]:
    """The milestones that come due first after the period of the issue, the earliest first."""
    coming = [
        (bounds(m.when).last, p, m)
        for p in desk.summary.projects
        if not desk.weak(p.evidence)
        for m in p.planned
        if m.when and bounds(m.when).last > works.end
    ]
    out: list[Node] = []
    room = _LINE
    for _, project, milestone in sorted(coming, key=lambda item: item[0]):
        node = _node(desk, project, milestone)
        room -= sum(len(run.text) for run in (node.name, node.when, node.what)) + 4
        if len(out) == _NODES or room < 0:
            break
        out.append(node)
    return out


def _node(desk: Desk, project: Project, milestone: Milestone) -> Node:
    return Node(
        name=desk.name("project", plain_name(project.name), key=project.key),
        when=desk.period(milestone.when),
        what=desk.name("milestone", milestone.what, key=project.key),
        marks=desk.mark_evidence(milestone.evidence or project.evidence[0]),
    )


def aims(pool: Pool, most: int) -> list[Fact]:
    """What is promised or expected of the region: the weightiest targets and forecasts with a period, as the sources order them."""
    found = [fact for fact in pool.of_region(pool.targets) if fact.main.period and fact.salience >= 2]
    top = sorted(found, key=lambda f: (tuple(-part for part in weight(f)), pool.theme(f).order))[:most]
    return [fact for fact in found if fact in top]


def told(desk: Desk, pool: Pool) -> list[tuple[str, tuple[Passage, ...]]]:
    """What an issue without news opens with: what is aimed at, what is expected."""
    found = aims(pool, _AIMS)
    kinds = (
        ("目标", [f for f in found if f.main.modality != "forecast"]),
        ("预计", [f for f in found if f.main.modality == "forecast"]),
    )
    return [(label, said) for label, facts in kinds if (said := passages(desk, facts, home=desk.region))]


def left(pool: Pool, *, alone: bool) -> list[Fact]:
    """The aims page 1 has not told: all that matter where there is nothing else."""
    return [fact for fact in aims(pool, _ALL if alone else _AIMS) if fact.main.id not in pool.told]
