from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.model.fact import Locator, StageReport
from briefing.model.summary import Conflict
from briefing.reconciliation import conflicts as search
from briefing.reconciliation.conflicts import find_conflicts
from briefing.reconciliation.merge import merge_figures
from briefing.reconciliation.stages import stage_conflicts

from reconciliation.facts import evidence, figure, info, project

JANUARY = info("一月", "2025-01-20", "high")
MARCH = info("三月", "2025-03-20", "high")
SAME_DAY = info("同日", "2025-01-21", "high")
SOURCES = {x.id: x for x in (JANUARY, MARCH, SAME_DAY)}


def conflicts(*figures: object) -> list[Conflict]:
    return find_conflicts(merge_figures(figures, SOURCES), SOURCES, ["云岭市", "清河区"])  # type: ignore[arg-type]


def classes(*figures: object) -> list[str]:
    return [conflict.class_ for conflict in conflicts(*figures)]


def test_two_values_of_one_question_are_a_conflict_with_both_places() -> None:
    (found,) = conflicts(figure(JANUARY), figure(MARCH, value="130"))
    assert found.class_ == "冲突"
    assert {e.source for e in found.evidence} == {JANUARY.id, MARCH.id}
    assert found.facts[0] == figure(MARCH, value="130").id  # the later one is used
    assert not any(c.isdigit() for c in found.resolution)


def test_a_later_value_close_by_is_a_revision() -> None:
    assert classes(figure(JANUARY), figure(MARCH, value="101.2")) == ["修订"]
    assert classes(figure(JANUARY), figure(SAME_DAY, value="101.2")) == ["冲突"]
    growth = {"unit": "%", "measure": "growth", "direction": "up"}
    assert classes(figure(JANUARY, value="5.4", **growth), figure(MARCH, value="5.5", **growth)) == ["修订"]


def test_a_rounding_on_the_wrong_side_is_told_as_one() -> None:
    assert classes(figure(JANUARY, value="70.3"), figure(MARCH, value="70", approx="近")) == ["约数"]
    assert classes(figure(JANUARY, value="69.8"), figure(MARCH, value="70", approx="近")) == []


def test_a_mark_that_was_passed_says_nothing_against_the_value() -> None:
    assert classes(figure(JANUARY, value="3187.1"), figure(MARCH, value="3000", approx="突破")) == []
    assert classes(figure(JANUARY, value="2100"), figure(MARCH, value="3000", approx="突破")) == ["冲突"]


def test_a_time_series_and_other_measures_are_no_conflict() -> None:
    assert classes(figure(JANUARY, period="2023"), figure(MARCH, period="2024", value="120")) == []
    assert classes(figure(JANUARY), figure(MARCH, value="120", modality="target")) == []
    assert classes(figure(JANUARY, scope="清河区"), figure(MARCH, scope="东岗区", value="120")) == []


def test_a_value_without_period_beside_another_is_of_another_period() -> None:
    assert classes(figure(JANUARY, period=None, salience=2), figure(MARCH, value="130", salience=2)) == ["其他期间"]
    assert classes(figure(JANUARY, period=None), figure(MARCH, value="130")) == []  # minor: not worth a reader's time


def test_the_share_of_a_district_beside_the_region_s_is_of_another_scope() -> None:
    share = {"unit": "%", "measure": "share", "period": None}
    found = conflicts(figure(JANUARY, value="56.5", **share), figure(MARCH, value="40.4", scope="清河区", **share))
    assert [c.class_ for c in found] == ["范围不同"]
    assert classes(figure(JANUARY, value="56.5", **share), figure(JANUARY, value="40.4", scope="清河区", **share)) == []


def test_inside_one_document_only_the_title_or_a_caption_contradicts_the_text() -> None:
    def at(paragraph: int, value: str, caption: bool = False, **more: object) -> object:
        fact = figure(JANUARY, value=value, confidence="high", salience=2, indicator_id="gdp", **more)
        place = fact.evidence[0].model_copy(update={"locator": Locator(paragraph=paragraph, caption=caption)})
        return fact.model_copy(update={"evidence": (place,)})

    assert classes(at(1, "100"), at(7, "130")) == ["冲突"]
    assert classes(at(5, "100", caption=True), at(7, "130")) == ["冲突"]
    assert classes(at(5, "100"), at(7, "130")) == []
    assert classes(at(1, "100"), at(7, "130", basis="比上年")) == []
    assert classes(figure(JANUARY), figure(JANUARY, value="130")) == []


def test_the_search_compares_with_the_value_in_use_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    judge = search._class
    monkeypatch.setattr(search, "_class", lambda *pair: compared.append(pair) or judge(*pair))
    base = merge_figures([figure(JANUARY)], SOURCES)[0]
    here = merge_figures([figure(MARCH)], SOURCES)[0]
    many = [
        (base if n % 2 else here).model_copy(update={"id": f"x{n}", "value": Decimal(n), "indicator": f"指标{n % 7}"})
        for n in range(3_000)
    ]
    found = find_conflicts(many, SOURCES, ["云岭市"])
    assert len(compared) == 3_000 - 7
    assert len({conflict.question for conflict in found}) == 7


def staged(source: object, stage: str, date: str | None = None, paragraph: int = 1, caption: bool = False) -> StageReport:
    place = evidence(source).model_copy(update={"locator": Locator(paragraph=paragraph, caption=caption)})  # type: ignore[arg-type]
    return StageReport(stage=stage, text=stage, date=date, evidence=place)  # type: ignore[arg-type]


def stages(*reports: StageReport) -> list[str]:
    one = project(JANUARY, "跨海大桥", history=tuple(reports))
    return [conflict.class_ for conflict in stage_conflicts([one], SOURCES)]


def test_two_stages_on_one_page_are_told() -> None:
    assert stages(staged(JANUARY, "主体完工", paragraph=1), staged(JANUARY, "竣工", paragraph=5)) == ["进度用语"]
    assert stages(staged(JANUARY, "在建", paragraph=1), staged(JANUARY, "投产", paragraph=5, caption=True)) == ["进度用语"]


def test_a_story_in_one_paragraph_and_progress_over_time_are_none() -> None:
    assert stages(staged(JANUARY, "开工"), staged(JANUARY, "投产")) == []
    assert stages(staged(JANUARY, "在建"), staged(MARCH, "投产")) == []
    assert stages(staged(JANUARY, "在建", paragraph=1), staged(JANUARY, "投产", paragraph=5)) == []  # review and plan
    assert stages(staged(JANUARY, "谋划", paragraph=1), staged(JANUARY, "在建", paragraph=2)) == []


def test_a_later_report_behind_an_earlier_one_is_told() -> None:
    assert stages(staged(JANUARY, "竣工"), staged(MARCH, "在建")) == ["进度用语"]


def test_shares_of_other_periods_are_not_compared() -> None:
    share = {"unit": "%", "measure": "share"}
    assert (
        classes(
            figure(JANUARY, value="69.4", period="2024", **share),
            figure(MARCH, value="69.1", scope="清河区", period="2025-Q1", **share),
        )
        == []
    )
