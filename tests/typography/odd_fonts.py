"""Fonts of the kinds a user may bring, made from the outlines of a shipped one: nothing binary is kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from briefing import resources

TEXT = "。〇中国永0123Ag"


def original() -> TTFont:
    return TTFont(io.BytesIO(resources.font_file("BriefingSong-Regular.ttf").read_bytes()), lazy=True)


def _builder(text: str, *, truetype: bool) -> tuple[FontBuilder, Any, dict[str, str]]:
    source = original()
    mapping = source.getBestCmap()
    order = [".notdef", *(mapping[ord(char)] for char in text)]
    builder = FontBuilder(1000, isTTF=truetype)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): mapping[ord(char)] for char in text})
    glyphs = source.getGlyphSet()
    widths = {glyph: glyphs[glyph].width for glyph in order}
    return builder, glyphs, widths


def _finish(builder: FontBuilder, widths: dict[str, int], name: str, rights: int = 0) -> None:
    table = builder.font.get("glyf")
    sides = {glyph: getattr(table[glyph], "xMin", 0) if table else 0 for glyph in widths}
    builder.setupHorizontalMetrics({glyph: (width, sides[glyph]) for glyph, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(fsType=rights)
    builder.setupPost(keepGlyphNames=False)


def _charstrings(glyphs: Any, order: list[str], widths: dict[str, int], *, cff2: bool) -> dict[str, Any]:
    strings = {}
    for glyph in order:
        pen = T2CharStringPen(None if cff2 else widths[glyph], glyphs, CFF2=cff2)
        glyphs[glyph].draw(pen)
        strings[glyph] = pen.getCharString()
    return strings


def cff(path: Path, text: str = TEXT, rights: int = 0) -> Path:
    builder, glyphs, widths = _builder(text, truetype=False)
    builder.setupCFF("Cubic", {}, _charstrings(glyphs, list(widths), widths, cff2=False), {})
    _finish(builder, widths, "Cubic", rights)
    builder.save(path)
    return path


def cff2(path: Path, text: str = TEXT) -> Path:
    builder, glyphs, widths = _builder(text, truetype=False)
    _finish(builder, widths, "CubicTwo")
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    builder.setupCFF2(_charstrings(glyphs, list(widths), widths, cff2=True))
    builder.save(path)
    return path


def variable(path: Path, text: str = TEXT) -> Path:
    """A variable font whose default is thin: at 900 every glyph is 100 units wider and its right half moves out."""
    builder, glyphs, widths = _builder(text, truetype=True)
    outlines = {}
    for glyph in widths:
        pen = TTGlyphPen(None)
        glyphs[glyph].draw(pen)
        outlines[glyph] = pen.glyph()
    builder.setupGlyf(outlines)
    _finish(builder, widths, "Thin")
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    variations = {}
    for glyph, outline in outlines.items():
        points = [] if outline.numberOfContours == 0 else [(100 if x > 500 else 0, 0) for x, _ in outline.coordinates]
        # Behind the outline: origin, advance, top and bottom.
        variations[glyph] = [TupleVariation({"wght": (0, 1, 1)}, [*points, (0, 0), (100, 0), (0, 0), (0, 0)])]
    builder.setupGvar(variations)
    builder.save(path)
    return path


def collection(path: Path, folder: Path) -> Path:
    """Two fonts in one file: the second one has the text, the first only a full stop."""
    fonts = TTCollection()
    fonts.fonts = [TTFont(io.BytesIO(cff(folder / name, text).read_bytes())) for name, text in (("a.otf", "。"), ("b.otf", TEXT))]
    fonts.save(path)
    return path
