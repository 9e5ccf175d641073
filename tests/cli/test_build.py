"""The whole way by the command, on a small folder of an invented place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.api import Progress
from support import run

CONFIG = """
region = "云岭市"
name = "云岭市情简报"
publisher = "云岭市政府办公室"
[[district]]
name = "清河区"
"""
FIRST = """云岭市经济运行情况
发布时间：2024-12-20
2024年1—11月，全市规模以上工业增加值同比增长5.4%，居全省第三位。全市一般公共预算收入130.5亿元，增长4.1%。
"""
SECOND = """云岭市经济运行情况
发布时间：2025-01-20
2024年，全市规模以上工业增加值同比增长6.1%，居全省第二位。清河区固定资产投资增长8.3%。
"""


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    (path / "a.txt").write_text(FIRST, encoding="utf-8")
    return path


def test_two_months_give_two_issues_and_what_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert run(folder, "-o", out, "--period", "2024-12") == 0
    assert sorted(p.name for p in (out / "2024-12").iterdir()) == ["briefing.json", "briefing.pdf", "manifest.json"]
    assert (out / "2024-12/briefing.pdf").read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out.split() == [str(out / "2024-12/briefing.pdf"), str(out / "2024-12/briefing.json")]

    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    assert run(folder, "-o", out, "--period", "2025-01", "--summary-json", "-", "-q") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["period"], told["sources"]) == ("briefing-run/1", "2025-01", 1)
    summary = briefing.load_summary(out / "2025-01/briefing.json")
    assert summary.previous is not None and summary.previous.period == "2024-12"
    assert summary.meta.issue == 2
    manifest = json.loads((out / "2025-01/manifest.json").read_text(encoding="utf-8"))
    assert manifest["previous"]["period"] == "2024-12"

    assert run("diff", out / "2024-12", out / "2025-01") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == ["变化 2　新增 1　再提及 0　未更新 2　撤下 0", "", "变化（2 条）"]
    assert told[3] == "  云岭市规模以上工业增加值增速：5.4%（2024年1—11月） → 6.1%（2024年），差 +0.7个百分点"
    lines = [line for line in told if line.startswith("  ")]
    assert run("diff", out / "2024-12", out / "2025-01/briefing.json", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "briefing-diff/1"
    assert tuple(briefing.diff(out / "2024-12/briefing.json", summary)) == summary.changes
    assert len(data["changes"]) == len(summary.changes) == len(lines)


def test_nothing_new_is_no_new_revision(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert run(folder, "-o", out, "-q") == 0
    assert run(folder, "-o", out, "-q") == 0
    period = next(p.name for p in (out / ".issues").iterdir() if not p.name.startswith("."))
    assert [p.name for p in (out / ".issues" / period / "default").iterdir()] == ["r1"]
    assert run(folder, "-o", out, "-q", "--if-changed") == 6
    assert period in capsys.readouterr().err
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    assert run(folder, "-o", out, "-q", "--if-changed") == 0


def test_a_bad_file_is_a_note_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (folder / "again.txt").write_bytes((folder / "a.txt").read_bytes())
    out = folder.parent / "out"
    assert run(folder, "-o", out) == 0
    told = capsys.readouterr().err
    assert "bad.txt" in told and "Traceback" not in told
    assert {n.code for n in briefing.load_summary(next(out.glob("*/briefing.json"))).notes} >= {"unreadable-source", "same-source"}
    assert run(folder, "-o", out, "--strict") == 3


def test_the_extraction_fits_its_schema(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    assert run("extract", folder / "a.txt", "--json", target, "-q") == 0
    from briefing.writers.schema import json_schema

    schema = json_schema("extraction")
    data = json.loads(target.read_text(encoding="utf-8"))
    (document,) = data["documents"]
    assert set(document) == set(schema["$defs"]["Document"]["properties"])
    assert document["figures"]
    for figure in document["figures"]:
        assert set(figure) == set(schema["$defs"]["Figure"]["properties"])
        for place in figure["evidence"]:
            known = schema["$defs"]["Evidence"]
            assert set(known["required"]) <= set(place) <= set(known["properties"])
            assert FIRST[place["start"] : place["end"]] == place["quote"]


def test_explain_says_what_became_of_every_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", "--explain", folder / "a.txt") == 0
    told = capsys.readouterr().out
    for number in ("5.4%", "130.5亿元", "4.1%"):
        assert any(line.lstrip("　").startswith(f"✓ {number}") for line in told.splitlines()), number
    assert "规则" in told and "✗" in told
    assert "发布 2024-12-20" in told


def test_make_tells_its_steps_and_gives_typed_results(folder: Path, tmp_path: Path) -> None:
    steps: list[Progress] = []
    result = briefing.make(folder, out=tmp_path / "out", formats=("json",), watch=steps.append)
    assert [step.stage for step in steps if step.done == 0] == ["read", "extract", "reconcile", "compose", "write"]
    assert set(result.paths) == {"json"} and result.paths["json"].is_file()
    assert result.summary.figures and result.document.sections
    assert result.folder.name == result.summary.meta.period


def test_a_character_no_font_has_is_refused_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rare = "2024年，全市𰻞面产值达到45.6亿元，增长12.3%。\n"
    (folder / "a.txt").write_text(FIRST + rare, encoding="utf-8")
    out = folder.parent / "out"
    assert run(folder, "-o", out, "-q") == 4
    assert "U+30EDE" in capsys.readouterr().err
    assert [p.name for p in out.iterdir() if not p.name.startswith(".")] == []
    assert run(folder, "-o", out, "-q", "--missing-glyph", "box") == 0


def test_a_held_archive_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from filelock import FileLock

    out = folder.parent / "out"
    (out / ".issues").mkdir(parents=True)
    with FileLock(out / ".issues" / ".lock"):
        assert run(folder, "-o", out, "-q", "--format", "json") == 5
    assert "另一个进程" in capsys.readouterr().err


def test_last_month_is_the_month_before_the_clock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742860800")  # 2025-03-25
    assert run(folder, "-o", folder.parent / "out", "-q", "--format", "json", "--period", "last-month") == 0
    assert (folder.parent / "out/2025-02/briefing.json").is_file()


def test_the_flag_stands_above_the_environment_and_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "briefing.toml").write_text(CONFIG.replace('name = "云岭', 'period = "2024-09"\nname = "云岭', 1), encoding="utf-8")
    given = (folder, "-o", folder.parent / "out", "-q", "--format", "json")
    assert run(*given) == 0
    monkeypatch.setenv("BRIEFING_PERIOD", "2024-10")
    assert run(*given) == 0
    assert run(*given, "--period", "2024-11") == 0
    assert sorted(p.name for p in (folder.parent / "out").iterdir() if not p.name.startswith(".")) == [
        "2024-09",
        "2024-10",
        "2024-11",
    ]


def test_an_issue_before_that_cannot_be_read_is_a_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert run(folder, "-o", out, "-q", "--format", "json", "--period", "2024-12") == 0
    (out / "2024-12/briefing.json").write_text('{"schema": "briefing-summary/0"}', encoding="utf-8")
    assert run(folder, "-o", out, "--format", "json", "--period", "2025-01") == 0
    assert "上一期（2024-12）读不出来" in capsys.readouterr().err
    assert run("diff", out / "2024-12", out / "2025-01") == 2
    assert run("diff", out / "none.json", out / "2025-01") == 2
