from __future__ import annotations

from decimal import Decimal

from briefing.cli.shown import change
from briefing.model.extraction import Extraction
from briefing.model.fact import Office
from briefing.model.quantity import Quantity
from briefing.model.summary import Change, Summary
from briefing.options import Options
from briefing.reconciliation import diff, reconcile

from reconciliation.facts import evidence, extraction, figure, info, project

OLD = info("十二月", "2024-12-20", "high")
NEW = info("一月", "2025-01-20", "high")


def issue(*documents: Extraction, period: str = "2025-01", previous: Summary | None = None) -> Summary:
    return reconcile(documents, Options(period=period), previous=previous)


def told(*changes: Change) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(c.class_, c.text, c.old, c.new, c.difference) for c in changes]


def compare(old: list[Extraction], new: list[Extraction]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return told(*diff(issue(*old, period="2024-12"), issue(*new)))


def test_a_new_period_is_a_change_with_its_difference() -> None:
    growth = {"measure": "growth", "unit": "%"}
    old = [extraction(OLD, figure(OLD, "工业增速", "5.4", period="2024-01/2024-11", direction="up", **growth))]
    new = [extraction(NEW, figure(NEW, "工业增速", "0.6", period="2024", direction="down", **growth))]
    assert compare(old, new) == [("变化", "云岭市工业增速", "5.4%", "−0.6%", "−6.0个百分点")]


def test_the_same_period_with_another_value_is_a_change() -> None:
    old, new = [extraction(OLD, figure(OLD, value="100"))], [extraction(NEW, figure(NEW, value="101.2"))]
    assert compare(old, new) == [("变化", "云岭市地区生产总值", "100亿元", "101.2亿元", "+1.2亿元")]


def test_roundings_give_no_difference() -> None:
    old = [extraction(OLD, figure(OLD, value="100", period="2023"))]
    new = [extraction(NEW, figure(NEW, value="120", period="2024", approx="余"))]
    assert compare(old, new) == [("变化", "云岭市地区生产总值", "100亿元", "120亿余元", None)]


def test_what_a_new_source_says_again_and_what_merely_stands_still() -> None:
    again = compare([extraction(OLD, figure(OLD))], [extraction(NEW, figure(NEW))])
    assert again == [("再提及", "云岭市地区生产总值", "100亿元", "100亿元", None)]
    still = [extraction(OLD, figure(OLD))]
    assert compare(still, [*still, extraction(NEW)]) == []


def test_new_silent_and_withdrawn() -> None:
    old = [extraction(OLD, figure(OLD), figure(OLD, "税收收入", "9"))]
    assert compare(old, [extraction(NEW, figure(NEW, "存款余额", "70"))]) == [
        ("新增", "云岭市存款余额", None, "70亿元", None),
        ("未更新", "云岭市地区生产总值", "100亿元", None, None),
        ("未更新", "云岭市税收收入", "9亿元", None, None),
    ]
    assert compare(old, [extraction(OLD, figure(OLD))]) == [("撤下", "云岭市税收收入", "9亿元", None, None)]


def test_silence_is_counted_over_the_issues() -> None:
    first = issue(extraction(OLD, figure(OLD)), period="2024-12")
    second = issue(extraction(NEW), period="2025-01", previous=first)
    third = issue(extraction(info("二月", "2025-02-20")), period="2025-02", previous=second)
    assert [c.silent for c in second.changes] == [1]
    assert [(c.class_, c.silent) for c in third.changes] == [("未更新", 2)]
    back = issue(extraction(info("三月", "2025-03-20"), figure(NEW)), extraction(NEW), period="2025-03", previous=third)
    assert [c.class_ for c in back.changes] == ["新增"]


def test_the_number_of_the_issue_follows_the_one_before() -> None:
    first = issue(extraction(OLD), period="2024-12")
    second = issue(extraction(NEW), previous=first)
    assert (first.meta.issue, second.meta.issue) == (1, 2)
    assert second.previous is not None and second.previous.period == "2024-12"


def test_a_project_moves_and_keeps_its_identity_through_name_variants() -> None:
    old = [extraction(OLD, projects=(project(OLD, "第三水厂扩建工程", stage="在建"),))]
    now = project(NEW, "第三水厂扩建项目", stage="竣工", investment_total=Quantity(value=Decimal("3"), unit="亿元"))
    assert compare(old, [extraction(NEW, projects=(now,))]) == [("变化", "第三水厂扩建项目", "在建", "竣工", None)]


def test_amounts_of_a_project_that_differ_are_told() -> None:
    a, b = (Quantity(value=Decimal(v), unit="亿元") for v in ("3", "3.3"))
    old = [extraction(OLD, projects=(project(OLD, "第三水厂", investment_total=a),))]
    new = [extraction(NEW, projects=(project(NEW, "第三水厂", investment_total=b),))]
    assert compare(old, new) == [("变化", "第三水厂总投资", "3亿元", "3.3亿元", None)]


def test_a_post_with_another_holder() -> None:
    def held(source: object, person: str) -> Extraction:
        office = Office(person=person, post="云岭市市长", evidence=evidence(source))  # type: ignore[arg-type]
        return extraction(source).model_copy(update={"offices": (office,)})  # type: ignore[arg-type]

    assert compare([held(OLD, "甲某")], [held(NEW, "乙某")]) == [("变化", "云岭市市长", "甲某", "乙某", None)]
    assert compare([held(OLD, "甲某")], [held(NEW, "甲某")]) == []


def test_only_what_a_briefing_must_carry_is_asked_for_again() -> None:
    first = issue(extraction(OLD, figure(OLD, salience=3), figure(OLD, "路灯数", "90", "盏", measure="count")), period="2024-12")
    second = issue(extraction(NEW), previous=first)
    assert len([c for c in second.changes if c.class_ == "未更新"]) == 2
    assert [(q.kind, q.subject) for q in second.questions] == [("缺数", "云岭市地区生产总值")]


def test_a_month_never_follows_what_runs_from_january() -> None:
    growth = {"measure": "growth", "unit": "%", "direction": "up"}
    old = [extraction(OLD, figure(OLD, "零售额增速", "5.1", period="2024-01/2024-11", **growth))]
    new = [
        extraction(
            NEW,
            figure(NEW, "零售额增速", "6.0", period="2024-12", **growth),
            figure(NEW, "零售额增速", "5.2", period="2024", **growth),
        )
    ]
    assert compare(old, new) == [
        ("变化", "云岭市零售额增速", "5.1%", "5.2%", "+0.1个百分点"),
        ("新增", "云岭市零售额增速", None, "6.0%", None),
    ]


def test_amounts_from_january_are_compared_within_a_year_or_with_the_same_months() -> None:
    def change(then: str, now: str) -> str:
        old, new = [extraction(OLD, figure(OLD, value="100", period=then))], [extraction(NEW, figure(NEW, value="30", period=now))]
        return compare(old, new)[0][0]

    assert change("2024", "2025-Q1") == "新增"
    assert change("2024-Q1", "2025-Q1") == change("2025-Q1", "2025-H1") == change("2023", "2024") == "变化"


def test_of_two_values_for_one_period_one_follows_the_old() -> None:
    growth = {"measure": "growth", "unit": "%", "direction": "up"}
    old = [extraction(OLD, figure(OLD, "工业增速", "5.0", period="2024-01/2024-11", **growth))]
    first, second = (figure(NEW, "工业增速", value, period="2024", **growth) for value in ("5.2", "9.9"))
    assert [c[0] for c in compare(old, [extraction(NEW, first, second)])] == ["变化", "新增"]


def test_what_only_a_weak_source_says_is_marked() -> None:
    strong, weak = info("日报", "2025-01-10", "high"), info("转载", "2025-01-12", "low")
    before = issue(extraction(strong, figure(strong, "财政收入", "10")), period="2024-12")
    now = issue(
        extraction(strong, figure(strong, "财政收入", "11")), extraction(weak, figure(weak, "税收收入", "7")), previous=before
    )
    marked = {c.text: c.weak for c in now.changes}
    assert marked["云岭市税收收入"] and not marked["云岭市财政收入"]
    lines = [change(c) for c in now.changes]
    assert [line.endswith("（低可信）") for line in lines] == [c.weak for c in now.changes]


def test_a_value_that_stays_over_a_new_period_is_confirmed() -> None:
    rank = {"measure": "rank", "unit": "位", "among": "全省"}
    old = [extraction(OLD, figure(OLD, "零售额增速", "4", period="2024-01/2024-11", **rank))]
    assert compare(old, [extraction(NEW, figure(NEW, "零售额增速", "4", period="2024", **rank))])[0][0] == "再提及"
    assert compare(old, [extraction(NEW, figure(NEW, "零售额增速", "5", period="2024", **rank))])[0][0] == "变化"


def test_a_project_found_under_a_fuller_name_brings_no_new_facts() -> None:
    short, full = "禾光封测基地项目", "青石区禾光封测基地项目"
    total = {"period": None, "scope": short, "id": "old"}
    old = extraction(OLD, figure(OLD, "项目总投资", "35", **total), projects=(project(OLD, short, district="青石区"),))
    named = extraction(
        NEW, figure(NEW, "占地面积", "260", "亩", period=None, scope=full),
        projects=(project(NEW, full, aliases=(short,), district="青石区", stage="开工"),),
    )  # fmt: skip
    before = issue(old, period="2024-12")
    both = issue(old, named, previous=before)
    assert {f.scope for f in both.figures} == {full}
    assert [(c.class_, c.text) for c in both.changes if c.what == "figure"] == [("新增", f"{full}占地面积")]
    gone = issue(extraction(NEW), previous=before)
    assert [c.text for c in gone.changes if c.what == "figure"] == ["禾光封测基地项目总投资"]  # 项目 is said once


def test_a_regular_figure_without_a_new_value_is_silent() -> None:
    known = {"indicator_id": "消费/零售额", "salience": 3, "period": "2024-01/2024-11"}
    regular, event = figure(OLD, "零售额", "245", **known), figure(OLD, "展会数", "3", "场", period="2024-11-06")
    papers = extraction(OLD, regular, event, figure(OLD, "人口", "30", "万人", indicator_id="人口/人口", period="2023"))
    first = issue(papers, period="2024-12")
    second = issue(papers, extraction(NEW), previous=first)
    third = issue(papers, extraction(NEW), period="2025-02", previous=second)
    assert [(c.class_, c.text, c.silent) for c in second.changes] == [("未更新", "云岭市零售额", 1)]
    assert [c.silent for c in third.changes] == [2]
    now = figure(NEW, "零售额", "270", **known | {"period": "2024"})
    assert [c.class_ for c in issue(papers, extraction(NEW, now), previous=first).changes] == ["变化"]
    assert diff(first, second) == ()  # of two issues alone nothing waits
