from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from briefing.archive import publish
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
