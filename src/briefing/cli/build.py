"""`make-briefing build`: one issue, several months or all editions in one run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import shown
from briefing.cli.voice import Log, Voice
from briefing.errors import BriefingError, DeliveryError, NothingNewError, UsageError

if TYPE_CHECKING:
    from briefing.api import Result
    from briefing.options import Options

_FILE = click.Path(path_type=Path)
_TARGET = click.Path(path_type=Path, allow_dash=True)
_RANGE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\.\.(\d{4})-(0[1-9]|1[0-2])")
_REPORTED = 3
"""Day of the next month by which a month has been reported: what is published later belongs to the next issue."""


@dataclass(frozen=True)
class Run:
    """What is the same for all issues of one call."""

    sources: list[Path]
    out: Path
    formats: tuple[str, ...]
    jobs: int | None
    executor: Executor | None
    cache: bool
    only_if_changed: bool
    notify: bool
    voice: Voice


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, type=_FILE)
@click.option("-o", "--out", type=_FILE, default=Path("out"), show_default=True, help="输出目录。")
@click.option("-c", "--config", type=_FILE, help="配置文件；默认取来源目录或当前目录的 briefing.toml。")
@click.option("--no-config", is_flag=True, help="不用任何配置文件，地区由文本推断。")
@click.option("--period", help="本期期间：YYYY-MM、last-month，或 YYYY-MM..YYYY-MM 逐月生成。")
@click.option("--edition", help="版本名，例如 区县；all 为配置里的全部版本。")
@click.option("--format", "formats", default="pdf,json", show_default=True, help="输出格式，逗号分隔。")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), help="同时摘取的进程数；默认取配置的 jobs（1）。")
@click.option("--dask", metavar="地址", help="由 Dask 集群摘取：调度器的地址，例如 tcp://host:8786。")
@click.option("--no-cache", is_flag=True, help="不用也不留摘取缓存（OUT/.cache）。")
@click.option("--missing-glyph", type=click.Choice(["error", "warn", "box"]), help="缺字时：拒绝、提醒或画框。")
@click.option("--strict", is_flag=True, default=None, help="有一个来源读不出就停止。")
@click.option(
    "--if-changed", "--skip-unchanged", "only_if_changed", is_flag=True, help="来源、配置和程序都没变时不生成，退出码 6。"
)
@click.option("--notify", is_flag=True, help="按配置的 [notify]：发布后送读者，失败时告负责人。")
@click.option("--summary-json", type=_TARGET, help="把运行结果写成 JSON（- 为标准输出）。")
@click.option("--log-json", is_flag=True, help="运行记录写成 JSON，标准错误每行一个对象。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。")
def build(
    sources: tuple[Path, ...],
    out: Path,
    config: Path | None,
    no_config: bool,
    formats: str,
    jobs: int | None,
    dask: str | None,
    no_cache: bool,
    only_if_changed: bool,
    notify: bool,
    summary_json: Path | None,
    log_json: bool,
    quiet: bool,
    **flags: Any,
) -> int:
    """读来源，生成并发布简报。"""
    given = list(sources) or [Path("seeds")]
    wanted = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    voice = Log(quiet) if log_json else Voice(quiet)
    issues = list(_issues(config, beside(given, config, no_config), **flags))
    with workers(jobs, dask) as executor:
        run = Run(given, out, wanted, jobs, executor, not no_cache, only_if_changed, notify, voice)
        results, code = _all(run, issues)
    if summary_json is not None:
        runs = [described(result) for result in results]
        shown.emit_json(summary_json, runs[0] if len(issues) == 1 else {"schema": "briefing-runs/1", "runs": runs})
    elif not quiet:
        for result in results:
            for path in result.paths.values():
                click.echo(str(path))
    return code


def beside(sources: Sequence[Path], config: Path | None, no_config: bool) -> list[Path] | None:
    """Where a configuration is looked for; None: nowhere."""
    if config is not None and no_config:
        raise click.UsageError("--config 与 --no-config 只能给一个。")
    return None if no_config else list(sources)


def workers(jobs: int | None, dask: str | None) -> AbstractContextManager[Executor | None]:
    """Who extracts: the workers of a cluster, or processes of this machine (None)."""
    if dask is None:
        return nullcontext()
    if jobs is not None:
        raise click.UsageError("--jobs 与 --dask 只能给一个。")
    from briefing.api.cluster import cluster

    return cluster(dask)


def _issues(config: Path | None, sources: list[Path] | None, **flags: Any) -> Iterator[tuple[Options, date | None]]:
    """The options of every issue to build, months first, and the day up to which a month of several takes its sources."""
    from briefing.api import load_options

    period, edition = flags.pop("period"), flags.pop("edition")
    every = edition == "all"
    for month, until in _months(period) if period else [(None, None)]:
        options = load_options(config, sources=sources, period=month, edition=None if every else edition, **flags)
        if every and not options.editions:
            raise UsageError("--edition all：配置里没有 [[edition]]。")
        yield options, until
        for known in options.editions if every else ():
            yield options.for_edition(known.name), until


def _months(period: str) -> list[tuple[str, date | None]]:
    """``2024-11..2025-01`` month by month; anything else as it is."""
    found = _RANGE.fullmatch(period)
    if not found:
        return [(period, None)]
    first, last = int(found[1]) * 12 + int(found[2]) - 1, int(found[3]) * 12 + int(found[4]) - 1
    if not first <= last < first + 120:
        raise UsageError(f"期间 {period} 不对：前面的月份要早于后面的，最多十年。")
    return [(f"{n // 12}-{n % 12 + 1:02}", date((n + 1) // 12, (n + 1) % 12 + 1, _REPORTED)) for n in range(first, last + 1)]


def _all(run: Run, issues: list[tuple[Options, date | None]]) -> tuple[list[Result], int]:
    """Builds every issue. One alone raises what goes wrong; of several the others go on, and the first failure gives the exit
    code (6 when there was nothing new in any)."""
    results: list[Result] = []
    codes: list[int] = []
    for options, until in issues:
        try:
            result, told = _one(run, options, until)
            results.append(result)
            codes += [told] * bool(told)
        except BriefingError as error:
            if len(issues) == 1:
                raise
            codes.append(error.exit_code)
            which = f"{options.period or ''}{f'（{options.edition}）' if options.edition else ''}："
            run.voice.failed(error, error.exit_code, which)
    new = NothingNewError.exit_code
    failed = next((code for code in codes if code != new), None)
    return results, failed if failed is not None else new if codes and not results else 0


def _one(run: Run, options: Options, until: date | None) -> tuple[Result, int]:
    """The issue, published, and 0 or the exit code of a notice of it that was not sent."""
    from briefing import api

    try:
        with run.voice.progress() as watch:
            result = api.make(
                run.sources, out=run.out, options=options, formats=run.formats,
                only_if_changed=run.only_if_changed, until=until,
                jobs=run.jobs, executor=run.executor, cache=run.cache, watch=watch,
            )  # fmt: skip
    except NothingNewError as error:
        if run.notify:  # an earlier run may have published and failed to tell
            _tell(run, options, error.period)
        raise
    except Exception as error:
        if run.notify:
            _tell_owner(run, options, error)
        raise
    run.voice.notes([note.model_dump(mode="json") for note in result.notes])
    run.voice.published(described(result))
    try:
        if run.notify:
            _tell(run, options, result.meta.period)
    except DeliveryError as error:
        run.voice.failed(error, error.exit_code)
        return result, error.exit_code
    return result, 0


def _tell(run: Run, options: Options, period: str) -> None:
    from briefing.api.telling import tell_readers

    try:
        for channel, subject in tell_readers(run.out, period, options, os.environ):
            run.voice.sent(channel, subject)
    except DeliveryError as error:
        _tell_owner(run, options, error)
        raise


def _tell_owner(run: Run, options: Options, error: Exception) -> None:
    """The failure itself is what the run ends with; that it could not be told comes beside it."""
    from briefing.api.telling import tell_owner

    try:
        for channel, subject in tell_owner(error, options, os.environ):
            run.voice.sent(channel, subject)
    except BriefingError as untold:
        run.voice.failed(untold, untold.exit_code)


def described(result: Result) -> dict[str, Any]:
    """What a program that started the run wants to know."""
    meta = result.meta
    return {
        "schema": "briefing-run/1",
        "period": meta.period,
        "edition": meta.edition,
        "issue": meta.issue,
        "correction": meta.revision,
        "revision": result.revision,
        "new": result.new,
        "folder": str(result.folder),
        "paths": {name: str(path) for name, path in result.paths.items()},
        **result.holds,
        "notes": [note.model_dump(mode="json") for note in result.notes],
    }
