"""The commands. Data goes to stdout, messages to stderr; a user's mistake ends in one sentence, never a traceback."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import click

from briefing import __version__
from briefing.errors import BriefingError

CONTEXT = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="make-briefing")
def door() -> None:
    """从一批中文来源文件生成简报：每个数字都有出处。"""


@door.command(context_settings=CONTEXT)
@click.argument("what", type=click.Choice(["summary", "document"]), default="summary")
def schema(what: str) -> None:
    """打印摘要或文档的 JSON Schema。"""
    from briefing.model.base import Value
    from briefing.model.document import Document
    from briefing.model.summary import Summary

    models: dict[str, type[Value]] = {"summary": Summary, "document": Document}
    click.echo(json.dumps(models[what].model_json_schema(), ensure_ascii=False, indent=1))


def _line(text: str) -> str:
    """A message on one line, without control characters a source may have put into a file name."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def main(args: list[str] | None = None) -> NoReturn:
    """The console script: exit 0 done, 1 runtime error, 2 usage, 3 no usable source, 4 quality gate, 5 lock held."""
    try:
        code = door.main(args=args, standalone_mode=False)
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
    sys.exit(code if isinstance(code, int) else 0)
