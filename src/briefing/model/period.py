"""The notation of periods and its pure comparisons.

A period is a string: ``2024`` · ``2024-H1`` · ``2024-Q3`` · ``2024-07`` · ``2024-10-01`` · ``2024-01/2024-07`` (a span, both
ends included) · ``2021/2025`` · ``as-of:2024-10-01`` (截至目前 is the publication date) · ``since:2022`` · ``by:2025-12``.
No period at all is ``None``: the text does not say, and nobody guesses.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator

PeriodKind = Literal["span", "as-of", "since", "by"]

_POINT = r"\d{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
_PERIOD = re.compile(rf"(?:(as-of|since|by):)?({_POINT})(?:/({_POINT}))?")
_PARTS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


class Bounds(NamedTuple):
    """A period as a kind and its first and last day (both included)."""

    kind: PeriodKind
    first: date
    last: date


def _valid(period: str) -> str:
    bounds(period)
    return period


Period = Annotated[str, AfterValidator(_valid)]


def _point(text: str) -> tuple[date, date]:
    year, _, rest = text.partition("-")
    y = int(year)
    if not rest:
        return date(y, 1, 1), date(y, 12, 31)
    if rest in _PARTS:
        first, last = _PARTS[rest]
        return date(y, first, 1), date(y, last, calendar.monthrange(y, last)[1])
    month, _, day = rest.partition("-")
    m = int(month)
    if day:
        return date(y, m, int(day)), date(y, m, int(day))
    return date(y, m, 1), date(y, m, calendar.monthrange(y, m)[1])


@lru_cache(maxsize=4096)
def bounds(period: str) -> Bounds:
    """First and last day of a period; raises `ValueError` for text that is no period."""
    match = _PERIOD.fullmatch(period)
    if not match:
        raise ValueError(f"not a period: {period!r}")
    first, last = _point(match[2])
    if match[3]:
        last = _point(match[3])[1]
    if last < first:
        raise ValueError(f"a period that ends before it begins: {period!r}")
    return Bounds(match[1] or "span", first, last)  # type: ignore[arg-type]


def is_whole_year(period: str) -> bool:
    """True for ``2024`` and ``2021/2025``: annual values stay current until the next year's are known."""
    span = bounds(period)
    return span.kind == "span" and (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31)


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one day to another, negative when `later` lies before."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


@lru_cache(maxsize=4096)
def period_shape(period: str) -> str | None:
    """The kind of a stretch of time, so that only like is compared with like: ``month``, ``to-date`` (from January on, a year
    among them), ``quarter`` or ``half``; None for points, promises and stretches of another make."""
    span = bounds(period)
    if span.kind != "span" or span.first.year != span.last.year or span.first.day != 1:
        return None
    if (span.last + timedelta(days=1)).day != 1:
        return None
    months = span.last.month - span.first.month + 1
    if months == 1 and "/" not in period:
        return "month"
    if span.first.month == 1:
        return "to-date"
    return {3: "quarter", 6: "half"}.get(months)
