"""Mistakes on the command line and in the configuration are told in Chinese, with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.options import load
from support import run


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--perod", "2025-03"), "没有选项 --perod，是不是 --period"),
        (("--period",), "选项 --period 后面要有一个值"),
        (("verify",), "缺少"),
        (("schedule", "--print", "at"), "只能是 systemd、cron、github"),
        (("extract", "a.txt", "--jobs", "x"), "--jobs 的值不对，应为整数"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(args: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*args) == 2
    said = capsys.readouterr().err
    assert said.startswith("错误：") and told in said and "--help" in said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('regin = "云岭市"', "“regin”不对：没有这一项"),
        ('style = "红头"', "只能是 '简报' 或 '公文'"),
        ('pages = "多"', "“pages”不对：应为整数"),
        ("pages = 0", "不能小于 1"),
        ('issued = "昨天"', "应为日期"),
        ("name = 3", "应为文字"),
        ('sections = "projects"', "应为数组"),
    ],
)
def test_a_wrong_setting_is_told_in_chinese(line: str, told: str, tmp_path: Path) -> None:
    config = tmp_path / "briefing.toml"
    config.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="配置") as caught:
        load(config)
    assert told in str(caught.value)
