"""Which print of an issue each channel has delivered, so that a run that is repeated tells nobody twice."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from briefing.archive.shelf import FIRST_EDITION, FOLDER

FILE = "delivered.json"


def _path(out: Path, period: str, edition: str | None) -> Path:
    return out / FOLDER / period / (edition or FIRST_EDITION) / FILE


def delivered(out: Path, period: str, edition: str | None = None) -> dict[str, int]:
    """Channel → number of the newest correction it delivered (0: the issue as first printed). Empty when there is no record."""
    try:
        data = json.loads(_path(out, period, edition).read_bytes())
        return {str(channel): int(number) for channel, number in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def mark_delivered(out: Path, period: str, edition: str | None, channel: str, number: int) -> None:
    """Records that a channel delivered a print. A record that cannot be written costs a second notice, no more."""
    path = _path(out, period, edition)
    data = delivered(out, period, edition) | {channel: number}
    work = path.with_name(f".{FILE}.new")
    with contextlib.suppress(OSError):
        work.write_text(json.dumps(data, sort_keys=True) + "\n", encoding="utf-8")
        work.replace(path)
