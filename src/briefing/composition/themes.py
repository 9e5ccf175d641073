"""What a figure is about: the theme whose words its indicator holds, read from ``themes.toml`` of the template folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing.errors import AssetError
from briefing.model.fact import Figure
from briefing.resources import template_folder


@dataclass(frozen=True)
class Theme:
    label: str
    """Two characters."""
    title: str
    order: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def themes(folder: Path | None = None) -> tuple[Theme, ...]:
    """The themes in reading order; `folder` may bring its own file. Raises `AssetError` when the file is wrong."""
    path = folder / "themes.toml" if folder and (folder / "themes.toml").is_file() else template_folder() / "themes.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Theme(row["label"], row["title"], at, re.compile("|".join(map(re.escape, row["words"].split())) or "(?!)"))
            for at, row in enumerate(data["theme"])
        )
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise AssetError(f"主题词表 {path} 读不出来：{error}") from error


def theme_of_words(text: str, known: tuple[Theme, ...]) -> Theme:
    """The theme of a phrase: the longest word it holds."""
    return _best(text, known)


def theme_of(figure: Figure, known: tuple[Theme, ...]) -> Theme:
    """The theme with the longest word in the indicator (the later word wins, Chinese heads stand last); the last theme
    catches the rest."""
    return _best(figure.indicator, known)


def _best(text: str, known: tuple[Theme, ...]) -> Theme:
    best, key = known[-1], (0, -1)
    for theme in known:
        for match in theme.pattern.finditer(text):
            if (len(match[0]), match.end()) > key:
                best, key = theme, (len(match[0]), match.end())
    return best
