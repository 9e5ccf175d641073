from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese.format import change_text, date_text, figure_text, period_text, rank_text, read_number, short_period
from briefing.chinese.periods import periods
from briefing.model.period import bounds

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"value": "5.4", "unit": "%"}, "5.4%"),
        ({"value": "7.0", "unit": "%"}, "7.0%"),
        ({"value": "-2.8", "unit": "%"}, "−2.8%"),
        ({"value": "70", "unit": "亿元", "approx": "近"}, "近70亿元"),
        ({"value": "4", "unit": "万家", "approx": "余"}, "4万余家"),
        ({"value": "60", "unit": "平方公里", "approx": "多"}, "60多平方公里"),
        ({"value": "70", "unit": "%", "approx": "以上"}, "70%以上"),
        ({"value": "5", "value_max": "5.5", "unit": "%"}, "5%—5.5%"),
        ({"value": "2", "value_max": "3", "unit": "亿元"}, "2亿—3亿元"),
        ({"value": "2", "value_max": "3", "unit": "家"}, "2—3家"),
        ({"value": "7", "unit": "位", "measure": "rank", "among": "全省"}, "全省第七"),
        ({"value": "12", "unit": "位", "measure": "rank"}, "第12"),
        ({"value": "10", "unit": "位", "measure": "rank", "approx": "以内"}, "前十"),
        ({"value": "1E+3", "unit": "亿元", "show_unit": False}, "1000"),
    ],
)
def test_a_figure_is_written(given: dict[str, str], text: str) -> None:
    numbers = {k: Decimal(v) if k in ("value", "value_max") else v for k, v in given.items()}
    assert figure_text(**numbers) == text  # type: ignore[arg-type]


def test_a_badge_and_a_change() -> None:
    assert rank_text(Decimal(7), among="全省", digits=True) == "全省第7"
    assert change_text(Decimal("13.21")) == "▲ 13.21%"
    assert change_text(Decimal("-2.8")) == change_text(Decimal("2.8"), direction="down") == "▼ 2.8%"
    assert change_text(Decimal("3.3"), "个百分点", direction="up") == "▲ 3.3个百分点"
    assert change_text(Decimal("0.0")) == "持平"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2024", "2024年"), ("2024-H1", "2024年上半年"), ("2024-Q3", "2024年三季度"), ("2024-01/2024-07", "2024年1—7月"),
        ("2024-10-01/2024-10-07", "2024年10月1—7日"), ("as-of:2024-10-01", "截至2024年10月1日"), ("2021/2025", "2021—2025年"),
        ("since:2022", "2022年以来"), ("by:2025-12", "到2025年12月"), ("2024-11/2025-02", "2024年11月至2025年2月"),
        ("2021-01", "2021年1月"),
    ],
)  # fmt: skip
def test_a_period_is_written(period: str, text: str) -> None:
    assert period_text(period) == text


def test_dates_and_short_periods() -> None:
    assert [date_text(x) for x in ("2025-04-18", "2025-04", "2025")] == ["2025年4月18日", "2025年4月", "2025年"]
    assert [short_period(x) for x in ("2024-01/2024-07", "2024", "2024-H2", "as-of:2025-02-28", "2024-Q3")] == [
        "2024.07", "2024", "2024下", "2025.02", "2024.09",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="not a period"):
        period_text("2024年")


@given(
    NUMBERS, st.sampled_from(["%", "亿元", "万家", "平方公里", "个百分点", ""]), st.sampled_from([None, "近", "约", "余", "以上"])
)
def test_the_number_is_read_back_unchanged(value: Decimal, unit: str, approx: str | None) -> None:
    assert read_number(figure_text(value, unit, approx=approx)) == (value, None)


@given(NUMBERS, NUMBERS, st.sampled_from(["%", "亿元", "家"]))
def test_a_range_is_read_back_unchanged(low: Decimal, high: Decimal, unit: str) -> None:
    assert read_number(figure_text(low, unit, value_max=high)) == (low, high)


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 12))
def test_a_written_period_is_read_as_the_same_period(year: int, first: int, last: int) -> None:
    period = f"{year}-{first:02}/{year}-{last:02}" if first < last else f"{year}-{first:02}"
    (found,) = periods(period_text(period))
    assert bounds(found.period) == bounds(period)
