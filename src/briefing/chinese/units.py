"""Units as data: the longest unit at a place, its kind, and what a figure in it measures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefing.model.fact import Measure
from briefing.resources import lexicon


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A family of units: its measure for a plain figure and the noun that names it."""

    name: str
    measure: Measure
    noun: str


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, UnitKind], tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(lexicon("units.toml").read_text(encoding="utf-8"))
    kinds: dict[str, UnitKind] = {}
    scaled: list[str] = []
    bare: list[str] = []
    for name, entry in data.items():
        kind = UnitKind(name, entry["measure"], entry["noun"])
        scaled += entry.get("units", [])
        bare += entry.get("bare", [])
        kinds |= dict.fromkeys([*entry.get("units", []), *entry.get("bare", [])], kind)
    return kinds, tuple(sorted(scaled, key=len, reverse=True)), tuple(sorted(bare, key=len, reverse=True))


SCALE = "万亿|百亿|千亿|十亿|百万|千万|亿|万|千|百"
_SCALE = re.compile(f"^(?:{SCALE})")


def pattern() -> str:
    """A regular expression (without groups) of every unit, the longest first, with the scale it may carry."""
    _, scaled, bare = _table()
    return rf"(?:{_grouped(bare)}|(?:{SCALE})?(?:{_grouped(scaled)})|万亿|亿|万)"


def _grouped(words: Iterable[str]) -> str:
    """An alternation in which the units with one beginning stand together, so that few are tried at a place."""
    tails: dict[str, list[str]] = {}
    for unit in words:
        tails.setdefault(unit[0], []).append(re.escape(unit[1:]) + _WORDS.get(unit, ""))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())


_WORDS = {"方": "(?![案面式向针位法略])", "升": "(?![级至到高格学])"}
"""Words that begin like a unit: 3.0方案, 2.0升级版."""


@lru_cache(maxsize=4096)
def kind(unit: str) -> UnitKind:
    """The kind of a unit as written (亿元, 万平方米, 万); a bare scale is a count of people or things not named."""
    kinds, _, _ = _table()
    bare = unit if unit in kinds else _SCALE.sub("", unit)
    return kinds.get(bare) or UnitKind("scale", "count", "数")


def akin(a: str, b: str) -> bool:
    """Whether two units measure the same kind of thing (头 and 只, 亿元 and 万元), so that a list may mix them."""
    return kind(a).name == kind(b).name or {a, b} == {"%", "倍"}


_BELOW = ("近", "不足", "不到", "将近", "不超过", "不高于", "不大于", "不多于")
_ABOVE = ("超", "破", "跨", "迈过", "逾", "余", "多", "以上", "不低于", "不少于", "不小于")


def side(approx: str | None) -> int:
    """Where the true value lies that is written with such a word: −1 below the written one (近), 1 above (超), 0 on either side
    (约) or at it."""
    if approx and any(word in approx for word in _BELOW):
        return -1
    return 1 if approx and any(word in approx for word in _ABOVE) else 0


def admits(approx: str | None, limit: Decimal, exact: Decimal) -> bool:
    """Whether a value written as a limit (突破3000亿元) says nothing against an exact one on the side it points to. Both in one
    unit."""
    way = side(approx)
    return way != 0 and (exact - limit) * way >= 0
