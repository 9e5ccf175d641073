import io
import re

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from briefing.errors import MissingGlyphError
from briefing.model import document as d
from briefing.options import Options
from briefing.typography.breaking import break_lines
from briefing.typography.pieces import Piece
from briefing.typography.roles import Faces
from briefing.writers.pdf import style, write
from briefing.writers.pdf.fonts import register, to_unicode
from briefing.writers.pdf.text import Target, paint
from typography import odd_fonts
from typography.audit import audit

LOOK = style.load()


def painted(pieces, width=324.0, faces=None, *, size=(400, 400)) -> tuple[bytes, list[Target]]:
    faces = faces or Faces.load()
    fonts = register(faces)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, size, invariant=1, pageCompression=0, initialFontName=fonts["BriefingSong-Regular"])
    targets = []
    y = size[1] - 40.0
    for line in break_lines(pieces, width, faces, indent=21):
        targets += paint(canvas, line, 30, y, LOOK, fonts)
        y -= 18
    canvas.save()
    return buffer.getvalue(), targets


def extracted(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    text = page.get_text_range()
    page.close()
    document.close()
    return re.sub(r"\s", "", text)


def test_every_character_extracts_as_itself_also_beyond_the_bmp():
    faces = Faces.load()
    rare = [chr(code) for code in range(0x2B300, 0x2CEB0) if faces.has(chr(code))][:5]
    assert rare, "the shipped fonts have characters of plane 2"
    text = "全市增长8.5%——其中" + "".join(rare) + "：佔遊目⺀"[:3] + "“AI”……完"
    data, _ = painted([Piece(text)])
    assert extracted(data) == text


def test_what_no_font_has_whole_is_drawn_from_parts_and_extracts_as_itself():
    text = "⼯业⽤⽔350万㎥✓➤㌔①"
    data, _ = painted([Piece(text)])
    assert extracted(data) == text


def test_only_what_is_used_is_embedded_one_font_a_face():
    data, _ = painted([Piece("中" * 3 + "".join(map(chr, range(0x4E00, 0x4E00 + 700)))), Piece("重", "hei-bold")], size=(400, 900))
    assert data.count(b"/Subtype /Type0") == 2
    assert len(data) < 600_000
    assert b"Helvetica" not in data


def test_unicode_map_is_in_blocks_of_a_hundred_and_says_nothing_of_code_0():
    table = to_unicode([chr(0x4E00 + at) for at in range(250)] + ["𬭁"]).decode()
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", table)] == [100, 100, 51]
    assert "<00FB> <D872DF41>" in table and "<0000> <" not in table.split("endcodespacerange")[1]


def test_the_same_text_gives_the_same_bytes():
    assert painted([Piece("全市增长8.5%")])[0] == painted([Piece("全市增长8.5%")])[0]


def test_painted_lines_stand_the_audit(tmp_path):
    text = "1至7月，全市规模以上工业增加值增长8.5%；固定资产投资增长11.2%——连续六个月保持两位数增长。“三十工程”投资340.5亿元"
    marks = [Piece(f"[{number}]", "hei", 6.5, "blue", rise=3.2, glue=True) for number in range(1, 5)]
    pieces = [piece for mark in marks for piece in (Piece(text), mark, Piece("。"))]
    data, _ = painted(pieces)
    path = tmp_path / "text.pdf"
    path.write_bytes(data)
    report = audit(path)
    assert report.justified >= 7
    assert not (report.starts or report.ends or report.torn or report.ragged or report.lonely or report.overlapping), str(report)


def test_the_audit_sees_what_is_wrong(tmp_path):
    """Lines set by hand against the rules are found: the audit can fail."""
    faces = Faces.load()
    fonts = register(faces)
    path = tmp_path / "bad.pdf"
    canvas = Canvas(str(path), (400, 400), invariant=1, initialFontName=fonts["BriefingSong-Regular"])
    for at, text in enumerate(
        (
            "全市投资增长较快，总投资达到340",
            "亿元，其中工业投资增长很快很快",
            "，占比较高，今年以来全市的各项（",
            "投资增长很快很快很快",
            "，比上年快很多很多很多很多很快",
            "快",
        )
    ):
        canvas.setFont(fonts["BriefingSong-Regular"], 10.5)
        canvas.drawString(30, 350 - 18 * at, text)
    canvas.save()
    report = audit(path)
    assert len(report.torn) == 1 and len(report.starts) == 2 and len(report.ends) == 1 and len(report.lonely) == 1
    assert any("投资增长很快很快很快" in what for _, what in report.ragged)


def test_boxes_are_framed_and_links_have_their_rectangle():
    tag = Piece("目标", "hei", 6.5, glue=True, box="outline")
    first = Piece("全省第1", "hei-bold", 7.5, "white", glue=True, box="badge-first")
    mark = Piece("[3]", "hei", 6.5, "blue", rise=3.2, glue=True, link="cite-3")
    data, targets = painted([Piece("完成340亿元"), tag, Piece("，居"), first, mark, Piece("。")])
    assert extracted(data) == "完成340亿元目标，居全省第1[3]。"
    (target,) = targets
    left, bottom, right, top = target.rectangle
    assert target.link == "cite-3" and 5 < right - left < 14 and 4 < top - bottom < 9
    text = data.decode("latin-1")
    assert text.count(" re S") + text.count(" re s") + len(re.findall(r" re\s+S\b", text)) >= 1
    assert ".709804 .070588 .105882 rg" in text


@pytest.mark.parametrize("make", [odd_fonts.cff, odd_fonts.cff2, odd_fonts.variable])
def test_a_font_of_any_kind_is_drawn_and_extracts(make, tmp_path):
    faces = Faces.load({"仿宋": str(make(tmp_path / "own.font"))})
    data, _ = painted([Piece("中国永远", "fangsong")], faces=faces)
    assert extracted(data) == "中国永远"
    image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    # 21 indent + 30 margin, baseline 40 below the top: ink stands where the first character is.
    area = image.crop((2 * 51, 2 * 28, 2 * 61, 2 * 42))
    assert min(area.tobytes()) < 100


def test_a_substituted_character_still_extracts_as_itself():
    data, _ = painted([Piece("𠮷野")], faces=Faces.load(substitute="□"))
    assert extracted(data) == "𠮷野"


def test_registering_leaves_other_fonts_alone():
    before = set(pdfmetrics.getRegisteredFontNames())
    names = register(Faces.load())
    assert all(name.startswith("briefing-") for name in set(pdfmetrics.getRegisteredFontNames()) - before)
    assert register(Faces.load()) == names
    assert names["BriefingSong-Regular"] in pdfmetrics.getRegisteredFontNames()


def test_the_preflight_names_the_place_of_a_missing_character():
    quote = d.Run(kind="quote", text="来自𠮷野家的项目", ref="003:120-140")
    section = d.Section(id="s", title="总体态势", blocks=(d.Paragraph(runs=(quote,), anchor="𠀋"),))
    document = d.Document(title="x", author="x", created="2024-01-01", running_head=((), ()), sections=(section,))
    with pytest.raises(MissingGlyphError) as caught:
        write(document, Options())
    for words in ("U+20BB7", "“总体态势”一节", "来源 003", "120-140", "来自𠮷野家"):
        assert words in str(caught.value)
    assert "U+2000B" not in str(caught.value), "an anchor is never printed"
    assert extracted(write(document, Options(missing_glyph="box"))).startswith("来自𠮷野家的项目")


@pytest.mark.parametrize("make", [None, odd_fonts.cff, odd_fonts.variable])
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_converted_fonts_and_composed_glyphs_conform(make, profile, tmp_path):
    page = pytest.importorskip("page", reason="page-validation is not installed")
    quote = d.Run(kind="quote", text="⼯业⽤⽔350万㎥，✓合格，其中𬭁元素——中国永远……", ref="001:0-9")
    section = d.Section(id="s", title="总体态势", blocks=(d.Paragraph(runs=(quote,)),))
    document = d.Document(title="试样", author="办公室", created="2024-01-01", running_head=((), ()), sections=(section,))
    fonts = {"宋": str(make(tmp_path / "own.font"))} if make else {}
    report = page.validate_pdf_bytes(write(document, Options(fonts=fonts)), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
