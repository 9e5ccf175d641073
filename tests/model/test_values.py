from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from briefing.model.period import bounds, is_whole_year, months_between
from briefing.model.quantity import Quantity
from briefing.model.run import Run
from briefing.model.source import Source
from briefing.model.text import CleanText


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-01/2024-07", "2024-01-01", "2024-07-31"),
        ("2021/2025", "2021-01-01", "2025-12-31"),
        ("as-of:2024-10-01", "2024-10-01", "2024-10-01"),
    ],
)
def test_bounds(period: str, first: str, last: str) -> None:
    assert bounds(period)[1:] == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-H3", "2024-07/2024-01", "until:2024", "2024-02-31"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        bounds(text)


def test_years_and_months() -> None:
    assert is_whole_year("2024") and is_whole_year("2021/2025") and not is_whole_year("2024-H1")
    assert months_between(date(2024, 12, 31), date(2025, 4, 1)) == 4


def test_scales_fold_into_the_value() -> None:
    assert Quantity(value=Decimal("1.5"), unit="万吨").base() == (Decimal(15000), "吨")
    assert Quantity(value=Decimal("3"), unit="亿千瓦时").base() == (Decimal(300000000), "千瓦时")
    assert Quantity(value=Decimal("7.0"), unit="%").base() == (Decimal("7.0"), "%")


def test_a_text_run_holds_no_number() -> None:
    for text in ("增长5.4%", "第３期"):
        with pytest.raises(ValidationError, match="no number"):
            Run(kind="text", text=text)
    with pytest.raises(ValidationError, match="reference"):
        Run(kind="figure", text="5.4%")


def test_a_clean_place_leads_back_to_the_source() -> None:
    source = Source.from_text("项目77\n\n个。")
    clean = CleanText(source=source, text="项目77个。", blocks=(), segments=((0, 0, 4), (4, 6, 2)))
    found = clean.evidence(2, 5, number=(2, 5), sentence=(0, 6))
    assert found.pieces == ((2, 4), (6, 7))
    assert (found.quote, found.before, found.after) == ("77个", "项目", "。")
    with pytest.raises(ValueError):
        clean.evidence(3, 3)
