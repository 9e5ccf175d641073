"""The command `make-briefing`: arguments → options → exit code. Nothing heavy is imported before it is needed."""

from briefing.cli.main import main

__all__ = ["main"]
