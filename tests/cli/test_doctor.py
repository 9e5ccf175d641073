"""`doctor` finds what would stop a run, by making each fault real."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from briefing.cli import main


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main(["doctor", *(str(arg) for arg in args)])
    return int(stop.value.code or 0), capsys.readouterr().out


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "来源"
    path.mkdir()
    (path / "briefing.toml").write_text('region = "云岭市"\n', encoding="utf-8")
    (path / "a.txt").write_text("云岭市有三十个项目。", encoding="utf-8")
    return path


def test_a_sound_folder_passes_and_leaves_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    code, told = run(capsys, folder, "-o", out)
    assert code == 0 and "✗" not in told and "云岭市" in told
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("config", "word"),
    [("fresh_months = [", "不是有效的 TOML"), ('pages = "many"', "pages"), ('[fonts]\n"宋" = "/no/such.ttf"', "找不到字体文件")],
)
def test_a_wrong_configuration_is_told(folder: Path, config: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "briefing.toml").write_text(config, encoding="utf-8")
    code, told = run(capsys, folder, "-o", folder.parent / "out")
    assert code == 1 and any(line.startswith("✗") and word in line for line in told.splitlines()), told


def test_missing_sources_and_an_output_that_is_a_file_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, folder / "nowhere", "-o", folder / "a.txt")
    assert code == 1 and "✗ 来源　找不到" in told and "✗ 输出　写不进" in told
    (folder / "a.txt").unlink()
    assert "没有能读的文件" in run(capsys, folder, "-o", folder.parent / "out")[1]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.parent.chmod(0o500)
    try:
        code, told = run(capsys, folder, "-o", folder.parent / "out")
    finally:
        folder.parent.chmod(0o700)
    assert code == 1 and "✗ 输出" in told


def test_a_reader_that_is_not_installed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "docx" else real(name, *rest))
    assert run(capsys, folder, "-o", folder.parent / "out")[0] == 0
    (folder / "b.docx").write_bytes(b"PK")
    code, told = run(capsys, folder, "-o", folder.parent / "out")
    assert code == 1 and "pip install 'make-briefing[docx]'" in told


def test_broken_decisions_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "corrections.toml").write_text("[[decision]]\nid = 1\n", encoding="utf-8")
    code, told = run(capsys, folder, "-o", folder.parent / "out")
    assert code == 1 and "✗ 人工核定" in told


def test_templates_and_notices_are_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = folder / "briefing.toml"
    config.write_text('region = "云岭市"\ntemplates = "我的"\n[notify]\nreaders = ["a@example.org"]\n', encoding="utf-8")
    code, told = run(capsys, folder, "-o", folder.parent / "out")
    assert code == 1 and "✗ 模板" in told and "✗ 通知" in told and "smtp_host、sender" in told
    (folder / "我的").mkdir()
    (folder / "我的/fronts.j2").write_text("", encoding="utf-8")
    with config.open("a", encoding="utf-8") as file:
        file.write('smtp_host = "localhost"\nsender = "b@example.org"\n')
    code, told = run(capsys, folder, "-o", folder.parent / "out")
    assert code == 0 and "！ 模板　fronts.j2" in told and "！ 通知" in told
