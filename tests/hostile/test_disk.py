"""Folders that cannot be written or read, disks that are full, files that are not what they were, clocks that go back: each is told
in a sentence with what to do, and the last good issue stays."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_faults import run, whole, write

import briefing
from briefing.api import Progress

_DROP, _WRITE_ANYTHING, _READ_ANYTHING = 24, 1, 2
"""Linux: the call that takes a right away for good, and the two rights by which root passes over the modes of files."""


def ordinary() -> None:
    """Makes root an ordinary user where files are concerned; anybody else is one."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (_WRITE_ANYTHING, _READ_ANYTHING):
            if libc.prctl(_DROP, right, 0, 0, 0):
                os._exit(77)


@pytest.fixture(scope="module")
def modes_hold() -> None:
    """Skips where the modes of files cannot be made to hold for this user."""
    try:
        probe = subprocess.run([sys.executable, "-c", ""], preexec_fn=ordinary)
    except OSError as error:
        pytest.skip(f"no ordinary user to be had here: {error}")
    if probe.returncode:
        pytest.skip("the rights of root cannot be laid down here")


@pytest.fixture()
def issued(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    folder, out = tmp_path / "来源", tmp_path / "out"
    write(folder, "5.1")
    assert run(folder, out).returncode == 0
    write(folder, "6.6")
    yield folder, out
    for path in (tmp_path, *tmp_path.rglob("*")):
        if not path.is_symlink() and path.is_dir():
            path.chmod(0o755)


@pytest.mark.usefixtures("modes_hold")
@pytest.mark.parametrize("closed", [".", ".issues/2024-12/default", ".cache"])
def test_a_folder_that_may_not_be_written(issued: tuple[Path, Path], closed: str) -> None:
    folder, out = issued
    (out / closed).chmod(0o555)
    done = run(folder, out, preexec_fn=ordinary)
    assert "Traceback" not in done.stderr
    if closed == ".cache":  # one may do without
        assert done.returncode == 0 and whole(out) == "6.6"
    else:
        assert done.returncode == 1 and "写不进" in done.stderr and "权限" in done.stderr, done.stderr
        assert whole(out) == "5.1"
    (out / closed).chmod(0o755)
    assert run(folder, out, preexec_fn=ordinary).returncode == 0 and whole(out) == "6.6"


@pytest.mark.usefixtures("modes_hold")
@pytest.mark.parametrize("closed", [".issues", ".issues/2024-12/default/r1", ".issues/2024-12/default/r1/briefing.json"])
def test_an_archive_that_may_not_be_read(issued: tuple[Path, Path], closed: str) -> None:
    folder, out = issued
    (out / closed).chmod(0)
    done = run(folder, out, preexec_fn=ordinary)
    (out / closed).chmod(0o755)
    assert "Traceback" not in done.stderr
    if closed == ".issues":
        assert done.returncode == 1 and "权限" in done.stderr and whole(out) == "5.1"
    else:
        notes = [note["code"] for note in json.loads((out / "2024-12/briefing.json").read_bytes())["notes"]]
        assert done.returncode == 0 and "standing-unreadable" in notes and whole(out) == "6.6"
    assert run(folder, out, preexec_fn=ordinary).returncode == 0 and whole(out) == "6.6"


@pytest.mark.usefixtures("modes_hold")
def test_sources_and_folders_that_may_not_be_read_or_written(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    (folder / "zu").mkdir()
    (folder / "zu" / "b.txt").write_text("全市外贸进出口总额8亿元。", encoding="utf-8")
    (folder / "c.txt").write_text("全市外贸进出口总额9亿元。", encoding="utf-8")
    (folder / "c.txt").chmod(0)
    (folder / "zu").chmod(0)
    folder.chmod(0o555)
    done = run(folder, out, preexec_fn=ordinary)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    notes = json.loads((out / "2024-12/briefing.json").read_bytes())["notes"]
    assert any("c.txt" in note["message"] and "打不开" in note["message"] for note in notes), notes
    assert any("zu" in note["message"] for note in notes), notes
    (folder / "briefing.toml").chmod(0)
    done = run(folder, out, preexec_fn=ordinary)
    assert done.returncode == 2 and "briefing.toml" in done.stderr and "Traceback" not in done.stderr


@pytest.fixture()
def small_disk(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "disk"
    path.mkdir()
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path], capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no disk can be made here: {error}")
    if done.returncode:
        pytest.skip(f"no disk can be made here: {done.stderr.strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "来源", small_disk / "out"
    write(folder, "5.1")
    assert run(folder, out).returncode == 0 and whole(out) == "5.1"
    write(folder, "6.6")
    for left in (0, 4096, 20_480):
        filler = small_disk / "filler"
        filler.unlink(missing_ok=True)
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize
        filler.write_bytes(bytes(max(free - left, 0)))
        done = run(folder, out)
        assert done.returncode == 1 and "写不进" in done.stderr and "磁盘空间" in done.stderr, (left, done.stderr)
        assert "Traceback" not in done.stderr
        assert whole(out) == "5.1"
    filler.unlink()
    assert run(folder, out).returncode == 0 and whole(out) == "6.6"


def test_a_clock_that_goes_back(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    for year, value in ((2031, "6.1"), (2019, "6.2"), (2025, "6.3")):
        write(folder, value)
        for path in (*folder.iterdir(), *out.rglob("*")):
            os.utime(path, (2_000_000_000 - year, 2_000_000_000 - year), follow_symlinks=False)
        epoch = str((year - 1970) * 31_557_600)
        done = run(folder, out, env=os.environ | {"SOURCE_DATE_EPOCH": epoch})
        assert done.returncode == 0, done.stderr
        assert whole(out) == value
    assert [p.name for p in sorted((out / ".issues/2024-12/default").glob("r*"))] == ["r1", "r2", "r3", "r4"]


TORN = (
    ("briefing.json", b""), ("briefing.json", b"\0\xff"), ("briefing.json", b'{"schema": "briefing-summary/1"}'),
    ("briefing.json", b"[" * 100_000), ("manifest.json", b"[1]"), ("manifest.json", b"[" * 100_000),
)  # fmt: skip


@pytest.mark.parametrize(("name", "data"), TORN)
def test_an_earlier_issue_that_is_torn(issued: tuple[Path, Path], name: str, data: bytes) -> None:
    folder, out = issued
    shelf = out / ".issues"
    (shelf / "2024-11/default/r1").mkdir(parents=True)
    for path in (shelf / "2024-12/default/r1").iterdir():
        (shelf / "2024-11/default/r1" / path.name).write_bytes(path.read_bytes())
    (shelf / "2024-11/default/r1" / name).write_bytes(data)
    (shelf / "2024-12/default/r1" / name).write_bytes(data)
    done = run(folder, out)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    assert whole(out) == "6.6"
    if name == "briefing.json":
        notes = [note["message"] for note in json.loads((out / "2024-12/briefing.json").read_bytes())["notes"]]
        assert [m for m in notes if "2024-11" in m and "读不出来" in m] and [m for m in notes if "2024-12" in m and "读不出来" in m]


@pytest.mark.parametrize(
    "place", [".issues", ".issues/2024-12", ".issues/2024-12/default", ".cache", ".cache/extractions.sqlite", "2024-12"]
)
def test_a_file_or_folder_where_the_other_should_be(issued: tuple[Path, Path], place: str) -> None:
    folder, out = issued
    path = out / place
    path.rename(out / "aside") if not path.is_symlink() else path.unlink()
    path.mkdir() if path.suffix else path.write_bytes(b"x")
    done = run(folder, out)
    assert "Traceback" not in done.stderr
    if place.startswith(".cache"):
        assert done.returncode == 0 and whole(out) == "6.6", done.stderr
    else:
        assert done.returncode == 1 and str(out) in done.stderr, done.stderr
        assert path.read_bytes() == b"x"


def watching(stage: str, act: Callable[[], object]) -> Callable[[Progress], None]:
    done: list[bool] = []

    def watch(at: Progress) -> None:
        if at.stage == stage and not done:
            done.append(True)
            act()

    return watch


@pytest.mark.parametrize("stage", ["extract", "reconcile", "write"])
@pytest.mark.parametrize("how", ["gone", "changed", "a folder"])
def test_a_source_that_is_no_longer_what_it_was(tmp_path: Path, stage: str, how: str) -> None:
    folder, out = tmp_path / "来源", tmp_path / "out"
    write(folder, "5.1")
    for name in ("b", "c"):
        (folder / f"{name}.txt").write_text(f"全市外贸进出口总额{len(name)}{ord(name)}亿元。", encoding="utf-8")

    def act() -> None:
        (folder / "c.txt").unlink()
        if how == "changed":
            (folder / "c.txt").write_text("全市外贸进出口总额77亿元。", encoding="utf-8")
        elif how == "a folder":
            (folder / "c.txt").mkdir()

    result = briefing.make(folder, out=out, formats=("pdf", "json"), watch=watching(stage, act))
    values = {str(f.value) for f in result.summary.figures}
    assert "77" not in values and "5.1" in values
    told = [note for note in result.notes if note.source == "c.txt"]
    assert ("199" in values) != bool(told), "taken as it was, or left out and told"
    assert whole(out) == "5.1"
