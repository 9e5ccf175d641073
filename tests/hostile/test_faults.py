"""Whatever happens to a run, the folder holds the last good issue or the new one, whole, and the next run succeeds."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

CONFIG = 'region = "云岭市"\nname = "云岭市情简报"\n'
TEXT = (
    "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长{0}%，居全省第三位。"
    "全市外贸进出口总额{0}亿元。\n"
)
KILLS = 40 if settings().max_examples > 1000 else 3


def write(folder: Path, value: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT.replace("{0}", value), encoding="utf-8")


def command(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "briefing.cli", str(folder), "-o", str(out), "-q", "--format", "json"]


def run(folder: Path, out: Path, **how: object) -> subprocess.CompletedProcess[str]:
    start = "from briefing.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *command(folder, out)[3:]], capture_output=True, text=True, timeout=120, **how
    )  # type: ignore[call-overload,no-any-return]


def whole(out: Path) -> str | None:
    """The value of the visible issue after every file was compared with the manifest; None when none is there."""
    visible = out / "2024-12"
    if not visible.exists():
        return None
    manifest = json.loads((visible / "manifest.json").read_text(encoding="utf-8"))
    for name, sha in manifest["files"].items():
        assert hashlib.sha256((visible / name).read_bytes()).hexdigest() == sha, name
    figures = json.loads((visible / "briefing.json").read_text(encoding="utf-8"))["figures"]
    return next(str(f["value"]) for f in figures if f["unit"] == "%")


@pytest.fixture()
def issued(tmp_path: Path) -> tuple[Path, Path]:
    folder, out = tmp_path / "来源", tmp_path / "out"
    write(folder, "5.1")
    assert run(folder, out).returncode == 0
    assert whole(out) == "5.1"
    return folder, out


def test_killed_at_any_moment(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    chance = random.Random(3)
    before = "5.1"
    for turn in range(KILLS):
        value = f"6.{turn + 1}"
        write(folder, value)
        start = "from briefing.cli import main; main()"
        process = subprocess.Popen([sys.executable, "-c", start, *command(folder, out)[3:]], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = whole(out)
        assert now in (before, value)
        before = str(now)
    write(folder, "7.7")
    assert run(folder, out).returncode == 0
    assert whole(out) == "7.7"


@pytest.mark.parametrize("size", [0, 4096])
def test_a_full_disk_is_told_and_harms_nothing(issued: tuple[Path, Path], size: int) -> None:
    folder, out = issued
    write(folder, "6.6")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = run(folder, out, preexec_fn=limit)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr and "写不进" in done.stderr
    assert whole(out) == "5.1"
    assert run(folder, out).returncode == 0
    assert whole(out) == "6.6"


def test_a_torn_cache_lock_or_archive_is_no_obstacle(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    (out / ".cache/extractions.sqlite").write_bytes(b"SQLite format 3\0" + bytes(900))
    (out / ".issues/.lock").write_bytes(b"9999999")
    (out / ".issues/2024-12/default/.new-torn").mkdir()
    (out / ".issues/2024-12/default/r1/manifest.json").write_bytes(b"{torn")
    (out / ".issues/2024-12/default/r7").mkdir()
    (out / ".issues/2024-12/default/r7/briefing.json").write_bytes(b"\0\1")
    write(folder, "6.9")
    done = run(folder, out)
    assert done.returncode == 0, done.stderr
    assert whole(out) == "6.9"


def test_an_output_that_cannot_be_written_is_told(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    blocked = out.parent / "file"
    blocked.write_text("kein Ordner", encoding="utf-8")
    done = run(folder, blocked)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "写不进" in done.stderr


def test_a_source_that_vanishes_is_a_note(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    (folder / "gone.txt").symlink_to(folder / "never.txt")
    done = run(folder, out)
    assert done.returncode == 0, done.stderr
    assert "gone.txt" in (out / "2024-12/briefing.json").read_text(encoding="utf-8")


def test_two_runs_at_once_leave_one_whole_issue(issued: tuple[Path, Path]) -> None:
    folder, out = issued
    write(folder, "8.8")
    start = "from briefing.cli import main; main()"
    arguments = [sys.executable, "-c", start, *command(folder, out)[3:]]
    runs = [subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    codes = [process.wait(timeout=120) for process in runs]
    for process in runs:
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
        process.stderr.close()
    assert set(codes) <= {0, 5} and 0 in codes
    assert whole(out) == "8.8"
