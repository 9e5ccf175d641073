"""Faces as fonts of a ReportLab canvas: one composite font a face, whatever the number of characters.

ReportLab cuts a TrueType font into pieces of 256 characters and writes a character map that is wrong beyond the BMP. Here each
face is one Type 0 font: two-byte codes in order of first use, glyphs cut out of the file when the document is saved, a
character map in UTF-16BE in blocks of 100. Names carry the content's hash, so that fonts of a host program stay what they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from briefing.typography.metrics import Sfnt
from briefing.typography.roles import SUBSTITUTE, Face, Faces
from briefing.typography.subset import subset, width

_BLOCK = 100


class _Use:
    """The characters of one face in one document: code 0 is .notdef, which nothing refers to."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.name: str | None = None


class _Typeface:
    """What ReportLab asks a typeface for."""

    builtIn = 0

    def __init__(self, name: str, font: Sfnt) -> None:
        self.name = name
        self.ascent, self.descent = font.ascent * font.scale, font.descent * font.scale


class _Advances(dict[str, float]):
    """Width in ems of what is drawn for a character, measured once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, char: str) -> float:
        self[char] = ems = self.face.advance(char if self.face.drawn(char) else SUBSTITUTE)
        return ems


class EmbeddedFont:
    """A face under a ReportLab font name; one object serves any number of documents."""

    _multiByte = 1
    _dynamicFont = 1
    shapable = False
    isShaped = False

    def __init__(self, name: str, face: Face) -> None:
        self.fontName, self.source = name, face
        self.face = _Typeface(name, face.font)
        self._advances = _Advances(face)
        self._uses: WeakKeyDictionary[Any, _Use] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        return sum(map(self._advances.__getitem__, text)) * size

    def encode(self, text: str, doc: Any) -> bytes:
        """The text as two-byte codes of this document, noting what is used."""
        codes = self._use(doc).codes
        return b"".join(codes.setdefault(char, len(codes) + 1).to_bytes(2, "big") for char in text)

    def internal(self, doc: Any) -> str:
        """The font's name in content streams (``/F1``)."""
        use = self._use(doc)
        if use.name is None:
            use.name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + use.name
            doc.delayedFonts.append(self)
        return "/" + use.name

    def _use(self, doc: Any) -> _Use:
        if (use := self._uses.get(doc)) is None:
            use = self._uses[doc] = _Use()
        return use

    # ReportLab's own text drawing speaks these two.
    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        return [(0, self.encode(text if isinstance(text, str) else text.decode(encoding), doc))]

    def getSubsetInternalName(self, number: int, doc: Any) -> str:
        return self.internal(doc)

    def addObjects(self, doc: Any) -> None:
        """Writes the font into a document that is being saved."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        use = self._uses.pop(doc)
        assert use.name is not None
        chars = list(use.codes)
        font, widths, program = _program(self.source, chars)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        base = PDFName(f"{tag}+{self.source.name}")
        info = PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0})
        _descriptor(font, base, doc.Reference(_stream(program, doc)))
        cid = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": info,
            "CIDToGIDMap": PDFName("Identity"),
            "DW": 1000,
            "W": PDFArray([0, PDFArray([round(width, 3) for width in widths])]),
            "FontDescriptor": doc.Reference(
                _descriptor(font, base, doc.Reference(_stream(program, doc))), f"{use.name}.descriptor"
            ),
        }
        whole = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([doc.Reference(PDFDictionary(cid), f"{use.name}.cid")]),
            "ToUnicode": doc.Reference(_stream(to_unicode(chars), doc, length=False), f"{use.name}.unicode"),
        }
        doc.idToObject["BasicFonts"].dict[use.name] = doc.Reference(PDFDictionary(whole), f"{use.name}.font")


def _program(face: Face, chars: Sequence[str]) -> tuple[Sfnt, list[float], bytes]:
    """The font the glyphs come from, their widths (code 0 first) and the program to embed."""
    font = face.font
    drawn = [face.drawn(char) or SUBSTITUTE for char in chars]
    if not font.static:
        from briefing.typography.convert import distill

        font = Sfnt(distill(face.path, "".join(drawn), face.weight, number=face.number), face.name)
    glyphs = [(0,), *(tuple(font.glyph(ord(part)) for part in parts) for parts in drawn)]
    return font, [width(font, parts) * font.scale for parts in glyphs], subset(font, glyphs)


def _descriptor(font: Sfnt, name: Any, program: Any) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 4,
            "FontBBox": PDFArray([round(value * font.scale) for value in font.box]),
            "ItalicAngle": 0,
            "Ascent": round(font.ascent * font.scale),
            "Descent": round(font.descent * font.scale),
            "CapHeight": round(font.capital()),
            "StemV": 80,
            "FontFile2": program,
        }
    )


def _stream(content: bytes, doc: Any, *, length: bool = True) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

    return PDFStream(PDFDictionary({"Length1": len(content)} if length else {}), content, [PDFZCompress] if doc.compression else [])


def to_unicode(chars: Sequence[str]) -> bytes:
    """A character map for codes 1, 2, … : UTF-16BE, at most 100 entries a block, nothing for code 0."""
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, 1)]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def register(faces: Faces) -> Mapping[str, str]:
    """ReportLab font name of each face name. Only what is used is embedded."""
    from reportlab.pdfbase import pdfmetrics

    names = {}
    known = set(pdfmetrics.getRegisteredFontNames())
    for face in faces.all():
        name = f"briefing-{face.name}-{face.font.digest}"
        if name not in known:
            pdfmetrics.registerFont(EmbeddedFont(name, face))
        names[face.name] = name
    return names
