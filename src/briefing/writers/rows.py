"""The summary as plain tables, shared by the workbook and the data frames: one table a subject, one row a fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefing.model.fact import Figure, Matter, Phrase, Project
from briefing.model.summary import Change, Conflict, Derived, Summary
from briefing.writers import judged
from briefing.writers.columns import Cell, Column, Places, Rows

_MEASURES = {"level": "水平", "growth": "增速", "share": "比重", "count": "数量", "rank": "位次", "gap": "差距", "change": "增减"}
_MODALITIES = {"actual": "实际", "target": "目标", "forecast": "预计", "capacity": "能力"}
_TRUST = {"high": "高", "medium": "中", "low": "低"}
_STATES = {"open": "未办结", "handled": "已处理", "closed": "已销号"}
_LIGHTS = {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}


def tables(summary: Summary) -> tuple[Rows, ...]:
    """All tables of a summary, 来源与依据 and 来源 last."""
    places = Places(summary)
    shown = [decision for decision in summary.decisions if decision.action != "hide"]
    out = [
        Rows("figures", "关键指标", _FIGURES, tuple(_figure(f, places) for f in summary.figures)),
        Rows("districts", "区县", _DISTRICTS, tuple(_districts(summary, places))),
        Rows("projects", "重点项目台账", _PROJECTS, tuple(_project(p, places) for p in summary.projects)),
        Rows("matters", "四张清单", _MATTERS, tuple(_matter(m, places) for m in summary.matters)),
        Rows("derived", "推算", _DERIVED, tuple(_derived(d) for d in summary.derived)),
        Rows("conflicts", "冲突", _CONFLICTS, tuple(_conflict(c, places) for c in summary.conflicts)),
        Rows("changes", "变化", _CHANGES, tuple(_change(c, places) for c in summary.changes)),
        Rows("races", "较短比长", judged.RACES, tuple(judged.races(summary, places))),
        Rows("trends", "走势", judged.TRENDS, tuple(judged.trends(summary))),
        Rows("counts", "点数", judged.COUNTS, tuple(judged.count(c, places) for c in summary.counts)),
        Rows("questions", "读后待核", judged.QUESTIONS, tuple(judged.question(q, places) for q in summary.questions)),
        Rows("decisions", "人工核定", judged.DECISIONS, tuple(map(judged.decision, shown))),
    ]
    out.append(Rows("evidence", "来源与依据", _EVIDENCE, tuple(places.rows)))
    return (*out, Rows("sources", "来源", _SOURCES, tuple(_sources(summary))))


_FIGURES = (
    Column("indicator", "指标", "wide"),
    Column("scope", "范围"),
    Column("period", "期间"),
    Column("value", "数值", "number"),
    Column("value_max", "上限", "number"),
    Column("unit", "单位"),
    Column("approx", "约数词"),
    Column("measure", "类型"),
    Column("modality", "性质"),
    Column("direction", "方向"),
    Column("basis", "比较基准"),
    Column("among", "位次范围"),
    Column("salience", "重要性", "integer"),
    Column("confidence", "把握"),
    Column("trust", "可信度"),
    Column("confirmed", "独立来源数", "integer"),
    Column("fresh", "当期"),
    Column("doubt", "存疑"),
    Column("evidence", "依据", "link"),
    Column("id", "编号"),
)


def _figure(figure: Figure, places: Places) -> tuple[Cell, ...]:
    return (
        figure.indicator,
        figure.scope,
        figure.period,
        figure.value,
        figure.value_max,
        figure.unit,
        figure.approx,
        _MEASURES[figure.measure],
        _MODALITIES[figure.modality],
        {"up": "升", "down": "降"}.get(figure.direction or ""),
        figure.basis,
        figure.among,
        figure.salience,
        figure.confidence,
        _TRUST.get(figure.trust or ""),
        figure.confirmed,
        {True: "是", False: "历史"}.get(figure.fresh) if figure.fresh is not None else None,
        figure.doubt,
        places.of(figure.evidence),
        figure.id,
    )


_DISTRICTS = (
    Column("district", "区县"),
    Column("aspect", "方面"),
    Column("text", "内容", "wide"),
    Column("evidence", "依据", "link"),
)


def _districts(summary: Summary, places: Places) -> Iterator[tuple[Cell, ...]]:
    for district in summary.districts:
        groups: tuple[tuple[str, tuple[Phrase, ...]], ...] = (
            ("定位", district.positioning),
            ("主导产业", district.industries),
            ("亮点", district.highlights),
        )
        said = [(district.name, aspect, p.text, places.of((p.evidence,))) for aspect, phrases in groups for p in phrases]
        yield from said or [(district.name, "", "本期无数据", None)]


_PROJECTS = (
    Column("name", "项目", "wide"),
    Column("aliases", "其他名称", "wide"),
    Column("district", "区县"),
    Column("programme", "工程"),
    Column("class", "分类"),
    Column("owner", "责任单位"),
    Column("investment_total", "总投资", "number"),
    Column("investment_total_unit", "总投资单位"),
    Column("investment_done", "完成投资", "number"),
    Column("investment_done_unit", "完成投资单位"),
    Column("stage", "阶段"),
    Column("stage_text", "进展原文", "wide"),
    Column("stage_date", "截至"),
    Column("planned", "计划节点", "wide"),
    Column("problems", "存在问题", "wide"),
    Column("light", "灯"),
    Column("reported", "最近见报", "date"),
    Column("trust", "可信度"),
    Column("evidence", "依据", "link"),
    Column("key", "键"),
)


def _project(project: Project, places: Places) -> tuple[Cell, ...]:
    total, done = project.investment_total, project.investment_done
    planned = "；".join(f"{m.what}（{m.when}）" if m.when else m.what for m in project.planned)
    return (
        project.name,
        "；".join(project.aliases) or None,
        project.district,
        project.programme,
        project.class_,
        project.owner,
        total.value if total else None,
        total.unit if total else None,
        done.value if done else None,
        done.unit if done else None,
        project.stage,
        project.stage_text,
        project.stage_date,
        planned or None,
        "；".join(project.problems) or None,
        _LIGHTS.get(project.light or ""),
        project.reported,
        _TRUST.get(project.trust or ""),
        places.of(project.evidence),
        project.key,
    )


_MATTERS = (
    Column("kind", "清单"),
    Column("text", "内容", "wide"),
    Column("project", "项目", "wide"),
    Column("district", "区县"),
    Column("owner", "责任单位"),
    Column("deadline", "时限"),
    Column("since", "自"),
    Column("state", "状态"),
    Column("progress", "进展"),
    Column("audience", "对象"),
    Column("evidence", "依据", "link"),
)


def _matter(matter: Matter, places: Places) -> tuple[Cell, ...]:
    return (
        matter.kind,
        matter.text,
        matter.project,
        matter.district,
        matter.owner,
        matter.deadline,
        matter.since,
        _STATES.get(matter.state or ""),
        matter.progress,
        "内部" if matter.audience == "internal" else "公开",
        places.of(matter.evidence),
    )


_DERIVED = (
    Column("indicator", "指标", "wide"),
    Column("scope", "范围"),
    Column("period", "期间"),
    Column("value", "推算值", "number"),
    Column("unit", "单位"),
    Column("formula", "算式", "wide"),
    Column("inputs", "依据的指标编号", "wide"),
)


def _derived(value: Derived) -> tuple[Cell, ...]:
    return value.indicator, value.scope, value.period, value.value, value.unit, value.formula, "；".join(value.inputs)


_CONFLICTS = (
    Column("question", "问题", "wide"),
    Column("class", "类别"),
    Column("first", "一说", "wide"),
    Column("second", "另一说", "wide"),
    Column("resolution", "处理", "wide"),
    Column("evidence", "依据", "link"),
)


def _conflict(conflict: Conflict, places: Places) -> tuple[Cell, ...]:
    quotes = [evidence.quote for evidence in conflict.evidence[:2]] + [""] * 2
    return conflict.question, conflict.class_, quotes[0], quotes[1], conflict.resolution, places.of(conflict.evidence)


_CHANGES = (
    Column("class", "类别"),
    Column("what", "对象"),
    Column("text", "事项", "wide"),
    Column("old", "上期", "wide"),
    Column("new", "本期", "wide"),
    Column("difference", "差"),
    Column("evidence", "依据", "link"),
)
_WHAT = {"figure": "指标", "project": "项目", "matter": "清单事项", "office": "任职"}


def _change(change: Change, places: Places) -> tuple[Cell, ...]:
    # The place of what is gone lies in the previous issue's sources.
    here = places.of(change.evidence) if change.class_ not in ("撤下", "未更新") else None
    return change.class_, _WHAT[change.what], change.text, change.old, change.new, change.difference, here


_EVIDENCE = (
    Column("row", "号", "integer"),
    Column("source", "来源"),
    Column("path", "文件", "wide"),
    Column("paragraph", "段", "integer"),
    Column("page", "页", "integer"),
    Column("quote", "引文", "wide"),
    Column("sentence", "原句", "wide"),
    Column("start", "起", "integer"),
    Column("end", "止", "integer"),
)
_SOURCES = (
    Column("letter", "来源"),
    Column("path", "文件", "wide"),
    Column("title", "标题", "wide"),
    Column("publisher", "发布者"),
    Column("published", "发布日期", "date"),
    Column("published_how", "如何得知"),
    Column("trust", "可信度"),
    Column("trust_reasons", "理由", "wide"),
    Column("duplicate_percent", "重复占比%", "number"),
    Column("figures", "指标数", "integer"),
    Column("projects", "项目数", "integer"),
    Column("file_sha256", "文件校验值"),
)
_HOW = {"printed": "印出", "inferred": "推断", "given": "给定"}


def _sources(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    for source in summary.sources:
        info = source.info
        yield (
            source.letter,
            info.path,
            info.title,
            info.publisher,
            info.published,
            _HOW.get(info.published_how or ""),
            _TRUST[info.trust],
            "；".join(info.trust_reasons),
            Decimal(str(round(info.duplicate_share * 100, 1))),
            source.figures,
            source.projects,
            info.file_sha256,
        )
