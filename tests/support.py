"""What tests of several rooms share."""

from __future__ import annotations

import pytest

from briefing.cli import main


def run(*args: object) -> int:
    """The command with these arguments, in this process; its exit code."""
    with pytest.raises(SystemExit) as stop:
        main([str(arg) for arg in args])
    return int(stop.value.code or 0)
