"""What belongs to a figure and how a change is told: ranks of size and of growth, parts, averages of years, the month and the year
to it, a region and its own average."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.chinese.format import unsaid
from briefing.composition import compose
from briefing.composition.choice import Pool
from briefing.composition.desk import Desk
from briefing.composition.facts import averaged, gather, ranks_growth
from briefing.composition.matrix import leading
from briefing.composition.pictures import alt, datum, growths, slopes
from briefing.composition.speech import Said, passages
from briefing.composition.turns import turn
from briefing.model.fact import District, Figure
from briefing.options import DistrictOption, Options
from composition.maker import ECONOMY, OPTIONS, REGION, Paper, blocks, economy, summary, text


def desk(paper: Paper, *figures: Figure) -> Desk:
    return Desk(summary((paper,), figures), OPTIONS)


def gdp(paper: Paper, growth: str = "增长3.9%", **more: Any) -> Figure:
    value = growth.removeprefix("增长").removeprefix("同比增长").removesuffix("%")
    return paper.figure(growth, f"{value}%", "地区生产总值增速", value, "%", measure="growth", direction="up", **more)


def test_the_rank_of_the_size_is_not_that_of_the_growth() -> None:
    paper = Paper("2024年，地区生产总值增长3.9%、总量连续多年居全国首位，增速居全国第九。")
    growth = gdp(paper)
    size = paper.figure("总量连续多年居全国首位", "首位", "地区生产总值总量", "1", "位", measure="rank", among="全国", of=growth.id)
    own = paper.figure("增速居全国第九", "第九", "地区生产总值增速", "9", "位", measure="rank", among="全国", of=growth.id)
    first, second = gather((growth, size, own))
    assert (first.main, first.rank) == (growth, own)
    assert second.main == size


def test_the_rank_of_a_growth_is_told_as_such() -> None:
    paper = Paper("地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位。")
    level = paper.figure("地区生产总值1386.5亿元", "1386.5", "地区生产总值", "1386.5", "亿元")
    growth = gdp(paper, "增长5.9%", of=level.id)
    rank = paper.figure("增速居全省第四位", "第四", "地区生产总值增速", "4", "位", measure="rank", among="全省", of=growth.id)
    assert ranks_growth(gather((level, growth, rank))[0])
    assert not ranks_growth(gather((level, rank.model_copy(update={"indicator": "地区生产总值", "of": level.id})))[0])


def test_a_part_has_the_period_of_the_whole_and_is_not_larger() -> None:
    paper = Paper("一季度，预算收入5.27亿元，其中3月当月2.18亿元，税收收入3.64亿元，另有上级补助9.9亿元。")
    whole = paper.figure("预算收入5.27亿元", "5.27", "预算收入", "5.27", "亿元", period="2024-Q1")
    month = paper.figure("3月当月2.18亿元", "2.18", "预算收入", "2.18", "亿元", period="2024-03", part_of=whole.id)
    tax = paper.figure("税收收入3.64亿元", "3.64", "税收收入", "3.64", "亿元", period="2024-Q1", part_of=whole.id)
    more = paper.figure("上级补助9.9亿元", "9.9", "上级补助", "9.9", "亿元", period="2024-Q1", part_of=whole.id)
    facts = gather((whole, month, tax, more))
    assert facts[0].parts == (tax,)
    assert [fact.main for fact in facts[1:]] == [month, more]


def test_a_region_is_not_measured_by_its_own_average() -> None:
    paper = Paper("全市地区生产总值增长5.7%，低于全市0.9个百分点，高于全省0.4个百分点。")
    growth = gdp(paper, "增长5.7%")

    def gap(words: str, value: str, among: str) -> Figure:
        return paper.figure(
            words, f"{value}个百分点", "地区生产总值增速", value, "个百分点", measure="gap", among=among, of=growth.id
        )

    own, other = gap("低于全市0.9个百分点", "0.9", "全市"), gap("高于全省0.4个百分点", "0.4", "全省")
    assert Pool(desk(paper, growth, own)).solid[0].gap is None
    assert Pool(desk(paper, growth, other)).solid[0].gap == other


def test_the_year_to_date_is_told_and_not_its_month() -> None:
    paper = Paper("9月，零售总额48.62亿元；1至9月，零售总额417.90亿元；8月，零售总额46.10亿元。")
    month = paper.figure("零售总额48.62亿元", "48.62", "零售总额", "48.62", "亿元", period="2024-09")
    year = paper.figure("零售总额417.90亿元", "417.90", "零售总额", "417.90", "亿元", period="2024-01/2024-09")
    other = paper.figure("零售总额46.10亿元", "46.10", "零售总额", "46.10", "亿元", period="2024-08")
    told = [fact.main for fact in Pool(desk(paper, month, year, other)).solid]
    assert year in told
    assert month not in told


@pytest.mark.parametrize(("words", "told"), [
    ("城镇新增就业年均超过70万人", True), ("PM2.5年均浓度36.2微克/立方米", False), ("城镇新增就业70万人", False),
])  # fmt: skip
def test_an_average_of_years_is_no_value_of_one(words: str, told: bool) -> None:
    number = next(part for part in ("70", "36.2") if part in words)
    assert averaged(Paper(f"{words}。").figure(words, number, "某项", number, "万人")) is told


@pytest.mark.parametrize(("words", "unit", "said"), [
    ("增速比上半年回落0.2个百分点", "个百分点", "增速比上半年回落"),
    ("较上年提高0.2个百分点", "个百分点", "增速较上年提高"),
    ("比上年末净增0.2家", "家", "比上年末净增"),
    ("分别比年初增加9.5家和0.2家", "家", "增加"),
    ("减少了0.2家", "家", "增加"),
])  # fmt: skip
def test_a_change_is_told_in_the_words_of_its_source(words: str, unit: str, said: str) -> None:
    """Only words that stand right before its own number; else a verb that fits unit and direction."""
    paper = Paper(f"总数为12，{words}。")
    change = paper.figure(words, "0.2", "某项", "0.2", unit, measure="change", direction="up")
    assert text(turn(desk(paper, change), change, of_growth=True)) == said


def test_the_positioning_every_place_has_stands_for_none() -> None:
    paper = Paper("统筹推进“五位一体”总体布局，战略定位、全国重要粮仓、“两区一枢纽”都写进规划。")
    found = paper.district("青石区", positioning=("“五位一体”总体布局", "战略定位", "全国重要粮仓", "“两区一枢纽”")).positioning
    assert (lead := leading(found, 24)) is not None and lead.text == "“两区一枢纽”"
    assert (lead := leading(found[:3], 24)) is not None and lead.text == "全国重要粮仓"
    assert leading(found[:2], 24) is None


def test_growths_said_of_values_are_drawn_side_by_side() -> None:
    paper = Paper("地区生产总值1127亿元，增长5.7%；零售额417亿元，增长5.1%；外贸进出口额233亿元，下降7.4%。")
    made: list[Figure] = []
    for name, value, rate, down in (
        ("地区生产总值", "1127", "5.7", False),
        ("零售额", "417", "5.1", False),
        ("外贸进出口额", "233", "7.4", True),
    ):
        level = paper.figure(f"{name}{value}亿元", value, name, value, "亿元", indicator_id=f"样例/{name}")
        word = f"{'下降' if down else '增长'}{rate}%"
        made += [level, paper.figure(word, f"{rate}%", f"{name}增速", rate, "%", measure="growth", of=level.id,
                                     direction="down" if down else "up", indicator_id=f"样例/{name}")]  # fmt: skip
    own = desk(paper, *made)
    drawn = growths(own, Pool(own).facts)
    assert drawn is not None and drawn.spec.type == "bars"
    assert [(d.label, float(d.value)) for d in drawn.spec.data] == [("地区生产总值", 5.7), ("零售额", 5.1), ("外贸进出口额", -7.4)]
    assert not drawn.up and growths(own, Pool(own).facts[:2]) is None


def test_key_points_tell_how_a_carded_amount_moved() -> None:
    paper = Paper("地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位；社会消费品零售总额417亿元，增长5.1%，总量居全省第三。")
    level = paper.figure("地区生产总值1386.5亿元", "1386.5", "地区生产总值", "1386.5", "亿元", indicator_id="经济/地区生产总值")
    growth = gdp(paper, "增长5.9%", of=level.id, indicator_id="经济/地区生产总值")
    rank = paper.figure("增速居全省第四位", "第四", "地区生产总值增速", "4", "位", measure="rank", among="全省", of=growth.id)
    retail = paper.figure("社会消费品零售总额417亿元", "417", "社会消费品零售总额", "417", "亿元", indicator_id="消费/社零")
    more = paper.figure(
        "增长5.1%", "5.1%", "社会消费品零售总额增速", "5.1", "%", measure="growth", of=retail.id, indicator_id="消费/社零"
    )
    size = paper.figure("总量居全省第三", "第三", "社会消费品零售总额", "3", "位", measure="rank", among="全省", of=retail.id)
    whole = Pool(desk(paper, level, growth, rank, retail, more, size))
    moved = whole.moving({level.id, retail.id})
    assert [fact.main.id for fact in moved.solid] == [growth.id, retail.id]
    assert moved.solid[0].rank == rank
    assert [fact.main.id for fact in whole.solid] == [level.id, retail.id]


def test_what_the_key_points_told_is_not_told_again() -> None:
    lengths = {name: 31 + 11 * n for n, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑")}
    paper = Paper("".join(f"完成{name}级公路里程{n}公里。" for name, n in lengths.items()))
    made = [
        paper.figure(
            f"{name}级公路里程{n}公里", str(n), f"{name}级公路里程", str(n), "公里", salience=2, indicator_id=f"交通/{name}"
        )
        for name, n in lengths.items()
    ]
    document = compose(summary((paper,), made), OPTIONS)
    (points,) = blocks(document, "key-points", "front")
    rest = text(next(s for s in document.sections if s.id == "overview"))
    told = [n for n in lengths.values() if f"{n}公里" in text(points)]
    assert told and len(told) < len(lengths)
    assert not any(f"{n}公里" in rest for n in told)
    assert any(f"{n}公里" in rest for n in lengths.values())


def test_what_the_place_has_just_said_is_not_said_again() -> None:
    assert unsaid("龙湖片区综合开发项目", "项目总投资") == "总投资"
    assert unsaid("年产1100万片高端触控显示模组及器件", "高端触控显示模组及器件年产能") == "年产能"
    assert unsaid("云岭市", "市场主体") == "市场主体"
    assert unsaid("某项目", "项目") == "项目"


def test_parts_of_one_name_are_no_parts() -> None:
    paper = Paper("集中开工项目总投资58亿元，其中产业类投资39亿元、民生类投资11亿元。")
    whole = paper.figure("总投资58亿元", "58亿元", "项目总投资", "58", "亿元")
    parts = [
        paper.figure(f"投资{value}亿元", f"{value}亿元", name, value, "亿元", part_of=whole.id)
        for value, name in (("39", "投资"), ("11", "投资"))
    ]
    assert [fact.parts for fact in gather([whole, *parts])] == [(), (), ()]
    named = [parts[0].model_copy(update={"indicator": "产业类投资"}), parts[1]]
    assert gather([whole, *named])[0].parts == tuple(named)


def test_a_gap_that_stands_alone_says_from_what() -> None:
    paper = Paper("全市地区生产总值增速比全省高0.1个百分点。")
    gap = paper.figure("比全省高0.1个百分点", "0.1个百分点", "地区生产总值增速", "0.1", "个百分点", measure="gap", direction="up",
                       among="全省", indicator_id="经济/地区生产总值")  # fmt: skip
    assert "高于全省0.1个百分点" in text(compose(summary([paper], (gap,)), OPTIONS))


def test_a_growth_over_two_years_says_so() -> None:
    paper = Paper("全市规模以上工业增加值同比增长5.0%，两年平均增长4.0%。")
    year = paper.figure("同比增长5.0%", "5.0%", "规模以上工业增加值增速", "5.0", "%", measure="growth", direction="up",
                        basis="同比", indicator_id="经济/规模以上工业增加值")  # fmt: skip
    two = paper.figure("两年平均增长4.0%", "4.0%", "规模以上工业增加值年均增速", "4.0", "%", measure="growth", direction="up",
                       basis="两年平均", of=year.id, indicator_id="经济/规模以上工业增加值")  # fmt: skip
    assert "规模以上工业增加值同比增长5.0%，两年平均增长4.0%" in text(compose(summary([paper], (year, two)), OPTIONS))


PLACES = ("青石区", "白河县", "东湖区")
COUNTY = Options(
    region="云岭市", name="云岭市情简报", publisher="样例单位", district=tuple(DistrictOption(name=name) for name in PLACES)
)


def test_districts_are_compared_by_growth_where_no_rank_is_told() -> None:
    paper = Paper("".join(f"{name}地区生产总值{100 + n}亿元，增长{4 + n}.5%。" for n, name in enumerate(PLACES)))
    made: list[Figure] = []
    for n, name in enumerate(PLACES):
        level = paper.figure(f"{name}地区生产总值{100 + n}亿元", str(100 + n), "地区生产总值", str(100 + n), "亿元", scope=name,
                             indicator_id="经济/地区生产总值")  # fmt: skip
        rate = paper.figure(f"增长{4 + n}.5%", f"{4 + n}.5%", "地区生产总值增速", f"{4 + n}.5", "%", measure="growth", scope=name,
                            of=level.id, indicator_id="经济/地区生产总值")  # fmt: skip
        made += [level, rate]
    whole = Paper(ECONOMY, letter="B")
    districts = tuple(District(name=name) for name in PLACES)
    document = compose(summary((paper, whole), (*made, *economy(whole)), districts=districts), COUNTY)
    (points,) = blocks(document, "key-points", "front")
    said = {point.label: text(point.runs) for point in points.items}
    assert said["区县"].startswith("2024年1—9月，写明地区生产总值增速的3地中，东湖区最高，为6.5%，白河县5.5%、青石区4.5%居次")
    ranked = paper.figure("增长6.5%", "6.5%", "地区生产总值增速", "1", "位", measure="rank", among="全市", scope="东湖区",
                          of=made[-1].id, indicator_id="经济/地区生产总值")  # fmt: skip
    document = compose(summary((paper, whole), (*made, ranked, *economy(whole)), districts=districts), COUNTY)
    (points,) = blocks(document, "key-points", "front")
    assert "居全市第一" in {point.label: text(point.runs) for point in points.items}["区县"]


def test_the_words_of_a_chart_name_what_it_shows() -> None:
    paper = Paper("煤炭占比由81.7%下降到4.44%；争取资金108亿元，其中专项资金44亿元。")
    start = paper.figure("由81.7%", "81.7%", "煤炭占工业比重", "81.7", "%", measure="share", indicator_id="工业/煤炭")
    end = paper.figure(
        "下降到4.44%", "4.44%", "煤炭占工业比重", "4.44", "%", measure="share", of=start.id, indicator_id="工业/煤炭"
    )
    start, end = start.model_copy(update={"rule": "x-from"}), end.model_copy(update={"rule": "x-to"})
    own = desk(paper, start, end)
    (drawn,) = slopes(own, Pool(own).facts)
    assert text(drawn.alt) == "煤炭占工业比重由81.7%到4.44%"
    whole = paper.figure("争取资金108亿元", "108", "争取资金", "108", "亿元")
    part = paper.figure("专项资金44亿元", "44", "专项资金", "44", "亿元", part_of=whole.id)
    own = desk(paper, whole, part)
    bar = datum(own, whole, part=datum(own, part))
    assert text(alt([bar], "亿元")) == "争取资金108亿元，其中专项资金44亿元"


def test_a_growth_belongs_to_its_own_value_alone() -> None:
    paper = Paper("1—3月，工业增加值增长3.4%，而1—2月为下降2.7%；14个行业实现增长，增长面66.7%，其中电子制造业增长18.6%。")
    growth = {"measure": "growth", "direction": "up"}
    now = paper.figure("增长3.4%", "3.4%", "工业增加值增速", "3.4", "%", **growth)
    before = paper.figure("下降2.7%", "2.7%", "工业增加值增速", "2.7", "%", period="2024-01/2024-02", of=now.id, **growth)
    share = paper.figure("增长面66.7%", "66.7%", "行业增长面", "66.7", "%", measure="share")
    other = paper.figure("电子制造业增长18.6%", "18.6%", "电子制造业增加值增速", "18.6", "%", of=share.id, **growth)
    assert [(fact.main, fact.growth) for fact in gather((now, before, share, other))] == [
        (now, None), (before, None), (share, None), (other, None),
    ]  # fmt: skip


def test_a_label_that_says_it_is_a_fall_has_no_minus() -> None:
    paper = Paper("单位能耗降幅14%，单位能耗下降14%。")
    more = {"measure": "growth", "direction": "down"}
    fall = paper.figure("单位能耗降幅14%", "14%", "单位能耗降幅", "14", "%", **more)
    plain = paper.figure("单位能耗下降14%", "14%", "单位能耗增速", "14", "%", **more)
    assert [desk(paper, f).shown(f).text for f in (fall, plain)] == ["14%", "−14%"]


def said(paper: Paper, *figures: Figure) -> list[Said]:
    """What is told of figures of the region, in the order of the template."""
    return [one for p in passages(desk(paper, *figures), gather(figures), home=REGION) for one in p.facts]


def test_what_is_planned_begins_with_the_plan_where_its_name_is_an_action() -> None:
    paper = Paper("2025年计划改造老旧小区64个、新增托位960个；计划老旧小区64个。")
    more = {"measure": "count", "modality": "target", "period": "2025", "indicator_id": "民生/样"}
    names = ("改造老旧小区数", "新增托位数", "改造率", "老旧小区数")
    figures = [paper.figure("64个", "64", name, str(at + 64), "个", **more) for at, name in enumerate(names)]
    assert [one.doing for figure in figures for one in said(paper, figure)] == [True, True, False, False]


def test_a_share_of_what_was_just_told_does_not_say_it_again() -> None:
    paper = Paper("更新燃气管道131.6公里，占目标任务的109.7%，占比提高；绿地占全市的9%。")
    more = {"indicator_id": "民生/样"}
    done = paper.figure("更新燃气管道131.6公里", "131.6", "更新燃气管道", "131.6", "公里", **more)
    share = paper.figure("占目标任务的109.7%", "109.7%", "燃气管道占目标任务比重", "109.7", "%", measure="share", **more)
    other = paper.figure("绿地占全市的9%", "9%", "绿地占全市比重", "9", "%", measure="share", **more)
    _, second, third = said(paper, done, share, other)
    assert text(second.words) == "占目标任务的109.7%"
    assert text(third.subjects) == "绿地占全市比重"
    assert text(said(paper, share)[0].subjects) == "燃气管道占目标任务比重"  # with nothing before it


def test_the_subject_of_a_list_is_said_once() -> None:
    paper = Paper("集中开工项目26个，总投资158.7亿元。")
    more = {"indicator_id": "项目/样", "period": "2024"}
    count = paper.figure("集中开工项目26个", "26个", "集中开工项目数", "26", "个", measure="count", **more)
    total = paper.figure("总投资158.7亿元", "158.7", "集中开工项目总投资", "158.7", "亿元", **more)
    assert [text(one.subjects) for one in said(paper, count, total)] == ["集中开工项目", "总投资"]
    assert [text(one.subjects) for one in said(paper, total)] == ["集中开工项目总投资"]


def test_months_of_a_comparison_are_written_with_a_dash() -> None:
    paper = Paper("预算收入下降1.9%，降幅较1-2月收窄5.6个百分点。")
    change = paper.figure("降幅较1-2月收窄5.6个百分点", "5.6", "预算收入增速", "5.6", "个百分点", measure="change")
    assert text(turn(desk(paper, change), change)) == "降幅较1—2月收窄"
