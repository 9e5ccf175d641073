from __future__ import annotations

from decimal import Decimal

import briefing
from briefing.model.fact import Milestone, Project, StageReport
from briefing.model.quantity import Quantity
from briefing.model.source import SourceInfo
from briefing.options import ProjectOption
from briefing.reconciliation.projects import keep_keys, merge_projects
from briefing.reconciliation.stages import stage_conflicts

from reconciliation.facts import evidence, info, project

NEW = info("新", "2025-02-10")
OLD = info("旧", "2024-10-01")
BAD = info("转载", "2025-04-17", "low")
SOURCES = {x.id: x for x in (NEW, OLD, BAD)}


def names(*projects: object) -> list[str]:
    return [p.name for p in merge_projects(projects, SOURCES)]  # type: ignore[arg-type]


def test_short_and_long_names_are_one_project() -> None:
    assert names(project(OLD, "砚星光电显示模组产业园"), project(NEW, "光电显示模组产业园项目")) == ["砚星光电显示模组产业园"]


def test_a_part_is_not_its_whole_nor_another_part() -> None:
    assert len(names(project(OLD, "温泉小镇"), project(NEW, "温泉小镇一期"), project(NEW, "温泉小镇二期"))) == 3


def test_the_same_name_in_two_districts_is_two_projects() -> None:
    assert len(names(project(OLD, "中医院迁建", district="清河区"), project(NEW, "中医院迁建", district="东岗区"))) == 2
    assert len(names(project(OLD, "中医院迁建", district="云岭市"), project(NEW, "中医院迁建", district="东岗区"))) == 1


def test_a_part_stands_where_its_whole_stands_unless_a_text_says_more() -> None:
    whole = project(OLD, "温泉小镇", district="东岗区")
    parts = [
        project(NEW, f"温泉小镇{n}期", district=d, part_of=whole.key) for n, d in (("一", "云岭市"), ("二", None), ("三", "清河区"))
    ]
    assert [p.district for p in merge_projects([whole, *parts], SOURCES)] == ["东岗区", "东岗区", "东岗区", "清河区"]
    wide = project(OLD, "环城高速", district="云岭市")
    part = project(NEW, "环城高速东段", part_of=wide.key)
    assert [p.district for p in merge_projects([wide, part], SOURCES)] == ["云岭市", None]


def test_the_latest_report_that_can_be_trusted_gives_the_stage() -> None:
    def staged(source, stage, date):  # type: ignore[no-untyped-def]
        report = StageReport(stage=stage, text=stage, date=date, evidence=evidence(source))
        return project(source, "跨海大桥", stage=stage, stage_text=stage, stage_date=date, history=(report,))

    (merged,) = merge_projects(
        [staged(BAD, "谋划", None), staged(NEW, "投产", "as-of:2025-02-10"), staged(OLD, "在建", "as-of:2024-10-01")], SOURCES
    )
    assert merged.stage == "投产"
    assert [report.stage for report in merged.history] == ["谋划", "在建", "投产"]


def test_configured_aliases_join_and_name() -> None:
    option = ProjectOption(name="低碳数智物流基地", aliases=("低碳教育物流基地",))
    (merged,) = merge_projects([project(OLD, "低碳教育物流基地项目")], SOURCES, [option])
    assert merged.name == "低碳数智物流基地"
    assert merged.aliases == ("低碳教育物流基地项目",)


def test_a_district_in_front_and_a_project_before_its_phase_are_no_other_name() -> None:
    assert names(
        project(OLD, "清河区生物医药产业园一期", district="清河区"), project(NEW, "生物医药产业园项目一期", district="清河区")
    ) == ["清河区生物医药产业园一期"]
    assert (
        len(names(project(OLD, "清河区大桥", district="清河区"), project(NEW, "大桥", district="清河区"))) == 2
    )  # too short a rest


def staged(source: object, stage: str, date: str | None = None) -> object:
    report = StageReport(stage=stage, text=stage, date=date, evidence=evidence(source))  # type: ignore[arg-type]
    return project(source, "跨海大桥", stage=stage, stage_text=stage, stage_date=date, history=(report,))  # type: ignore[arg-type]


def test_what_stands_does_not_unstand() -> None:
    (told,) = merge_projects([staged(NEW, "在建"), staged(OLD, "主体完工")], SOURCES)  # type: ignore[list-item]
    assert (told.stage, [(r.stage, r.date) for r in told.history]) == ("主体完工", [("在建", None), ("主体完工", None)])
    (dated,) = merge_projects([staged(NEW, "在建", "as-of:2025-02-10"), staged(OLD, "竣工", "2024-09")], SOURCES)  # type: ignore[list-item]
    assert [(r.stage, r.date) for r in dated.history] == [("在建", None), ("竣工", "2024-09")]
    assert [c.class_ for c in stage_conflicts([dated], SOURCES)] == ["进度用语"]
    (stopped,) = merge_projects([staged(NEW, "停滞"), staged(OLD, "主体完工")], SOURCES)  # type: ignore[list-item]
    assert stopped.stage == "停滞"
    (earlier,) = merge_projects([staged(NEW, "前期"), staged(OLD, "在建")], SOURCES)  # type: ignore[list-item]
    assert earlier.stage == "前期"
    (doubtful,) = merge_projects([staged(NEW, "在建"), staged(BAD, "投产")], SOURCES)  # type: ignore[list-item]
    assert doubtful.stage == "在建"


