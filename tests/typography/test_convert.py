import io

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from briefing import resources
from briefing.errors import AssetError
from briefing.typography.convert import advances, distill
from briefing.typography.metrics import Sfnt, open_font
from briefing.typography.subset import subset
from typography import odd_fonts


def bounds(font: TTFont, char: str):
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    return pen.bounds


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


@pytest.fixture(scope="module")
def original() -> TTFont:
    return odd_fonts.original()


@pytest.mark.parametrize("make", [odd_fonts.cff, odd_fonts.cff2, odd_fonts.variable])
def test_any_kind_becomes_a_static_truetype_font_of_the_same_shapes(make, tmp_path, original):
    path = make(tmp_path / "font.bin")
    assert not open_font(path).static
    result = opened(distill(path, "中国0", 100))
    assert "glyf" in result and "fvar" not in result and "CFF " not in result
    assert {chr(code) for code in result.getBestCmap()} == set("中国0")
    for char in "中0":
        assert bounds(result, char) == pytest.approx(bounds(original, char), abs=2)
        assert result["hmtx"][result.getBestCmap()[ord(char)]][0] == original["hmtx"][original.getBestCmap()[ord(char)]][0]


def test_a_variable_font_is_taken_at_the_weight_asked_for(tmp_path):
    path = odd_fonts.variable(tmp_path / "thin.ttf")
    thin, bold = (opened(distill(path, "中", weight)) for weight in (100, 900))
    assert bounds(bold, "中")[2] == bounds(thin, "中")[2] + 100
    middle = opened(distill(path, "中", 500))
    assert bounds(middle, "中")[2] == pytest.approx(bounds(thin, "中")[2] + 50, abs=1)
    assert advances(path, 0, 500, "中") == pytest.approx(1.05)
    assert bounds(opened(distill(path, "中", 2000)), "中") == bounds(bold, "中"), "beyond the axis: its end"


def test_a_font_of_a_collection_is_picked_by_number(tmp_path):
    path = odd_fonts.collection(tmp_path / "two.ttc", tmp_path)
    assert open_font(path, 0).glyph(ord("中")) == 0
    assert open_font(path, 1).glyph(ord("中")) > 0
    assert ord("中") in opened(distill(path, "中", number=1)).getBestCmap()
    with pytest.raises(AssetError, match="没有第 2 个"):
        open_font(path, 2)


def test_the_same_input_gives_the_same_bytes_and_another_text_another_name(tmp_path):
    path = odd_fonts.cff(tmp_path / "font.otf")
    assert distill(path, "中国") == distill(path, "国中")
    names = {opened(distill(path, text))["name"].getDebugName(6) for text in ("中", "国", "中国")}
    assert len(names) == 3


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"\x00\x01\x00\x00" + b"\xff" * 64, b"OTTO\x00\x01" + bytes(40)])
def test_a_file_that_is_no_font_is_refused_in_plain_words(content, tmp_path):
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(AssetError, match="字体"):
        open_font(path)
    with pytest.raises(AssetError, match="字体"):
        distill(path, "中")


def test_a_font_that_forbids_embedding_is_refused(tmp_path):
    path = odd_fonts.cff(tmp_path / "closed.otf", rights=2)
    assert not open_font(path).embeddable
    with pytest.raises(AssetError, match="许可"):
        distill(path, "中")


def test_a_subset_keeps_shapes_widths_and_the_order_asked_for():
    font = open_font(resources.font_file("BriefingHei-Bold.ttf"))
    glyphs = [0, *(font.glyph(ord(char)) for char in "国A中Á")]
    small = Sfnt(_with_cmap(subset(font, [(glyph,) for glyph in glyphs])), "small")
    for at, glyph in enumerate(glyphs):
        assert small.advance(at) == font.advance(glyph)
        assert small.ink(at) == font.ink(glyph)
        assert small.bearing(at) == font.bearing(glyph)


def test_glyphs_side_by_side_become_one():
    font = open_font(resources.font_file("BriefingHei-Regular.ttf"))
    metre, three = font.glyph(ord("m")), font.glyph(ord("³"))
    small = Sfnt(_with_cmap(subset(font, [(0,), (metre, three)])), "small")
    assert small.advance(1) == font.advance(metre) + font.advance(three)
    left, right = small.ink(1)
    assert left == font.ink(metre)[0] and right == font.advance(metre) + font.ink(three)[1]


def _with_cmap(data: bytes) -> bytes:
    """The subset has no character map; the reader wants one. Also proves that fontTools finds the file sound."""
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._c_m_a_p import cmap_format_4

    table = cmap_format_4(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 1, 0, {0x4E00: font.getGlyphOrder()[0]}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
