from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support import run


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("extraction", "summary", "document"):
        assert run("schema", what) == 0
        assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_a_wrong_flag_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "--nothing") == 2
    assert "--nothing" in capsys.readouterr().err


def test_a_folder_without_sources_is_told_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", str(tmp_path), "-o", str(tmp_path / "out")) == 3
    assert run(str(tmp_path), "-o", str(tmp_path / "out")) == 3
    assert run("extract", str(tmp_path / "nowhere")) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert [line[:3] for line in told.err.splitlines()] == ["错误："] * 3
    assert not (tmp_path / "out").exists()


def test_mistakes_in_flags_and_files_are_usage_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("云岭市去年有三十个项目。", encoding="utf-8")
    bad = tmp_path / "bad.toml"
    bad.write_text("fresh_months = [", encoding="utf-8")
    given = [str(tmp_path), "-o", str(tmp_path / "out")]
    assert run(*given, "--period", "2025-13") == 2
    assert run(*given, "--config", str(bad)) == 2
    assert run(*given, "--config", str(bad), "--no-config") == 2
    assert run(*given, "--format", "pdf,docx2") == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli as c\n"
        "try: c.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'matplotlib', 'pandas', 'reportlab', 'jieba', 'pikepdf', 'pydantic', 'jinja2', 'fontTools', 'rich'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
