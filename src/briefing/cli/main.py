"""The commands. Data goes to stdout, messages and progress to stderr; a user's mistake ends in one sentence, never a traceback."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from briefing import __version__
from briefing.cli import shown
from briefing.cli.build import beside, build, workers
from briefing.cli.doctor import doctor
from briefing.cli.review import review
from briefing.cli.schedule import schedule
from briefing.cli.voice import failure, usage
from briefing.errors import BriefingError, NothingNewError, QualityError, reason

CONTEXT = {"help_option_names": ["-h", "--help"]}
_FILE = click.Path(path_type=Path)
_TARGET = click.Path(path_type=Path, allow_dash=True)


class _Door(click.Group):
    """`make-briefing FOLDER` means `make-briefing build FOLDER`; names of commands win over folders of the same name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in {"-h", "--help", "--version"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Door, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="make-briefing")
def door() -> None:
    """从一批中文来源文件生成简报（PDF）：每个数字都有出处。

    不带命令时等于 build：make-briefing [来源…]；不给来源时读 ./seeds。
    """


door.add_command(build)
door.add_command(doctor)
door.add_command(review)
door.add_command(schedule)


@door.command(context_settings=CONTEXT)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--json", "target", type=_TARGET, default=Path("-"), help="结果文件；默认标准输出。")
@click.option("-c", "--config", type=_FILE, help="配置文件；默认取文件旁边或当前目录的 briefing.toml。")
@click.option("--no-config", is_flag=True, help="不用任何配置文件，地区由文本推断。")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="同时摘取的进程数；默认取配置的 jobs（1）。")
@click.option("--dask", metavar="地址", help="由 Dask 集群摘取：调度器的地址，例如 tcp://host:8786。")
@click.option("--explain", is_flag=True, help="不写 JSON，逐个说明每个数怎样读、为何不取。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。")
def extract(
    files: tuple[Path, ...],
    target: Path,
    config: Path | None,
    no_config: bool,
    jobs: int | None,
    dask: str | None,
    explain: bool,
    quiet: bool,
) -> None:
    """读出指标、位次、项目和区县，写成 briefing-extraction/1。"""
    from briefing import api

    options = api.load_options(config, sources=beside(files, config, no_config))
    if explain:
        from briefing.cli.explained import explain as told

        shown.emit(target, "".join(told(*pair) for pair in api.extract_each(list(files), options)))
        return
    with workers(jobs, dask) as executor, shown.progress(quiet) as watch:
        data = api.extract_files(list(files), options, jobs=jobs, executor=executor, watch=watch)
    if not quiet:
        shown.tell(data["notes"])
    shown.emit_json(target, data)


@door.command(context_settings=CONTEXT)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出形式。")
def diff(old: Path, new: Path, form: str) -> None:
    """比较两期的 briefing.json（或放着它的文件夹）：新增、变化、再提及、未更新、撤下。"""
    from briefing import api

    before, after = (path / "briefing.json" if path.is_dir() else path for path in (old, new))
    changes = api.diff(before, after)
    if form == "json":
        data = [change.model_dump(mode="json") for change in changes]
        shown.emit_json(Path("-"), {"schema": "briefing-diff/1", "changes": data})
    else:
        shown.emit(Path("-"), shown.changes(changes))


@door.command(context_settings=CONTEXT)
@click.argument("pdf", type=_FILE)
@click.option("--sources", type=_FILE, multiple=True, help="来源文件或文件夹：逐条对照引文；可重复。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出形式。")
def verify(pdf: Path, sources: tuple[Path, ...], form: str) -> int:
    """重读已完成的 PDF：文字、数字、推算值与引文逐一核对；有一处不符则退出码 4。"""
    from briefing import api

    report = api.verify(pdf, sources=list(sources) or None)
    if form == "json":
        misses = [{"kind": m.kind, "page": m.page, "message": m.message, "near": m.near} for m in report.misses]
        counts = {"pages": report.pages, "figures": report.figures, "derived": report.derived, "quotes": report.quotes}
        shown.emit_json(
            Path("-"), {"schema": "briefing-proof/1", "level": report.level, "ok": report.ok, **counts, "misses": misses}
        )
    else:
        what = f"{report.pages} 页、{report.figures} 处数字、{report.derived} 处推算、{report.quotes} 处引文"
        head = f"{report.level}：{what}。\n" if report.ok else f"未通过核验：{what}，不符 {len(report.misses)} 处。\n"
        shown.emit(Path("-"), head + "".join(f"{shown.line(miss.line())}\n" for miss in report.misses))
    return 0 if report.ok else QualityError.exit_code


@door.command(context_settings=CONTEXT)
@click.argument("what", type=click.Choice(["extraction", "summary", "document"]), default="summary")
def schema(what: str) -> None:
    """打印抽取结果、摘要或文档树的 JSON Schema。"""
    from briefing.writers.schema import json_schema

    click.echo(json.dumps(json_schema(what), ensure_ascii=False, indent=1))


def main(args: list[str] | None = None) -> NoReturn:
    """The console script: exit 0 done, 1 runtime error, 2 usage, 3 no usable source, 4 quality gate, 5 lock held,
    6 nothing new."""
    as_log = "--log-json" in (sys.argv[1:] if args is None else args)
    try:
        code = door.main(args=args, standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("已中断；没有发布任何结果。", err=True)
        sys.exit(1)
    except click.ClickException as error:
        click.echo(f"错误：{shown.line(usage(error))}", err=True)
        sys.exit(error.exit_code)
    except BriefingError as error:
        if as_log:
            failure(error, error.exit_code)
        else:
            said = "提示" if isinstance(error, NothingNewError) else "错误"
            click.echo(f"{said}：{shown.line(str(error))}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        told = BriefingError(f"{where}{reason(error)}；没有发布任何结果。请检查路径、权限和磁盘空间。")
        failure(told, 1) if as_log else click.echo(f"错误：{shown.line(str(told))}", err=True)
        sys.exit(1)
    except Exception as error:
        if not as_log:
            raise
        import traceback

        failure(error, 1, trace=traceback.format_exc())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
