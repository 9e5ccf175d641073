from __future__ import annotations

from datetime import date

from briefing.model.extraction import Extraction
from briefing.model.fact import Matter, Milestone, Project, StageReport
from briefing.model.source import SourceInfo
from briefing.model.summary import Summary
from briefing.options import DistrictOption, Options
from briefing.reconciliation import reconcile
from briefing.reconciliation.ledger import judge

from reconciliation.facts import evidence, extraction, figure, info, project

PAPER = info("报纸", "2025-02-10", "high")
END = date(2025, 2, 28)


def plan(what: str, when: str | None, **more: object) -> Project:
    (judged,) = judge(
        [project(PAPER, "第三水厂", planned=(Milestone(what=what, when=when),), reported=date(2025, 2, 10), **more)], END
    )
    return judged


def test_a_node_that_passed_without_a_word_is_due() -> None:
    late = plan("竣工", "2024-12", stage="在建")
    assert (late.planned[0].due, late.light, late.light_reason) == ("到期待核", "red", "过期逾月")
    assert plan("竣工", "2025-02-15", stage="在建").light == "yellow"


def test_a_node_that_was_kept_or_has_no_day_is_not() -> None:
    assert plan("竣工", "2024-12", stage="投产").planned[0].due is None
    assert plan("开工建设", "2024-12", stage="在建").planned[0].due is None
    assert plan("主体封顶", "2024-12", stage="主体完工").planned[0].due is None
    assert plan("竣工", None, stage="在建").planned[0].due is None
    assert plan("产值达到五十亿元", "2024-12", stage="投产").planned[0].due == "到期待核"


def test_the_next_period_is_near_and_the_one_after_is_not() -> None:
    assert plan("竣工", "2025-03", stage="在建").planned[0].due == "近期到期"
    far = plan("竣工", "2025-06", stage="在建")
    assert (far.planned[0].due, far.light) == (None, "green")


def test_the_lamp_says_why() -> None:
    assert plan("竣工", None, stage="停滞").light == "red"
    assert plan("竣工", None, stage="在建", problems=("征迁未完成",)).light == "yellow"
    assert plan("竣工", None).light == "grey"
    (silent,) = judge([project(PAPER, "大桥", stage="在建", reported=date(2024, 1, 1))], END)
    assert (silent.light, silent.light_reason) == ("yellow", "半年未报")


def matter(text: str, kind: str = "问题", **more: object) -> Matter:
    return Matter(kind=kind, text=text, evidence=(evidence(PAPER),), **more)  # type: ignore[arg-type]


def issue(*matters: Matter, projects: tuple[Project, ...] = (), previous: Summary | None = None, **options: object) -> Summary:
    document = Extraction(source=PAPER, matters=matters, projects=projects)
    return reconcile([document], Options(period="2025-02", **options), previous=previous)  # type: ignore[arg-type]


def test_the_lists_come_in_their_order_and_each_line_once() -> None:
    lines = issue(matter("现场看了", "督导"), matter("缺用地", "要素"), matter("缺用地。", "要素"), matter("电没接通")).matters
    assert [(m.kind, m.text) for m in lines] == [("问题", "电没接通"), ("要素", "缺用地"), ("督导", "现场看了")]


def test_new_continued_and_struck_off() -> None:
    first = issue(matter("电没接通", project="第三水厂"), projects=(project(PAPER, "第三水厂", stage="在建"),))
    assert {m.progress for m in first.matters} == {None}
    again = issue(matter("电没接通", project="第三水厂"), matter("路没修好"), previous=first)
    assert {m.text: m.progress for m in again.matters} == {"电没接通": "续办", "路没修好": "新增"}
    done = issue(projects=(project(PAPER, "第三水厂", stage="投产"),), previous=first)
    assert [(m.text, m.progress, m.state) for m in done.matters] == [("电没接通", "销号", "closed")]
    silent = issue(previous=first)
    assert silent.matters == ()  # silence strikes nothing off


def test_a_later_paper_that_reports_the_work_built_settles_its_trouble() -> None:
    def lines(built: SourceInfo, kind: str = "问题") -> list[str | None]:
        report = StageReport(stage="竣工", text="已完工", evidence=evidence(built))
        works = project(built, "滨江路改造", stage="竣工", stage_text="已完工", history=(report,))
        old = Extraction(source=PAPER, matters=(matter("管线迁改滞后", kind, project="滨江路改造"),))
        options = Options(period="2025-03")
        return [m.progress for m in reconcile([old, Extraction(source=built, projects=(works,))], options).matters]

    assert lines(info("晚报", "2025-03-10")) == []
    assert len(lines(info("晚报", "2025-03-10"), "督导")) == len(lines(info("早报", "2025-01-10"))) == 1


