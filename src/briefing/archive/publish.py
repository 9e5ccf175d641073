"""Outputs appear whole or not at all.

A revision is written to ``OUT/.issues/<period>/<edition>/r<N>/`` under a temporary name, renamed, and then ``OUT/<period>`` (for
further editions ``OUT/<period>/<edition>``) is pointed at it: by a symlink swapped with one rename, or by a copy where there are
no symlinks. The same bytes as the last revision give no new one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from briefing.archive.shelf import FIRST_EDITION, FOLDER, newest, number
from briefing.errors import BriefingError, LockedError

FAILED = ".failed"
"""Folder of refused runs."""


def publish(out: Path, period: str, files: Mapping[str, bytes], *, edition: str | None = None) -> Path:
    """Writes the files of one issue and returns the visible folder.

    Raises `LockedError` when another run holds the archive and `BriefingError` when the folder cannot be written.
    """
    shelf = out / FOLDER / period / (edition or FIRST_EDITION)
    visible = out / period / edition if edition else out / period
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        with FileLock(out / FOLDER / ".lock", timeout=0):
            last = newest(shelf)
            revision = last if last and _same(last, files) else _write(shelf, files)
            _point(visible, revision)
    except Timeout as error:
        raise LockedError(f"另一个进程正在写 {out}；等它结束后再运行。") from error
    except OSError as error:
        raise BriefingError(f"写不进 {out}：{error.strerror or error}。请检查目录权限和磁盘空间。") from error
    return visible


def refuse(out: Path, files: Mapping[str, bytes]) -> Path:
    """Keeps the files of a refused run under ``OUT/.failed/<run>/`` and returns the folder; the same files give the same folder.

    Raises `BriefingError` when it cannot be written.
    """
    run = hashlib.sha256(b"".join(name.encode() + data for name, data in sorted(files.items()))).hexdigest()[:12]
    target = out / FAILED / run
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _fill(target, files)
    except OSError as error:
        raise BriefingError(f"写不进 {out}：{error.strerror or error}。请检查目录权限和磁盘空间。") from error
    return target


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    held = {p.name for p in folder.iterdir()}
    return held == set(files) and all((folder / name).read_bytes() == data for name, data in files.items())


def _write(shelf: Path, files: Mapping[str, bytes]) -> Path:
    last = newest(shelf)
    target = shelf / f"r{number(last) + 1 if last else 1}"
    _fill(target, files)
    return target


def _fill(target: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder `target` with the files, whole or not at all."""
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        work.chmod(0o755)
        for name, data in files.items():
            (work / name).write_bytes(data)
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _point(visible: Path, revision: Path) -> None:
    """Makes `visible` show `revision`. A folder a person made there by hand is never overwritten."""
    visible.parent.mkdir(parents=True, exist_ok=True)
    if visible.exists() and not visible.is_symlink() and not (visible / ".copy").exists() and any(visible.iterdir()):
        raise BriefingError(f"{visible} 已存在，且不是本工具生成的；请移走或改用别的输出目录。")
    fresh = visible.with_name(f".{visible.name}.new")
    fresh.unlink(missing_ok=True) if fresh.is_symlink() else shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.symlink_to(os.path.relpath(revision, visible.parent), target_is_directory=True)
    except (OSError, NotImplementedError):
        shutil.copytree(revision, fresh)
        (fresh / ".copy").touch()
    if visible.is_dir() and not visible.is_symlink():
        shutil.rmtree(visible)
    fresh.replace(visible)
