"""The look as values: `templates/style.toml` read once into text styles, colours, rules and gaps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    wide: Page
    """The sheet turned, for tables wider than the measure."""
    text: Mapping[str, TextStyle]
    colors: Mapping[str, tuple[float, float, float]]
    rule: Mapping[str, float]
    tag: BoxStyle
    badge: BoxStyle
    mark: Mapping[str, float]
    gaps: Mapping[str, Any]
    factors: tuple[float, ...]
    large_factors: tuple[float, ...]
    stacked: bool
    """Columns that hold prose are set one under the other."""

    def sheet(self, wide: bool) -> Page:
        return self.wide if wide else self.page

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


_OVERLAYS = {"简报": None, "公文": "style-gongwen.toml"}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources._asset("templates", name).read_text(encoding="utf-8"))


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Tables merged key by key, what is above wins."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


@lru_cache(maxsize=4)
def load(name: str = "简报") -> Style:
    """A shipped look: 简报, or 公文 by GB/T 9704. Raises `AssetError` when its file is missing."""
    data = _read("style.toml")
    if overlay := _OVERLAYS[name]:
        data = _laid_over(data, _read(overlay))
    return Style(
        page=Page(**data["page"]),
        wide=Page(**{**data["page"], **data["landscape"]}),
        text={name: TextStyle(name=name, **values) for name, values in data["text"].items()},
        colors={name: _rgb(code) for name, code in data["color"].items()},
        rule=data["rule"],
        tag=BoxStyle(**data["tag"]),
        badge=BoxStyle(**data["badge"]),
        mark=data["mark"],
        gaps=data["gap"],
        factors=tuple(data["shrink"]["factors"]),
        large_factors=tuple(data["shrink"]["large"]),
        stacked=data["layout"]["stacked"],
    )
