"""The project ledger's judgement: milestones that passed or come, the lamp and why. Rules are data; the first that fits counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from briefing.model.fact import STAGES, Light, Milestone, Project
from briefing.model.period import bounds

DONE = ("竣工", "投产")
_ENDS = ("竣工", "完工", "建成", "投产", "投用", "通车", "交付", "开园", "运营", "启用", "验收", "使用", "达产")
_BEGINS = ("开工", "动工", "启动建设", "破土")
LATE = 30
"""Days after a missed milestone from which the lamp is red instead of yellow."""
SOON = 31
"""Days ahead in which a milestone is due: the next period."""
SILENT = 180
"""Days without a report of an unfinished project from which it is a reminder."""
FORGOTTEN = 730
"""Days without a report from which a project is history and no reminder any more."""


class _Facts(NamedTuple):
    project: Project
    overdue: int
    """Days since the oldest milestone that passed without being kept; −1 when there is none."""
    due: bool
    silent: int
    """Days since the last report; −1 when no report is dated."""


_RULES: tuple[tuple[Light, str, Callable[[_Facts], bool]], ...] = (
    ("red", "停滞", lambda x: x.project.stage == "停滞"),
    ("red", "过期逾月", lambda x: x.overdue > LATE),
    ("yellow", "过期待核", lambda x: x.overdue >= 0),
    ("yellow", "问题待解决", lambda x: bool(x.project.problems) and x.project.stage not in DONE),
    ("grey", "两年未报", lambda x: x.silent > FORGOTTEN and x.project.stage not in DONE),
    ("yellow", "半年未报", lambda x: x.silent > SILENT and x.project.stage not in DONE),
    ("yellow", "下期到期", lambda x: x.due),
    ("green", "已建成", lambda x: x.project.stage in DONE),
    ("grey", "进度未写", lambda x: x.project.stage is None),
    ("green", "按原文推进", lambda x: x.project.trust != "low"),
    ("grey", "来源低可信", lambda x: True),
)


def judge(projects: Iterable[Project], end: date) -> list[Project]:
    """Projects with `due` set on their milestones and their lamp, as seen at the end of the issue's period."""
    return [_judged(project, end) for project in projects]


def _judged(project: Project, end: date) -> Project:
    planned = tuple(_dated(milestone, project, end) for milestone in project.planned)
    missed = [bounds(m.when).last for m in planned if m.due == "到期待核" and m.when]
    facts = _Facts(
        project,
        overdue=(end - min(missed)).days if missed else -1,
        due=any(m.due == "近期到期" for m in planned),
        silent=(end - project.reported).days if project.reported else -1,
    )
    light, reason = next((light, reason) for light, reason, fits in _RULES if fits(facts))
    return project.model_copy(update={"planned": planned, "light": light, "light_reason": reason})


def _dated(milestone: Milestone, project: Project, end: date) -> Milestone:
    if milestone.when is None or _kept(milestone, project):
        return milestone
    last = bounds(milestone.when).last
    due = "到期待核" if last < end else "近期到期" if last <= end + timedelta(days=SOON) else None
    return milestone.model_copy(update={"due": due}) if due else milestone


def _kept(milestone: Milestone, project: Project) -> bool:
    """Whether the project's stage says that the node has been reached. A plan nobody reports on stays open."""
    if project.stage is None or project.stage not in STAGES:
        return False
    level = STAGES.index(project.stage)
    what = milestone.what
    if any(word in what for word in ("封顶", "主体完工", "主体")):
        return level >= STAGES.index("主体完工")
    if any(word in what for word in _ENDS):
        return project.stage in DONE
    if any(word in what for word in _BEGINS):
        return level >= STAGES.index("开工")
    return False
