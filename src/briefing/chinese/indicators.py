"""Indicators as data: canonical labels, the other names texts use, units, polarity, category and base salience."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing.model.fact import Measure, Modality
from briefing.resources import lexicon

Salience = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A canonical indicator: `polarity` is 1 when more is better, −1 when less is better, 0 when neither."""

    id: str
    label: str
    category: str
    units: tuple[str, ...]
    polarity: int
    salience: Salience
    scope: Literal["place", "any"] = "any"


_ENDINGS = ("增速", "涨幅", "降幅", "数量", "数", "占比")
_SUFFIX = re.compile(r"(?P<noun>.+?)(?P<suffix>年均增速|名义增速|实际增速|增速|涨幅|降幅|数量|数|占比)$")


@lru_cache(maxsize=1)
def _table() -> dict[str, Indicator]:
    data = tomllib.loads(lexicon("indicators.toml").read_text(encoding="utf-8"))
    table: dict[str, Indicator] = {}
    for category, entries in data.items():
        for row in entries["list"]:
            label, *rest = row.split("|")
            aliases, units, polarity, salience, scope = (rest + [""] * 5)[:5]
            indicator = Indicator(
                f"{category}/{label}",
                label,
                category,
                tuple(units.split()),
                int(polarity or 0),
                int(salience or 2),  # type: ignore[arg-type]
                "place" if scope == "place" else "any",
            )
            for name in (label, *aliases.split()):
                table.setdefault(name, indicator)
    return table


@lru_cache(maxsize=4096)
def lookup(label: str) -> Indicator | None:
    """The canonical indicator of a label, its suffix for the measure (增速, 数 …) kept; None when the lexicon has none."""
    table = _table()
    if (found := table.get(label)) is not None:
        return found
    match = _SUFFIX.fullmatch(label) if label.endswith(_ENDINGS) else None
    if match and (found := table.get(match["noun"])) is not None:
        suffix = "" if found.label.endswith("数") and match["suffix"] in ("数", "数量") else match["suffix"]
        return Indicator(found.id, found.label + suffix, found.category, found.units, found.polarity, found.salience, found.scope)
    return None


def known(label: str) -> bool:
    """Whether the lexicon has a label: for pieces of labels, which nobody asks for again."""
    return label in _table() or (label.endswith(_ENDINGS) and lookup(label) is not None)


def names() -> Iterable[str]:
    """All names of the lexicon."""
    return _table().keys()


@lru_cache(maxsize=1)
def tails() -> re.Pattern[str]:
    """A pattern of indicator names that may end a noun phrase and be shared by a list (A、B增加值)."""
    data = tomllib.loads(lexicon("indicators.toml").read_text(encoding="utf-8"))
    words = sorted(set(data["共用尾词"]["tails"].split()), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")


def salience(label: str, known: Indicator | None, measure: Measure, modality: Modality) -> Salience:
    """How much a monthly briefing needs the figure: the indicator's own, less for what only qualifies another figure."""
    own: Salience = known.salience if known else _OPEN(label)
    if measure in ("gap", "change") and own > 2:
        return 2
    return own


_HIGH = re.compile(r"总投资|地区生产总值|公共预算收入|签约项目|开工项目|完成投资|重点项目")


@lru_cache(maxsize=8192)
def _OPEN(label: str) -> Salience:
    return 3 if _HIGH.search(label) else 2