def test_a_passed_target_without_a_result_is_a_reminder() -> None:
    early = info("旧报", "2024-03-01", "high")
    goal = figure(early, "税收收入", "90", period="2024", modality="target", salience=2)
    late = reconcile([extraction(early, goal)], Options(period="2025-02"))
    assert [(m.flag, m.deadline, m.district) for m in late.matters] == [("到期待核", "2024", "云岭市")]
    result = extraction(PAPER, figure(PAPER, "税收收入", "91", period="2024"))
    assert reconcile([extraction(early, goal), result], Options(period="2025-02")).matters == ()
    after = figure(PAPER, "税收收入", "90", period="2024", modality="target", salience=2)
    assert reconcile([extraction(PAPER, after)], Options(period="2025-02")).matters == ()  # printed after its own day


def test_a_public_edition_holds_no_lead_anywhere() -> None:
    lead = evidence(PAPER).model_copy(update={"quote": "移交问题线索12件", "after": "。"})
    kept = evidence(PAPER)
    facts = (
        figure(PAPER, "移交问题线索数", "12", "件").model_copy(update={"evidence": (lead,)}),
        figure(PAPER, "税收收入", "90").model_copy(update={"evidence": (lead, kept)}),
    )
    matters = (matter("核查线索", "督导", audience="internal"), matter("路没修好"))
    documents = [Extraction(source=PAPER, figures=facts, matters=matters, projects=(project(PAPER, "第三水厂"),))]
    internal = reconcile(documents, Options(period="2025-02"))
    assert "问题线索" in internal.model_dump_json()
    public = reconcile(documents, Options(period="2025-02", audience="public"))
    assert "线索" not in public.model_dump_json()
    assert [f.indicator for f in public.figures] == ["税收收入"]
    assert [m.text for m in public.matters] == ["路没修好"]
    after = reconcile([extraction(info("三月", "2025-03-10"))], Options(period="2025-03", audience="public"), previous=internal)
    assert after.changes and "线索" not in after.model_dump_json()


def test_the_questions_say_where_they_come_from() -> None:
    other = info("无日期")
    documents = [
        extraction(
            PAPER, figure(PAPER, scope="清河区"), projects=(project(PAPER, "大桥", planned=(Milestone(what="竣工", when="2024"),)),)
        ),
        extraction(other),
    ]
    districts = (DistrictOption(name="清河区"), DistrictOption(name="东岗区"))
    asked = reconcile(documents, Options(region="云岭市", district=districts, period="2025-02")).questions
    assert [(q.kind, q.subject) for q in asked] == [("到期", "大桥"), ("缺数", "东岗区"), ("来源", "无日期")]
    assert not any(c.isdigit() for q in asked for c in q.text)


def test_a_day_in_the_text_is_watched_and_told_once() -> None:
    planned = project(PAPER, "第三水厂", planned=(Milestone(what="完成扫尾", when="by:2025-01-20"),))
    lines = issue(
        matter("须于1月20日前完成扫尾", project="第三水厂", deadline="by:2025-01-20"),
        matter("路没修好", deadline="by:2025-03-20"),
        matter("电没接通", deadline="by:2025-12"),
        projects=(planned,),
    ).matters
    assert [(m.text, m.flag) for m in lines] == [
        ("电没接通", None),
        ("须于1月20日前完成扫尾", "到期待核"),
        ("路没修好", "近期到期"),
    ]


def test_two_wordings_of_one_problem_of_a_project_are_one_line() -> None:
    (line,) = issue(
        matter("因用海审批未办结至今未开工", project="产业园"), matter("产业园因用海审批未办结，至今未能开工", project="产业园")
    ).matters
    assert len(line.evidence) >= 1
    assert len(issue(matter("用海审批未办结", project="产业园"), matter("企业资金链断裂", project="产业园")).matters) == 2
    assert len(issue(matter("因用海审批未办结至今未开工"), matter("因用海审批没办结至今未开工")).matters) == 2


def test_a_problem_that_lacks_land_funds_or_power_is_a_want() -> None:
    kinds = {
        "12户征迁未完成，已停工47天": "要素",
        "流动资金缺口约6000万元": "要素",
        "10千伏专线未批复": "要素",
        "技工人手不足": "要素",
        "能耗指标未落实": "要素",
        "供水工程进度滞后": "问题",
        "由供电公司负责的路面至今未修复": "问题",
        "剩余6根桥墩未浇筑": "问题",
    }
    lines = issue(*(matter(text) for text in kinds)).matters
    assert {m.text: m.kind for m in lines} == kinds
    (named,) = issue(matter("城乡供水一体化进展缓慢", project="城乡供水一体化")).matters
    assert named.kind == "问题"
