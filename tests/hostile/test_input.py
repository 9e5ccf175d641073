"""Any bytes: each file ends as facts or as a note with a reason, in time, and the run goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import briefing
from briefing.api import extract_files
from briefing.errors import SourceError
from briefing.extraction.tokens.broken import broken
from briefing.model.source import Source
from readers.test_formats import pdf

GOOD = (
    "云岭市经济运行情况\n发布时间：2024-12-20\n2024年1—11月，全市规模以上工业增加值同比增长5.4%，居全省第三位。"
    "全市一般公共预算收入130.5亿元，增长4.1%。\n"
)
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def values(text: str) -> list[str]:
    found = briefing.extract(Source.from_text(text, name="a.txt"), briefing.load_options(None))
    return [str(f.value) for f in found.figures if not f.doubt]


def package(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def workbook(path: Path, sheet: str) -> Path:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return package(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
            f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main'
            f'+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        },
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    cell = '<sheetData><row r="{0}"><c r="{1}"><v>1</v></c></row></sheetData>'
    (path / "good.txt").write_text(GOOD, encoding="utf-8")
    (path / "random.txt").write_bytes(bytes(range(256)) * 20)
    (path / "nul.txt").write_bytes(b"\0\1\2" * 90)
    (path / "surrogate.txt").write_bytes(GOOD.encode() + b"\xed\xa0\x80")
    (path / "long.txt").write_text(GOOD * 25_000, encoding="utf-8")
    (path / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (path / "quote.csv").write_bytes(b'"' + b"a," * 100_000)
    (path / "deep.html").write_text("<meta charset=utf-8>" + "<div>" * 30_000 + GOOD.replace("5.4", "5.7"), encoding="utf-8")
    (path / "name\n[ERROR] \x1b[31m.txt").write_text(GOOD.replace("5.4", "5.6"), encoding="utf-8")
    workbook(path / "far.xlsx", cell.format(190_000, "GR190000"))
    workbook(path / "merged.xlsx", cell.format(1, "A1") + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    package(path / "bomb.docx", {"word/document.xml": bytes(310_000_000)})
    package(path / "many.docx", {f"f{i}": "" for i in range(6000)})
    os.mkfifo(path / "pipe.txt")
    (path / "zero.txt").symlink_to("/dev/zero")
    (path / "self.txt").symlink_to("self.txt")
    (path / "loop").symlink_to(".")
    return path


def test_a_bad_file_is_a_note_and_never_the_end(folder: Path) -> None:
    started = time.process_time()
    data = extract_files(folder, briefing.load_options(None))
    assert time.process_time() - started < 20
    read = {document["path"] for document in data["documents"]}
    told = {note["source"]: note["message"] for note in data["notes"]}
    assert {"good.txt", "deep.html", "name_[ERROR] _[31m.txt"} <= read
    bad = ("random.txt", "nul.txt", "surrogate.txt", "long.txt", "torn.pdf", "quote.csv", "far.xlsx", "merged.xlsx", "bomb.docx",
           "many.docx", "pipe.txt", "zero.txt", "self.txt")  # fmt: skip
    for name in bad:
        assert len(told[name]) > len(name) + 6, name
        assert name not in read


def test_limits_are_options_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOOD * 3, encoding="utf-8")
    (tmp_path / "c.txt").write_text("今天天气很好。\n", encoding="utf-8")
    data = extract_files(tmp_path, briefing.load_options(None, most_characters=150))
    assert [document["path"] for document in data["documents"]] == ["a.txt", "c.txt"]
    assert "most_characters" in data["notes"][0]["message"]
    both = [tmp_path / "a.txt", tmp_path / "c.txt"]
    data = extract_files(both, briefing.load_options(None, most_facts=2))
    assert [document["path"] for document in data["documents"]] == ["c.txt"]
    assert [(note["code"], note["source"]) for note in data["notes"]] == [("over-limit", "a.txt")]
    assert data["notes"][0]["message"].startswith("a.txt：") and "most_facts" in data["notes"][0]["message"]
    with pytest.raises(SourceError, match=r"^a\.txt：.*most_seconds"):
        extract_files(both, briefing.load_options(None, most_seconds=1e-6))
    (tmp_path / "d.pdf").write_bytes(pdf([["第一页增长5%"], ["第二页增长6%"]]))
    data = extract_files(tmp_path, briefing.load_options(None, most_pages=1))
    assert [note["message"] for note in data["notes"]] == ["d.pdf：页数过多（2 页），超过 1 页（most_pages），未读。"]
    with pytest.raises(SourceError, match="most_bytes"):
        extract_files(tmp_path, briefing.load_options(None, most_bytes=10))


@pytest.mark.parametrize("inside", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\x00", "\ufdd0"])
def test_what_is_no_text_inside_a_number_never_makes_two(inside: str) -> None:
    found = values(GOOD.replace("130.5", f"1{inside}30.5").replace("5.4", f"5{inside}.4"))
    assert found in (["5.4", "3", "130.5", "4.1"], ["3", "4.1"])


@pytest.mark.parametrize("inside", [" ", "\u2009", "\xa0", "\u3000", "\n"])
def test_a_number_torn_by_white_space_is_refused_or_doubted(inside: str) -> None:
    assert not {"30.5", "30", "1"} & set(values(GOOD.replace("130.5", f"1{inside}30.5")))


def test_blanks_around_numbers_change_nothing() -> None:
    spaced = GOOD.replace("2024年1—11月", "2024 年 1 — 11 月").replace("5.4%", " 5.4 %").replace("130.5亿元", " 130.5 亿元")
    assert values(spaced) == values(GOOD)


BROKEN = (
    "完成12.亿元", "存贷比82. 3%", "增长5..4%", "全长6.-8公里", "投资7，92亿元", "缴税3.2?亿元", "平台1 9项", "总投资3.1S亿元",
    "下降Z.7%", "降至l9.8%", "引进22I家", "投资2.86亿无", "加工20方吨", "工期14介月", "占地2 4公顷", "增长12.5.%",
)  # fmt: skip
SOUND = (
    "1. 项目5个", "1.个人所得税增长5%", "2024年12.5亿元", "2024 15个", "建成5G基站2.3万个", "LED5万台", "开放5方面数据",
    "投资12.5亿元，增长5%", "PM_2.5浓度下降", "分别为8.1、9.2%",
)  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_damaged_numbers_are_seen(text: str) -> None:
    assert broken(text)


@pytest.mark.parametrize("text", SOUND)
def test_sound_numbers_are_not_taken_for_damaged(text: str) -> None:
    assert not broken(text)


@pytest.mark.parametrize(
    "piece", ["增长5.4%\n", "1\n", GOOD.replace("\n", ""), "增长5.4%，", "1 2 ", "，。", "年末" * 150 + "增长5.4%，", "十"]
)
def test_time_is_in_proportion_to_the_text(piece: str) -> None:
    def cost(size: int) -> float:
        source = Source.from_text(piece * (size // len(piece)), name="a.txt")
        started = time.process_time()
        briefing.extract(source, briefing.load_options(None))
        return time.process_time() - started

    cost(2000)
    small, large = cost(10_000), cost(40_000)
    assert large < 10 * small + 0.5


LARGE = """
import resource, sys
from pathlib import Path
import briefing
from briefing.api import extract_files
good, folder = sys.argv[1], Path(sys.argv[2])
line = good.replace("\\n", "")
(folder / "good.txt").write_text(good, encoding="utf-8")
(folder / "line.txt").write_text(line * (50_000_000 // len(line.encode())), encoding="utf-8")
(folder / "lines.txt").write_text("".join(f"第{n}行，全市增长{n % 50}.4%。\\n" for n in range(20_000)), encoding="utf-8")
(folder / "page.html").write_text("<meta charset=utf-8>" + f"<p>{good}</p>" * 100_000, encoding="utf-8")
(folder / "cells.csv").write_text("全市,增长5.4%," * 600_000, encoding="utf-8")
data = extract_files(folder, briefing.load_options(None))
assert {d["path"] for d in data["documents"]} == {"good.txt", "lines.txt"}, data["notes"]
long = {n["source"] for n in data["notes"] if "most_characters" in n["message"]}
assert long == {"line.txt", "page.html", "cells.csv"}, data["notes"]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_large_files_take_less_than_a_gigabyte(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", LARGE, GOOD, tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1000
