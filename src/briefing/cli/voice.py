"""What a run says while it runs: for a person on stderr, or as a log of JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from briefing.cli import shown

if TYPE_CHECKING:
    from briefing.api import Progress


def log(event: str, **fields: Any) -> None:
    """One JSON object on a line of stderr: the time (UTC), the event, its fields."""
    from datetime import UTC, datetime

    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    click.echo(json.dumps({"time": now, "event": event} | fields, ensure_ascii=False), err=True)


class Voice:
    """Speaks for a person; `quiet` says errors only."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None] | None]:
        with shown.progress(self.quiet) as watch:
            yield watch

    def notes(self, notes: list[dict[str, Any]]) -> None:
        if not self.quiet:
            shown.tell(notes)

    def published(self, run: Mapping[str, Any]) -> None:
        """Nothing: the paths go to stdout."""

    def sent(self, channel: str, what: str) -> None:
        if not self.quiet:
            click.echo(f"通知：{channel} 已送出 {shown.line(what)}", err=True)

    def failed(self, error: Exception, code: int, where: str = "") -> None:
        """An error after which the run goes on."""
        click.echo(f"{'提示' if code == 6 else '错误'}：{where}{shown.line(str(error))}", err=True)


class Log(Voice):
    """Speaks JSON; a log is whole, so quiet means nothing to it."""

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None] | None]:
        yield lambda step: log("progress", stage=step.stage, done=step.done, total=step.total, what=step.what)

    def notes(self, notes: list[dict[str, Any]]) -> None:
        for note in notes:
            log("note", **note)

    def published(self, run: Mapping[str, Any]) -> None:
        log("published", **{key: value for key, value in run.items() if key not in ("notes", "schema")})

    def sent(self, channel: str, what: str) -> None:
        log("sent", channel=channel, what=what)

    def failed(self, error: Exception, code: int, where: str = "") -> None:
        failure(error, code, where=where.rstrip("："))


def failure(error: BaseException, code: int, **fields: Any) -> None:
    """The end of a run as a log line."""
    log("nothing-new" if code == 6 else "error", kind=type(error).__name__, exit_code=code, message=str(error), **fields)


def usage(error: click.ClickException) -> str:
    """What is wrong with a command line, for people; click speaks English."""
    help_ = (
        f"用法见 {error.ctx.command_path if error.ctx else 'make-briefing'} --help。" if isinstance(error, click.UsageError) else ""
    )
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}。{help_}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要有一个值。{help_}"
    if isinstance(error, click.MissingParameter):
        return f"缺少{error.param.human_readable_name if error.param else '参数'}。{help_}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind, name = error.param.type, max(error.param.opts, key=len)
        if isinstance(kind, click.Choice):
            return f"{name} 只能是 {'、'.join(map(str, kind.choices))}。{help_}"
        return f"{name} 的值不对，{'应为整数' if kind.name.startswith('integer') else error.message.rstrip('.')}。{help_}"
    return f"{error.format_message()}{help_}"
