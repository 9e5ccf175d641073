"""Real files of every format, damaged at random: each gives a source or a `SourceError` that says why, in time, and its facts can
be read."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import briefing
from briefing.errors import BriefingError, SourceError
from readers import test_formats as made

LONG = settings().max_examples > 1000
TEXT = (
    "河岭市经济运行情况\n发布时间：2025-01-20\n2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%，居全省第三位。清源区固定资产投资增长8.1%。\n"
    "智能装备产业园项目总投资12.5亿元，主体已封顶，计划2025年6月投产。\n| 指标 | 数值 |\n|---|---|\n| 进出口 | 12.5亿元 |\n"
)
PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<!--", b"]]>", b"<![CDATA[", b"&#x0;", b"&#1114112;", b"<table><tr><td>",
    b"</div>" * 40, b"endobj", b"stream",
    b"/Filter [/ASCIIHexDecode /FlateDecode]", b"99999999999999999999", b"-1", b"1e308", b"\"", b"\r", b"\xa1\xa1",
    "〇".encode(), "\U00020000".encode(),
    b"\xed\xa0\x80", b"PK\x05\x06", b"xmlns:x='y'", b"NaN", b"%%EOF",
)  # fmt: skip


def originals() -> dict[str, bytes]:
    """A real file of each suffix."""
    cells = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    csv = "项目名称,总投资（亿元）,形象进度\n智能装备产业园项目,12.5,主体已封顶\n城东净水厂项目,3.25,已投产\n"
    return {
        ".txt": TEXT.encode(), ".md": TEXT.encode("gb18030"), ".html": made.page(), ".docx": made.word(cells),
        ".xlsx": made.workbook(),
        ".pdf": made.pdf([TEXT.splitlines(), TEXT.splitlines()]), ".csv": csv.encode("gb18030"),
        ".tsv": csv.replace(",",
        "\t").encode(),
    }  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to six damages anywhere."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) + 1)
        to = min(len(out), at + int(chance.expovariate(1 / 30)))
        how = chance.randrange(7)
        if how == 0 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del out[at:to]
        elif how == 2:
            out[at:at] = out[at:to] * chance.choice((1, 2, 300))
        elif how == 3:
            out[at:to] = chance.choice(PIECES)
        elif how == 4:
            out[at:to] = chance.randbytes(to - at)
        elif how == 5:
            del out[chance.choice((at, len(out) - 30)) :]
        else:
            other = chance.randrange(len(out) + 1)
            out[at:to] = out[other : other + to - at]
    return bytes(out[:400_000])


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package with damage inside one of its parts: damage outside is mostly seen by its checksums."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            if name != chosen or chance.random() < 0.95:
                new.writestr(name, damaged(old.read(name), chance) if name == chosen else old.read(name))
    return out.getvalue()


ORIGINALS = originals()


@pytest.mark.parametrize("suffix", sorted(ORIGINALS))
def test_damaged_files_end_as_facts_or_with_a_reason(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"a{suffix}"
    data = ORIGINALS[suffix]
    path.write_bytes(data)
    assert briefing.extract(briefing.read(path), briefing.load_options(None)).figures, "the whole file is read"

    @settings(max_examples=2000 if LONG else 25)
    @given(st.integers(0, 2**40))
    @example(0)
    def check(seed: int) -> None:
        chance = random.Random(seed)
        bad = repacked(data, chance) if suffix in (".docx", ".xlsx") and chance.random() < 0.7 else damaged(data, chance)
        path.write_bytes(bad)
        started = time.process_time()
        try:
            source = briefing.read(path)
        except SourceError as error:
            assert str(error).startswith(path.name) and len(str(error)) > len(path.name) + 5
            assert str(error).isprintable(), "one line for a log"
        else:
            try:
                briefing.extract(source, briefing.load_options(None))
            except BriefingError as error:
                assert "Traceback" not in str(error)
        assert time.process_time() - started < 20

    check()


@settings(max_examples=4000 if LONG else 60)
@given(st.text(max_size=300), st.integers(0, 2**30))
def test_any_characters_are_read(text: str, seed: int) -> None:
    """Also between pieces of real sentences, where the rules look closest."""
    chance = random.Random(seed)
    sentences = TEXT.replace("|", "。").split("。")
    mixed = "".join(
        chance.choice(sentences)[: chance.randrange(30)] + text[i : i + chance.randrange(1, 6)] for i in range(0, len(text) + 1, 4)
    )
    for whole in (text, mixed, mixed.replace("\n", ""), "全市" + mixed + "亿元。"):
        found = briefing.extract(briefing.Source.from_text(whole, name="a.txt"), briefing.load_options(None))
        for figure in found.figures:
            for evidence in figure.evidence:
                assert evidence.pieces and 0 <= evidence.pieces[0][0] < evidence.pieces[-1][1] <= len(whole)


def test_the_name_of_a_file_is_any(tmp_path: Path) -> None:
    for name in (
        "a\nb.txt",
        "\x1b[31m.txt",
        "‮fdp.txt",
        "a" * 200 + ".txt",
        "..txt",
        "-rf.txt",
        "{{7*7}}.txt",
        "<b>.txt",
        "a?#%.txt",
    ):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        assert briefing.read(tmp_path / name, root=tmp_path).info.path.isprintable()
