"""What stands alone in a list names the place it is about."""

from __future__ import annotations

import pytest

from briefing.composition import compose
from briefing.composition.desk import Desk
from briefing.composition.worklists import _item
from briefing.model.fact import Matter, Office
from composition.maker import OPTIONS, Paper, blocks, summary, text


@pytest.mark.parametrize(
    ("words", "told"),
    [("存在技术工人缺口约2300人", "青石区"), ("青石区存在技术工人缺口约2300人", ""), ("青石存在技术工人缺口约2300人", "")],
)
def test_a_problem_names_its_district_once(words: str, told: str) -> None:
    paper = Paper(f"{words}。")
    matter = Matter(kind="要素", text=words, district="青石区", evidence=(paper.evidence(words),))
    assert text(_item(Desk(summary((paper,)), OPTIONS), matter).project) == told


@pytest.mark.parametrize(
    ("home", "post", "told"),
    [("青石区", "区委书记", "青石区　区委书记"), ("白河县", "区委书记", "区委书记"), ("青石区", "青石区委书记", "青石区委书记")],
)
def test_a_post_without_a_place_has_that_of_its_paper(home: str, post: str, told: str) -> None:
    paper = Paper(f"{post}周岚表示，力争完成。", home=home, title="# 青石区：新高地")
    office = Office(person="周岚", post=post, as_of="2024-10-20", evidence=paper.evidence(f"{post}周岚"))
    document = compose(summary((paper,), offices=(office,)), OPTIONS)
    rows = [[text(cell) for cell in row.cells] for table in blocks(document, "table", "quality") for row in table.rows]
    assert any(told in row for row in rows)
    assert any(row[1].startswith("青石区：新高地") for row in rows)  # the mark of a heading is no part of a title


def test_like_reminders_of_several_works_are_each_told() -> None:
    paper = Paper("东桥计划竣工，西桥计划竣工。")
    due = [
        Matter(kind="提醒", text="竣工", project=name, flag="到期待核", evidence=(paper.evidence(f"{name}计划竣工"),))
        for name in ("东桥", "西桥", "西桥")
    ]
    document = compose(summary((paper,), matters=tuple(due)), OPTIONS)
    (reminders,) = [block for block in blocks(document, "list", "worklists") if text(block.title) == "工作提醒"]
    assert [text(item)[:5] for item in reminders.items] == ["东桥：竣工", "西桥：竣工"]
