"""The commands. Data goes to stdout, messages and progress to stderr; a user's mistake ends in one sentence, never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from briefing import __version__
from briefing.errors import BriefingError

LATER = ("verify", "diff", "review", "schedule", "doctor")
COMMANDS = ("build", "extract", "schema")
CONTEXT = {"help_option_names": ["-h", "--help"]}


class _Door(click.Group):
    """`make-briefing FOLDER` means `make-briefing build FOLDER`; names of commands win over folders of the same name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version"}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Door, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="make-briefing")
def door() -> None:
    """从一批中文来源文件生成简报（PDF）：每个数字都有出处。

    不带命令时等于 build：make-briefing [来源…]；不给来源时读 ./seeds。
    """


def _month(period: str | None) -> str | None:
    if period != "last-month":
        return period
    from datetime import timedelta

    from briefing.options import Options

    first = Options().clock().replace(day=1)
    return (first - timedelta(days=1)).isoformat()[:7]


@door.command(context_settings=CONTEXT)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="输出目录。")
@click.option("-c", "--config", type=click.Path(path_type=Path), help="配置文件；默认取来源目录或当前目录的 briefing.toml。")
@click.option("--period", help="本期期间：YYYY-MM 或 last-month。")
@click.option("--edition", help="版本名，例如 区县。")
@click.option("--format", "formats", default="pdf,json", show_default=True, help="输出格式，逗号分隔：pdf、json。")
@click.option("--missing-glyph", type=click.Choice(["error", "warn", "box"]), help="缺字时：拒绝、提醒或画框。")
@click.option("--strict", is_flag=True, default=None, help="有一个来源读不出就停止。")
@click.option("--summary-json", type=click.Path(path_type=Path, allow_dash=True), help="把运行结果写成 JSON（- 为标准输出）。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。")
def build(
    sources: tuple[Path, ...], out: Path, config: Path | None, formats: str, summary_json: Path | None, quiet: bool, **flags: Any
) -> None:
    """读来源，生成并发布简报。"""
    from briefing import api

    flags["period"] = _month(flags["period"])
    wanted = _formats(formats)
    given = list(sources) or [Path("seeds")]
    options = api.load_options(config, sources=given, **flags)
    with _progress(quiet) as watch:
        result = api.make(given, out=out, options=options, formats=wanted, watch=watch)
    if not quiet:
        for note in result.notes:
            if note.severity != "info":
                click.echo(f"提示：{_line(note.message)}", err=True)
    if summary_json is not None:
        _emit(summary_json, _run(result))
    elif not quiet:
        for path in result.paths.values():
            click.echo(str(path))


@door.command(context_settings=CONTEXT)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "target", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"), help="结果文件；默认标准输出。"
)
@click.option("-c", "--config", type=click.Path(path_type=Path), help="配置文件。")
@click.option("--no-config", is_flag=True, help="不用任何配置文件，地区由文本推断。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def extract(files: tuple[Path, ...], target: Path, config: Path | None, no_config: bool, quiet: bool) -> None:
    """读出指标、位次、项目和区县，写成 briefing-extraction/1。"""
    from briefing import api

    options = api.load_options(None) if no_config else api.load_options(config, sources=list(files))
    with _progress(quiet) as watch:
        data = api.extract_files(list(files), options, watch=watch)
    for note in data["notes"]:
        if not quiet:
            click.echo(f"提示：{_line(note['message'])}", err=True)
    _emit(target, data)


@door.command(context_settings=CONTEXT)
@click.argument("what", type=click.Choice(["summary", "document"]), default="summary")
def schema(what: str) -> None:
    """打印 JSON Schema。"""
    if what == "summary":
        from briefing.model.summary import Summary as Model
    else:
        from briefing.model.document import Document as Model  # type: ignore[assignment]
    click.echo(json.dumps(Model.model_json_schema(), ensure_ascii=False, indent=1))


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if unknown := [name for name in names if name not in ("pdf", "json")]:
        raise click.UsageError(f"不认识的格式：{'、'.join(unknown)}；现有 pdf、json。")
    return names


def _run(result: Any) -> dict[str, Any]:
    return {
        "schema": "briefing-run/1",
        "period": result.summary.meta.period,
        "folder": str(result.folder),
        "paths": {name: str(path) for name, path in result.paths.items()},
        "sources": len(result.summary.sources),
        "figures": len(result.summary.figures),
        "projects": len(result.summary.projects),
        "notes": [note.model_dump(mode="json") for note in result.notes],
    }


def _emit(target: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if str(target) == "-":
        sys.stdout.write(text)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = target.with_name(f".{target.name}.new")
        work.write_text(text, encoding="utf-8")
        work.replace(target)
    except OSError as error:
        raise BriefingError(f"写不进 {target}：{error.strerror or error}。") from error


def _line(text: str) -> str:
    """A message on one line, without control characters a source may have put into a file name."""
    return "".join(c if c.isprintable() else "�" for c in text)


_STAGES = {"read": "读取", "clean": "清理", "extract": "摘取", "reconcile": "归并", "compose": "编排", "write": "排版"}


class _progress:
    """A progress bar on stderr when a person watches; silent otherwise."""

    def __init__(self, quiet: bool) -> None:
        self.bar: Any = None
        self.show = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Callable[[Any], None] | None:
        if not self.show:
            return None
        from rich.console import Console
        from rich.progress import Progress

        self.bar = Progress(console=Console(stderr=True), transient=True)
        self.bar.start()
        task = self.bar.add_task("", total=1)

        def watch(step: Any) -> None:
            self.bar.update(task, description=_STAGES.get(step.stage, step.stage), completed=step.done, total=max(step.total, 1))

        return watch

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()


def main(args: list[str] | None = None) -> NoReturn:
    """The console script: exit 0 written, 1 runtime error, 2 usage, 3 no usable source, 4 quality gate, 5 lock held."""
    try:
        door.main(args=args, standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("已中断；没有发布任何结果。", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BriefingError as error:
        click.echo(f"错误：{_line(str(error))}", err=True)
        sys.exit(error.exit_code)
    sys.exit(0)
