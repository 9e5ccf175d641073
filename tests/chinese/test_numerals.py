from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese.numerals import number, numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [("七十五", 75), ("十", 10), ("十二", 12), ("两", 2),
     ("一百零八", 108), ("两千四百零六", 2406), ("百亿", 10**10), ("五十亿", 5 * 10**9),
     ("五百八十亿", 58 * 10**9), ("千亿", 10**11),
     ("三万五千", 35000), ("二〇二四", 2024), ("一亿零三百万", 103 * 10**6), ("零", 0)],
)  # fmt: skip
def test_numerals_are_read(text: str, value: int) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "甲", "十百", "一二十三百", "3", "亿万一十百"])
def test_what_is_no_numeral(text: str) -> None:
    assert number(text) is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_round_trip(value: int) -> None:
    assert number(numeral(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [(10, "十"), (15, "十五"), (20, "二十"), (105, "一百零五"), (10010, "一万零一十"), (110, "一百一十")]
)
def test_numerals_are_written(value: int, text: str) -> None:
    assert numeral(value) == text


def test_no_numeral_beyond_the_range() -> None:
    with pytest.raises(ValueError, match="no numeral"):
        numeral(-1)
