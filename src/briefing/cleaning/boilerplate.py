"""What is set aside, with type and reason: the patterns stand in ``lexicon/boilerplate.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from briefing.model.base import Span
from briefing.resources import lexicon


@lru_cache(maxsize=1)
def _patterns() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]]]:
    data = tomllib.loads(lexicon("boilerplate.toml").read_text(encoding="utf-8"))
    line = [(kind, re.compile("|".join(f"(?:{p})" for p in patterns))) for kind, patterns in data["line"].items()]
    inside = [(kind, re.compile("|".join(f"(?:{p})" for p in patterns))) for kind, patterns in data["inside"].items()]
    return line, inside


def line_type(line: str) -> str | None:
    """The type of a line that is set aside whole; None for text."""
    return next((kind for kind, pattern in _patterns()[0] if pattern.fullmatch(line)), None)


def inside(line: str) -> Iterator[tuple[str, Span]]:
    """Pieces of a line that are set aside: (type, place in the line)."""
    for kind, pattern in _patterns()[1]:
        for match in pattern.finditer(line):
            if match.end() > match.start():
                yield kind, match.span()
