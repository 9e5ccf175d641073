"""What a font file says about its characters, read straight from the tables: which it has, how wide and where its ink is.

Only the directory, `cmap`, `hmtx` and glyph headers are touched, through a memory map: opening a font of 10 MB takes about a
millisecond and little memory. Drawing needs a static `glyf` font; `Sfnt.static` says whether the file is one, otherwise
`typography.convert` makes one for the characters in use.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from briefing.errors import AssetError

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_KNOWN = (*_TRUETYPE, b"OTTO", b"ttcf")


class Sfnt:
    """An open font file. Advances and ink are in thousandths of an em. Raises `AssetError` when the file is no font."""

    def __init__(self, data: bytes | mmap.mmap, name: str, number: int = 0) -> None:
        self.data, self.name, self.number = data, name, number
        try:
            self._open(number)
        except (ValueError, KeyError, IndexError, struct.error) as error:
            raise AssetError(f"字体文件 {name} 打不开或不是字体（{error}）。请换一个 TTF、OTF 或 TTC 文件。") from error

    def _open(self, number: int) -> None:
        start = 0
        if self.data[:4] not in _KNOWN:
            raise ValueError("文件头不是字体")
        if self.data[:4] == b"ttcf":
            (count,) = struct.unpack_from(">L", self.data, 8)
            if number >= count:
                raise ValueError(f"字体集只有 {count} 个字体，没有第 {number} 个（从 0 数起）")
            (start,) = struct.unpack_from(">L", self.data, 12 + 4 * number)
        (count,) = struct.unpack_from(">H", self.data, start + 4)
        self.tables: dict[str, tuple[int, int]] = {}
        for at in range(start + 12, start + 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self.data, at)
            self.tables[tag.decode("latin-1")] = (offset, length)
        # The directory holds a checksum of every table: it names the content without reading ten megabytes.
        self.digest = hashlib.sha256(self.data[start : start + 12 + 16 * count]).hexdigest()[:12]
        self.static = self.data[:4] in _TRUETYPE and "glyf" in self.tables and "fvar" not in self.tables
        head = self.tables["head"][0]
        self.units: int = struct.unpack_from(">H", self.data, head + 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self.data, head + 36)
        self.long_loca: int = struct.unpack_from(">h", self.data, head + 50)[0]
        hhea = self.tables["hhea"][0]
        self.ascent: int = struct.unpack_from(">h", self.data, hhea + 4)[0]
        self.descent: int = struct.unpack_from(">h", self.data, hhea + 6)[0]
        self.metrics: int = struct.unpack_from(">H", self.data, hhea + 34)[0]
        (self.glyphs,) = struct.unpack_from(">H", self.data, self.tables["maxp"][0] + 4)
        self._cmap = _Cmap(self.data, self.tables["cmap"][0])
        self.scale: float = 1000 / self.units

    def table(self, tag: str) -> bytes:
        offset, length = self.tables[tag]
        return self.data[offset : offset + length]

    def glyph(self, code: int) -> int:
        """The glyph of a code point, 0 when the font has none."""
        return self._cmap.glyph(code)

    def codes(self) -> frozenset[int]:
        """Every code point the font maps; reads the whole character map."""
        return self._cmap.codes()

    def advance(self, glyph: int) -> float:
        at = self.tables["hmtx"][0] + 4 * min(glyph, self.metrics - 1)
        width: int = struct.unpack_from(">H", self.data, at)[0]
        return width * self.scale

    def bearing(self, glyph: int) -> int:
        """Left side bearing in font units."""
        base = self.tables["hmtx"][0]
        at = base + 4 * glyph + 2 if glyph < self.metrics else base + 4 * self.metrics + 2 * (glyph - self.metrics)
        side: int = struct.unpack_from(">h", self.data, at)[0]
        return side

    def outline(self, glyph: int) -> bytes:
        """The glyph's record of a static font; empty for a blank."""
        loca, base = self.tables["loca"][0], self.tables["glyf"][0]
        if self.long_loca:
            start, end = struct.unpack_from(">2L", self.data, loca + 4 * glyph)
        else:
            start, end = (2 * value for value in struct.unpack_from(">2H", self.data, loca + 2 * glyph))
        return self.data[base + start : base + end]

    def ink(self, glyph: int) -> tuple[float, float] | None:
        """Left and right edge of the ink, None for a blank glyph or a font whose outlines are not `glyf`."""
        if not self.static:
            return None
        record = self.outline(glyph)[:10]
        if len(record) < 10:
            return None
        _, left, _, right, _ = struct.unpack(">5h", record)
        return left * self.scale, right * self.scale

    @property
    def embeddable(self) -> bool:
        """Whether the licence bits of OS/2 allow embedding: not when they say "restricted" alone, or bitmaps only."""
        offset, length = self.tables.get("OS/2", (0, 0))
        rights: int = struct.unpack_from(">H", self.data, offset + 8)[0] if length >= 10 else 0
        return (rights & 0xF) != 0x2 and not rights & 0x200

    def capital(self) -> float:
        """Height of the capitals in thousandths of an em, as OS/2 says it or from the ascent."""
        offset, length = self.tables.get("OS/2", (0, 0))
        if length >= 90:
            height: int = struct.unpack_from(">h", self.data, offset + 88)[0]
            if height > 0:
                return height * self.scale
        return self.ascent * self.scale * 0.8


