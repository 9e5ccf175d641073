"""Tables of the ledger on what was judged: 较短比长, 点数, 读后待核, 人工核定."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.summary import CountCheck, Decision, Question, Summary
from briefing.writers.columns import Cell, Column, Places

RACES = (
    Column("indicator", "指标", "wide"),
    Column("period", "期间"),
    Column("place", "区县"),
    Column("value", "现在"),
    Column("rank", "位次", "integer"),
    Column("old_period", "上次期间"),
    Column("old", "上次"),
    Column("old_rank", "上次位次", "integer"),
    Column("difference", "增减"),
    Column("issue", "上次所在期号", "integer"),
    Column("evidence", "依据", "link"),
)


def races(summary: Summary, places: Places) -> Iterator[tuple[Cell, ...]]:
    """One row a district of a race."""
    figures = {figure.id: figure for figure in summary.figures}
    for race in summary.races:
        for place in race.places:
            figure = figures.get(place.fact)
            value = f"{figure.value}{figure.unit}" if figure else None
            then = (race.old_period, place.old, place.old_rank, place.difference, race.issue)
            here = places.of(figure.evidence) if figure else None
            yield race.indicator, race.period, place.place, value, place.rank, *then, here


TRENDS = (
    Column("indicator", "指标", "wide"),
    Column("scope", "范围"),
    Column("period", "期间"),
    Column("value", "数值"),
    Column("unit", "单位"),
    Column("issue", "所在期号", "integer"),
)


def trends(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    """One row a point of a trend."""
    for trend in summary.trends:
        for point in trend.points:
            yield trend.indicator, trend.scope, point.period, point.text, trend.unit, point.issue


COUNTS = (
    Column("head", "提法", "wide"),
    Column("expected", "应有", "integer"),
    Column("found", "见到", "integer"),
    Column("items", "见到的", "wide"),
    Column("evidence", "依据", "link"),
)


def count(check: CountCheck, places: Places) -> tuple[Cell, ...]:
    found = check.expected if check.parts else len(check.found)
    return check.head, check.expected, found, "；".join(check.found), places.of(check.evidence)


QUESTIONS = (
    Column("kind", "类别"),
    Column("place", "地区或项目"),
    Column("subject", "事项", "wide"),
    Column("text", "问题", "wide"),
    Column("evidence", "依据", "link"),
)


def question(question: Question, places: Places) -> tuple[Cell, ...]:
    known = [e for e in question.evidence if e.source in places.sources]
    return question.kind, question.place, question.subject, question.text, places.of(known)


DECISIONS = (
    Column("action", "决定"),
    Column("indicator", "指标", "wide"),
    Column("sentence", "原句", "wide"),
    Column("value", "更正值"),
    Column("wording", "改写为", "wide"),
    Column("state", "结果"),
    Column("by", "核定人"),
    Column("on", "日期", "date"),
    Column("comment", "说明", "wide"),
)
_ACTIONS = {"accept": "采用", "reject": "不采用", "correct": "更正", "pin": "置顶", "hide": "隐藏", "reword": "改写"}
_DECIDED = {"applied": "已采用", "changed": "原句已有变化，未采用", "vanished": "来源中已找不到原句，未采用"}


def decision(decision: Decision) -> tuple[Cell, ...]:
    """A decision of a person; hidden figures are left out by the caller."""
    sentence = decision.before + decision.quote + decision.after
    told = (decision.value, decision.wording, _DECIDED[decision.state], decision.by, decision.on, decision.comment)
    return _ACTIONS[decision.action], decision.indicator, sentence, *told
