"""The month of an issue whose papers have no date: the newest time they report of, and none to come."""

from __future__ import annotations

from datetime import date

from briefing.options import Options
from briefing.reconciliation.issue import issue_period

from reconciliation.facts import extraction, figure, info

UNDATED = info("甲", None)
OPTIONS = Options(today=date(2026, 11, 24))


def month(*periods: str) -> str:
    figures = (figure(UNDATED, f"指标{n}", "12", id=str(n), period=period) for n, period in enumerate(periods))
    return issue_period([extraction(UNDATED, *figures)], OPTIONS)


def test_the_newest_reported_period_gives_the_month() -> None:
    assert month("2020-01/2020-04", "2019", "2020-Q1") == "2020-04"


def test_a_day_of_account_in_the_year_told_of_gives_the_month() -> None:
    assert month("as-of:2020-04-12", "as-of:2020-04-12", "2020") == "2020-04"
    assert month("as-of:2020-04-12", "2020", "2020") == "2020-12"
    assert month("as-of:2020-04-12", "as-of:2020-04-12", "2020", "2020-01/2020-06") == "2020-12"


def test_a_period_that_has_not_ended_makes_no_issue_of_months_to_come() -> None:
    assert month("2026") == "2026-11"
