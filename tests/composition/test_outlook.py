"""What page 1 says beside the news: changes counted, what still stands, what comes due next, aims where there is nothing else."""

from __future__ import annotations

from briefing.composition import compose
from briefing.model.document import Document
from briefing.model.fact import Figure
from briefing.model.summary import Change, PreviousIssue
from composition.maker import ECONOMY, OPTIONS, Paper, blocks, economy, summary, text

LAST = PreviousIssue(issue=3, period="2024-09")


def points(document: Document) -> dict[str, str]:
    return {item.label: text(item.runs) for block in blocks(document, "key-points", "front") for item in block.items}


def change(word: str, key: str, figure: Figure | None = None) -> Change:
    facts = (figure.id,) if figure else ()
    return Change.model_validate({"class": word, "key": key, "text": key, "old": "5%", "new": "6%", "facts": facts})


def test_a_quiet_month_says_so_and_tells_what_stands() -> None:
    paper = Paper(ECONOMY)
    silent = tuple(change("未更新", f"甲{n}") for n in range(3))
    told = points(compose(summary([paper], economy(paper), previous=LAST, changes=silent), OPTIONS))
    assert told["变化"] == "与第3期（2024年9月）相比，没有新增和变化，3条未更新；以上仍是前期已印的数据。"
    assert "地区生产总值" in told["经济"]
    assert "变化" not in points(compose(summary([paper], economy(paper)), OPTIONS))


def test_news_come_first_and_what_still_stands_behind_them() -> None:
    paper = Paper(ECONOMY, letter="A")
    other = Paper("新开工重点项目26个。", letter="B")
    new = other.figure("新开工重点项目26个", "26个", "新开工重点项目数", "26", "个", measure="count", indicator_id="项目/样")
    changes = (change("新增", "新开工重点项目数", new), change("未更新", "甲"))
    found = summary([paper, other], (*economy(paper), new), previous=LAST, changes=changes)
    told = points(compose(found, OPTIONS))
    assert list(told) == ["项目", "沿用", "变化"]
    assert "地区生产总值" in told["沿用"]
    assert told["变化"] == "与第3期（2024年9月）相比，新增1条，1条未更新。"


def test_an_issue_of_aims_opens_with_them_and_with_what_comes_due() -> None:
    paper = Paper("全年地区生产总值增长6%，新增就业2.5万人；大桥计划2025年6月通车，水库2024年9月完工。")
    more = {"modality": "target", "period": "2025"}
    gdp = paper.figure(
        "地区生产总值增长6%", "6%", "地区生产总值增速", "6", "%", measure="growth", indicator_id="经济/地区生产总值", **more
    )
    bridge = paper.project("大桥计划2025年6月通车", "大桥", planned=(("通车", "2025-06"), ("验收", "2025-12")))
    past = paper.project("水库2024年9月完工", "水库", planned=(("完工", "2024-09"),))
    document = compose(summary([paper], (gdp,), projects=(bridge, past)), OPTIONS)
    told = points(document)
    assert told["目标"].startswith("2025年，地区生产总值预期增长6%")
    assert told["节点"].startswith("大桥计划2025年6月通车目标")
    assert told["节点"].count("水库") == 0
    assert "地区生产总值预期增长" not in text(document.sections[1:-1])  # said once
