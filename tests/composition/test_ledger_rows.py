"""项目台账: who is answerable, what a part of the year brought, programmes, what has no row, where it stands."""

from __future__ import annotations

from typing import Any

from briefing.composition import compose
from briefing.composition.desk import Desk
from briefing.composition.milestones import timeline
from briefing.composition.works import Works
from briefing.model.document import Document, Table
from briefing.model.fact import Project
from composition.maker import OPTIONS, Paper, blocks, summary, text

NODES = (("通车", "2025-06"),)


def bridges(paper: Paper, count: int, **more: object) -> tuple[Project, ...]:
    base = paper.project("正在建设", "大桥", stage="在建", stage_text="正在建设", planned=NODES, **more)
    names = (f"{a}{b}大桥" for a in "东西南北中上下" for b in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")
    return tuple(base.model_copy(update={"key": name, "name": name}) for name, _ in zip(names, range(count), strict=False))


def the_ledger(document: Document, section: str) -> Table:
    (found,) = [t for t in blocks(document, "table", section) if any(column.head == "进展原文" for column in t.columns)]
    return found  # type: ignore[no-any-return]


def cells(table: Table, head: str) -> list[str]:
    at = [column.head for column in table.columns].index(head)
    return [text(row.cells[at]) for row in table.rows]


def test_a_wide_ledger_stands_behind_the_text_and_names_who_is_answerable() -> None:
    paper = Paper("东甲大桥正在建设，责任单位：市交通局。", letter="B")
    owned, *rest = bridges(paper, 4)
    document = compose(summary([paper], projects=(owned.model_copy(update={"owner": "市交通局"}), *rest)), OPTIONS)
    table = the_ledger(document, "sheet")
    assert [section.id for section in document.sections][-2:] == ["sheet", "annex"]
    assert sum(column.width for column in table.columns) == 738
    assert sorted(cells(table, "责任单位")) == ["", "", "", "市交通局"]
    assert "见附表" in text(document.sections[1:])
    nobody = the_ledger(compose(summary([paper], projects=tuple(rest)), OPTIONS), "sheet")
    assert "责任单位" not in [column.head for column in nobody.columns]


def test_what_a_part_of_the_year_brought_stands_behind_the_words() -> None:
    paper = Paper("东甲大桥正在建设，上半年完成投资2.46亿元，9月完成投资0.3亿元，2025年计划完成投资5亿元。", letter="B")
    more = {"scope": "东甲大桥"}
    half = paper.figure("上半年完成投资2.46亿元", "2.46", "完成投资", "2.46", "亿元", period="2024-H1", **more)
    plan = paper.figure("计划完成投资5亿元", "5", "完成投资", "5", "亿元", period="2025", modality="target", **more)
    document = compose(summary([paper], (half, plan), projects=bridges(paper, 1)), OPTIONS)
    assert cells(the_ledger(document, "projects"), "进展原文") == ["“正在建设”；2024年上半年完成2.46亿元"]


def test_works_of_a_programme_are_marked_and_those_without_a_row_counted() -> None:
    paper = Paper("东甲大桥正在建设，列入攻坚工程。", letter="B")
    red = {"light": "red", "light_reason": "停滞"}
    projects = bridges(paper, 123)
    projects = (*projects[:121], projects[121].model_copy(update={"programme": "攻坚工程", **red}), projects[122])
    table = the_ledger(compose(summary([paper], projects=projects), OPTIONS), "sheet")
    assert len(table.rows) == 72
    assert text(table.rows[-1].cells[0]) == "72*"  # the one that stands still has a row, whatever its place
    assert "号后有*的列入“攻坚工程”" in text(table.note)
    assert "本表列72个，先列亮红黄灯的；另有51个只在电子台账" in text(table.note)


def test_many_lanes_make_two_charts_of_the_same_years() -> None:
    paper = Paper("东甲大桥正在建设。", letter="B")
    places = ("青石区", "白河县")
    projects = [p.model_copy(update={"district": places[at % 2]}) for at, p in enumerate(bridges(paper, 14))]
    found = summary([paper], projects=tuple(projects))

    def sheets(projects: list[Project]) -> list[dict[str, Any]]:
        desk = Desk(found.model_copy(update={"projects": tuple(projects)}), OPTIONS)
        made = timeline(desk, Works(desk))
        return made["sheets"] if made else []

    whole, halves = sheets(projects[:8]), sheets(projects)
    assert [len(whole), len(halves)] == [1, 2]
    assert len({sheet["spec"].years for sheet in halves}) == 1
    assert ["".join(run.text for run in sheet["places"]) for sheet in halves] == list(places)
