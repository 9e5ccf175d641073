"""The look as values: `templates/style.toml` read once into text styles, colours, rules and gaps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing import resources


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A text role of the look: face role, size and colour, and where the baseline stands in its line (points)."""

    name: str
    face: str
    size: float
    line: float
    base: float
    color: str = "ink"
    indent: float = 0.0
    justify: bool = False
    spacing: float = 0.0
    """Extra space between the characters (简报名)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its type area, in points from the upper left corner."""

    width: float
    height: float
    left: float
    top: float
    measure: float
    depth: float
    unit: float
    columns: int
    gutter: float
    head_base: float
    number_base: float
    number_inset: float


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """A tag or a badge: the frame around its word."""

    size: float
    pad: float
    height: float
    gap: float
    line: float
    drop: float


@dataclass(frozen=True, slots=True)
class Style:
    """Everything of `style.toml`, by name. An unknown name is a KeyError: a mistake of ours, never of the data."""

    page: Page
    text: Mapping[str, TextStyle]
    colors: Mapping[str, tuple[float, float, float]]
    rule: Mapping[str, float]
    tag: BoxStyle
    badge: BoxStyle
    mark: Mapping[str, float]
    gaps: Mapping[str, Any]
    factors: tuple[float, ...]
    large_factors: tuple[float, ...]

    def color(self, name: str) -> tuple[float, float, float]:
        """Red, green and blue (0–1) of a named colour or of ``#RRGGBB``."""
        return _rgb(name) if name.startswith("#") else self.colors[name]

    def gap(self, kind: str, before: str) -> float:
        """White above a block of `kind` that follows one of the kind `before`."""
        after = self.gaps["after"].get(before)
        if isinstance(after, Mapping):
            after = after.get(kind)
        return float(self.gaps[kind] if after is None else after)


def _rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _file() -> Path:
    return resources._asset("templates", "style.toml")


@lru_cache(maxsize=1)
def load() -> Style:
    """The shipped look. Raises `AssetError` when the file is missing."""
    data = tomllib.loads(_file().read_text(encoding="utf-8"))
    return Style(
        page=Page(**data["page"]),
        text={name: TextStyle(name=name, **values) for name, values in data["text"].items()},
        colors={name: _rgb(code) for name, code in data["color"].items()},
        rule=data["rule"],
        tag=BoxStyle(**data["tag"]),
        badge=BoxStyle(**data["badge"]),
        mark=data["mark"],
        gaps=data["gap"],
        factors=tuple(data["shrink"]["factors"]),
        large_factors=tuple(data["shrink"]["large"]),
    )
