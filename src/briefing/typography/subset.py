"""A static `glyf` font cut down to the glyphs of a document, numbered in the order they are given."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from briefing.typography.metrics import Sfnt

_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x2, 0x8, 0x20, 0x40, 0x80
_COPIED = ("cvt ", "fpgm", "prep")


Glyphs = tuple[int, ...]


def subset(font: Sfnt, glyphs: Sequence[Glyphs]) -> bytes:
    """A TrueType font whose glyph k is drawn like the glyphs ``glyphs[k]`` of `font`, side by side (the first should be .notdef,
    ``(0,)``). Parts of composed glyphs are appended. It has no character map: a PDF names its glyphs by number."""
    order = list(glyphs)
    where = {glyph: at for at, glyph in reversed(list(enumerate(order)))}
    records: list[bytes] = []
    at = 0
    while at < len(order):
        record = font.outline(order[at][0]) if len(order[at]) == 1 else _composed(font, order[at])
        records.append(_renumbered(record, order, where))
        at += 1
    return _assembled(_tables(font, order, records))


def width(font: Sfnt, glyphs: Glyphs) -> int:
    """Advance of glyphs side by side, in font units."""
    return sum(round(font.advance(glyph) * font.units / 1000) for glyph in glyphs)


def _composed(font: Sfnt, glyphs: Glyphs) -> bytes:
    """A composed glyph of several glyphs in a row."""
    boxes, parts, x = [], b"", 0
    for at, glyph in enumerate(glyphs):
        record = font.outline(glyph)
        if len(record) >= 10:
            left, bottom, right, top = struct.unpack_from(">4h", record, 2)
            boxes.append((left + x, bottom, right + x, top))
        more = _MORE if at < len(glyphs) - 1 else 0
        parts += struct.pack(">2H2h", _WORDS | _OFFSETS | more, glyph, x, 0)
        x += width(font, (glyph,))
    left, bottom = (min((box[side] for box in boxes), default=0) for side in (0, 1))
    right, top = (max((box[side] for box in boxes), default=0) for side in (2, 3))
    return struct.pack(">5h", -1, left, bottom, right, top) + parts


def _renumbered(record: bytes, order: list[Glyphs], where: dict[Glyphs, int]) -> bytes:
    """A glyph record whose parts, if it has any, are named by their new numbers."""
    if len(record) < 10 or struct.unpack_from(">h", record)[0] >= 0:
        return record
    data = bytearray(record)
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">2H", data, at)
        if (part,) not in where:
            where[part,] = len(order)
            order.append((part,))
        struct.pack_into(">H", data, at + 2, where[part,])
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(data)


def _tables(font: Sfnt, order: Sequence[Glyphs], records: Sequence[bytes]) -> dict[str, bytes]:
    glyf = bytearray()
    loca = [0]
    for record in records:
        glyf += record + b"\0" * (-len(record) % 4)
        loca.append(len(glyf))
    metrics = b"".join(struct.pack(">Hh", width(font, glyphs), font.bearing(glyphs[0])) for glyphs in order)
    head, hhea, maxp = bytearray(font.table("head")), bytearray(font.table("hhea")), bytearray(font.table("maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(order))
    struct.pack_into(">H", maxp, 4, len(order))
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 28, max(elements, *map(len, order)), depth + 1)
    tables = {
        "glyf": bytes(glyf),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": metrics,
        "loca": struct.pack(f">{len(loca)}L", *loca),
        "maxp": bytes(maxp),
    }
    return tables | {tag: font.table(tag) for tag in _COPIED if tag in font.tables}


def _assembled(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">L4H", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body = bytearray(), bytearray()
    base = len(header) + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        directory += struct.pack(">4s3L", tag.encode(), _checksum(data), base + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = bytearray(header + directory + body)
    head = struct.unpack_from(">L", whole, whole.index(b"head") + 8)[0]
    struct.pack_into(">L", whole, head + 8, (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    data += b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
