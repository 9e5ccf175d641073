"""What the README says is so: its code runs, its tables are those of the code, its commands exist."""

from __future__ import annotations

import re

import click
import pytest

from briefing import errors
from briefing.cli.main import door
from briefing.options import Options
from conftest import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def table(head: str) -> list[list[str]]:
    """The rows of the table whose first head cell is `head`."""
    body = TEXT.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines()[2:]]


def test_the_configuration_table_is_that_of_the_options() -> None:
    told = {key.strip("[]") for row in table("键") for key in re.findall(r"`([^`]+)`", row[0])}
    known = {field.alias or name for name, field in Options.model_fields.items()}
    assert told == known


def test_exit_codes_are_those_of_the_errors() -> None:
    told = {int(row[0]) for row in table("退出码")}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BriefingError)]
    assert told == {0, *(kind.exit_code for kind in kinds)}


def test_every_command_is_told_and_every_told_command_exists() -> None:
    told = set(re.findall(r"^    make-briefing ([a-z]+)", TEXT, re.MULTILINE))
    assert isinstance(door, click.Group)
    assert told == set(door.commands) - {"build"}


def test_the_code_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {}
    exec(compile(code.replace('out="out"', f"out={str(tmp_path)!r}"), "README.md", "exec"), space)
    assert isinstance(space["pdf"], bytes) and space["pdf"].startswith(b"%PDF")
    assert "briefing.pdf" in capsys.readouterr().out
