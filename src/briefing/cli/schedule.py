"""`make-briefing schedule`: the monthly run as files for the machine's own scheduler."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from briefing.cli.shown import emit_bytes

_FILE = click.Path(path_type=Path)
_KINDS = ("systemd", "cron", "github")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, type=_FILE)
@click.option("--print", "kind", type=click.Choice(_KINDS), required=True, help="哪一种定时器。")
@click.option("-o", "--out", type=_FILE, default=Path("out"), show_default=True, help="输出目录。")
@click.option("--day", type=click.IntRange(1, 28), default=4, show_default=True, help="每月几日；默认在 3 日报送之后。")
@click.option("--time", "hour", type=click.DateTime(["%H:%M"]), default="06:30", show_default=True, help="几时几分。")
@click.option("--format", "formats", default="pdf,json", show_default=True, help="输出格式，逗号分隔。")
@click.option("--notify", is_flag=True, help="运行后按配置的 [notify] 通知。")
@click.option("--to", type=_FILE, help="写成文件放进这个目录；默认印在标准输出。")
def schedule(
    sources: tuple[Path, ...], kind: str, out: Path, day: int, hour: object, formats: str, notify: bool, to: Path | None
) -> None:
    """印出每月运行一次的定时任务（systemd、cron 或 GitHub Actions），生成上月的一期。"""
    from datetime import datetime

    from briefing.delivery import Job
    from briefing.delivery import schedule as files_of

    assert isinstance(hour, datetime)
    given = sources or (Path("seeds"),)
    if kind != "github":  # a workflow's paths are those of the repository
        given, out = tuple(path.absolute() for path in given), out.absolute()
    job = Job(_command(), given, out, day, hour.hour, hour.minute, formats, notify)
    for name, text in files_of(kind, job).items():
        if to is None:
            click.echo(text if kind != "systemd" else f"# ==== {name} ====\n{text}", nl=kind == "systemd")
        else:
            emit_bytes(to / name, text.encode())
            click.echo(str(to / name))


def _command() -> tuple[str, ...]:
    """The command by its absolute path: a scheduler has a search path of its own."""
    beside = Path(sys.executable).with_name("make-briefing")
    found = str(beside) if beside.is_file() else shutil.which("make-briefing")
    return (found,) if found else (sys.executable, "-c", "from briefing.cli import main; main()")
