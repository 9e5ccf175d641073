from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.reconciliation.derived import derive

from reconciliation.facts import figure, info

PAPER = info("报纸", "2025-02-10", "high")
UP = {"measure": "growth", "direction": "up", "unit": "%", "of": "b", "basis": "同比"}


def found(*figures: object) -> list[tuple[Decimal, str]]:
    return [(d.value, d.unit) for d in derive(figures)]  # type: ignore[arg-type]


def test_the_value_of_the_year_before() -> None:
    base = figure(PAPER, "社会消费品零售总额", "893.24", id="b")
    assert found(base, figure(PAPER, "社会消费品零售总额增速", "6.6", **UP)) == [(Decimal("838"), "亿元")]
    fall = UP | {"direction": "down"}
    assert found(base, figure(PAPER, "社会消费品零售总额增速", "6.65", **fall)) == [(Decimal("956.9"), "亿元")]


@pytest.mark.parametrize("label", ["地区生产总值", "第二产业增加值", "固定资产投资", "规上工业产值"])
def test_not_where_the_growth_is_at_constant_prices(label: str) -> None:
    base = figure(PAPER, label, "893.24", id="b")
    assert found(base, figure(PAPER, f"{label}增速", "6.6", **UP)) == []


def test_not_from_roundings_targets_other_scopes_or_growth_without_basis() -> None:
    growth = figure(PAPER, "税收收入增速", "6.6", **UP)
    for base in (
        figure(PAPER, "税收收入", "893.24", id="b", approx="约"),
        figure(PAPER, "税收收入", "893.24", id="b", modality="target"),
        figure(PAPER, "税收收入", "893.24", id="b", scope="清河区"),
        figure(PAPER, "税收收入", "893.24", id="b", period="2023"),
        figure(PAPER, "税收收入", "893.24", id="b", doubt="残句"),
    ):
        assert found(base, growth) == []
    base = figure(PAPER, "税收收入", "893.24", id="b")
    assert found(base, figure(PAPER, "税收收入增速", "6.6", **UP | {"basis": None})) == []
    assert found(base, figure(PAPER, "税收收入增速", "6.6", **UP, approx="约")) == []


def test_the_share_of_a_part_the_text_calls_a_part() -> None:
    whole = figure(PAPER, "争取资金", "108.74", id="w")
    part = figure(PAPER, "重点项目资金", "442000", "万元", part_of="w")
    (one,) = derive([whole, part])
    assert (one.value, one.unit, one.formula) == (Decimal("40.6"), "%", "442000万元 ÷ 108.74亿元")
    assert found(whole, figure(PAPER, "重点项目资金", "44.2")) == []


def test_no_share_between_amounts_of_different_acts() -> None:
    whole = figure(PAPER, "授信金额", "37.25", id="w")
    assert found(whole, figure(PAPER, "投放金额", "25.56", part_of="w")) == []


def test_the_share_before_a_change_in_points() -> None:
    base = figure(PAPER, "高技术产业占比", "21.4", "%", measure="share", id="b")
    change = {"measure": "change", "unit": "个百分点", "of": "b"}
    (year,) = derive([base, figure(PAPER, "高技术产业占比变动", "2.3", direction="up", basis="比上年", **change)])
    assert (year.indicator, year.value) == ("上年高技术产业占比", Decimal("19.1"))
    (unknown,) = derive([base, figure(PAPER, "高技术产业占比变动", "2.3", direction="down", **change)])
    assert (unknown.indicator, unknown.value) == ("变动前高技术产业占比", Decimal("23.7"))
    assert found(base, figure(PAPER, "高技术产业占比变动", "22.3", direction="up", **change)) == []


def test_spending_of_a_visitor_needs_one_scope_and_period() -> None:
    income = figure(PAPER, "旅游综合收入", "41.35")
    assert found(income, figure(PAPER, "接待游客人次", "685.93", "万人次")) == [(Decimal("602.8"), "元/人次")]
    assert found(income, figure(PAPER, "接待游客人次", "685.93", "万人次", period="2023")) == []


def test_the_value_of_the_year_before_stands_in_that_year() -> None:
    base = figure(PAPER, "税收收入", "893.24", id="b", period="2024-01/2024-07")
    (one,) = derive([base, figure(PAPER, "税收收入增速", "6.6", period="2024-01/2024-07", **UP)])
    assert one.period == "2023-01/2023-07"


def test_nothing_is_derived_that_the_sources_say() -> None:
    whole = figure(PAPER, "财政收入", "142.08", id="w")
    part = figure(PAPER, "税收收入", "98.6", part_of="w")
    assert found(whole, part) == [(Decimal("69.4"), "%")]
    assert found(whole, part, figure(PAPER, "税收占比", "69.4", "%", measure="share")) == []
    own = figure(PAPER, "工业增速", "4.9", "%", measure="growth", direction="up", id="o", scope="清河区")
    gap = figure(PAPER, "工业增速", "1.2", "个百分点", measure="gap", direction="down", among="全市", of="o", scope="清河区")
    city = figure(PAPER, "工业增速", "6.1", "%", measure="growth", direction="up")
    assert len(derive([own, gap], "云岭市")) == 1
    assert derive([own, gap, city], "云岭市") == []


def test_a_gap_belongs_to_the_value_of_its_own_place() -> None:
    city = figure(PAPER, "工业增速", "5.7", "%", measure="growth", direction="up", id="o")
    gap = figure(PAPER, "工业增速", "1.0", "个百分点", measure="gap", direction="down", among="全市", of="o", scope="清河区")
    assert derive([city, gap], "云岭市") == []
    own = gap.model_copy(update={"scope": "云岭市"})
    assert derive([city, own], "云岭市") == []  # the city against itself


def test_values_of_one_head_are_no_parts() -> None:
    whole = figure(PAPER, "全体居民人均可支配收入", "36482", "元", id="w")
    assert found(whole, figure(PAPER, "农村居民人均可支配收入", "24573", "元", part_of="w")) == []


def test_a_completion_rate_beside_its_amount() -> None:
    done, rate = figure(PAPER, "完成年度投资", "31.81"), figure(PAPER, "年度投资完成率", "106", "%", measure="share")
    assert found(done, rate) == [(Decimal("30.0"), "亿元")]
    assert found(rate, done) == []
    assert found(done, figure(PAPER, "签约项目完成率", "106", "%", measure="share")) == []
    assert found(done, rate.model_copy(update={"scope": "清河区"})) == []


def test_a_plan_the_text_gives_is_not_worked_out_again() -> None:
    done, rate = figure(PAPER, "完成年度投资", "1.96"), figure(PAPER, "年度投资完成率", "70", "%", measure="share")
    assert found(done, rate) == [(Decimal("2.8"), "亿元")]
    assert found(done, rate, figure(PAPER, "年度计划投资", "2.8", modality="target")) == []
