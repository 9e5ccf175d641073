"""Outputs appear whole or not at all.

A revision is written to ``OUT/.issues/<period>/<edition>/r<N>/`` under a temporary name, renamed, and then ``OUT/<period>`` (for
further editions ``OUT/<period>/<edition>``) is pointed at it: by a symlink swapped with one rename, or by a copy where there are
no symlinks. The same bytes as the last revision give no new one. Where a period has several editions, ``OUT/<period>`` is pointed
at a view: a folder of links to the files of the first edition and to the folders of the others, made anew for every revision.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from briefing.archive.shelf import FIRST_EDITION, FOLDER, newest, number
from briefing.errors import BriefingError, LockedError, reason

FAILED = ".failed"
"""Folder of refused runs."""
REFUSED = 12
"""Refused runs that are kept, the newest: a run that fails every night must not fill the disk."""


def publish(
    out: Path,
    period: str,
    files: Mapping[str, bytes | Path],
    *,
    edition: str | None = None,
    keep: int | None = None,
    over: int | None = None,
) -> Path:
    """Writes the files of one issue (bytes, or files that are copied) and returns the visible folder. Of its revisions the newest
    `keep` stay (None: all).

    `over` is the number of the revision the caller has seen as the newest (0: none): when another run published since, its number
    is taken, and so is the caller's comparison. Raises `LockedError` then and when another run holds the archive (a lock dies with
    its process), `BriefingError` when the folder cannot be written.
    """
    shelf = out / FOLDER / period / (edition or FIRST_EDITION)
    visible = out / period / edition if edition else out / period
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        with FileLock(out / FOLDER / ".lock", timeout=0):
            last = newest(shelf)
            if over is not None and over != (number(last) if last else 0):
                raise LockedError(f"另一个进程刚刚写过 {visible}；请重新运行。")
            if not (last and _same(last, files)):
                _write(shelf, files)
            _show(out, period)
            _prune(shelf, keep)
    except Timeout as error:
        raise LockedError(f"另一个进程正在写 {out}；等它结束后再运行。") from error
    except OSError as error:
        raise BriefingError(f"写不进 {out}：{reason(error)}。请检查目录权限和磁盘空间。") from error
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
        for old in sorted(target.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns)[:-REFUSED]:
            shutil.rmtree(old)
    except OSError as error:
        raise BriefingError(f"写不进 {out}：{reason(error)}。请检查目录权限和磁盘空间。") from error
    return target


def _same(folder: Path, files: Mapping[str, bytes | Path]) -> bool:
    try:
        held = {p.name for p in folder.iterdir()}
        return held == set(files) and all(_equal(folder / name, data) for name, data in files.items())
    except OSError:
        return False


def _equal(path: Path, data: bytes | Path) -> bool:
    if isinstance(data, bytes):
        return path.read_bytes() == data
    return path.samefile(data) or filecmp.cmp(path, data, shallow=False)


def _write(shelf: Path, files: Mapping[str, bytes | Path]) -> Path:
    last = newest(shelf)
    target = shelf / f"r{number(last) + 1 if last else 1}"
    _fill(target, files)
    return target


def _fill(target: Path, files: Mapping[str, bytes | Path]) -> None:
    """Makes the folder `target` with the files, whole or not at all."""
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        work.chmod(0o755)
        for name, data in files.items():
            with (work / name).open("wb") as file:
                if isinstance(data, bytes):
                    file.write(data)
                else:
                    with data.open("rb") as source:
                        shutil.copyfileobj(source, file)
                file.flush()
                os.fsync(file.fileno())  # on the disk before the name is: a power cut leaves no hollow issue
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _prune(shelf: Path, keep: int | None) -> None:
    """Removes all but the newest revisions (the newest always stays) and what a run that was killed has left half-made."""
    for left in shelf.iterdir():
        if left.name.startswith((".new-", ".old-")):
            shutil.rmtree(left, ignore_errors=True)
    revisions = sorted((path for path in shelf.iterdir() if number(path)), key=number)
    for old in revisions[: -max(keep, 1)] if keep else ():
        # Gone from sight in one step, whatever happens while its files are removed.
        gone = old.with_name(f".old-{old.name}")
        old.rename(gone)
        shutil.rmtree(gone)


def _show(out: Path, period: str) -> None:
    """Points ``OUT/<period>`` at the newest revision of every edition."""
    root = out / FOLDER / period
    shown = {path.name: last for path in sorted(root.iterdir()) if path.name[0] != "." and (last := newest(path))}
    first = shown.pop(FIRST_EDITION, None)
    if first is not None and not shown:
        _point(out / period, first)
        return
    views = root / ".views"
    views.mkdir(exist_ok=True)
    view = Path(tempfile.mkdtemp(prefix="v", dir=views))
    view.chmod(0o755)
    for path in first.iterdir() if first else ():
        _link(view / path.name, path)
    for name, path in shown.items():
        _link(view / name, path)
    _point(out / period, view)
    for old in views.iterdir():
        if old != view:
            shutil.rmtree(old)


def _link(path: Path, target: Path) -> None:
    """A link, or a copy where there are none."""
    try:
        path.symlink_to(os.path.relpath(target, path.parent), target_is_directory=target.is_dir())
    except (OSError, NotImplementedError):
        shutil.copytree(target, path) if target.is_dir() else shutil.copy2(target, path)


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
