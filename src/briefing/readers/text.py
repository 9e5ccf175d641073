"""Plain text in the encodings Chinese offices use; which one is recorded."""

from __future__ import annotations

import codecs
import re

from briefing.errors import SourceError
from briefing.readers.reading import Reading

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEGACY = ("gb18030", "big5")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def read(data: bytes) -> Reading:
    """A text file as it is. Raises `SourceError` as `decode` does."""
    text, encoding = decode(data)
    return Reading(text, "text/1", encoding)


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding of the bytes. A byte order mark is no character of the text; line ends stay as they are.

    Order: byte order mark, strict UTF-8, UTF-16 by the pattern of its zero bytes, then the more plausible of GB18030 and Big5.
    Raises `SourceError` for an empty file, bytes that are no text, and bytes no encoding fits.
    """
    if not data.strip():
        raise SourceError("文件是空的。")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name), name
    if wide := _wide(data):
        return _strict(data, wide), wide
    try:
        return _readable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    return _legacy(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return _readable(data.decode(name))
    except UnicodeDecodeError as error:
        raise SourceError(f"文件带有 {name} 标记，但内容解不出来（第 {error.start} 字节）。") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: a line feed or digit leaves a zero byte, which no other encoding of text has; the right order of the
    bytes gives common characters."""
    sample = data[:8000]
    if len(data) % 2 or b"\0" not in sample:
        return None
    shares = [(_sense(sample.decode(name, "replace")), name) for name in ("utf-16-le", "utf-16-be")]
    share, name = max(shares)
    return name if share > 0.7 else None


def _sense(text: str) -> float:
    """Share of the characters that a Chinese text is made of: common Chinese ones, marks, ASCII."""
    good = sum(
        "\x20" <= c < "\x7f" or c in "\r\n\t" or "\u2010" <= c <= "\u2030" or "\u3000" <= c <= "\u303f" or c > "\uff00"
        for c in text
    )
    wide = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return (good + sum(map(_level_one, wide))) / len(text) if text else 0.0


def _readable(text: str) -> str:
    """The text, when it is one: a file with more than a few control characters is a binary file."""
    sample = text[:4000]
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise SourceError("看起来是二进制文件，不是文本；请另存为 UTF-8 文本。")
    return text


def _legacy(data: bytes) -> tuple[str, str]:
    found = []
    for name in _LEGACY:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        found.append((_common(text), name, text))
    if not found:
        raise SourceError("认不出编码；请另存为 UTF-8 文本。")
    share, name, text = max(found)
    if share < 0.3:
        raise SourceError("解出来的不像中文；请另存为 UTF-8 文本。")
    return _readable(text), name


def _common(text: str) -> float:
    """Share of the non-ASCII characters that stand in the first levels of GB2312 or Big5: the wrong table gives rare ones."""
    wide = [c for c in text[:4000] if ord(c) > 127]
    return sum(_level_one(c) for c in wide) / len(wide) if wide else 0.0


def _level_one(char: str) -> bool:
    for codec, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            if char.encode(codec)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False
