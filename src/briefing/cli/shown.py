"""What the commands show: one-line messages and a progress bar on stderr, results on stdout or in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import BriefingError, reason

if TYPE_CHECKING:
    from briefing.api import Progress
    from briefing.model.summary import Change

_STAGES = {"read": "读取", "extract": "摘取", "reconcile": "归并", "compose": "编排", "write": "成文"}


def line(text: str) -> str:
    """A message on one line, without control characters a source may have put into a file name."""
    return "".join(c if c.isprintable() or c == "\u3000" else "\ufffd" for c in text)


def tell(notes: Iterator[Mapping[str, Any]] | list[dict[str, Any]]) -> None:
    """The notes of a run that a person should see, one a line on stderr."""
    for note in notes:
        if note["severity"] != "info":
            click.echo(f"{'错误' if note['severity'] == 'error' else '提示'}：{line(note['message'])}", err=True)


_CLASSES = ("变化", "新增", "再提及", "未更新", "撤下")


def changes(found: Sequence[Change]) -> str:
    """The differences of two issues for a person: how many of each class, then class by class, the weightiest first."""
    if not found:
        return "没有变化。\n"
    by_class = {name: [item for item in found if item.class_ == name] for name in _CLASSES}
    out = ["　".join(f"{name} {len(items)}" for name, items in by_class.items())]
    for name, items in by_class.items():
        if items:
            out += ["", f"{name}（{len(items)} 条）"]
            out += [f"  {line(change(item))}" for item in sorted(items, key=lambda item: -item.salience)]
    return "\n".join(out) + "\n"


def change(item: Change) -> str:
    """A change on one line: what, old → new, periods, difference, issues in silence, 低可信."""
    from briefing.chinese.format import period_text

    text = item.text
    old = f"{item.old}（{period_text(item.old_period)}）" if item.old and item.old_period else item.old
    new = f"{item.new}（{period_text(item.new_period)}）" if item.new and item.new_period else item.new
    if item.class_ == "变化":
        text += f"：{old or '—'} → {new or '—'}"
    elif new or old:
        text += f"：{new or old}"
    if item.difference:
        text += f"，差 {item.difference}"
    text = f"{text}，连续 {item.silent} 期" if item.silent else text
    return f"{text}（低可信）" if item.weak else text


def emit(target: Path, text: str) -> None:
    """Writes a result to a file in one step, or to stdout for ``-``. Raises `BriefingError` when the file cannot be written."""
    if str(target) == "-":
        sys.stdout.write(text)
    else:
        emit_bytes(target, text.encode())


def emit_bytes(target: Path, data: bytes) -> None:
    """Writes a file in one step. Raises `BriefingError` when it cannot be written."""
    work = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work.write_bytes(data)
        work.replace(target)
    except OSError as error:
        raise BriefingError(f"写不进 {target}：{reason(error)}。") from error


def emit_json(target: Path, data: Any) -> None:
    """`emit` of indented JSON."""
    emit(target, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on stderr when a person watches; nothing otherwise."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1)

        def watch(step: Progress) -> None:
            stage = _STAGES.get(step.stage, step.stage)
            bar.update(task, description=stage, completed=step.done, total=max(step.total, 1))

        yield watch
