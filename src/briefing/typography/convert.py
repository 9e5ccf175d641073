"""Any font a user has → a small static TrueType font with the characters of the document.

Only outlines at one place of the design space are taken: CFF, CFF2, variable and collection fonts come out as plain `glyf` fonts
that every reader draws alike. Subset first, convert after: a second instead of half a minute.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.errors import AssetError

_TOLERANCE = 1.0
"""Thousandths of an em by which a quadratic curve may leave the cubic one."""

_EPOCH = 2082844800
"""1970-01-01 in the seconds of font files: the same characters give the same bytes."""


def distill(path: Path, characters: str, weight: int | None = None, *, number: int = 0) -> bytes:
    """A static TTF with the `characters` the font has (and .notdef), its advances and outlines at `weight` where it is variable.
    `number` picks a font of a collection. Its PostScript name is its own: it holds a hash of what went in.

    Raises `AssetError`, in plain words, for a file that is no font, forbids embedding or has no outlines.
    """
    source, glyphs = _source(path, number, weight)
    _permitted(source, path)
    mapping = source.getBestCmap()
    if mapping is None:
        raise AssetError(f"字体 {path.name} 没有 Unicode 字符表，不能用。请换一个 TTF、OTF 或 TTC 字体。")
    wanted = {ord(char): mapping[ord(char)] for char in sorted(set(characters)) if ord(char) in mapping}
    first = source.getGlyphOrder()[0]
    order = list(dict.fromkeys([first, *wanted.values()]))
    try:
        return _built(source, glyphs, order, wanted, _name(path, number, weight, wanted))
    except AssetError:
        raise
    except Exception as error:  # a damaged outline fails in many ways inside the font library
        raise AssetError(
            f"字体 {path.name} 的字形无法转换（{type(error).__name__}：{error}）。请换一个 TTF 或 OTF 字体。"
        ) from error


def advances(path: Path, number: int, weight: int, char: str) -> float:
    """Advance in ems of a character of a variable font at `weight`."""
    source, glyphs = _source(path, number, weight)
    name = (source.getBestCmap() or {}).get(ord(char))
    return 0.0 if name is None else float(glyphs[name].width / source["head"].unitsPerEm)


def _source(path: Path, number: int, weight: int | None) -> tuple[Any, Any]:
    try:
        status = path.stat()
    except OSError as error:
        raise AssetError(f"找不到字体文件 {path}。请检查配置 [fonts] 里的路径。") from error
    return _opened(path, number, weight, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=8)
def _opened(path: Path, number: int, weight: int | None, stamp: tuple[int, int]) -> tuple[Any, Any]:
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(io.BytesIO(path.read_bytes()), lazy=True, fontNumber=number)
        if not {"glyf", "CFF ", "CFF2"} & set(font.keys()):
            raise AssetError(f"字体 {path.name} 没有矢量字形（点阵或彩色字体），不能用。请换一个 TTF 或 OTF 字体。")
        return font, font.getGlyphSet(location=_location(font, weight))
    except AssetError:
        raise
    except Exception as error:
        raise AssetError(f"字体文件 {path.name} 打不开或不是字体（{error}）。请换一个 TTF、OTF 或 TTC 文件。") from error


def _location(font: Any, weight: int | None) -> dict[str, float]:
    """Where in the design space the outlines are taken: the weight, within its axis; every other axis at its default."""
    if "fvar" not in font:
        return {}
    place = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    for axis in font["fvar"].axes:
        if axis.axisTag == "wght" and weight is not None:
            place["wght"] = min(max(weight, axis.minValue), axis.maxValue)
    return place


def _permitted(font: Any, path: Path) -> None:
    rights = font["OS/2"].fsType if "OS/2" in font else 0
    # Bit 1 alone: restricted licence, no embedding. Bit 9: bitmaps only.
    if (rights & 0xF) == 0x2 or rights & 0x200:
        raise AssetError(f"字体 {path.name} 的许可不允许嵌入文档。请换一个可嵌入的字体。")


def _name(path: Path, number: int, weight: int | None, wanted: dict[int, str]) -> str:
    digest = hashlib.sha256(f"{path.name}/{path.stat().st_size}/{number}/{weight}/{sorted(wanted)}".encode()).hexdigest()[:12]
    return f"Distilled-{digest}"


def _built(source: Any, glyphs: Any, order: Iterable[str], wanted: dict[int, str], name: str) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.filterPen import DecomposingFilterPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    order = list(order)
    units = source["head"].unitsPerEm
    cubic = "glyf" not in source
    # Glyph names of a source are text from outside: ours are numbers.
    names = {glyph: ".notdef" if at == 0 else f"g{at}" for at, glyph in enumerate(order)}
    outlines, widths = {}, {}
    for glyph in order:
        pen = TTGlyphPen(None)
        target = Cu2QuPen(pen, _TOLERANCE * units / 1000, reverse_direction=True) if cubic else pen
        glyphs[glyph].draw(DecomposingFilterPen(target, glyphs))
        outlines[names[glyph]] = pen.glyph()
        widths[names[glyph]] = round(glyphs[glyph].width)
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(list(names.values()))
    builder.setupCharacterMap({code: names[glyph] for code, glyph in wanted.items()})
    builder.setupGlyf(outlines)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({glyph: (width, getattr(table[glyph], "xMin", 0)) for glyph, width in widths.items()})
    line = source["hhea"]
    builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent, lineGap=line.lineGap)
    builder.setupNameTable(
        {"familyName": name, "styleName": "Regular", "uniqueFontIdentifier": name, "fullName": name, "psName": name}
    )
    builder.setupOS2(sCapHeight=getattr(source["OS/2"], "sCapHeight", 0) if "OS/2" in source else 0)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = _EPOCH
    builder.font.recalcTimestamp = False
    result = io.BytesIO()
    builder.save(result)
    return result.getvalue()
