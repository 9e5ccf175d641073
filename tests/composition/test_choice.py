"""What may stand where: rivals, plans told as results, labels made by rule, clauses of the source, places beside each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.composition import compose
from briefing.composition.desk import FORECAST, TARGET, Desk
from briefing.composition.facts import gather, named, subject
from briefing.composition.speech import passages
from briefing.composition.themes import theme_of, themes
from briefing.model.document import Table
from briefing.model.fact import District, Figure, Project
from briefing.model.summary import Summary
from briefing.options import DistrictOption, Options
from briefing.reconciliation.derived import make
from briefing.verification.facts import check
from composition.maker import ECONOMY, OPTIONS, REGION, Paper, all_runs, blocks, economy, summary, text

SENTENCES = (
    "目前，我市还建成86个社区便民服务中心，服务了4万户居民日常生活。",
    "水泥产业占规上工业的比重由32.6%下降到8.15%。",
    "去年，“2+8”产业集群增加值增长11.4%，对规上工业增长贡献率达64.5%。",
    "据介绍，该市网店已有2万余家，市场占有率近15%。",
    "（上接第一版）全市“双百工程新开工21个。",
)


def desk(figures: tuple[Figure, ...], *papers: Paper, **more: object) -> Desk:
    return Desk(summary(papers, figures, **more), OPTIONS)


def clause(sentence: str, *numbers: tuple[str, str, str, str], **more: object) -> str | None:
    paper = Paper(sentence)
    figures = tuple(paper.figure(words, number, "某项", value, "个", **more) for words, number, value, _ in numbers)
    found = desk(figures, paper).clauses.of(figures[:1], None)
    return text(found.runs) if found else None


def test_a_clause_speaks_without_its_lead() -> None:
    numbers = (("建成86个社区便民服务中心", "86个", "86", ""), ("服务了4万户居民日常生活", "4万户", "4", ""))
    assert clause(SENTENCES[0], *numbers) == "建成86个社区便民服务中心"


@pytest.mark.parametrize(
    ("sentence", "words", "more", "told"),
    [
        ("1.新增市级重点项目3个。", "新增市级重点项目3个", {}, "新增市级重点项目3个"),
        ("（二）全年新增学位3个。", "新增学位3个", {}, "全年新增学位3个"),
        ("今天集中开工的大项目共3个。", "大项目共3个", {}, "集中开工的大项目共3个"),
        ("该项目规划建设厂房3个。", "规划建设厂房3个", {"scope": "薄膜扩建项目"}, "规划建设厂房3个"),
        ("该项目规划建设厂房3个。", "规划建设厂房3个", {"scope": "云岭市"}, "该项目规划建设厂房3个"),
        ("云岭市委、市政府已开工项目3个。", "已开工项目3个", {"scope": "云岭市"}, "云岭市委、市政府已开工项目3个"),
        ("在主要行业大类3个中，产值都增长。", "主要行业大类3个", {}, None),
    ],
)
def test_a_clause_leaves_what_its_place_in_the_text_brought(
    sentence: str, words: str, more: dict[str, str], told: str | None
) -> None:
    assert clause(sentence, (words, "3个", "3", ""), measure="count", **more) == told


def test_a_clause_that_names_its_project_has_no_other_name_before_it() -> None:
    paper = Paper("总投资3.5亿元的河西热电联产工程已签订框架协议。")
    figure = paper.figure("总投资3.5亿元", "3.5亿元", "总投资额度", "3.5", "亿元", scope="河西热电联产工程")
    (passage,) = passages(Desk(summary([paper], (figure,)), OPTIONS), gather([figure]))
    assert (
        passage.scope == ()
        and "".join(run.text for run in passage.facts[0].words) == "总投资3.5亿元的河西热电联产工程已签订框架协议"
    )


def test_a_clause_that_leans_takes_the_one_before() -> None:
    paper = Paper(SENTENCES[2])
    share = paper.figure("对规上工业增长贡献率达64.5%", "64.5%", "贡献率", "64.5", "%", measure="share", period="2023")
    growth = paper.figure("增加值增长11.4%", "11.4%", "增加值增速", "11.4", "%", measure="growth", period="2023")
    found = desk((growth, share), paper).clauses.of([share], None)
    assert found is not None
    assert text(found.runs) == "“2+8”产业集群增加值增长11.4%，对规上工业增长贡献率达64.5%"
    assert {figure.id for figure in found.figures} == {growth.id, share.id}


def test_words_of_limit_are_said_once() -> None:
    paper = Paper(SENTENCES[3])
    shops = paper.figure("该市网店已有2万余家", "2万余家", "网店数", "2", "万家", measure="count", approx="余")
    share = paper.figure("市场占有率近15%", "15%", "市场占有率", "15", "%", measure="share", approx="近")
    found = desk((shops, share), paper)
    assert text(found.clauses.of([shops], None).runs) == "网店已有2万余家"  # type: ignore[union-attr]
    assert text(found.clauses.of([share], None).runs) == "市场占有率近15%"  # type: ignore[union-attr]


def test_a_torn_clause_is_not_spoken() -> None:
    paper = Paper(SENTENCES[4])
    figure = paper.figure("新开工21个", "21个", "新开工", "21", "个", measure="count")
    assert desk((figure,), paper).clauses.of([figure], None) is None


def test_a_from_to_pair_is_one_fact() -> None:
    paper = Paper(SENTENCES[1])
    name = "水泥产业占规上工业比重"
    first = paper.figure("比重由32.6%", "32.6%", name, "32.6", "%", measure="share")
    last = paper.figure("由32.6%下降到8.15%", "8.15%", name, "8.15", "%", measure="share", direction="down")
    (fact,) = gather((first, last))
    assert (fact.main, fact.start) == (last, first)


@pytest.mark.parametrize(
    ("indicator", "unit", "measure", "words"),
    [
        ("地区生产总值增速", "%", "growth", "地区生产总值"),
        ("新建项目数", "个", "count", "新建项目"),
        ("搬迁居民人数", "万人", "count", "搬迁居民"),
        ("居民消费价格指数", "", "level", "居民消费价格指数"),
        ("优良天数", "天", "count", "优良天数"),
        ("接待游客人次", "万人次", "level", "接待游客"),
    ],
)
def test_the_words_before_a_value(indicator: str, unit: str, measure: str, words: str) -> None:
    figure = Paper(ECONOMY).figure("地区生产总值增长6.1%", "6.1%", indicator, "6.1", unit, measure=measure)
    assert subject(figure) == words


@pytest.mark.parametrize(
    ("indicator", "fit"),
    [
        ("森林覆盖率", True),
        ("项目", False),
        ("总投资", False),
        ("打造了产销量", False),
        ("“双百工程项目数", False),
        ("结束了老旧小区", False),
    ],
)
def test_a_label_must_stand_alone(indicator: str, fit: bool) -> None:
    figure = Paper(ECONOMY).figure("地区生产总值增长6.1%", "6.1%", indicator, "6.1", "%", measure="share")
    assert named(figure) is fit


def test_rivals_wait_in_the_quality_section() -> None:
    a, b = Paper(ECONOMY), Paper("前三季度，全市地区生产总值增长5.8%。", letter="B")
    rival = b.figure("地区生产总值增长5.8%", "5.8%", "地区生产总值增速", "5.8", "%", measure="growth", direction="up",
                     indicator_id="经济/地区生产总值")  # fmt: skip
    document = compose(summary([a, b], (*economy(a), rival)), OPTIONS)
    first = text(document.sections[0])
    assert "5.8%" not in first
    assert "6.1%" not in first
    assert "9.4%" in first


def test_a_year_told_in_its_first_quarter_is_a_plan() -> None:
    paper = Paper("今年，全市完成投资500亿元。", published="2024-02-10")
    plan = paper.figure("全市完成投资500亿元", "500亿元", "完成投资额", "500", "亿元", period="2024")
    found = Desk(summary([paper], (plan,)), OPTIONS)
    assert found.promised(plan)
    past = plan.model_copy(update={"period": "2023"})
    assert not found.promised(past)


def test_what_is_expected_is_no_plan() -> None:
    paper = Paper("预计全年地区生产总值170.98亿元。力争固定资产投资500亿元。", published="2024-12-25")
    expected = paper.figure("地区生产总值170.98亿元", "170.98亿元", "地区生产总值", "170.98", "亿元", period="2024",
                            modality="forecast", indicator_id="经济/地区生产总值")  # fmt: skip
    aim = paper.figure("固定资产投资500亿元", "500亿元", "固定资产投资", "500", "亿元", period="2025",
                       modality="target", indicator_id="投资/固定资产投资")  # fmt: skip
    known = Desk(summary([paper], (expected, aim)), OPTIONS)
    assert [known.ahead(figure) for figure in (expected, aim)] == [FORECAST, TARGET]
    told = text(compose(summary([paper], (expected, aim)), OPTIONS))
    assert "地区生产总值预计170.98亿元预计" in told and "固定资产投资计划500亿元目标" in told


def test_facts_take_their_qualifiers() -> None:
    gdp, fixed = gather(economy(Paper(ECONOMY)))
    assert (gdp.rank and gdp.rank.value, fixed.rank and fixed.rank.value) == (2, 3)


def test_the_longest_word_names_the_theme() -> None:
    known = themes()
    figure = Paper(ECONOMY).figure("地区生产总值增长6.1%", "6.1%", "旅游综合收入", "6.1", "亿元")
    assert theme_of(figure, known).label == "消费"
    assert theme_of(figure.model_copy(update={"indicator": "某某某"}), known) is known[-1]


def several() -> Summary:
    """Five places of equal standing, each with its own report and no region above them."""
    papers, figures, districts = [], [], []
    for at, value in enumerate(("7.0", "6.4", "6.1", "5.9", "5.2")):
        place = f"{'甲乙丙丁戊'[at]}山市"
        paper = Paper(f"2023年，{place}地区生产总值增长{value}%，城镇新增就业{at + 2}万人。", letter="ABCDE"[at], home=place)
        papers.append(paper)
        districts.append(District(name=place))
        figures.append(paper.figure(f"地区生产总值增长{value}%", f"{value}%", "地区生产总值增速", value, "%", measure="growth",
                                    direction="up", scope=place, period="2023", indicator_id="经济/地区生产总值"))  # fmt: skip
    return summary(papers, figures, region=None, districts=tuple(districts))


def test_places_without_a_region_are_compared() -> None:
    facts = several()
    document = compose(facts, Options())
    (points,) = blocks(document, "key-points")
    assert text(points.items[0].runs) == "2023年，写明地区生产总值增速的5地中，甲山市最高，为7.0%，乙山市6.4%、丙山市6.1%居次。"
    (chart,) = blocks(document, "chart", "overview")
    assert [str(datum.value) for datum in chart.spec.data] == ["7.0", "6.4", "6.1", "5.9", "5.2"]
    assert text(blocks(document, "heading", "districts")[0].runs) == "地区画像"
    assert check(document, facts) == []


def test_thirty_districts_and_long_names_fit_the_matrix() -> None:
    names = tuple(f"{chr(0x4E00 + n)}某某高新技术产业开发区管理委员会辖区" for n in range(40))
    options = Options(region=REGION, district=tuple(DistrictOption(name=name) for name in names))
    paper = Paper(ECONOMY)
    project = Paper("正在加快建设。", letter="B").project("正在加快建设", "样例工程", stage="在建", district=names[0])
    projects = tuple(project.model_copy(update={"key": name, "name": f"工程{name}", "district": name}) for name in names)
    made = summary([paper], economy(paper), projects=projects, districts=tuple(District(name=name) for name in names))
    (matrix,) = [t for t in blocks(compose(made, options), "table", "districts") if t.stacked_heads]
    assert len(matrix.rows) == 32 + 1
    assert "另有8个地区见电子台账" in text(matrix.subtitle)
    made = summary([paper], economy(paper), projects=projects[:1], districts=tuple(District(name=name) for name in names))
    (matrix,) = [t for t in blocks(compose(made, options), "table", "districts") if t.stacked_heads]
    assert len(matrix.rows) == 1 + 1
    assert text(matrix.note).startswith(f"本期无数据：{names[1]}、") and text(matrix.note).endswith("等三十九个区县。")


def test_cells_of_one_row_are_cited_once() -> None:
    paper = Paper("云岭市|402.18|6.4")
    whole = paper.evidence("云岭市|402.18|6.4", "6.4")
    part = paper.evidence("云岭市|402.18", "402.18").model_copy(update={"after": "", "sentence": ((0, 10),)})
    marks = Desk(summary([paper]), OPTIONS).marks
    assert marks.of(part).ref == marks.of(whole).ref
    sentence = marks.sentence(part)
    assert sentence.text == "云岭市|402.18|6.4"
    assert sentence.strong == {(4, 10), (11, 14)}


@pytest.mark.parametrize("among", [None, "国家级龙头企业数从全国", "前三季度全省各设区市之中"])
def test_no_rank_without_a_base_that_can_be_printed(among: str | None) -> None:
    paper = Paper(ECONOMY)
    gdp, rank, *_ = economy(paper)
    odd = rank.model_copy(update={"among": among})
    document = compose(summary([paper], (gdp, odd)), OPTIONS)
    assert not [run for run in all_runs(document.sections[:-1]) if run.kind == "figure" and run.ref == odd.id]


def test_the_ledger_tells_lamp_amounts_and_what_comes_next() -> None:
    paper = Paper(
        "大桥总投资12亿元，已完成投资9亿元，正在建设，预计2025年6月通车。",
        letter="B",
        published="2024-10-20",
        published_precision="day",
    )
    cost = paper.figure("总投资12亿元", "12", "大桥总投资", "12", "亿元", scope="大桥", period=None)
    done = paper.figure("已完成投资9亿元", "9", "大桥已完成投资", "9", "亿元", scope="大桥", period="as-of:2024-10-20")
    amounts = {"investment_total": cost.quantity, "investment_done": done.quantity, "investment_figures": (cost.id, done.id)}
    base = paper.project(
        "正在建设", "大桥", stage="在建", planned=(("通车", "2025-06"),), light="yellow", light_reason="问题待解决", **amounts
    )
    rate = make("investment-rate", "大桥投资完成率", Decimal("75.0"), "%", "9 ÷ 12", (cost, done), None)
    several = tuple(base.model_copy(update={"key": f"大桥{n}", "name": f"大桥{'甲乙丙'[n]}"}) for n in range(3))

    def ledger(place: str, *projects: Project) -> Table:
        made = summary([paper], (cost, done), projects=projects, derived=(rate,))
        found = [t for t in blocks(compose(made, OPTIONS), "table", place) if any(c.head == "进展原文" for c in t.columns)]
        return found[0]

    wide = ledger("sheet", *several)
    heads = [column.head for column in wide.columns]
    row = dict(zip(heads, wide.rows[0].cells, strict=True))
    assert sum(column.width for column in wide.columns) == 738
    assert (text(row["总投资亿元"]), text(row["已完成"]), text(row["完成率"])) == ("12", "9", "75.0")
    assert text(row["下一节点"]) == "2025.06　通车"
    assert text(row["未报天数"]) == "11"
    assert row["灯"].lamp is not None and row["灯"].lamp.light == "yellow" and text(row["灯"]) == "黄　问题待解决"
    assert text(wide.note).startswith("黄灯3项。")
    narrow = ledger("projects", *several[:2])
    assert sum(column.width for column in narrow.columns) == 492
    assert "灯" in [column.head for column in narrow.columns]


def test_a_clause_with_the_end_of_its_subject_gets_the_beginning() -> None:
    paper = Paper("此次集中开工项目26个，总投资158.7亿元，年度计划投资39.4亿元，建设标准厂房8万平方米。")
    more = {"period": "2024", "salience": 2}
    count = paper.figure("集中开工项目26个", "26个", "集中开工项目数", "26", "个", measure="count", **more)
    plan = paper.figure("年度计划投资39.4亿元", "39.4亿元", "集中开工项目年度计划投资", "39.4", "亿元", modality="target", **more)
    found = desk((count, plan), paper)

    def told(*figures: Figure) -> str:
        return "".join(
            run.text for p in passages(found, gather(figures), home=REGION) for f in p.facts for run in (*f.subjects, *f.words)
        )

    assert told(plan) == "集中开工项目年度计划投资39.4亿元目标"
    assert told(count, plan).count("集中开工项目") == 1  # said once in a breath
    floor = paper.figure("建设标准厂房8万平方米", "8万平方米", "标准厂房面积", "8", "万平方米", **more)
    (passage,) = passages(desk((floor,), paper), gather([floor]), home=REGION)
    assert "".join(run.text for run in passage.facts[0].words) == "建设标准厂房8万平方米"
