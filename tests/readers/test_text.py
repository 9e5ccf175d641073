from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.readers import discover, read
from briefing.readers.text import decode

SIMPLIFIED = "云岭市前三季度地区生产总值增长6.1%，\r\n固定资产投资增长5.6%。\n重点项目完成投资742.5亿元。"
TRADITIONAL = "雲嶺市前三季度地區生產總值增長6.1%，固定資產投資增長5.6%。重點項目完成投資742.5億元。"


@pytest.mark.parametrize(
    ("encoding", "text", "recorded"),
    [
        ("utf-8", SIMPLIFIED, "utf-8"),
        ("utf-8-sig", SIMPLIFIED, "utf-8-sig"),
        ("utf-16", SIMPLIFIED, "utf-16"),
        ("utf-16-le", SIMPLIFIED, "utf-16-le"),
        ("utf-16-be", SIMPLIFIED, "utf-16-be"),
        ("gb18030", SIMPLIFIED, "gb18030"),
        ("big5", TRADITIONAL, "big5"),
        ("gb18030", TRADITIONAL, "gb18030"),
    ],
)
def test_the_encoding_is_found_and_recorded(tmp_path: Path, encoding: str, text: str, recorded: str) -> None:
    path = tmp_path / "文.txt"
    path.write_bytes(text.encode(encoding))
    source = read(path)
    assert source.text == text
    assert source.info.encoding == recorded


def test_the_seeds_are_read_as_they_stand_on_disk(seeds: Path) -> None:
    files = discover([seeds])
    assert len(files) == 5
    for path in files:
        assert read(path, root=seeds).text == path.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize(
    "data", [b"", b" \n", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff\xff\xff\xfe\xfd" * 9]
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"坏\.txt"):
        read(path)


def test_other_formats_are_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "页.doc"
    path.write_text("<p>甲</p>")
    with pytest.raises(SourceError, match="可读的有"):
        read(path)


def test_folders_are_walked_hidden_names_and_link_loops_are_not(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("b/c/2.txt", "a.txt", ".hidden.txt", "b/x.toml"):
        (tmp_path / name).write_text("甲")
    os.symlink(tmp_path, tmp_path / "b" / "loop")
    assert [p.relative_to(tmp_path).as_posix() for p in discover([tmp_path])] == ["a.txt", "b/c/2.txt"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_by_its_common_characters(encoding: str) -> None:
    text = "一、全市“双百”工程，完成投资12亿元。\n　　一季度增长6.1%，居全省第七。\n" * 3
    assert decode(text.encode(encoding)) == (text, encoding)
    with pytest.raises(SourceError):
        decode(bytes(range(256)) * 40)
