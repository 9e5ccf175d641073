"""A character that no font has: refused by name, or let out with a note that says where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing

TEXT = """清河市2025年经济运行情况

发布日期：2026-01-20

2025年，清河市地区生产总值1200.5亿元，增长5.6%。𠮷野产业园总投资56亿元，已建成投产。
"""


@pytest.fixture()
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_refused_by_name(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(briefing.BriefingError, match=r"𠮷.*U\+20BB7"):
        briefing.make(sources, out=tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_warned_with_its_place(sources: Path, tmp_path: Path) -> None:
    result = briefing.make(sources, out=tmp_path / "out", missing_glyph="warn")
    (note,) = [note for note in result.notes if note.code == "missing-glyph"]
    assert "𠮷" in note.message and "空框" in note.message
    assert result.paths["pdf"].is_file()
