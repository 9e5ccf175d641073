"""A temporary folder for what is too large for the memory. It goes with the run that made it, however that ends, and those that
killed runs have left are swept by the next one: a run holds a lock in its folder, and only a folder whose lock is free is swept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.errors import BriefingError, reason

_PREFIX, _LOCK = "briefing-", ".held"


@contextmanager
def spool() -> Iterator[Path]:
    """The folder of this run. Raises `BriefingError` when the disk refuses."""
    try:
        _sweep(Path(tempfile.gettempdir()))
        with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
            folder = Path(name)
            held = _hold(folder)
            try:
                yield folder
            finally:
                if held is not None:
                    os.close(held)
    except BriefingError:
        raise
    except OSError as error:
        told = reason(error) if error.filename else "没有可写的临时文件夹"
        raise BriefingError(f"写不进临时文件夹：{told}。请检查磁盘空间，或用环境变量 TMPDIR 指到别处。") from error


def _hold(folder: Path) -> int | None:
    """Locks a file in the folder until the process ends; it gets its name when it is locked, and is never seen free."""
    new = folder / f"{_LOCK}.new"
    handle = os.open(new, os.O_CREAT | os.O_RDWR, 0o600)
    if not _locked(handle):
        os.close(handle)
        return None
    new.rename(folder / _LOCK)
    return handle


def _locked(handle: int) -> bool:
    """Whether the lock could be had; never where the system has none, so that nothing is swept there."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(folder: Path) -> None:
    """Removes what dead runs of the same user have left."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}????????"):
            with suppress(OSError):
                if left.is_symlink() or not left.is_dir() or left.stat().st_uid != getattr(os, "getuid", lambda: -1)():
                    continue
                handle = os.open(left / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                try:
                    if _locked(handle):
                        shutil.rmtree(left, ignore_errors=True)
                finally:
                    os.close(handle)
