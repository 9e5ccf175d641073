"""Preflight: every character of a document against the fonts, before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.errors import MissingGlyphError
from briefing.typography.characters import invisible
from briefing.typography.roles import Faces, missing_message


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no face has: its code point (``U+20BB7``), and the first place it was seen in."""

    char: str
    codepoint: str
    where: str


def missing(texts: Iterable[tuple[str, str]], faces: Faces) -> tuple[Missing, ...]:
    """The characters of `texts` (text, where it stands) that no face can draw, once each, in order of appearance."""
    seen: set[str] = set()
    found: list[Missing] = []
    for text, where in texts:
        for char in text:
            if char in seen:
                continue
            seen.add(char)
            if not invisible(char) and not faces.has(char):
                found.append(Missing(char, f"U+{ord(char):04X}", where))
    return tuple(found)


def require(texts: Iterable[tuple[str, str]], faces: Faces) -> None:
    """Raises `MissingGlyphError` naming every missing character, its place, the fonts tried and the remedy."""
    if lacking := missing(texts, faces):
        chain = faces.all()
        lines = [missing_message(lacking[0].char, chain, lacking[0].where)]
        lines += [f"还缺“{item.char}”（{item.codepoint}），出现在{item.where}。" for item in lacking[1:20]]
        if len(lacking) > 20:
            lines.append(f"共缺 {len(lacking)} 个字符。")
        raise MissingGlyphError("\n".join(lines))