class _Cmap:
    """Looks code points up in the best Unicode sub-table (format 12 before 4) without reading the rest."""

    def __init__(self, data: bytes | mmap.mmap, base: int) -> None:
        self.data = data
        found: dict[int, int] = {}
        (count,) = struct.unpack_from(">H", data, base + 2)
        for at in range(base + 4, base + 4 + 8 * count, 8):
            platform, encoding, offset = struct.unpack_from(">HHL", data, at)
            if (platform, encoding) in ((0, 3), (0, 4), (0, 6), (3, 1), (3, 10)):
                (form,) = struct.unpack_from(">H", data, base + offset)
                found[form] = base + offset
        if 12 in found:
            self._long(found[12])
        elif 4 in found:
            self._short(found[4])
        else:
            raise ValueError("没有 Unicode 字符表")

    def _long(self, at: int) -> None:
        (count,) = struct.unpack_from(">L", self.data, at + 12)
        groups = struct.unpack_from(f">{3 * count}L", self.data, at + 16)
        self.starts, self.ends, first = groups[0::3], groups[1::3], groups[2::3]
        self.deltas: tuple[int, ...] = tuple(glyph - start for glyph, start in zip(first, self.starts, strict=True))
        self.indirect: tuple[int, ...] = ()

    def _short(self, at: int) -> None:
        (count,) = struct.unpack_from(">H", self.data, at + 6)
        count //= 2
        ends = struct.unpack_from(f">{count}H", self.data, at + 14)
        starts = struct.unpack_from(f">{count}H", self.data, at + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}H", self.data, at + 16 + 4 * count)
        offsets = at + 16 + 6 * count
        ranges = struct.unpack_from(f">{count}H", self.data, offsets)
        self.starts, self.ends, self.deltas = starts, ends, deltas
        self.indirect = tuple(offsets + 2 * place + value if value else 0 for place, value in enumerate(ranges))

    def glyph(self, code: int) -> int:
        place = bisect_right(self.starts, code) - 1
        if place < 0 or code > self.ends[place]:
            return 0
        if not self.indirect:
            return code + self.deltas[place]
        if code > 0xFFFF:
            return 0
        glyph = code
        if self.indirect[place]:
            (glyph,) = struct.unpack_from(">H", self.data, self.indirect[place] + 2 * (code - self.starts[place]))
            if not glyph:
                return 0
        return (glyph + self.deltas[place]) & 0xFFFF

    def codes(self) -> frozenset[int]:
        spans = zip(self.starts, self.ends, strict=True)
        return frozenset(code for start, end in spans for code in range(start, end + 1) if self.glyph(code))


@lru_cache(maxsize=32)
def _cached(path: Path, number: int, stamp: tuple[int, int]) -> Sfnt:
    with path.open("rb") as file:
        return Sfnt(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path.name, number)


def open_font(path: Path, number: int = 0) -> Sfnt:
    """An open font, kept for the process while the file does not change. Raises `AssetError` when there is none."""
    try:
        status = path.stat()
        return _cached(path, number, (status.st_mtime_ns, status.st_size))
    except (OSError, ValueError) as error:
        raise AssetError(f"字体文件 {path} 打不开（{error}）。请检查配置 [fonts] 里的路径。") from error


@lru_cache(maxsize=1)
def boxes() -> Mapping[str, tuple[float, float]]:
    """Padding and outer gap, in points, of each box a piece may have, from the style file."""
    import tomllib

    from briefing import resources

    data = tomllib.loads(resources._asset("templates", "style.toml").read_text(encoding="utf-8"))
    tag, badge = ((data[name]["pad"], data[name]["gap"]) for name in ("tag", "badge"))
    return {"outline": tag, "filled": tag, "badge": badge, "badge-first": badge}
