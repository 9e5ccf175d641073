"""A district's table: each value with its period and how it moved; and page 1 of an edition about it."""

from __future__ import annotations

from typing import Any

from briefing.composition import compose
from briefing.composition.choice import Pool
from briefing.composition.desk import Desk
from briefing.composition.matrix import Material, fit
from briefing.composition.profile import profile
from briefing.composition.standing import ranks
from briefing.composition.works import Works
from briefing.model.fact import District, Figure, Phrase
from briefing.options import DistrictOption, Options
from composition.maker import OPTIONS, Paper, blocks, summary, text

GDP = "经济/地区生产总值"
TEXT = (
    "2023年，青石区地区生产总值312.8亿元，增长7.3%。上半年，青石区固定资产投资增长6.4%。"
    "1—8月，青石区预算收入9.5亿元，下降2.2%。前三季度，全市地区生产总值1058.6亿元，增长5.8%。"
)


def local(paper: Paper) -> tuple[Figure, ...]:
    def growth(words: str, value: str, name: str, period: str, **more: Any) -> Figure:
        number = value.removeprefix("-")
        return paper.figure(
            f"{words}{number}%", f"{number}%", name, number, "%", measure="growth", scope="青石区", period=period,
            direction="down" if words == "下降" else "up", indicator_id=f"经济/{name}", **more,
        )  # fmt: skip

    gdp = paper.figure(
        "地区生产总值312.8亿元",
        "312.8",
        "地区生产总值",
        "312.8",
        "亿元",
        scope="青石区",
        period="2023",
        indicator_id="经济/地区生产总值",
    )
    revenue = paper.figure(
        "预算收入9.5亿元", "9.5", "一般公共预算收入", "9.5", "亿元", scope="青石区", period="2024-01/2024-08",
        indicator_id="财政/一般公共预算收入",
    )  # fmt: skip
    return (
        gdp,
        growth("增长", "7.3", "地区生产总值增速", "2023", of=gdp.id),
        growth("增长", "6.4", "固定资产投资增速", "2024-H1"),
        revenue,
        growth("下降", "2.2", "一般公共预算收入增速", "2024-01/2024-08", of=revenue.id),
    )


def test_values_of_several_periods_each_name_theirs_and_how_they_moved() -> None:
    paper = Paper(TEXT)
    desk = Desk(summary((paper,), local(paper)), OPTIONS)
    pool, works = Pool(desk), Works(desk)
    facts = pool.of_place("青石区")
    made = profile(desk, pool, works, Material(District(name="青石区"), facts, facts, []), True)
    rows = {text(m.label): (text(m.when), text(m.growth)) for m in made.measures}
    assert rows["地区生产总值"] == ("2023年", "+7.3%")
    assert rows["固定资产投资增速"] == ("2024年上半年", "")
    assert rows["一般公共预算收入"] == ("2024年1—8月", "−2.2%")


def test_an_edition_about_a_district_opens_with_it() -> None:
    paper = Paper(TEXT)
    city = paper.figure(
        "地区生产总值1058.6亿元",
        "1058.6",
        "地区生产总值",
        "1058.6",
        "亿元",
        period="2024-01/2024-09",
        indicator_id="经济/地区生产总值",
    )
    options = Options(region="云岭市", district=(DistrictOption(name="青石区"),), focus=("青石区",))
    places = (District(name="云岭市"), District(name="青石区"))

    def opening(options: Options) -> str:
        document = compose(summary((paper,), (*local(paper), city), districts=places), options)
        return "".join(text(card) for group in blocks(document, "cards", "front") for card in group.items)

    assert "9.5亿元" in opening(options) and "1058.6" not in opening(options)
    assert "1058.6" in opening(options.model_copy(update={"focus": ()}))


def test_the_worst_rank_is_not_the_one_left_out() -> None:
    names, places = "甲乙丙丁戊己庚", "一一一一一一三"
    paper = Paper("".join(f"全年青石区{name}业收入居全市第{place}位。" for name, place in zip(names, places, strict=True)))

    def rank(name: str, place: str) -> Figure:
        return paper.figure(
            f"{name}业收入居全市第{place}位", f"第{place}", f"{name}业收入总额", {"一": "1", "三": "3"}[place], "位",
            measure="rank", among="全市", scope="青石区", indicator_id=f"财政/{name}业收入总额",
        )  # fmt: skip

    figures = tuple(map(rank, names, places))
    desk = Desk(summary((paper,), figures), OPTIONS)
    drawn = ranks(desk, Pool(desk).of_place("青石区"))
    assert drawn is not None and len(drawn.ids) == len(names) and not drawn.flag


def test_a_highlight_that_begins_with_its_growth_has_lost_its_subject() -> None:
    paper = Paper("青石区地区生产总值增长7.3%，总量居全市第一位。增长极建设提速增效。")
    torn, whole = "增长7.3%，总量居全市第一位", "增长极建设提速增效"
    assert not fit(Phrase(text=torn, evidence=paper.evidence(torn)), 4, 60)
    assert fit(Phrase(text=whole, evidence=paper.evidence(whole)), 4, 60)


def test_an_edition_about_a_district_quotes_nothing_of_the_others() -> None:
    paper = Paper("青石区开工项目8个，总投资61.5亿元；白河县开工项目5个，总投资28.4亿元。")
    own = paper.figure(
        "总投资61.5亿元", "61.5", "开工项目总投资", "61.5", "亿元", scope="青石区", indicator_id="项目/开工项目总投资"
    )
    options = Options(region="云岭市", district=(DistrictOption(name="青石区"),), focus=("青石区",))
    places = (District(name="云岭市"), District(name="青石区"))

    def quoted(options: Options) -> str:
        document = compose(summary((paper,), (own,), districts=places), options)
        return "".join(text(c.runs) for block in blocks(document, "annex") for c in block.citations)

    assert "61.5亿元" in quoted(options) and "白河县" not in quoted(options)
    assert "白河县" in quoted(options.model_copy(update={"focus": ()}))
