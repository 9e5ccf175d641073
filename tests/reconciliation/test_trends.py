"""走势: one indicator of one place over the issues — three points of the same kind of period, the newest of this issue."""

from __future__ import annotations

from typing import Any

from briefing.model.summary import Summary, Trend
from briefing.options import DistrictOption, Options
from briefing.reconciliation import reconcile

from reconciliation.facts import extraction, figure, info


def issue(month: str, period: str, value: str, *earlier: Summary, scope: str = "云岭市", **more: Any) -> Summary:
    source = info(f"通报{month}", f"{month}-15", more.pop("trust", "high"))
    more = {"measure": "growth", "unit": "%", "direction": "up", "indicator": "固定资产投资增速"} | more
    found = figure(
        source, more.pop("indicator"), value, more.pop("unit"), scope=scope, period=period, id=f"{month}{period}", **more
    )
    options = Options(region="云岭市", period=month, district=(DistrictOption(name="清河区"),))
    before = max(earlier, key=lambda s: s.meta.period) if earlier else None
    return reconcile([extraction(source, found)], options, previous=before, earlier=earlier)


def points(trend: Trend) -> list[tuple[str, str, int]]:
    return [(point.period, point.text, point.issue) for point in trend.points]


MAY = issue("2025-06", "2025-01/2025-05", "8.0")
JUNE = issue("2025-07", "2025-H1", "2.2", MAY, direction="down")


def test_three_issues_make_a_trend_and_two_none() -> None:
    assert JUNE.trends == ()
    (trend,) = issue("2025-08", "2025-01/2025-07", "9.1", MAY, JUNE).trends
    assert (trend.indicator, trend.scope, trend.unit) == ("固定资产投资增速", "云岭市", "%")
    assert points(trend) == [("2025-01/2025-05", "8.0", 1), ("2025-H1", "−2.2", 2), ("2025-01/2025-07", "9.1", 3)]


def test_a_value_told_again_is_that_of_the_newer_issue() -> None:
    again = issue("2025-08", "2025-H1", "2.5", MAY, JUNE)
    (trend,) = issue("2025-09", "2025-01/2025-08", "9.1", MAY, JUNE, again).trends
    assert points(trend)[1] == ("2025-H1", "2.5", 3)


def test_no_trend_of_other_things() -> None:
    for changed in (
        {"period": "2025-07"},  # a month is not what runs from January
        {"indicator": "工业投资增速"},
        {"scope": "清河区"},
        {"measure": "share"},
        {"approx": "近"},
        {"trust": "low"},
        {"modality": "target"},
    ):
        given = {"period": "2025-01/2025-07"} | changed
        assert issue("2025-08", given.pop("period"), "9.1", MAY, JUNE, **given).trends == (), changed


def test_amounts_that_run_from_january_only_grow() -> None:
    amounts = {"measure": "level", "unit": "亿元", "direction": None, "indicator": "固定资产投资"}
    first = issue("2025-06", "2025-01/2025-05", "80", **amounts)
    second = issue("2025-07", "2025-H1", "96", first, **amounts)
    assert issue("2025-08", "2025-01/2025-07", "110", first, second, **amounts).trends == ()
    months = [("2025-06", "2025-05", "12"), ("2025-07", "2025-06", "16"), ("2025-08", "2025-07", "11")]
    made: list[Summary] = []
    for month, period, value in months:
        made.append(issue(month, period, value, *made, **amounts))
    assert [point.text for point in made[-1].trends[0].points] == ["12", "16", "11"]


def test_a_trend_ends_in_this_issue() -> None:
    third = issue("2025-08", "2025-01/2025-07", "9.1", MAY, JUNE)
    assert issue("2025-09", "2025-01/2025-08", "5", MAY, JUNE, third, indicator="工业投资增速").trends == ()
