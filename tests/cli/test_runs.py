"""Runs as an office has them: months in a row, editions, corrections, retention, logs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from support import run

CONFIG = """
region = "云岭市"
name = "云岭市情简报"
publisher = "云岭市政府办公室"
issue = 41
keep = 2
[[district]]
name = "清河区"
aliases = ["清河"]
[[district]]
name = "白石县"
[[edition]]
name = "清河版"
title = "清河区情简报"
focus = ["清河区"]
sections = ["districts", "changes"]
[[edition]]
name = "公开"
audience = "public"
"""


def month(year: int, number: int, rate: str) -> str:
    return (
        f"云岭市经济运行情况\n发布时间：{year}-{number:02}-28\n{year}年1—{number}月，全市规模以上工业增加值同比增长{rate}%。"
        f"清河区固定资产投资增长8.{number % 10}%。白石县固定资产投资增长7.{number % 10}%。\n全市移送问题线索{number}件。\n"
    )


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    for year, number, rate in ((2024, 10, "5.1"), (2024, 11, "5.2"), (2024, 12, "5.3")):
        (path / f"{number}.txt").write_text(month(year, number, rate), encoding="utf-8")
    return path


def summary(out: Path, place: str) -> briefing.Summary:
    return briefing.load_summary(out / place / "briefing.json")


def rates(found: briefing.Summary) -> set[str]:
    return {str(f.value) for f in found.figures if "工业" in f.indicator}


def test_months_in_a_row_know_only_what_had_been_published(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(folder, "-o", out, "--period", "2024-10..2024-12", "--format", "json", "--summary-json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "briefing-runs/1"
    assert [(r["period"], r["issue"], r["sources"]) for r in told["runs"]] == [
        ("2024-10", 41, 1),
        ("2024-11", 42, 2),
        ("2024-12", 43, 3),
    ]
    assert rates(summary(out, "2024-10")) == {"5.1"}
    assert rates(summary(out, "2024-12")) == {"5.1", "5.2", "5.3"}
    moved = [c for c in summary(out, "2024-11").changes if c.class_ == "变化" and "工业" in c.text]
    assert [(c.old, c.new) for c in moved] == [("5.1%", "5.2%")]


def test_a_month_without_sources_is_told_and_the_others_go_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "-o", tmp_path / "out", "--period", "2024-09..2024-10", "--format", "json") == 3
    told = capsys.readouterr()
    assert "2024-09：" in told.err and (tmp_path / "out/2024-10/briefing.json").is_file()
    for wrong in ("2024-12..2024-10", "2024-10..2024-13", "2024-10.."):
        assert run(folder, "-o", tmp_path / "out", "--period", wrong) == 2


def test_all_editions_stand_beside_each_other(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(folder, "-o", out, "-q", "--period", "2024-12", "--edition", "all", "--format", "pdf,json") == 0
    names = ["briefing.json", "briefing.pdf", "manifest.json", "公开", "清河版"]
    assert sorted(p.name for p in (out / "2024-12").iterdir()) == names
    whole, own, public = (summary(out, f"2024-12{tail}") for tail in ("", "/清河版", "/公开"))
    assert (whole.meta.name, own.meta.name, own.meta.edition) == ("云岭市情简报", "清河区情简报", "清河版")
    assert {"清河区", "白石县"} <= {f.scope for f in whole.figures}
    assert "清河区" in {f.scope for f in own.figures}
    assert "白石县" not in {f.scope for f in own.figures} | {d.name for d in own.districts}
    leads = [[e for f in x.figures for e in f.evidence if "问题线索" in e.before + e.quote + e.after] for x in (whole, public)]
    assert leads[0] and not leads[1]
    # A correction of one edition leaves the others.
    (folder / "12.txt").write_text(month(2024, 12, "5.9"), encoding="utf-8")
    assert run(folder, "-o", out, "-q", "--period", "2024-12", "--format", "json") == 0
    assert rates(summary(out, "2024-12")) >= {"5.9"} and rates(summary(out, "2024-12/公开")) >= {"5.3"}


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", "default", "all.", "briefing.pdf", "x\n", ""])
def test_an_edition_is_no_way_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="版本名"):
        briefing.Options(edition=name)


def test_unknown_editions_and_districts_are_usage_errors(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "-o", tmp_path / "out", "--edition", "东湖版") == 2
    (folder / "briefing.toml").write_text(CONFIG.replace('focus = ["清河区"]', 'focus = ["清合区"]'), encoding="utf-8")
    assert run(folder, "-o", tmp_path / "out", "--edition", "清河版") == 2
    (folder / "briefing.toml").write_text('region = "云岭市"\n', encoding="utf-8")
    assert run(folder, "-o", tmp_path / "out", "--edition", "all") == 2
    told = capsys.readouterr().err
    assert "清河版、公开" in told and "清合区" in told and not (tmp_path / "out").exists()


def test_a_second_different_run_is_a_numbered_correction(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = (folder, "-o", out, "-q", "--period", "2024-12", "--format", "json,md")
    shelf = out / ".issues/2024-12/default"
    assert run(*given) == 0 and run(*given) == 0
    assert [p.name for p in shelf.iterdir()] == ["r1"]
    first = summary(out, "2024-12")
    assert (first.meta.revision, first.revised) == (0, ())

    (folder / "12.txt").write_text(month(2024, 12, "5.4"), encoding="utf-8")
    assert run(*given) == 0
    second = summary(out, "2024-12")
    assert (second.meta.issue, second.meta.revision) == (first.meta.issue, 1)
    assert [(c.class_, c.old, c.new) for c in second.revised if "工业" in c.text] == [("变化", "5.3%", "5.4%")]
    text = (out / "2024-12/briefing.md").read_text(encoding="utf-8")
    assert "第41期（第1次修订）" in text and "修订说明" in text and "5.3%→5.4%" in text
    before = (out / "2024-12/briefing.json").read_bytes()
    assert run(*given) == 0
    assert (out / "2024-12/briefing.json").read_bytes() == before

    (folder / "12.txt").write_text(month(2024, 12, "5.5"), encoding="utf-8")
    assert run(*given) == 0
    third = summary(out, "2024-12")
    assert third.meta.revision == 2 and [c.old for c in third.revised if "工业" in c.text] == ["5.4%"]
    assert sorted(p.name for p in shelf.iterdir()) == ["r2", "r3"]  # keep = 2


def test_a_correction_is_proved_like_any_issue(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = (folder, "-o", out, "-q", "--period", "2024-12")
    assert run(*given) == 0
    (folder / "12.txt").write_text(month(2024, 12, "5.4"), encoding="utf-8")
    assert run(*given) == 0
    report = briefing.verify(out / "2024-12/briefing.pdf", sources=folder)
    assert report.ok and summary(out, "2024-12").meta.revision == 1


def test_the_log_is_one_object_a_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    given = (folder, "-o", tmp_path / "out", "--log-json", "--format", "json", "--period", "2024-12")
    assert run(*given) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    events = [entry["event"] for entry in told]
    assert events[0] == "progress" and events[-1] == "published" and "note" in events
    assert all(entry["time"].endswith("+00:00") for entry in told)
    assert [entry["source"] for entry in told if entry["event"] == "note" and entry["code"] == "unreadable-source"] == ["bad.txt"]
    assert run(*given, "--if-changed") == 6
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["event"] == "nothing-new"
    assert run(tmp_path / "nowhere", "--log-json") == 3
    (error,) = capsys.readouterr().err.splitlines()
    assert json.loads(error)["exit_code"] == 3


def test_a_corrected_earlier_issue_is_something_new(folder: Path, tmp_path: Path) -> None:
    given = (folder, "-o", tmp_path / "out", "-q", "--format", "json", "--period")
    assert run(*given, "2024-10..2024-12") == 0
    assert run(*given, "2024-12", "--if-changed") == 0  # alone it takes all sources
    assert run(*given, "2024-12", "--if-changed") == 6
    (folder / "10.txt").write_text(month(2024, 10, "5.0"), encoding="utf-8")
    assert run(*given, "2024-10..2024-10") == 0
    (folder / "10.txt").write_text(month(2024, 10, "5.1"), encoding="utf-8")
    assert run(*given, "2024-12", "--if-changed") == 0
