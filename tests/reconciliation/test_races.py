"""较短比长: districts beside where they stood two months before, on the same indicator and kind of period only."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.model.extraction import Extraction
from briefing.model.fact import Figure
from briefing.model.period import period_shape
from briefing.model.summary import Race, Summary
from briefing.options import DistrictOption, Options
from briefing.reconciliation import reconcile

from reconciliation.facts import extraction, figure, info

PLACES = ("清河区", "东岗区", "石泉县")


def told(source: object, period: str, values: dict[str, str], indicator: str = "固定资产投资增速", **more: Any) -> list[Figure]:
    more = {"measure": "growth", "unit": "%", "direction": "up"} | more
    unit = more.pop("unit")
    return [
        figure(source, indicator, value, unit, scope=place, period=period, id=f"{indicator}{period}{place}", **more)  # type: ignore[arg-type]
        for place, value in values.items()
    ]


def issue(month: str, period: str, values: dict[str, str], *earlier: Summary, **more: Any) -> Summary:
    source = info(f"通报{month}", f"{month}-15")
    return of([extraction(source, *told(source, period, values, **more))], month, *earlier)


def of(documents: list[Extraction], month: str, *earlier: Summary) -> Summary:
    options = Options(region="云岭市", period=month, district=tuple(DistrictOption(name=name) for name in PLACES))
    before = max(earlier, key=lambda s: s.meta.period) if earlier else None
    return reconcile(documents, options, previous=before, earlier=earlier)


MAY = issue("2025-06", "2025-01/2025-05", {"清河区": "8.0", "东岗区": "9.5", "石泉县": "7.2"})
JUNE = issue("2025-07", "2025-H1", {"清河区": "8.8", "东岗区": "9.0"}, MAY)


def lines(race: Race) -> list[tuple[object, ...]]:
    return [(p.place, p.rank, p.old, p.old_rank, p.difference) for p in race.places]


def test_the_districts_are_ranked_now_and_two_months_before() -> None:
    """The issue of two months before counts, not the nearest one; a district that was silent then has no value of then."""
    (race,) = issue("2025-08", "2025-01/2025-07", {"清河区": "10.1", "东岗区": "9.1"}, MAY, JUNE).races
    assert (race.indicator, race.period, race.old_period, race.issue) == (
        "固定资产投资增速",
        "2025-01/2025-07",
        "2025-01/2025-05",
        1,
    )
    assert lines(race) == [("清河区", 1, "8.0%", 2, "+2.1个百分点"), ("东岗区", 2, "9.5%", 1, "−0.4个百分点")]
    (race,) = issue("2025-08", "2025-01/2025-07", {"清河区": "10.1", "东岗区": "9.1", "石泉县": "-1.0"}, JUNE).races
    assert race.old_period == "2025-H1" and lines(race)[2] == ("石泉县", 3, None, None, None)


def test_equal_values_share_a_rank_and_falls_stand_last() -> None:
    (race,) = issue("2025-08", "2025-01/2025-07", {"清河区": "3.0", "东岗区": "3.0", "石泉县": "-2.0"}, MAY).races
    assert [(p.place, p.rank) for p in race.places] == [("清河区", 1), ("东岗区", 1), ("石泉县", 3)]


@pytest.mark.parametrize(
    ("period", "more"),
    [
        ("2025-07", {}),  # a month beside what runs from January
        ("2025-01/2025-11", {}),  # half a year apart
        ("2025-01/2025-06", {"indicator": "工业投资增速"}),
        ("2025-01/2025-07", {"modality": "target"}),
        ("2025-01/2025-07", {"approx": "约"}),
        ("2025-01/2025-07", {"measure": "share"}),
    ],
)
def test_what_is_not_alike_is_not_compared(period: str, more: dict[str, Any]) -> None:
    assert issue("2025-08", period, {"清河区": "10.1", "东岗区": "9.1"}, MAY, **more).races == ()


def test_amounts_from_january_are_not_set_beside_those_of_another_year() -> None:
    """Growth may be: it is measured against its own year before."""
    money = {"indicator": "工业投资", "measure": "level", "unit": "亿元", "direction": None}
    values = {"清河区": "120", "东岗区": "80"}
    year = issue("2025-01", "2024", values, **money)
    assert issue("2025-03", "2025-01/2025-02", values, year, **money).races == ()
    grown = issue("2025-01", "2024", {"清河区": "8.0", "东岗区": "9.5"})
    assert len(issue("2025-03", "2025-01/2025-02", {"清河区": "8.1", "东岗区": "9.1"}, grown).races) == 1
    month = issue("2025-01", "2024-12", values, **money)
    assert len(issue("2025-03", "2025-02", values, month, **money).races) == 1


def test_one_district_and_two_values_of_one_district_are_no_race() -> None:
    assert issue("2025-08", "2025-01/2025-07", {"清河区": "10.1"}, MAY).races == ()
    paper, other = info("甲", "2025-08-01"), info("乙", "2025-08-02")
    period = "2025-01/2025-07"
    documents = [
        extraction(paper, *told(paper, period, {"清河区": "10.1", "东岗区": "9.1"})),
        extraction(other, *told(other, period, {"东岗区": "6.6"}, indicator="固定资产投资增速")),
    ]
    second = documents[1].figures[0].model_copy(update={"id": "other"})
    assert of([documents[0], documents[1].model_copy(update={"figures": (second,)})], "2025-08", MAY).races == ()


def test_low_trust_takes_no_part() -> None:
    weak = info("转载", "2025-08-01", "low")
    document = extraction(weak, *told(weak, "2025-01/2025-07", {"清河区": "10.1", "东岗区": "9.1"}))
    assert of([document], "2025-08", MAY).races == ()


@pytest.mark.parametrize(
    ("period", "shape"),
    [
        ("2025-07", "month"),
        ("2025-01", "month"),
        ("2025-01/2025-05", "to-date"),
        ("2025-H1", "to-date"),
        ("2025-Q1", "to-date"),
        ("2025", "to-date"),
        ("2025-Q3", "quarter"),
        ("2025-H2", "half"),
        ("2024-11/2025-02", None),
        ("2025-10-01/2025-10-07", None),
        ("as-of:2025-07-31", None),
        ("by:2025-12", None),
    ],
)
def test_the_shape_of_a_period(period: str, shape: str | None) -> None:
    assert period_shape(period) == shape
