from __future__ import annotations

import json
import subprocess
import sys

import pytest

from briefing.cli import main


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    return int(stop.value.code or 0)


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("summary", "document"):
        assert run("schema", what) == 0
        assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_a_wrong_flag_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "--nothing") == 2
    assert "--nothing" in capsys.readouterr().err


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli as c\n"
        "try: c.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'matplotlib', 'pandas', 'reportlab', 'jieba', 'pikepdf', 'pydantic', 'jinja2', 'fontTools'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
