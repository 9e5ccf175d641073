from __future__ import annotations

from datetime import date
from decimal import Decimal

from briefing.options import Options
from briefing.reconciliation import reconcile
from briefing.reconciliation.derived import derive
from briefing.reconciliation.freshness import mark_fresh
from briefing.reconciliation.merge import merge_figures

from reconciliation.facts import extraction, figure, info

PAPER = info("报纸", "2025-02-10", "high")
COPY = info("转载", "2025-04-17", "low")
OLD = info("旧报", "2021-02-27")
SOURCES = {x.id: x for x in (PAPER, COPY, OLD)}


def test_the_same_fact_of_two_sources_is_one_figure_with_both_quotes() -> None:
    (merged,) = merge_figures([figure(COPY), figure(PAPER)], SOURCES)
    assert {e.source for e in merged.evidence} == {PAPER.id, COPY.id}
    assert merged.trust == "high"
    assert merged.id == figure(PAPER).id


def test_a_rounded_value_joins_the_exact_one() -> None:
    (merged,) = merge_figures([figure(COPY, value="70", approx="近"), figure(PAPER, value="69.8")], SOURCES)
    assert (merged.value, merged.approx) == (Decimal("69.8"), None)


def test_other_values_other_scopes_and_other_units_stay_apart() -> None:
    assert len(merge_figures([figure(PAPER, value="40.4"), figure(OLD, value="56.5")], SOURCES)) == 2
    assert len(merge_figures([figure(PAPER), figure(OLD, scope="清河区")], SOURCES)) == 2
    assert len(merge_figures([figure(PAPER), figure(OLD, unit="万元")], SOURCES)) == 2


def test_scales_are_folded_before_comparing() -> None:
    assert len(merge_figures([figure(PAPER, value="1.5", unit="万吨"), figure(OLD, value="15000", unit="吨")], SOURCES)) == 1


def test_a_low_trust_source_alone_stays_low() -> None:
    (merged,) = merge_figures([figure(COPY)], SOURCES)
    assert merged.trust == "low"


def test_links_follow_the_merged_figure() -> None:
    first, second = figure(COPY, id="a"), figure(PAPER, id="b")
    rank = figure(COPY, "地区生产总值", "3", "位", measure="rank", of="a", among="全省", id="r")
    merged = merge_figures([first, second, rank], SOURCES)
    assert next(f for f in merged if f.measure == "rank").of == "b"


def fresh(*figures: object) -> list[bool | None]:
    return [f.fresh for f in mark_fresh(figures, SOURCES, date(2025, 4, 30), 12)]  # type: ignore[arg-type]


def test_recent_values_are_current_and_old_ones_history() -> None:
    assert fresh(figure(PAPER, period="2024-10-01/2024-10-07"), figure(OLD, period="2021-01")) == [True, False]


def test_an_annual_value_holds_until_the_next_one() -> None:
    assert fresh(figure(PAPER, period="2023")) == [True]
    assert fresh(figure(PAPER, period="2023"), figure(PAPER, period="2024", value="110")) == [False, True]
    assert fresh(figure(OLD, period="2020")) == [False]


def test_an_annual_value_does_not_outlive_what_came_after_it() -> None:
    def later(*figures: object) -> list[bool | None]:
        return [f.fresh for f in mark_fresh(figures, SOURCES, date(2026, 10, 31), 12)]  # type: ignore[arg-type]

    assert later(figure(PAPER, period="2024")) == [False]  # the next year's has long come out
    assert later(figure(PAPER, period="2025")) == [True]
    assert later(figure(PAPER, period="2025-H1", value="60")) == [False]
    half = figure(PAPER, period="2025-01/2025-05", value="50")
    assert [f.fresh for f in mark_fresh((figure(PAPER, period="2024"), half), SOURCES, date(2026, 6, 30), 12)] == [False, False]
    assert [f.fresh for f in mark_fresh((figure(PAPER, period="2024"),), SOURCES, date(2026, 6, 30), 12)] == [True]


def test_without_a_period_the_paper_gives_the_age() -> None:
    assert fresh(figure(PAPER, period=None), figure(OLD, period=None)) == [True, False]


def test_a_target_is_as_old_as_its_paper() -> None:
    assert fresh(figure(OLD, period="2026", modality="target")) == [False]


def test_the_average_behind_a_gap() -> None:
    base = figure(PAPER, "工业投资增速", "102.4", "%", measure="growth", direction="up", id="b", scope="清河区")
    gap = figure(PAPER, "工业投资增速", "78.7", "个百分点", measure="gap", direction="up", among="全市", of="b", scope="清河区")
    (found,) = derive([base, gap], "云岭市")
    assert (found.value, found.scope, found.formula, set(found.inputs)) == (
        Decimal("23.7"),
        "云岭市",
        "102.4 − 78.7",
        {gap.id, "b"},
    )


def test_an_average_below_zero_keeps_its_sign() -> None:
    base = figure(PAPER, "固定资产投资增速", "2.8", "%", measure="growth", direction="down", id="b")
    gap = figure(PAPER, "固定资产投资增速", "1.2", "个百分点", measure="gap", direction="down", among="全省", of="b")
    assert derive([base, gap])[0].value == Decimal("-1.6")


def test_no_average_from_a_reference_that_is_no_place() -> None:
    base = figure(PAPER, "投资完成率", "70", "%", measure="share", id="b")
    gap = figure(PAPER, "投资完成率", "5", "个百分点", measure="gap", direction="down", among="序时进度", of="b")
    assert derive([base, gap]) == []


def test_the_plan_behind_a_completion_rate() -> None:
    done = figure(PAPER, "完成投资", "31.81", "亿元", id="b")
    rate = figure(PAPER, "投资完成率", "106", "%", measure="share", of="b")
    (found,) = derive([done, rate])
    assert (found.value, found.formula) == (Decimal("30.0"), "31.81 ÷ 106%")


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        extraction(PAPER, figure(PAPER)),
        extraction(COPY, figure(COPY, value="9")),
        extraction(OLD, figure(OLD, value="7")),
    ]
    assert reconcile(documents, Options(issue=1)) == reconcile(documents[::-1], Options(issue=1))


def test_the_period_is_the_newest_month_that_can_be_trusted() -> None:
    summary = reconcile([extraction(COPY), extraction(PAPER)], Options())
    assert summary.meta.period == "2025-02"
    assert [source.letter for source in summary.sources] == ["A", "B"]
    assert summary.sources[-1].info.trust == "low"
