"""A year of monthly runs: numbers, comparisons, a correction in between and a run that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.summary import Summary

CONFIG = 'region = "云岭市"\npublisher = "云岭市政府办公室"\n'
RATES = ["5.1", "5.3", "5.2", "5.6", "5.8", "6.0", "6.1", "5.9", "6.2", "6.3", "6.4", "6.5"]


def text(month: int, rate: str, more: str = "") -> str:
    span = "1月" if month == 1 else f"1—{month}月"
    return f"云岭市经济运行情况\n发布时间：2024-{month:02}-28\n2024年{span}，全市规模以上工业增加值同比增长{rate}%。{more}\n"


def build(tmp: Path, month: int, rate: str, more: str = "", **options: object) -> Summary:
    source = tmp / "来源"
    source.mkdir(exist_ok=True)
    for old in source.iterdir():
        old.unlink()
    (source / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    (source / "月报.txt").write_text(text(month, rate, more), encoding="utf-8")
    return briefing.make(source, out=tmp / "out", formats=("json",), period=f"2024-{month:02}", **options).summary


def told(summary: Summary) -> list[tuple[str, str | None, str | None]]:
    return [(c.class_, c.old, c.new) for c in summary.changes if "工业" in c.text]


def test_a_year_of_issues(tmp_path: Path) -> None:
    for month, rate in enumerate(RATES, start=1):
        more = "全市粮食总产量120.5万吨。" if month == 3 else ""
        summary = build(tmp_path, month, rate, more)
        assert summary.meta.issue == month
        if month == 1:
            assert summary.previous is None and summary.changes == ()
            continue
        assert summary.previous is not None and summary.previous.period == f"2024-{month - 1:02}"
        assert told(summary) == [("变化", f"{RATES[month - 2]}%", f"{rate}%")]
        grain = [(c.class_, c.silent) for c in summary.changes if "粮食" in c.text]
        assert grain == ([("新增", 0)] if month == 3 else [("未更新", month - 3)] if 3 < month <= 9 else [])
    assert len(list((tmp_path / "out").glob("2024-*"))) == 12


def test_a_corrected_month_is_what_the_next_one_is_compared_with(tmp_path: Path) -> None:
    build(tmp_path, 5, "5.8")
    build(tmp_path, 6, "6.0")
    corrected = build(tmp_path, 6, "6.1")
    assert told(corrected) == [("变化", "5.8%", "6.1%")]
    assert corrected.meta.issue == 2
    assert [p.name for p in sorted((tmp_path / "out/.issues/2024-06/default").iterdir())] == ["r1", "r2"]
    assert told(build(tmp_path, 7, "6.2")) == [("变化", "6.1%", "6.2%")]


def test_a_failed_month_leaves_the_one_before_to_be_compared_with(tmp_path: Path) -> None:
    build(tmp_path, 8, "5.9")
    with pytest.raises(briefing.UsageError):
        build(tmp_path, 9, "6.2", missing_glyph="whatever")
    assert not (tmp_path / "out/2024-09").exists()
    assert told(build(tmp_path, 10, "6.3")) == [("变化", "5.9%", "6.3%")]
