"""A year of monthly runs: numbers, comparisons, a correction in between and a run that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.summary import Summary

CONFIG = 'region = "云岭市"\npublisher = "云岭市政府办公室"\n'
RATES = ["5.1", "5.3", "5.2", "5.6", "5.8", "6.0", "6.1", "5.9", "6.2", "6.3", "6.4", "6.5"]


def text(month: int, rate: str, more: str = "") -> str:
    span = "1月" if month == 1 else f"1—{month}月"  # a month is no sum from January: what follows it is new
    return f"云岭市经济运行情况\n发布时间：2024-{month:02}-28\n2024年{span}，全市规模以上工业增加值同比增长{rate}%。{more}\n"


def build(tmp: Path, month: int, rate: str, more: str = "", formats: tuple[str, ...] = ("json",), **options: object) -> Summary:
    source = tmp / "来源"
    source.mkdir(exist_ok=True)
    for old in source.iterdir():
        old.unlink()
    (source / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    (source / "月报.txt").write_text(text(month, rate, more), encoding="utf-8")
    return briefing.make(source, out=tmp / "out", formats=formats, period=f"2024-{month:02}", **options).summary


def told(summary: Summary) -> list[tuple[str, str | None, str | None]]:
    return [(c.class_, c.old, c.new) for c in summary.changes if "工业" in c.text]


def moved(month: int) -> list[tuple[str, str | None, str | None]]:
    rate = f"{RATES[month - 1]}%"
    return [("新增", None, rate)] if month == 2 else [("变化", f"{RATES[month - 2]}%", rate)]


def test_a_year_of_issues(tmp_path: Path) -> None:
    for month, rate in enumerate(RATES, start=1):
        more = "全市粮食总产量120.5万吨。" if month == 3 else ""
        summary = build(tmp_path, month, rate, more)
        assert summary.meta.issue == month
        if month == 1:
            assert summary.previous is None and summary.changes == ()
            continue
        assert summary.previous is not None and summary.previous.period == f"2024-{month - 1:02}"
        assert told(summary) == moved(month)
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


def test_a_year_with_a_correction_a_failed_run_and_little_room(tmp_path: Path) -> None:
    """As the office has it: the whole PDF every time, June corrected twice, September refused once, two revisions kept."""
    right = dict(enumerate(RATES, start=1))
    for month, rate in right.items():
        whole = {"formats": ("pdf", "json"), "keep": 2} if month in (6, 9, 10, 12) else {"keep": 2}
        if month == 6:
            first = build(tmp_path, 6, "9.9", **whole)
            assert (first.meta.revision, told(first)) == (0, [("变化", "5.8%", "9.9%")])
            second = build(tmp_path, 6, "6.9", **whole)
            assert [(c.class_, c.old, c.new) for c in second.revised] == [("变化", "9.9%", "6.9%")]
        if month == 9:
            with pytest.raises(briefing.MissingGlyphError, match=r"U\+30EDE"):
                build(tmp_path, 9, rate, "全市𰻞面产值45.6亿元。", **whole)
            assert not (tmp_path / "out/2024-09").exists()
        summary = build(tmp_path, month, rate, **whole)
        assert summary.meta.issue == month
        assert [str(f.value) for f in summary.figures if "工业" in f.indicator] == [rate]
        if month > 1:
            assert told(summary) == moved(month)
    out = tmp_path / "out"
    june = briefing.load_summary(out / "2024-06/briefing.json")
    assert june.meta.revision == 2 and [(c.old, c.new) for c in june.revised] == [("6.9%", "6.0%")]
    kept = {p.parent.parent.name: p.name for p in sorted(out.glob(".issues/*/default/r*"))}
    assert len(kept) == 12 and sorted(p.name for p in (out / ".issues/2024-06/default").iterdir()) == ["r2", "r3"]
    assert [p.name for p in (out / ".issues/2024-09/default").iterdir()] == ["r1"]
    assert all((out / f"2024-{month:02}").is_dir() for month in right)
    changes = briefing.diff(out / "2024-06/briefing.json", out / "2024-12/briefing.json")
    assert [(c.old, c.new, c.difference) for c in changes if "工业" in c.text] == [("6.0%", "6.5%", "+0.5个百分点")]
    for month in (6, 9, 10, 12):
        assert briefing.verify(out / f"2024-{month:02}/briefing.pdf").ok


def test_three_issues_draw_a_trend_and_are_proved(tmp_path: Path) -> None:
    """Falls among them: what a fall prints in changes, cards and charts is the figure it stands for."""
    for month, rate in ((5, "3.0"), (6, "2.2"), (7, "0.6")):
        source = tmp_path / f"来源{month}"
        source.mkdir()
        (source / "briefing.toml").write_text(CONFIG, encoding="utf-8")
        words = f"云岭市经济运行情况\n发布时间：2024-{month:02}-28\n2024年1—{month}月，全市固定资产投资同比下降{rate}%。\n"
        (source / "月报.txt").write_text(words, encoding="utf-8")
        made = briefing.make(source, out=tmp_path / "out", formats=("json", "pdf"), period=f"2024-{month:02}")
    (trend,) = made.summary.trends
    assert [point.text for point in trend.points] == ["−3.0", "−2.2", "−0.6"]
    charts = [b for s in made.document.sections for b in s.blocks if b.kind == "chart" and b.spec.type == "trend"]
    assert len(charts) == 1
