from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese.periods import periods
from briefing.model.period import bounds

DAY = date(2025, 10, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，全市地区生产总值", ["2024"]),
        ("2023年全社会研发投入强度", ["2023"]),
        ("今年上半年，增速第一", ["2025-H1"]),
        ("1~7月份，固定资产投资", ["2025-01/2025-07"]),
        ("1-9月完成投资", ["2025-01/2025-09"]),
        ("2024年1至8月", ["2024-01/2024-08"]),
        ("9月末，规上工业企业418家", ["as-of:2025-09-30"]),
        ("截至2024年2月底", ["as-of:2024-02-29"]),
        ("9月当月完成0.35亿元", ["2025-09"]),
        ("前三季度", ["2025-01/2025-09"]),
        ("去年一季度", ["2024-Q1"]),
        ("2026年第一季度集中开工", ["2026-Q1"]),
        ("2月27日上午", ["2025-02-27"]),
        ("2021-2025年", ["2021/2025"]),
        ("2022年以来信访工作", ["since:2022"]),
        ("去年以来，限时办结", ["since:2024"]),
        ("“十四五”时期", ["2021/2025"]),
        ("截至目前，已累计投入", ["as-of:2025-10-22"]),
        ("由2020年的43.5%降至去年的19.8%", ["2020", "2024"]),
        ("增长5%-5.5%，2—3家", []),
        ("2021年度道德模范，13月，2月30日", []),
        ("20年来，40余年", []),
    ],
)
def test_periods_of_a_text(text: str, expected: list[str]) -> None:
    assert [found.period for found in periods(text, DAY)] == expected


def test_without_a_publication_date_no_year_is_guessed() -> None:
    assert [f.period for f in periods("今年上半年、1~7月份、9月末、截至目前、2024年")] == ["2024"]


def test_an_inferred_year_says_so() -> None:
    assert [f.inferred for f in periods("2024年1-8月，去年，“十四五”", DAY)] == [False, True, False]


@given(st.text(alphabet="今去年上半一二季度以来前三月日份0123456789-~至“”十四五底截目，", max_size=30))
def test_every_period_is_valid_and_none_overlaps(text: str) -> None:
    end = 0
    for found in periods(text, DAY):
        bounds(found.period)
        assert end <= found.start < found.end
        end = found.end
