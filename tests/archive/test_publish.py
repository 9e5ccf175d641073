from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from briefing.archive import publish, refuse
from briefing.errors import BriefingError, LockedError


def test_the_visible_folder_shows_the_newest_revision(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"})
    folder = publish(tmp_path, "2025-03", {"a": b"2"})
    assert (folder / "a").read_bytes() == b"2"
    assert (tmp_path / ".issues/2025-03/default/r1/a").read_bytes() == b"1"
    assert folder.resolve().name == "r2"


def test_the_same_bytes_make_no_new_revision(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"})
    assert publish(tmp_path, "2025-03", {"a": b"1"}).resolve().name == "r1"


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"})
    with pytest.raises(BriefingError):
        publish(tmp_path, "2025-03", {"a": b"2", "no/such/folder": b""})
    shelf = tmp_path / ".issues/2025-03/default"
    assert [p.name for p in shelf.iterdir()] == ["r1"]
    assert (tmp_path / "2025-03/a").read_bytes() == b"1"


def test_a_folder_made_by_hand_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "2025-03").mkdir()
    (tmp_path / "2025-03" / "mine.txt").write_text("x")
    with pytest.raises(BriefingError, match="不是本工具生成"):
        publish(tmp_path, "2025-03", {"a": b"1"})


def test_a_held_lock_is_told(tmp_path: Path) -> None:
    (tmp_path / ".issues").mkdir()
    with FileLock(tmp_path / ".issues" / ".lock"), pytest.raises(LockedError):
        publish(tmp_path, "2025-03", {"a": b"1"})


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".issues").mkdir()
    hold = "import sys, time; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire(); "
    hold += "print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold, tmp_path / ".issues/.lock"], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(LockedError):
            publish(tmp_path, "2025-03", {"a": b"1"})
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert (tmp_path / ".issues/.lock").exists()
    assert (publish(tmp_path, "2025-03", {"a": b"1"}) / "a").read_bytes() == b"1"


def test_another_run_in_between_is_told(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"}, over=0)
    with pytest.raises(LockedError, match="刚刚写过"):
        publish(tmp_path, "2025-03", {"a": b"2"}, over=0)
    assert (publish(tmp_path, "2025-03", {"a": b"2"}, over=1) / "a").read_bytes() == b"2"


@pytest.mark.parametrize("order", [(None, "公开", "区县"), ("区县", None, "公开")])
def test_editions_stand_beside_each_other(tmp_path: Path, order: tuple[str | None, ...]) -> None:
    for edition in order:
        folder = publish(tmp_path, "2025-03", {"a": repr(edition).encode()}, edition=edition)
        assert (folder / "a").read_bytes() == repr(edition).encode()
    assert sorted(p.name for p in (tmp_path / "2025-03").iterdir()) == ["a", "公开", "区县"]
    # A correction of one leaves the others as they are, and the revisions themselves hold nothing but their files.
    publish(tmp_path, "2025-03", {"a": b"new"})
    assert (tmp_path / "2025-03/a").read_bytes() == b"new"
    assert (tmp_path / "2025-03/区县/a").read_bytes() == repr("区县").encode()
    revisions = list((tmp_path / ".issues/2025-03").glob("[!.]*/r*"))
    assert len(revisions) == 4 and all([p.name for p in r.iterdir()] == ["a"] for r in revisions)
    assert len(list((tmp_path / ".issues/2025-03/.views").iterdir())) == 1


def test_editions_are_copies_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refused)
    for n, edition in enumerate((None, "区县", None, "区县")):
        publish(tmp_path, "2025-03", {"a": str(n).encode()}, edition=edition)
    assert (tmp_path / "2025-03/a").read_bytes() == b"2" and (tmp_path / "2025-03/区县/a").read_bytes() == b"3"


def test_only_the_newest_revisions_are_kept(tmp_path: Path) -> None:
    for n in range(5):
        publish(tmp_path, "2025-03", {"a": str(n).encode()}, keep=2)
    shelf = tmp_path / ".issues/2025-03/default"
    assert sorted(p.name for p in shelf.iterdir()) == ["r4", "r5"]
    publish(tmp_path, "2025-03", {"a": b"4"}, keep=1)
    assert [p.name for p in shelf.iterdir()] == ["r5"]
    assert (tmp_path / "2025-03/a").read_bytes() == b"4"


def test_a_refused_run_never_takes_the_last_good_one(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"}, keep=1)
    refuse(tmp_path, {"a": b"bad"})
    with pytest.raises(BriefingError):
        publish(tmp_path, "2025-03", {"no/such/folder": b""}, keep=1)
    assert (tmp_path / "2025-03/a").read_bytes() == b"1"


def test_a_process_killed_while_it_publishes_leaves_nothing_behind(tmp_path: Path) -> None:
    publish(tmp_path, "2025-03", {"a": b"1"})
    code = (
        "import importlib, os, sys, pathlib\np = importlib.import_module('briefing.archive.publish')\n"
        "p._show = lambda *_: os._exit(9)\n"  # written, not yet shown
        "p.publish(pathlib.Path(sys.argv[1]), '2025-03', {'a': b'2'})\n"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path]).returncode == 9
    assert (tmp_path / "2025-03/a").read_bytes() == b"1"
    code = code.replace("p._show = lambda *_", "pathlib.Path.rename = lambda *_").replace("b'2'", "b'3'")  # half written
    assert subprocess.run([sys.executable, "-c", code, tmp_path]).returncode == 9
    shelf = tmp_path / ".issues/2025-03/default"
    assert (tmp_path / "2025-03/a").read_bytes() == b"1" and len(list(shelf.glob(".new-*"))) == 1
    # The next run takes over the lock, shows what it has and clears up.
    assert (publish(tmp_path, "2025-03", {"a": b"2"}) / "a").read_bytes() == b"2"
    assert sorted(p.name for p in shelf.iterdir()) == ["r1", "r2"]


def test_refused_runs_do_not_fill_the_disk(tmp_path: Path) -> None:
    folders = [refuse(tmp_path, {"a": str(n).encode()}) for n in range(15)]
    assert sorted(tmp_path.joinpath(".failed").iterdir()) == sorted(folders[3:])