def test_a_project_keeps_its_key_through_name_variants() -> None:
    before = [project(OLD, "第三水厂扩建工程", aliases=("三水厂扩建",)), project(OLD, "跨海大桥")]
    now = [
        project(NEW, "三水厂扩建项目"),
        project(NEW, "三水厂扩建项目一期", part_of="三水厂扩建项目@新"),
        project(NEW, "体育中心"),
    ]
    kept = keep_keys(now, before)
    assert [p.key for p in kept] == ["第三水厂扩建工程@旧", "三水厂扩建项目一期@新", "体育中心@新"]
    assert kept[1].part_of == "第三水厂扩建工程@旧"
    elsewhere = keep_keys([project(NEW, "跨海大桥", district="东岗区")], [project(OLD, "跨海大桥", district="清河区")])
    assert elsewhere[0].key == "跨海大桥@新"
    twice = keep_keys([project(NEW, "跨海大桥"), project(NEW, "跨海大桥", district="东岗区")], before)
    assert len({p.key for p in twice}) == 2
    same = keep_keys([project(NEW, "大桥", district=d).model_copy(update={"key": "大桥"}) for d in ("清河区", "东岗区")], [])
    assert [p.key for p in same] == ["大桥", "大桥@东岗区2"]


def test_a_page_that_says_both_is_read_with_caution() -> None:
    def both(first: str | None, second: str | None) -> str | None:
        reports = tuple(
            StageReport(stage=stage, text=stage, date=date, evidence=evidence(NEW))  # type: ignore[arg-type]
            for stage, date in (("主体完工", first), ("竣工", second))
        )
        one = project(NEW, "标准厂房", stage="竣工", stage_text="竣工", stage_date=second, history=reports)
        return merge_projects([one], SOURCES)[0].stage

    assert both("as-of:2025-02-10", "as-of:2025-02-10") == "主体完工"
    assert both("2024-09", "2025-01") == "竣工"


def test_the_amounts_of_a_project_point_at_the_merged_figures() -> None:
    options = briefing.Options(region="云岭市")
    texts = (
        "云岭日报 2024年12月2日\n安程热电厂项目总投资89.6亿元，目前主体已完工，预计2025年7月投产。\n",
        "云岭日报 2024年12月20日\n12月，安程热电厂项目建设提速。安程热电厂项目总投资近90亿元，正在安装设备。\n",
    )
    summary = briefing.reconcile([briefing.extract(briefing.Source.from_text(text), options) for text in texts], options)
    ids = {figure.id for figure in summary.figures}
    named = [name for project in summary.projects for name in project.investment_figures]
    assert named and set(named) <= ids


def amount(value: str) -> Quantity:
    return Quantity(value=Decimal(value), unit="亿元")


def node(source: SourceInfo, what: str, when: str) -> Milestone:
    return Milestone(what=what, when=when, evidence=evidence(source))


def test_the_newest_trusted_total_holds_and_its_exact_form() -> None:
    def total(old: str, new: str, source: SourceInfo = NEW) -> tuple[str, tuple[str, ...]]:
        first = project(OLD, "清河大桥改建项目", investment_total=amount(old), investment_figures=("旧",))
        second = project(source, "大桥改建项目", investment_total=amount(new), investment_figures=("新",))
        merged = briefing_merge(first, project(source, "清河大桥改建项目"), second)
        assert merged.investment_total is not None
        return str(merged.investment_total.value), merged.investment_figures

    assert total("35", "38") == ("38", ("新",))
    assert total("35.2", "35") == ("35.2", ("旧",))
    assert total("35", "38", BAD) == ("35", ("旧",))


def briefing_merge(first: Project, *more: Project) -> Project:
    return merge_projects([first, *more], SOURCES)[0]


def test_a_total_and_what_is_done_of_it_come_each_with_its_figure() -> None:
    both = {"investment_total": amount("12"), "investment_done": amount("3"), "investment_figures": ("总", "完成")}
    merged = briefing_merge(
        project(OLD, "清河大桥", **both),
        project(NEW, "清河大桥", investment_done=amount("5"), investment_figures=("后来完成",)),
    )
    assert merged.investment_done == amount("5") and merged.investment_figures == ("总", "后来完成")


def test_a_node_put_off_takes_the_place_of_its_old_day() -> None:
    old = project(OLD, "清河高速", planned=(node(OLD, "通车", "2024-12"), node(OLD, "全线通车", "2026-12")))
    put_off = project(NEW, "清河高速", planned=(node(NEW, "建成通车", "2025-06"),))
    low = project(BAD, "清河高速", planned=(node(BAD, "通车", "2027-06"),))
    assert [m.when for m in briefing_merge(old, put_off).planned] == ["2026-12", "2025-06"]
    assert [m.when for m in briefing_merge(old, low).planned][:2] == ["2024-12", "2026-12"]


def test_a_work_reported_finished_has_no_finish_ahead_and_no_old_trouble() -> None:
    plans = (node(OLD, "完工", "2025-12"), node(OLD, "投入使用", "2026-03"))
    old = project(OLD, "滨江路改造", planned=plans, problems=("管线迁改滞后",))
    done = project(NEW, "滨江路改造", stage="竣工", stage_text="已完工", problems=("决算未完成",))
    merged = briefing_merge(old, done)
    assert [m.what for m in merged.planned] == ["投入使用"] and merged.problems == ("决算未完成",)
    building = project(NEW, "滨江路改造", stage="在建", stage_text="加快施工")
    assert briefing_merge(old, building).problems == ("管线迁改滞后",)
