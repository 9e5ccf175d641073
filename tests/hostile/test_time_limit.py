"""The time one document may take is asked for inside a paragraph too."""

from __future__ import annotations

import itertools

import pytest

from briefing import limits
from briefing.cleaning import clean
from briefing.errors import LimitError
from briefing.extraction import extract
from briefing.model.source import Source
from briefing.options import Options

SENTENCE = "全市新开工项目{}个，完成投资3.{}亿元，增长5.6%。"


def asked(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """How often the time is asked for while a text is read."""
    times = itertools.count()
    monkeypatch.setattr(limits.time, "thread_time", lambda: next(times))
    with limits.at_most(10**9):
        extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
    return next(times)


def test_the_time_is_asked_for_inside_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = (asked(monkeypatch, "".join(SENTENCE.format(i, i) for i in range(1, n))) for n in (2, 42))
    assert many - one > 40 * 3


def test_a_paragraph_that_takes_long_is_given_up_in_its_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(SENTENCE.format(i, i) for i in range(1, 42))
    times = itertools.count()
    monkeypatch.setattr(limits.time, "thread_time", lambda: next(times))
    with pytest.raises(LimitError, match="most_seconds"), limits.at_most(60):
        extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())


def test_a_table_of_many_rows_is_asked_for_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (
        asked(monkeypatch, "指标 | 单位 | 1-9月\n" + "".join(f"指标{i} | 亿元 | {i}3.5\n" for i in range(n))) for n in (4, 44)
    )
    assert many - few >= 40
