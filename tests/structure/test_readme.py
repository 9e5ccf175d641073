"""What the README says is so: its code runs, its tables are those of the code, its commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from briefing import errors
from briefing.cli.main import door, main
from briefing.options import Options, load
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


def test_told_commands_have_the_options_told() -> None:
    lines = re.findall(r"^    (?:\S*/)?make-briefing\b(.*)$", TEXT, re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        words = shlex.split(line, comments=True)
        command = door.commands.get(words[0] if words else "build", door.commands["build"])
        if isinstance(command, click.Group):
            continue
        known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
        assert {word for word in words if word.startswith("-")} <= known, line


def test_the_configurations_told_are_accepted_and_build_every_edition(tmp_path: Path) -> None:
    recipe, notify = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    folder = tmp_path / "文件夹"
    folder.mkdir()
    (folder / "briefing.toml").write_text(f"{recipe}\n{notify}", encoding="utf-8")
    options = load(folder / "briefing.toml")
    assert options.notify is not None and options.notify.readers and len(options.editions) == 2
    text = "云岭市经济运行情况\n发布时间：2025-03-20\n2025年1—2月，全市工业增加值同比增长6.1%。清河新区固定资产投资增长8.3%。\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main([str(folder), "-o", str(tmp_path / "out"), "--edition", "all", "--format", "md", "-q"])
    assert stop.value.code == 0
    assert sorted(p.name for p in (tmp_path / "out/2025-03").iterdir() if p.is_dir()) == ["公开版", "清河版"]
    assert "8.3%" in (tmp_path / "out/2025-03/清河版/briefing.md").read_text(encoding="utf-8")


def test_the_code_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {}
    exec(compile(code.replace('out="out"', f"out={str(tmp_path)!r}"), "README.md", "exec"), space)
    assert isinstance(space["pdf"], bytes) and space["pdf"].startswith(b"%PDF")
    assert "briefing.pdf" in capsys.readouterr().out
