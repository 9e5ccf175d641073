"""Facts a caller brings along as a data frame, and templates of an office's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import briefing
from briefing import resources
from support import run

TEXT = "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长5.4%。\n"


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text('region = "云岭市"\nname = "云岭市情简报"\n', encoding="utf-8")
    (path / "a.txt").write_text(TEXT, encoding="utf-8")
    return path


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": ["地区生产总值", "地区生产总值", "进出口总额"],
            "value": [1203.0, 5.6, 88.25],
            "unit": ["亿元", "%", "亿元"],
            "scope": ["云岭市", "云岭市", None],
            "period": ["2024-Q1", "2024-Q1", None],
            "measure": ["level", "growth", None],
            "direction": [None, "up", None],
            "value_max": [None, None, float("nan")],
        }
    )


def test_rows_become_figures_with_a_place_of_their_own() -> None:
    found = briefing.facts_from_frame(frame(), source="统计数据库", published=date(2024, 12, 1))
    assert (found.source.kind, found.source.publisher, found.source.trust) == ("外部数据", "统计数据库", "medium")
    first, second, third = found.figures
    assert (first.value, first.unit, first.scope, first.period) == (Decimal(1203), "亿元", "云岭市", "2024-Q1")
    assert (second.measure, second.direction, second.value) == ("growth", "up", Decimal("5.6"))
    assert (third.scope, third.period, third.value_max, third.measure) == (None, None, None, "level")
    assert first.rule == "外部数据" and first.evidence[0].quote.endswith("1203亿元")
    assert briefing.facts_from_frame(frame(), source="统计数据库", published=date(2024, 12, 1)) == found


def test_they_are_printed_with_their_mark_and_proved(folder: Path, tmp_path: Path) -> None:
    facts = briefing.facts_from_frame(frame(), source="统计数据库", published=date(2024, 12, 1))
    result = briefing.make(folder, out=tmp_path / "out", formats=("pdf", "md"), facts=[facts])
    text = result.paths["md"].read_text(encoding="utf-8")
    assert "1203亿元" in text and "外部数据：统计数据库" in text and "　外部数据" in text
    assert briefing.verify(result.paths["pdf"], sources=folder).ok
    # The run key knows them: another value is another issue.
    other = frame().assign(value=[1204.0, 5.6, 88.25])
    again = briefing.make(
        folder, out=tmp_path / "out", formats=("pdf", "md"), facts=[briefing.facts_from_frame(other, source="统计数据库")]
    )
    assert again.new and again.summary.meta.revision == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": ["many", "1", "2"]}, "第 1 行的 value"),
        ({"value": [1, float("nan"), 2]}, "第 2 行缺 value"),
        ({"value": [1, 2, float("inf")]}, "第 3 行的 value"),
        ({"period": ["2024年", None, None]}, "第 1 行的 period"),
        ({"measure": ["level", "speed", None]}, "第 2 行的 measure"),
        ({"unit": ["", "%", "亿元"]}, "第 1 行缺 unit"),
        ({"kommentar": ["x", "y", "z"]}, "不认识的列：kommentar"),
    ],
)
def test_a_wrong_cell_is_named(change: dict[str, list[object]], told: str) -> None:
    with pytest.raises(briefing.UsageError, match=told):
        briefing.facts_from_frame(frame().assign(**change), source="x")
    with pytest.raises(briefing.UsageError, match="一行也没有"):
        briefing.facts_from_frame(frame().head(0), source="x")


def test_own_templates_stand_in_place_of_the_shipped(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = (folder, "-o", tmp_path / "out", "-q", "--format", "md", "--period", "2024-12")
    config = folder / "briefing.toml"
    config.write_text(config.read_text(encoding="utf-8") + 'templates = "我的"\n', encoding="utf-8")
    assert run(*given) == 2
    assert "模板文件夹" in capsys.readouterr().err
    own = folder / "我的"
    own.mkdir()
    shipped = (resources.template_folder() / "annex.j2").read_text(encoding="utf-8")
    (own / "annex.j2").write_text(shipped.replace("本简报由规则程序", "本材料由规则程序"), encoding="utf-8")
    assert run(*given) == 0
    assert "本材料由规则程序" in (tmp_path / "out/2024-12/briefing.md").read_text(encoding="utf-8")
    # Other templates are another run.
    assert run(*given, "--if-changed") == 6
    (own / "annex.j2").write_text(shipped + "@text {{ colophon.nowhere }}\n", encoding="utf-8")
    assert run(*given, "--if-changed") == 1
    told = capsys.readouterr().err
    line = len(shipped.splitlines()) + 1
    assert "annex.j2" in told and "nowhere" in told and f"第{line}行" in told, told
