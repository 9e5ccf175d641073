"""The PDF as a reader gets it: geometry, links, order, sameness, and what is refused."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from geometry import Sheet, outside, overlaps, read
from sample import cell, datum, document, one, runs
from stress import LONG, long_names, made, many, nothing, rows

from briefing.errors import MissingGlyphError, OverflowingError
from briefing.model import chart as c
from briefing.model import document as d
from briefing.options import Options
from briefing.writers import pdf

pikepdf = pytest.importorskip("pikepdf")

MAKERS = {"sample": document, "many": many, "long names": long_names, "nothing": nothing}
FILES = {"document.json": b'{"schema": "briefing-document/1"}\n', "manifest.json": b"{}"}


@lru_cache(maxsize=8)
def written(name: str) -> bytes:
    return pdf.write(MAKERS[name](), Options(), attachments=FILES)


@lru_cache(maxsize=8)
def sheets(name: str) -> list[Sheet]:
    return read(written(name))


def opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(written(name)))


# Geometry


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_leaves_the_type_area_or_covers_other_text(name: str) -> None:
    pages = sheets(name)
    assert sum(len(sheet.chars) for sheet in pages) > 20
    assert list(outside(pages)) == []
    assert list(overlaps(pages)) == []


def test_the_audits_see_faults() -> None:
    """What the two audits would say of a text shifted by half a line."""
    sheet = sheets("sample")[1]
    moved = tuple(type(char)(char.text, char.left + 2, char.top + 3, char.right + 2, char.bottom + 3) for char in sheet.chars)
    assert list(overlaps([Sheet(sheet.chars + moved, "")]))
    lower = tuple(type(char)(char.text, char.left + 200, char.top, char.right + 200, char.bottom) for char in sheet.chars)
    assert list(outside([Sheet(lower, "")]))


def test_eight_pages_with_running_head_and_numbers_at_the_outer_edge() -> None:
    pages = sheets("sample")
    assert len(pages) == 8
    for number, sheet in enumerate(pages, 1):
        foot = [char for char in sheet.chars if char.top > 775]
        assert "".join(char.text for char in sorted(foot, key=lambda char: char.left)) == f"—{number}—"
        right = max(char.right for char in foot)
        left = min(char.left for char in foot)
        assert (right == pytest.approx(544 - 10.5, abs=1.5)) if number % 2 else (left == pytest.approx(52 + 10.5, abs=1.5))
        head = "".join(char.text for char in sheet.chars if char.bottom < 50)
        assert ("云川市情简报" in head) == (number > 1)


def test_the_masthead_stands_as_drawn() -> None:
    sheet = sheets("sample")[0]
    name = [char for char in sheet.chars if char.bottom - char.top > 30]
    assert "".join(char.text for char in name) == "云川市情简报"
    assert min(char.left for char in name) - 52 == pytest.approx(544 - max(char.right for char in name), abs=4)
    assert 100 < min(char.top for char in name) < max(char.bottom for char in name) < 155
    assert sheet.line(203, 2.5).startswith("样例编发单位")


def test_every_rule_stands_on_the_vertical_unit() -> None:
    """Rules outside of charts lie on 66 + 6k; the thin second rule of the masthead stands 3 below the first by design."""
    seen = 0
    with opened("sample") as file:
        for page in file.pages:
            stream = page.Contents.read_bytes().decode("latin-1")
            stream = re.sub(r"/Figure <</MCID \d+>> BDC.*?EMC", "", stream, flags=re.S)
            for match in re.finditer(r"([\d.]+) w ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", stream):
                width, left, y, right, end = (float(value) for value in match.groups())
                if y == end and right - left > 60 and (width, round(y, 1)) != (0.5, round(841.89 - 214, 1)):
                    units = (841.89 - y - 66) / 6
                    assert units == pytest.approx(round(units), abs=0.01), match.group()
                    seen += 1
    assert seen > 120


def test_figures_of_a_column_stand_on_one_point() -> None:
    points = [char.left for char in sheets("sample")[1].chars if char.text == "." and char.left > 400 and 110 < char.top < 240]
    assert len(points) == 5
    assert max(points) - min(points) < 0.05


def test_a_table_repeats_its_head_and_tears_no_row() -> None:
    heads = [sheet for sheet in sheets("many") if any(char.text == "项" and char.top < 82 for char in sheet.chars)]
    assert len(heads) >= 6
    for sheet in sheets("many")[3:5]:
        numbers = [char for char in sheet.body if char.left < 56]
        assert numbers
    whole = "".join(sheet.text for sheet in sheets("many"))
    assert whole.count(LONG[:12]) == 120


def test_no_page_but_the_last_of_a_flow_is_nearly_empty() -> None:
    for name in ("sample", "many"):
        pages = sheets(name)
        ends = {6, len(pages)} if name == "sample" else {len(pages)}
        for number, sheet in enumerate(pages, 1):
            if number not in ends:
                assert max(char.bottom for char in sheet.body) > 66 + 702 / 3, (name, number)


def test_the_colophon_ends_on_the_lower_edge_of_the_last_page() -> None:
    sheet = sheets("sample")[-1]
    assert sheet.line(759.5, 3).startswith("样例编发单位")
    assert "印发" in sheet.line(759.5, 3)


def test_a_nearly_empty_last_page_is_saved_by_its_gaps() -> None:
    """Lines that fill a page to the last but a few points: 18-point gaps give way instead of one box on a page of its own."""
    lists = tuple(d.Listing(title=runs("清单"), items=(runs("一"), runs("二"), runs("三"))) for _ in range(6))
    box = d.Tinted(label="目标", runs=runs("尚无结果。"))
    assert len(read(pdf.write(made(*lists, box), Options()))) == 1
    assert len(read(pdf.write(made(*lists, *lists, box), Options()))) == 2


# Links, bookmarks, structure


def _links(file: pikepdf.Pdf) -> Iterator[tuple[int, str, int, float]]:
    """Page, description, page led to and height there, of every link."""
    places = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    for number, page in enumerate(file.pages):
        for link in page.obj.get("/Annots", []):
            yield number, str(link.Contents), places[link.Dest[0].objgen], float(link.Dest[3])


def test_marks_lead_to_the_annex_and_back_to_their_first_use() -> None:
    with opened("sample") as file:
        links = list(_links(file))
    there = {
        label for page, text, target, _ in links if target == 7 and (label := text.split("：")[0]).startswith("[") and page < 7
    }
    back = {text.split()[1]: target for page, text, target, _ in links if page == 7 and text.startswith("回到")}
    assert there == set(back) == {f"[{number}]" for number in range(1, 21)}
    assert back["[1]"] == 0
    assert back["[13]"] == 1
    assert back["[9]"] == 0


def test_the_contents_name_the_pages_of_the_bookmarks() -> None:
    with opened("sample") as file, file.open_outline() as outline:
        places = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}

        def walk(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
            for item in items:
                yield item.title, places[item.destination[0].objgen]
                yield from walk(item.children)

        marks = dict(walk(outline.root))
    text = sheets("sample")[0].text
    for title in ("总体态势", "重点项目", "数据质量", "来源与依据"):
        page = next(page for mark, page in marks.items() if mark.endswith((f"、{title}", f"附录　{title}")))
        assert re.search(rf"{title}\s*{page}\b", text), title
    assert "其余见第7页来源表" in re.sub(r"\s", "", text)


def test_page_references_hold_any_number() -> None:
    words = d.Paragraph(runs=(*runs("见第@end@页，"), *runs("见第@start@页。")), anchor="start")
    end = d.Heading(level=2, runs=runs("末页"), anchor="end")
    for breaks in (1, 11, 101):
        pages = read(
            pdf.write(made(words, *[part for _ in range(breaks) for part in (d.PageBreak(), words)], d.PageBreak(), end), Options())
        )
        assert len(pages) == breaks + 2
        assert f"见第{breaks + 2}页，见第1页。" in re.sub(r"\s", "", pages[1].text)
        assert list(overlaps(pages[:3])) == []


def test_what_is_to_stay_whole_moves_to_the_next_page_and_shares_the_one_with_room() -> None:
    """Lines of 12 points, then a stretch of six or of 48 lines on a page of 702 points, and what follows it. Where much of the page
    would be left empty, the stretch begins on it all the same."""

    def prose(count: int, word: str) -> d.Paragraph:
        return d.Paragraph(runs=runs("　".join([word * 30] * count)), style="note")

    def pages(above: int, size: int) -> list[str]:
        whole, never = d.PageBreak(when="whole"), d.PageBreak(when="never")
        doc = made(*[prose(1, "上")] * above, whole, *[prose(1, "中")] * size, never, prose(1, "下"))
        return [
            "".join(sorted({char.text for char in sheet.chars if char.text in "上中下"}))
            for sheet in read(pdf.write(doc, Options()))
        ]

    assert pages(15, 6) == ["上下中"]
    assert pages(25, 48) == ["上", "下中"]
    assert pages(15, 48) == ["上中", "下中"]


def test_a_section_goes_on_where_the_one_before_leaves_most_of_its_page() -> None:
    def sections(lines: int) -> int:
        before = d.Section(id="a", title="甲", blocks=tuple(d.Paragraph(runs=runs("一行")) for _ in range(lines)))
        after = d.Section(
            id="b", title="乙", blocks=(d.Heading(level=1, numeral="二", runs=runs("乙")), d.Paragraph(runs=runs("一行")))
        )
        doc = made()
        return len(read(pdf.write(doc.model_copy(update={"sections": (before, after)}), Options())))

    assert (sections(3), sections(30)) == (1, 2)


def _elements(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found: list[pikepdf.Dictionary] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(element)
            for kid in element.get("/K", []):
                walk(kid)

    walk(file.Root.StructTreeRoot.K[0])
    return found


def test_the_tree_tells_headings_tables_and_figures() -> None:
    with opened("sample") as file:
        elements = _elements(file)
        names = [str(element.S) for element in elements]
        assert names[0] == "/Document"
        levels = [int(name[2]) for name in names if re.fullmatch(r"/H\d", name)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        figures = [element for element in elements if element.S == "/Figure"]
        assert len(figures) == 6
        assert all(str(figure.Alt) and len(figure.A.BBox) == 4 for figure in figures)
        scopes = [str(element.A.Scope) for element in elements if element.S == "/TH"]
        assert set(scopes) == {"/Column", "/Row"}
        assert names.count("/Note") == 20
    with opened("many") as file:
        elements = _elements(file)
        names = [str(element.S) for element in elements]
        heads = [element for element in elements if element.S == "/TH" and element.A.Scope == "/Column"]
        assert len(heads) == 6 + 3 + 6, "a repeated head is furniture"
        assert names.count("/Table") == 3


def test_only_known_schemes_become_links() -> None:
    words = "点这里"
    targets = ("https://example.org/a", "mailto:a@example.org", "javascript:alert(1)", "file:///etc/passwd", "nowhere")
    blocks = [d.Paragraph(runs=(d.Run(kind="text", text=words, link=target),)) for target in targets]
    with pikepdf.open(io.BytesIO(pdf.write(made(*blocks), Options()))) as file:
        links = [str(link.A.URI) for page in file.pages for link in page.obj.get("/Annots", [])]
    assert links == list(targets[:2])


def test_hostile_text_is_only_text() -> None:
    evil = "甲) Tj ET Q (乙 <0041> \\ EMC /Artifact BDC %%EOF endstream"
    sheet = read(pdf.write(made(d.Paragraph(runs=(d.Run(kind="quote", text=evil, ref="x:0-1"),))), Options()))[0]
    assert re.sub(r"\s", "", evil) in re.sub(r"\s", "", sheet.text)


def test_the_attachments_come_out_as_they_went_in() -> None:
    with opened("sample") as file:
        assert {name: file.attachments[name].get_file().read_bytes() for name in file.attachments} == FILES
        assert [str(spec.AFRelationship) for spec in file.Root.AF] == ["/Source", "/Source"]


# Sameness


def test_two_runs_and_another_hash_seed_give_the_same_bytes() -> None:
    first = written("sample")
    assert pdf.write(document(), Options(), attachments=FILES) == first
    script = (
        "import sys; from sample import document; from briefing.options import Options; from briefing.writers import pdf; "
        "from test_pdf import FILES; sys.stdout.buffer.write(pdf.write(document(), Options(), attachments=FILES))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=True).stdout == first


def test_no_stream_ends_in_a_line_end() -> None:
    """PDF/A counts to the line end before endstream; about one stream in 128 would end in one by chance."""
    files = {f"{number:03}.txt": f"第{number}件\n".encode() * (number % 7 + 1) for number in range(400)}
    data = pdf.write(made(), Options(), attachments=files)
    ends = [data[match.end() + int(match[1]) - 1 :][:11] for match in re.finditer(rb"/Length (\d+) >>\nstream\n", data)]
    assert len(ends) > 400
    assert all(end[1:] == b"\nendstream" and end[0] not in b"\r\n" for end in ends)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert {name: file.attachments[name].get_file().read_bytes() for name in file.attachments} == files


# Refusals


def test_a_character_no_font_has_is_refused_by_name() -> None:
    block = d.Paragraph(runs=runs("图标\U0001f9ff在此"))
    with pytest.raises(MissingGlyphError, match=r"U\+1F9FF"):
        pdf.write(made(block), Options())
    sheet = read(pdf.write(made(block), Options(missing_glyph="box")))[0]
    assert "在此" in sheet.text


def test_what_fits_no_frame_is_refused_in_words() -> None:
    card = d.Card(
        label=runs("总额"), value=d.Run(kind="figure", text="1,234,567,890,123.45", ref="f"), unit=one("万人次", "unit"), period=()
    )
    with pytest.raises(OverflowingError, match="1,234,567,890,123"):
        pdf.write(made(d.Cards(items=(card,))), Options())
    bars = c.BarsSpec(unit="%", data=tuple(datum(f"{LONG[at % 40]}区", str(at + 1)) for at in range(150)))
    with pytest.raises(OverflowingError, match="四十个区"):
        pdf.write(made(d.Chart(spec=bars, title=runs("四十个区"), alt="四十个区")), Options())
    with pytest.raises(OverflowingError, match="太长"):
        pdf.write(made(name="经济社会发展" * 20), Options())


@pytest.mark.parametrize(
    "block",
    [
        d.Tinted(label="目标与结果", runs=runs(LONG * 90)),
        d.PullQuote(label="定位", runs=runs("短"), body=runs(LONG * 60), origin=runs("来源")),
        d.FieldList(items=(("主导产业", runs(LONG * 90)),)),
        d.Table(
            columns=(d.Column(head="项目", width=100), d.Column(head="原文", width=392)),
            rows=(d.Row(cells=(cell("甲"), cell(LONG * 90))),),
        ),
        d.KeyPoints(items=(d.KeyPoint(label="经济", runs=runs(LONG * 70)),)),
        d.ConflictBox(
            title=runs("冲突"),
            tag="时点",
            left=d.QuoteSide(runs=runs(LONG * 50), place=()),
            right=d.QuoteSide(runs=runs("短"), place=()),
            resolution=(),
        ),
    ],
    ids=lambda block: block.kind,
)
def test_a_block_higher_than_a_page_goes_on_between_two_lines(block: d.Block) -> None:
    pages = read(pdf.write(made(block, d.Paragraph(runs=runs("其后"))), Options()))
    assert len(pages) >= 2
    text = "".join(char.text for sheet in pages for char in sheet.body)
    assert text.count(LONG[:6]) in (50, 60, 70, 90)
    assert list(outside(pages)) == []
    assert list(overlaps(pages)) == []
    assert "其后" in "".join(char.text for char in pages[-1].body)


def test_rows_in_a_column_beside_another() -> None:
    """A long table beside a short text goes on in its own column; what follows stands below it."""
    doc = made(
        d.Columns(spans=(8, 4), cells=((rows(60),), (d.Paragraph(style="small", runs=runs("说明")),))),
        d.Heading(level=2, runs=runs("其后")),
    )
    pages = read(pdf.write(doc, Options()))
    assert len(pages) == 2
    assert all(max(char.right for char in sheet.body) < 52 + 492 for sheet in pages)
    note = next(char for char in pages[1].chars if char.text == "另")
    heading = next(char for char in pages[1].chars if char.text == "其")
    assert heading.top - note.bottom > 20


def test_the_style_of_official_documents_has_the_measures_of_its_standard() -> None:
    """GB/T 9704: type area 156 × 225 mm, 22 lines of 28 characters of size 3."""
    prose = d.Paragraph(runs=runs("全市经济运行总体平稳稳中有进" * 60))
    doc = made(d.PageBreak(), prose, d.Columns(spans=(8, 4), cells=((prose,), (prose,))))
    data = pdf.write(doc, Options(style="公文"))
    page = read(data)[1]
    body = [char for char in page.chars if 100 < char.top < 745]
    tops = sorted({round(char.bottom) // 12 for char in body})
    lines = {row for row in tops if row + 1 not in tops}
    assert len(lines) == 22
    assert min(char.left for char in body) == pytest.approx(79.37, abs=1.5)
    assert max(char.right for char in body) == pytest.approx(79.37 + 442.2, abs=1.5)
    middle = [char for char in body if abs(char.bottom - sorted(char.bottom for char in body)[len(body) // 2]) < 5]
    assert len(middle) == 28
    assert list(overlaps(read(data))) == []
    assert list(overlaps(read(pdf.write(document(), Options(style="公文"))))) == []


def test_a_table_wider_than_the_measure_stands_on_turned_sheets() -> None:
    """With the heading above it; what follows is upright again, and links know both heights."""
    heads = ("项目", "区县", "阶段", "亿元", "进展原文", "截至", "责任单位", "计划节点", "下步工作")
    columns = tuple(d.Column(head=head, width=82) for head in heads)
    rows = tuple(d.Row(cells=tuple(cell(f"{head}内容较长需要换行") for head in heads)) for _ in range(40))
    wide = d.Table(columns=columns, rows=rows)
    link = d.Paragraph(runs=(d.Run(kind="text", text="见台账", link="ledger"),))
    doc = made(link, d.Heading(level=1, numeral="一、", runs=runs("台账"), anchor="ledger"), wide, d.Paragraph(runs=runs("其后")))
    data = pdf.write(doc, Options())
    with pikepdf.open(io.BytesIO(data)) as file:
        shapes = ["wide" if page.mediabox[2] > page.mediabox[3] else "high" for page in file.pages]
        destination = file.pages[0].obj.Annots[0].Dest
        assert destination[0].objgen == file.pages[1].obj.objgen
        assert float(destination[3]) == pytest.approx(595.28 - 66 + 6, abs=0.1)
    assert shapes == ["high", *["wide"] * (len(shapes) - 2), "high"]
    assert len(shapes) >= 4
    pages = read(data)
    assert list(overlaps(pages)) == []
    assert list(outside(pages)) == []
    assert max(char.right for char in pages[1].body) > 700
    for number, sheet in enumerate(pages[1:-1]):
        assert "区县阶段亿元进展原文" in sheet.line(80 if number else 116, 3)
    assert "其后" in pages[-1].text


def test_a_watermark_stands_on_every_page_and_changes_nothing_else() -> None:
    marked = read(pdf.write(document(), Options(), watermark="未通过核验"))
    plain = sheets("sample")
    assert len(marked) == len(plain)
    for sheet, other in zip(marked, plain, strict=True):
        large = [char.text for char in sheet.chars if char.bottom - char.top > 60]
        assert sorted(large) == sorted("未通过核验")
        assert [char for char in sheet.chars if char.bottom - char.top <= 60] == list(other.chars)


@pytest.mark.parametrize(("words", "width", "lines"), [
    ("云岭经济技术开发区", 66.0, ("云岭经济技术", "开发区")),
    ("全省海岛生态旅游目的地", 86.0, ("全省海岛生态旅游", "目的地")),
    ("短名", 66.0, ("短名",)),
])  # fmt: skip
def test_cells_and_titles_are_divided_between_words(words: str, width: float, lines: tuple[str, ...]) -> None:
    from briefing.typography.roles import Faces
    from briefing.writers.pdf.setting import Setter
    from briefing.writers.pdf.style import load

    setter = Setter(Faces.load({}), load("简报"))
    assert tuple("".join(span.text for span in line.spans) for line in setter.worded(words, "cell", width)) == lines


@pytest.mark.parametrize(("words", "width", "lines"), [
    ("煤炭工业占规上工业比重降到4.44%", 156.0, ("煤炭工业占规上工业", "比重降到4.44%")),
    ("城乡居民收入比降到1.87", 156.0, ("城乡居民收入比降到1.87",)),
    ("写明总投资的十二个项目中，新能源汽车动力电池及储能系统关键材料一体化生产基地（一期）最大", 340.0,
     ("写明总投资的十二个项目中，", "新能源汽车动力电池及储能系统关键材料一体化生产基地（一期）最大")),
])  # fmt: skip
def test_titles_leave_nothing_alone_on_their_last_line(words: str, width: float, lines: tuple[str, ...]) -> None:
    from briefing.typography.roles import Faces
    from briefing.writers.pdf.setting import Setter
    from briefing.writers.pdf.style import load

    setter = Setter(Faces.load({}), load("简报"))
    found = setter.titled(words, "chart-title", width)
    assert tuple("".join(span.text for span in line.spans if not span.piece.glue).replace(" ", "") for line in found) == lines


def test_in_the_style_of_official_papers_the_points_come_before_key_and_contents() -> None:
    entries = (d.ContentsEntry(numeral="一", title="总体", anchor="end", page=d.Run(kind="structure", ref="page:end", text="0")),)
    small = d.Paragraph(runs=runs("记号说明"), style="note")
    points = d.KeyPoints(items=(d.KeyPoint(label="经济", runs=runs("增长平稳")),))
    first = (d.Heading(level=1, runs=runs("本期要点")), small, d.Contents(entries=entries))
    doc = made(d.Columns(spans=(3, 9), cells=(first, (points,))), d.Heading(level=2, runs=runs("末"), anchor="end"))
    (page,) = read(pdf.write(doc, Options(style="公文")))
    words = re.sub(r"\s", "", page.text)
    assert words.index("本期要点") < words.index("增长平稳") < words.index("记号说明") < words.index("总体")
