"""The file's bytes: objects in compressed object streams, a cross-reference stream, an id made from the content.

Written here because PDF/A counts the bytes of a stream up to the line end before ``endstream``: data that happens to end in CR or
LF is taken for one byte too long by readers that look instead of count, and no general writer promises that it never does.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_PER_STREAM = 200
_LEVEL = 9
_BAD_END = (b"\r", b"\n")


def dump(pdf: pikepdf.Pdf) -> bytes:
    """The document with everything its catalog reaches; the same document gives the same bytes."""
    root, info = pdf.Root.objgen[0], pdf.docinfo.objgen[0]
    bodies, streams = _reached(pdf, (root, info))
    numbers = {old: new for new, old in enumerate((*bodies, *streams), 1)}
    plain = {numbers[old]: _renumbered(body, numbers) for old, body in bodies.items()}
    out = bytearray(_HEADER)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}
    for old, (head, data) in streams.items():
        places[numbers[old]] = (1, len(out), 0)
        out += b"%d 0 obj\n" % numbers[old] + _stream(_renumbered(head, numbers), data)
    free = len(numbers) + 1
    order = sorted(plain)
    for start in range(0, len(order), _PER_STREAM):
        group = order[start : start + _PER_STREAM]
        places[free] = (1, len(out), 0)
        places.update({number: (2, free, at) for at, number in enumerate(group)})
        out += b"%d 0 obj\n" % free + _packed(group, plain)
        free += 1
    trailer = b"/Root %d 0 R /Info %d 0 R" % (numbers[root], numbers[info])
    return bytes(out) + _cross_references(places, free, len(out), trailer, bytes(out))


def _reached(pdf: pikepdf.Pdf, roots: tuple[int, ...]) -> tuple[dict[int, bytes], dict[int, tuple[bytes, bytes]]]:
    """Plain objects, and streams (dictionary without length and filter, decoded data), in the order in which they are found."""
    bodies: dict[int, bytes] = {}
    streams: dict[int, tuple[bytes, bytes]] = {}
    waiting = list(reversed(roots))
    while waiting:
        number = waiting.pop()
        if number in bodies or number in streams:
            continue
        found = pdf.get_object(number, 0)
        body, data = _taken(found)
        if data is None:
            bodies[number] = body
        else:
            streams[number] = (body, data)
        waiting += [int(text) for text in reversed(_REFERENCE.findall(body))]
    return bodies, streams


def _taken(found: Any) -> tuple[bytes, bytes | None]:
    import pikepdf

    if not isinstance(found, pikepdf.Stream):
        return found.unparse(resolved=True), None
    data = found.read_bytes()
    values = pikepdf.Dictionary({key: value for key, value in found.items() if key not in ("/Length", "/Filter", "/DecodeParms")})
    return values.unparse(), data


def _renumbered(body: bytes, numbers: dict[int, int]) -> bytes:
    return _REFERENCE.sub(lambda match: b"%d 0 R" % numbers[int(match[1])], body)


def _stream(head: bytes, data: bytes) -> bytes:
    """A stream object; its data never ends in a line end."""
    packed = zlib.compress(data, _LEVEL)
    if b"/Type /Metadata" in head and not data.endswith(_BAD_END):
        packed, names = data, b""
    elif packed.endswith(_BAD_END):
        packed, names = base64.a85encode(packed) + b"~>", b" /Filter [/ASCII85Decode /FlateDecode]"
    else:
        names = b" /Filter /FlateDecode"
    values = head.strip().removeprefix(b"<<").removesuffix(b">>").strip()
    return b"<< %b%b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (values, names, len(packed), packed)


def _packed(group: list[int], plain: dict[int, bytes]) -> bytes:
    """An object stream of plain objects."""
    offsets: list[bytes] = []
    body = bytearray()
    for number in group:
        offsets.append(b"%d %d" % (number, len(body)))
        body += plain[number] + b"\n"
    index = b" ".join(offsets) + b"\n"
    data = index + bytes(body)
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(group), len(index)), data)


def _cross_references(places: dict[int, tuple[int, int, int]], number: int, start: int, trailer: bytes, content: bytes) -> bytes:
    """The cross-reference stream as object `number` at byte `start`, with what leads to it."""
    places = {**places, number: (1, start, 0)}
    digest = hashlib.sha256(content).hexdigest()[:32].encode()
    for width in range(3, 8):
        rows = b"".join(
            bytes([kind]) + first.to_bytes(width, "big") + second.to_bytes(2, "big")
            for _, (kind, first, second) in sorted(places.items())
        )
        if start < 256**width and not zlib.compress(rows, _LEVEL).endswith(_BAD_END):
            break
    head = b"/Type /XRef /Size %d /W [1 %d 2] %b /ID [<%b> <%b>]" % (number + 1, width, trailer, digest, digest)
    return b"%d 0 obj\n" % number + _stream(head, rows) + b"startxref\n%d\n%%%%EOF\n" % start
