"""The newest answer of a question is told, and what the issue before has told is no news."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.composition import compose
from briefing.composition.across import of_districts
from briefing.composition.choice import Pool
from briefing.composition.desk import Desk
from briefing.composition.facts import Fact, gather
from briefing.composition.newest import newest
from briefing.composition.speech import passages
from briefing.model.fact import District, Figure
from briefing.model.summary import Change, PreviousIssue
from briefing.options import DistrictOption, Options
from composition.maker import OPTIONS, Paper, blocks, summary, text

HALF = "上半年，全市地区生产总值682.4亿元，同比增长6.1%，增速高于全省0.7个百分点，居全省第三位。"
NINE = "前三季度，全市地区生产总值1058.6亿元，同比增长5.8%，居全省第五位。"
GDP = "经济/地区生产总值"


def economy(paper: Paper, level: str, growth: str, period: str, rank: str | None = None) -> tuple[Figure, ...]:
    main = paper.figure(f"地区生产总值{level}亿元", level, "地区生产总值", level, "亿元", period=period, indicator_id=GDP)
    rate = paper.figure(
        f"增长{growth}%", f"{growth}%", "地区生产总值增速", growth, "%", measure="growth", direction="up", of=main.id,
        period=period, indicator_id=GDP,
    )  # fmt: skip
    if rank is None:
        return main, rate
    place = paper.figure(
        f"居全省第{rank}位", f"第{rank}", "地区生产总值增速", {"三": "3", "五": "5"}[rank], "位", measure="rank", among="全省",
        of=rate.id, period=period,
    )  # fmt: skip
    return main, rate, place


def revenue(paper: Paper, value: str, period: str, **more: Any) -> Figure:
    return paper.figure(
        f"预算收入{value}亿元",
        value,
        "一般公共预算收入",
        value,
        "亿元",
        period=period,
        indicator_id="财政/一般公共预算收入",
        **more,
    )


def cards(document: Any) -> str:
    return "\n".join(text(card) for group in blocks(document, "cards", "front") for card in group.items)


def points(document: Any) -> str:
    return "\n".join(text(item.runs) for block in blocks(document, "key-points", "front") for item in block.items)


def test_the_newest_period_is_told_whatever_hangs_on_the_older() -> None:
    old, new = Paper(HALF, letter="B", published="2024-07-18"), Paper(NINE)
    gap = old.figure(
        "高于全省0.7个百分点", "0.7个百分点", "地区生产总值增速", "0.7", "个百分点", measure="gap", among="全省", period="2024-H1"
    )
    early = economy(old, "682.4", "6.1", "2024-H1", "三")
    figures = (*economy(new, "1058.6", "5.8", "2024-01/2024-09"), *early, gap.model_copy(update={"of": early[1].id}))
    document = compose(summary((new, old), figures), OPTIONS)
    assert "1058.6" in cards(document) and "682.4" not in cards(document)
    assert "5.8%" in points(document) and "6.1%" not in points(document)


@pytest.mark.parametrize(
    ("older", "newer", "left"),
    [
        ("2024-H1", "2024-01/2024-09", ("2024-01/2024-09",)),
        ("2023", "2024-H1", ("2024-H1",)),
        ("2024-06", "2024-H1", ("2024-H1",)),
        ("2024-05", "2024-06", ("2024-06",)),
        ("2024-H1", "2024-07", ("2024-H1", "2024-07")),
        ("2024-H1", "2024-Q3", ("2024-H1", "2024-Q3")),
        ("as-of:2024-06-30", "as-of:2024-09-30", ("as-of:2024-09-30",)),
        ("2021/2025", "2024-H1", ("2021/2025", "2024-H1")),
        ("since:2022", "2024-H1", ("since:2022", "2024-H1")),
        (None, "2024-H1", (None, "2024-H1")),
    ],
)
def test_what_follows_what(older: str | None, newer: str, left: tuple[str | None, ...]) -> None:
    paper = Paper("全市预算收入41.26亿元。全市预算收入63.7亿元。")
    figures = (revenue(paper, "41.26", older), revenue(paper, "63.7", newer))  # type: ignore[arg-type]
    assert tuple(fact.main.period for fact in newest(gather(figures))) == left


def test_another_question_is_not_followed_and_a_pin_stays() -> None:
    paper = Paper("全市预算收入41.26亿元。全市预算收入63.7亿元。")
    old, new = revenue(paper, "41.26", "2024-H1"), revenue(paper, "63.7", "2024-01/2024-09")
    assert newest(gather((old.model_copy(update={"scope": "青石区"}), new)))[0].main.scope == "青石区"
    assert len(newest(gather((old.model_copy(update={"pinned": True}), new)))) == 2


def test_what_the_issue_before_told_is_no_news() -> None:
    old, new = Paper("上半年，限额以上网上零售额增长22.4%。", letter="B", published="2024-07-18"), Paper(NINE)
    shops = old.figure(
        "网上零售额增长22.4%", "22.4%", "网上零售额增速", "22.4", "%", measure="growth", direction="up", period="2024-H1"
    )
    figures = (*economy(new, "1058.6", "5.8", "2024-01/2024-09"), shops)
    previous = PreviousIssue(issue=7, period="2024-08")
    moved = tuple(
        Change.model_validate({"class": "新增", "key": f.key, "text": "地区生产总值", "new": "1", "facts": (f.id,)})
        for f in figures[:2]
    )
    assert "22.4%" in points(compose(summary((new, old), figures), OPTIONS))
    told = points(compose(summary((new, old), figures, previous=previous, changes=moved), OPTIONS))
    assert "5.8%" in told and "22.4%" not in told
    silent = points(compose(summary((new, old), figures, previous=previous), OPTIONS))
    assert "5.8%" in silent and "22.4%" in silent  # where nothing moved, what still holds is told


def test_districts_are_compared_over_the_newest_period() -> None:
    names = ("青石区", "白河县", "灰山县")
    options = Options(region="云岭市", district=tuple(DistrictOption(name=name) for name in names))
    paper = Paper(
        "上半年，青石区投资增长5.1%，白河县投资增长4.2%，灰山县投资增长3.3%。"
        "前三季度，青石区投资增长6.1%，白河县投资增长5.2%，灰山县投资增长4.3%。"
    )
    figures = tuple(
        paper.figure(
            f"{name}投资增长{value}%", f"{value}%", "固定资产投资增速", value, "%", measure="growth", direction="up", scope=name,
            period=period, indicator_id="投资/固定资产投资",
        )
        for period, values in (("2024-H1", ("5.1", "4.2", "3.3")), ("2024-01/2024-09", ("6.1", "5.2", "4.3")))
        for name, value in zip(names, values, strict=True)
    )  # fmt: skip
    places = tuple(District(name=name) for name in ("云岭市", *names))
    desk = Desk(summary((paper,), figures, districts=places), options)
    (group,) = of_districts(desk, Pool(desk).sound)
    assert group.first.period == "2024-01/2024-09"


def test_the_rank_of_the_size_is_told_as_that_of_the_size() -> None:
    paper = Paper("2024年，全市地区生产总值312.8亿元，增长7.3%，总量居全省第一位，增速居全省第二位。")
    main, rate = economy(paper, "312.8", "7.3", "2024")
    ranks = [
        paper.figure(words, place, name, value, "位", measure="rank", among="全省", of=rate.id, period="2024")
        for words, place, name, value in (
            ("总量居全省第一位", "第一", "地区生产总值总量", "1"), ("增速居全省第二位", "第二", "地区生产总值增速", "2"),
        )
    ]  # fmt: skip
    facts = gather((main, rate, *ranks))
    assert [fact.main for fact in facts] == [main, ranks[1]]
    document = compose(summary((paper,), (main, rate, *ranks)), OPTIONS)
    said = points(document)
    assert "总量居全省第一" in said and "增速居全省第一" not in said
    assert "7.3%" not in cards(document).partition("全省第1")[0]


def test_a_rank_of_a_size_alone_stands_behind_it() -> None:
    paper = Paper("全市地区生产总值312.8亿元，总量居全省第三位。")
    main = paper.figure("地区生产总值312.8亿元", "312.8", "地区生产总值", "312.8", "亿元", indicator_id=GDP)
    rank = paper.figure("总量居全省第三位", "第三", "地区生产总值总量", "3", "位", measure="rank", among="全省", of=main.id)
    desk = Desk(summary((paper,), (main, rank)), OPTIONS)
    (passage,) = passages(desk, [Fact(main=main, rank=rank)], home="云岭市")
    assert passage.facts[0].rank_word == "总量" and not passage.facts[0].rank_of_growth
