"""`make-briefing doctor`: is everything there that a run needs, and what to mend."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.shown import line

_FILE = click.Path(path_type=Path)
_SIGNS = {"ok": "✓", "warning": "！", "error": "✗"}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, type=_FILE)
@click.option("-o", "--out", type=_FILE, default=Path("out"), show_default=True, help="输出目录。")
@click.option("-c", "--config", type=_FILE, help="配置文件；默认取来源目录或当前目录的 briefing.toml。")
def doctor(sources: tuple[Path, ...], out: Path, config: Path | None) -> int:
    """检查字体、配置、来源、可选部分和输出目录，说明怎样修好；有一项不行则退出码 1。"""
    from briefing.api.health import examine

    checks = examine(list(sources) or ["seeds"], out=out, config=config)
    for check in checks:
        click.echo(f"{_SIGNS[check.state]} {check.name}　{line(check.message)}")
    return int(any(check.state == "error" for check in checks))
