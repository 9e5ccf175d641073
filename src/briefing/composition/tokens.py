"""Opaque tokens: what stands in a rendered template for a typed run, a number, a name, a chart.

A token is written with noncharacters (U+FDD0 …), which sources never hold: cleaning drops them, and `plain` drops them from
everything else. So what a source says is never read as template or markup, whatever characters it is made of.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

_OPEN, _CLOSE, _ZERO, _BASE = "\ufdd0", "\ufde1", 0xFDD1, 16
_TOKEN = re.compile(f"{_OPEN}([\ufdd1-\ufde0]+){_CLOSE}")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


class Tokens:
    """The objects of one rendering, by number."""

    def __init__(self) -> None:
        self._values: list[object] = []

    def put(self, value: object) -> Markup:
        """A token for the value."""
        number, code = len(self._values), ""
        self._values.append(value)
        while True:
            number, digit = divmod(number, _BASE)
            code = chr(_ZERO + digit) + code
            if not number:
                return Markup(f"{_OPEN}{code}{_CLOSE}")

    def split(self, text: str) -> list[object]:
        """The text cut into template words (str, never empty) and the values of its tokens, in order."""
        out: list[object] = []
        for at, part in enumerate(_TOKEN.split(text)):
            if at % 2:
                number = 0
                for character in part:
                    number = number * _BASE + ord(character) - _ZERO
                out.append(self._values[number])
            elif part:
                out.append(part)
        return out


def plain(text: str) -> str:
    """A string from a source or a configuration on one line: no noncharacters, no controls, no breaks."""
    text = _NONCHARACTER.sub("", text)
    return "".join(
        " " if c in "\t\r\n\v\f\u2028\u2029" else c for c in text if c in "\t\r\n" or unicodedata.category(c) != "Cc"
    ).strip(" ")
