"""The temporary folder of a run goes with it; one that a killed run has left is swept by the next, one in use never."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.api.spool import spool

pytest.importorskip("fcntl")
HOLD = """
import sys, time
from briefing.api.spool import spool
with spool() as folder:
    (folder / "half").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)


def left(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.iterdir() if path.name.startswith("briefing-")]


def test_nothing_is_left_by_a_run_that_ends_or_fails(tmp_path: Path) -> None:
    with spool() as folder:
        assert folder.parent == tmp_path
    with pytest.raises(RuntimeError), spool():
        raise RuntimeError
    assert left(tmp_path) == []


def test_what_a_killed_run_has_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    def run() -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    with run() as dead, run() as alive:
        assert dead.stdout and alive.stdout and alive.stdin
        gone, kept = Path(dead.stdout.readline().strip()), Path(alive.stdout.readline().strip())
        foreign = tmp_path / "briefing-12345678"
        foreign.mkdir()
        (tmp_path / "briefing-abcdefgh").symlink_to(kept)
        dead.kill()
        dead.wait()
        assert (gone / "half").exists()
        with spool() as folder:
            assert not gone.exists() and kept.exists() and foreign.exists() and folder.exists()
        alive.stdin.close()
        assert alive.wait(30) == 0
        assert not kept.exists()
