"""The whole on an invented prefecture: what page 1 says, what it never says, caps, marks, and that every number is typed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from briefing.chinese.format import read_number
from briefing.composition import compose, works
from briefing.composition.desk import Desk
from briefing.model.document import Document
from briefing.model.fact import Project
from briefing.model.quantity import Quantity
from briefing.model.run import Run
from briefing.model.summary import CountCheck, PreviousIssue, Summary
from briefing.options import Options, RemarkOption
from briefing.verification.facts import check
from composition.maker import AIM, ECONOMY, LOCAL, OPTIONS, WORKS, Paper, all_runs, blocks, economy, summary, text, told

A_DAY = "2024-10-20"


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper(f"{ECONOMY}\n{WORKS}\n{LOCAL}\n{AIM}\n青石大桥项目总投资12亿元，正在加快建设，预计2024年6月底前通车。\n")


def issue(paper: Paper, **more: object) -> Summary:
    works = paper.figure("全市共完成老旧管网改造120千米", "120千米", "完成老旧管网改造", "120", "千米", period=None, salience=2)
    people = paper.figure("惠及群众3.2万户", "3.2万户", "惠及群众数", "3.2", "万户", measure="count", period=None, salience=2)
    local = paper.figure(
        "青石区工业投资同比增长21.5%", "21.5%", "工业投资增速", "21.5", "%", measure="growth", direction="up", basis="同比",
        scope="青石区", period="2024-H1", indicator_id="投资/工业投资",
    )  # fmt: skip
    gap = paper.figure(
        "高于全市平均水平8.5个百分点", "8.5个百分点", "工业投资增速", "8.5", "个百分点", measure="gap", direction="up",
        among="全市平均", of=local.id, scope="青石区", period="2024-H1",
    )  # fmt: skip
    aim = paper.figure("接待游客突破900万人次", "900万人次", "接待游客数", "900", "万人次", modality="target", period="2024")
    bridge = paper.project(
        "正在加快建设", "青石大桥项目", stage="在建", stage_text="正在加快建设", stage_date=f"as-of:{A_DAY}", district="青石区",
        planned=(("通车", "2024-06"),), investment_total=Quantity(value="12", unit="亿元"),
    )  # fmt: skip
    figures = (*economy(paper), works, people, local, gap, aim)
    return summary([paper], figures, projects=(bridge,), **more)


def points(document: Document) -> dict[str, str]:
    return {item.label: text(item.runs) for block in blocks(document, "key-points") for item in block.items}


def test_page_one_says_it_in_sentences(paper: Paper) -> None:
    said = points(compose(issue(paper), OPTIONS))
    assert said["经济"] == "2024年1—9月，地区生产总值增长6.1%，固定资产投资增长9.4%，居全省第二、第三。"
    assert said["区县"] == "青石区2024年上半年工业投资同比增长21.5%，高于全市平均8.5个百分点。"
    assert "共完成老旧管网改造120千米，惠及群众3.2万户。" in said.values()
    assert said["待核"].startswith("青石大桥“预计2024年6月底前通车”目标已过期4个月推算，来源未见结果")


def test_a_target_is_no_result(paper: Paper) -> None:
    document = compose(issue(paper), OPTIONS)
    first = document.sections[0]
    assert "900" not in text(first)
    for run_at, run in enumerate(found := all_runs(document.sections[1:-1])):
        if run.kind == "figure" and "900" in run.text:
            assert any(r.text == "目标" and r.style == "tag-outline" for r in found[run_at : run_at + 3]), run


def test_an_aim_in_the_sentence_makes_a_target(paper: Paper) -> None:
    """The extraction said it was real; the sentence says 力争."""
    wrong = paper.figure("接待游客突破900万人次", "900万人次", "接待游客数", "900", "万人次", period="2024")
    document = compose(summary([paper], (*economy(paper), wrong)), OPTIONS)
    assert "900" not in text(document.sections[0])


def test_a_source_of_low_trust_never_stands_on_page_one() -> None:
    weak = Paper("全市累计投入治理资金近70亿元。", letter="B", trust="low")
    figure = weak.figure("累计投入治理资金近70亿元", "70亿元", "投入治理资金", "70", "亿元", approx="近", period=None)
    good = Paper(ECONOMY)
    document = compose(summary([good, weak], (*economy(good), figure)), OPTIONS)
    assert "70亿元" not in text(document.sections[0])
    assert "可信度低" in text(document.sections[0])


def test_old_facts_are_no_news(paper: Paper) -> None:
    old = tuple(f.model_copy(update={"fresh": False}) for f in economy(paper))
    works = paper.figure("全市共完成老旧管网改造120千米", "120千米", "完成老旧管网改造", "120", "千米", salience=3)
    said = points(compose(summary([paper], (*old, works)), OPTIONS))
    assert not any("6.1%" in sentence for sentence in said.values())


def test_every_printed_number_is_typed_and_holds_its_value(paper: Paper) -> None:
    facts = issue(paper)
    document = compose(facts, OPTIONS)
    for run in all_runs(document):
        if run.kind == "text":
            assert not re.search(r"\d", run.text)
    assert check(document, facts) == []
    by_id = {figure.id: figure for figure in facts.figures}
    for run in all_runs(document):
        if run.kind == "figure" and by_id[run.ref or ""].measure != "rank" and (number := read_number(run.text)):
            assert number[0] == by_id[run.ref or ""].value


def test_marks_are_numbered_in_reading_order_and_lead_both_ways(paper: Paper) -> None:
    document = compose(issue(paper), OPTIONS)
    marks = [run for run in all_runs(document.sections[:-1]) if run.style == "mark" and (run.ref or "").startswith("mark:")]
    first: list[str] = []
    for run in marks:
        if run.text not in first:
            first.append(run.text)
            assert run.anchor == f"mark-{len(first)}"
        else:
            assert run.anchor is None
    assert first == [f"[{n}]" for n in range(1, len(first) + 1)]
    (annex,) = blocks(document, "annex")
    assert [citation.anchor for citation in annex.citations] == [f"cite-{n}" for n in range(1, len(first) + 1)]
    assert {run.link for run in marks} == {citation.anchor for citation in annex.citations}


def test_the_annex_prints_the_sentence_with_its_numbers_strong(paper: Paper) -> None:
    (annex,) = blocks(compose(issue(paper), OPTIONS), "annex")
    citation = annex.citations[0]
    assert text(citation.runs) == ECONOMY
    assert [run.text for run in citation.runs if run.style == "strong"] == ["6.1%", "第二", "9.4%", "第三"]
    assert text(citation.place).startswith("A　第1段")
    source = paper.clean.source.text
    for run in citation.runs:
        spans = [(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", (run.ref or "").rpartition(":")[2])]
        assert "".join(source[a:b] for a, b in spans) == run.text


def test_one_sentence_has_one_mark(paper: Paper) -> None:
    document = compose(issue(paper), OPTIONS)
    (annex,) = blocks(document, "annex")
    sentences = [text(citation.runs) for citation in annex.citations]
    assert len(sentences) == len(set(sentences))


def test_no_chart_mixes_periods_or_places(paper: Paper) -> None:
    facts = issue(paper)
    by_id = {figure.id: figure for figure in facts.figures}
    for chart in blocks(compose(facts, OPTIONS), "chart"):
        if chart.spec.type != "bars":
            continue
        refs = [by_id[d.run.ref] for d in chart.spec.data if d.run.kind == "figure" and d.group is None and d.run.ref in by_id]
        assert len({(f.period, f.measure) for f in refs}) <= 1 or all(f.unit == "亿元" for f in refs)
        assert len(chart.spec.data) >= 2
        assert chart.alt


def test_a_district_without_data_says_so(paper: Paper) -> None:
    (matrix,) = [t for t in blocks(compose(issue(paper), OPTIONS), "table", "districts") if t.stacked_heads]
    rows = {text(row.cells[0]): row for row in matrix.rows}
    assert "白河县" not in rows
    assert text(matrix.note) == "本期无数据：白河县。"
    assert text(rows["青石区"].cells[-2]) == "1"


def many(paper: Paper, count: int) -> tuple[Project, ...]:
    base = paper.project("正在加快建设", "样", stage="在建", stage_text="正在加快建设", stage_date=f"as-of:{A_DAY}")
    return tuple(base.model_copy(update={"key": f"项目{n}", "name": f"样例工程{n}号"}) for n in range(count))


def test_three_hundred_projects_stay_within_the_pages(paper: Paper) -> None:
    document = compose(summary([paper], economy(paper), projects=many(paper, 300)), OPTIONS)
    (ledger,) = [t for t in blocks(document, "table", "projects") if any(column.head == "进展原文" for column in t.columns)]
    assert len(ledger.rows) <= 60
    assert "本表列36个，先列亮红黄灯的；另有264个只在电子台账。" in text(ledger.note)


@pytest.mark.parametrize("case", ["nothing", "no figures", "no region", "no projects"])
def test_little_data_makes_a_short_briefing(paper: Paper, case: str) -> None:
    made = {
        "nothing": Summary(meta=issue(paper).meta),
        "no figures": summary([paper]),
        "no region": summary([paper], economy(paper), region=None, districts=()),
        "no projects": summary([paper], economy(paper)),
    }[case]
    document = compose(made, Options())
    assert document.sections[0].id == "front"
    assert document.sections[-1].id == "annex"
    assert not [chart for chart in blocks(document, "chart") if chart.spec.type == "stages"]
    for block in blocks(document, "table"):
        assert block.rows
        assert abs(sum(column.width for column in block.columns)) <= 492.01


def test_hostile_words_of_a_source_stay_words() -> None:
    name = "{{ 7*7 }}|| <b>甲</b> | 乙\n@break # 三"
    paper = Paper("{{ config }}工程总投资12亿元，正在加快建设。\n" + ECONOMY)
    project = paper.project("正在加快建设", "样", stage="在建", stage_text="正在加快建设", stage_date=f"as-of:{A_DAY}")
    bad = project.model_copy(update={"key": name, "name": name, "district": "青石区"})
    document = compose(summary([paper], economy(paper), projects=(bad, *many(paper, 3))), OPTIONS)
    names = {run.text for run in all_runs(document) if run.kind == "name" and "config" not in run.text}
    assert any("{{ 7*7 }}|| <b>甲</b> | 乙 @break # 三" in text for text in names)
    assert "49" not in text(document.sections[1:])


def test_the_user_may_word_it_otherwise(paper: Paper, tmp_path: object) -> None:
    (tmp_path / "annex.j2").write_text("@anchor annex\n# 出处\n@block {{ annex }}\n", encoding="utf-8")  # type: ignore[operator]
    document = compose(issue(paper), OPTIONS, templates=tmp_path)  # type: ignore[arg-type]
    assert text(document.sections[-1].blocks[0]) == "出处"


def test_counts_and_changes_stand_in_their_sections(paper: Paper) -> None:
    count = CountCheck(head="三项行动", expected=3, found=("甲行动", "乙行动"), missing=("丙行动",))
    previous = PreviousIssue(period="2024-09", issue=1)
    document = compose(issue(paper, counts=(count,), previous=previous), OPTIONS)
    (box,) = blocks(document, "count", "quality")
    assert (box.found, box.expected, box.ratio.text) == (2, 3, "2/3")
    (changes,) = blocks(document, "table", "changes")
    assert [text(row.cells[1]) for row in changes.rows] == ["新增", "变化", "再提及", "未更新", "撤下"]
    assert all(text(row.cells[3]) == "本期无" for row in changes.rows)


def test_the_same_summary_gives_the_same_document(paper: Paper) -> None:
    assert compose(issue(paper), OPTIONS) == compose(issue(paper), OPTIONS)


def test_a_run_of_a_figure_is_never_without_it(paper: Paper) -> None:
    facts = issue(paper)
    known = {figure.id for figure in facts.figures}
    assert all(run.ref in known for run in all_runs(compose(facts, OPTIONS)) if isinstance(run, Run) and run.kind == "figure")


def test_the_whole_reads_as_it_did(paper: Paper) -> None:
    """The golden file is read by people when it changes: ``BRIEFING_GOLDEN=1`` writes it anew."""
    golden = Path(__file__).parent / "golden.txt"
    words = told(compose(issue(paper), OPTIONS))
    if os.environ.get("BRIEFING_GOLDEN"):
        golden.write_text(words, encoding="utf-8")
    assert words == golden.read_text(encoding="utf-8")


def test_what_a_person_wrote_is_marked(paper: Paper) -> None:
    remarks = (
        RemarkOption(text="请各区县核对1至9月数据。\n{{ 7*7 }}", by="办公室"),
        RemarkOption(text="本节按统计口径。", section="overview"),
    )
    facts = issue(paper)
    document = compose(facts, OPTIONS.model_copy(update={"remarks": remarks}))
    lead = [p for p in blocks(document, "paragraph", "front") if p.style == "lead"]
    assert [text(p.runs) for p in lead] == ["编者按：请各区县核对1至9月数据。人工撰写办公室", "{{ 7*7 }}人工撰写办公室"]
    assert text(blocks(document, "paragraph", "overview")[0].runs) == "本节按统计口径。人工撰写"
    assert check(document, facts) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("并网发电", "“并网发电”"),
        ("并已开工建设", "“已开工建设”"),
        ("等级提升工程完工", "“等级提升工程完工”"),
        ("和主体封顶", "“主体封顶”"),
    ],
)
def test_a_quotation_loses_its_joiner_and_no_part_of_a_word(words: str, said: str) -> None:
    paper = Paper(f"青石风电场{words}。")
    project = paper.project(words, "青石风电场", stage="投产", stage_text=words)
    assert text(works.words(Desk(summary([paper], projects=(project,)), OPTIONS), project)[0]) == said


def test_the_ledger_prints_the_share_of_the_total_the_source_says(paper: Paper) -> None:
    own = Paper("青石冷链园已封顶，完成投资3.8亿元，占总投资的62%。")
    scope = {"scope": "青石冷链园", "period": None}
    done = own.figure("完成投资3.8亿元", "3.8亿元", "完成投资", "3.8", "亿元", **scope)
    share = own.figure("占总投资的62%", "62%", "完成投资占总投资比重", "62", "%", measure="share", of=done.id, **scope)
    project = own.project("已封顶", "青石冷链园", stage="主体完工", stage_text="已封顶")
    project = project.model_copy(update={"investment_done": done.quantity, "investment_figures": (done.id,)})
    names = ("青石一号渠", "青石二号渠", "青石三号渠")
    others = tuple(own.project("已封顶", n, stage="在建", stage_text="已封顶", planned=(("竣工", "2025-06"),)) for n in names)
    document = compose(summary([own], (done, share), projects=(project, *others)), OPTIONS)
    told = [run for table in blocks(document, "table", "sheet") for run in all_runs(table) if run.ref == share.id]
    assert [run.text for run in told] == ["62"]
