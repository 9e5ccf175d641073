"""The output intent: an sRGB profile (ICC.1:2001, version 2.1) written from its numbers, the same bytes everywhere."""

from __future__ import annotations

import struct
from functools import lru_cache

# Primaries and white of sRGB adapted to D50 (IEC 61966-2-1, Bradford).
_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.4360, 0.2225, 0.0139)
_GREEN = (0.3851, 0.7169, 0.0971)
_BLUE = (0.1431, 0.0606, 0.7141)
_POINTS = 1024
NAME = "sRGB IEC61966-2.1"


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(color: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(_fixed(value) for value in color))


def _curve() -> bytes:
    """The transfer curve of sRGB as a table."""
    table = []
    for at in range(_POINTS):
        value = at / (_POINTS - 1)
        linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        table.append(round(linear * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{_POINTS}H", _POINTS, *table)


def _description() -> bytes:
    text = NAME.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(8 + 3 + 67)


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """The profile."""
    curve = _curve()
    tags = [
        (b"desc", _description()),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(_WHITE)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    entries, body = b"", b""
    for name, data in tags:
        if data not in places:
            places[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        entries += name + struct.pack(">2I", places[data], len(data))
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4)
    head += struct.pack(">3i", *(_fixed(value) for value in _WHITE)) + bytes(4)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + entries + body
