"""A shipped font for a page on screen: WOFF with the glyphs of given characters, the same bytes for the same characters."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path


def webfont(path: Path, characters: Iterable[str]) -> bytes:
    """WOFF 1.0 (W3C) of a static TrueType font cut to `characters`; those it has not are left to the next font of the page."""
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(path), options, dontLoadGlyphNames=True)
    try:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted({ord(char) for text in characters for char in text}))
        cutter.subset(font)
        out = io.BytesIO()
        subset.save_font(font, out, options)
    finally:
        font.close()
    return out.getvalue()
