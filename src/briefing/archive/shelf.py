"""What lies in the archive: revisions of issues, the newest of each, and the issue before a period."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import BriefingError, reason

FIRST_EDITION = "default"
FOLDER = ".issues"


class Issue(NamedTuple):
    """The newest revision of one issue on disk."""

    period: str
    edition: str
    folder: Path

    @property
    def revision(self) -> int:
        """The number of the revision, from 1."""
        return number(self.folder)

    def holds(self, name: str) -> bool:
        """Whether the revision has a file of that name; one that cannot be looked at counts."""
        try:
            return (self.folder / name).is_file()
        except OSError:
            return True

    def read(self, name: str) -> bytes | None:
        """A file of the revision; None when it has none of that name, nothing (``b""``) when it cannot be read."""
        path = self.folder / name
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError:
            return b""

    def manifest(self) -> dict[str, Any]:
        """The manifest; empty when there is none or it is no JSON."""
        try:
            data = json.loads(self.read("manifest.json") or b"{}")
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}


def number(path: Path) -> int:
    """The number of a revision folder; 0 for anything else."""
    digits = path.name[1:]
    return int(digits) if path.name.startswith("r") and digits.isascii() and digits.isdigit() else 0


def newest(shelf: Path) -> Path | None:
    """The newest revision in the folder of one issue and edition. Raises `BriefingError` when the folder cannot be looked into."""
    return max((path for path in _inside(shelf) if number(path)), key=number, default=None)


def _inside(folder: Path) -> list[Path]:
    """What a folder holds, by name; nothing when there is none."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise BriefingError(f"看不到 {folder} 里的往期：{reason(error)}。请检查目录权限。") from error


def issues(out: Path, edition: str | None = None) -> Iterator[Issue]:
    """The newest revision of every issue of an edition, oldest period first."""
    root = out / FOLDER
    name = edition or FIRST_EDITION
    for folder in _inside(root):
        revision = newest(folder / name) if not folder.name.startswith(".") else None
        if revision is not None:
            yield Issue(folder.name, name, revision)


def standing_issue(out: Path, period: str, edition: str | None = None) -> Issue | None:
    """The newest revision of one issue; None when it was never published."""
    name = edition or FIRST_EDITION
    revision = newest(out / FOLDER / period / name)
    return Issue(period, name, revision) if revision else None


def previous_issue(out: Path, period: str, edition: str | None = None) -> Issue | None:
    """The newest issue of an earlier period that holds a summary. An edition that has none takes the first edition's, so that a
    new edition starts with the history of the office."""
    for name in dict.fromkeys((edition, None)):
        earlier = [issue for issue in issues(out, name) if issue.period < period and issue.holds("briefing.json")]
        if earlier:
            return earlier[-1]
    return None
