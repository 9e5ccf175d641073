"""The names every document can mean: provinces, prefectures and counties of the national table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from briefing.chinese import divisions
from briefing.chinese.quick import alternation
from briefing.model.base import Span


def national(region: str | None, names: dict[str, str], listed: dict[str, str]) -> None:
    """Provinces and prefectures of the country by full name, provinces and neighbours also by short name, and the region's own
    counties."""
    names |= table()
    own = divisions.named(region) if region else ()
    if len(own) != 1:
        return
    above = divisions.chain(own[0])
    for place in (*above, *divisions.children(above[-1])):
        names[place.name] = place.name
        if place.level != "county":
            names |= {form: place.name for form in divisions.shorts(place.name) if names.get(form, place.name) == place.name}
    base = own[0] if own[0].level != "county" else (divisions.parent(own[0]) or own[0])
    for child in divisions.children(base):
        names[child.name] = child.name
        for form in divisions.shorts(child.name):
            kept = child.level == "prefecture" or form[-1] == child.name[-1]  # 丰宁县 is as good as its full name
            (names if kept else listed).setdefault(form, child.name)
        for grandchild in divisions.children(child) if child.level == "prefecture" else ():
            names.setdefault(grandchild.name, grandchild.name)


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Every place of the table by its full name, provinces also by their short name."""
    names: dict[str, str] = {}
    for form, places in divisions.by_short().items():
        for place in places:
            names[place.name] = place.name
        if (province := next((p for p in places if p.level == "province"), None)) is not None:
            names[form] = province.name
    return names


class Forms(NamedTuple):
    """Names looked for back from their last character, because few characters of a text can end a name and many can begin one.
    `lengths`: the last two characters of a name → how long the names are that end so."""

    names: Set[str]
    ends: re.Pattern[str]
    lengths: dict[str, tuple[int, ...]]

    @staticmethod
    def of(names: Set[str]) -> Forms:
        lengths: dict[str, set[int]] = {}
        for name in names:
            lengths.setdefault(name[-2:], set()).add(len(name))
        ends = "".join(sorted({re.escape(name[-1]) for name in names}))
        return Forms(names, re.compile(f"[{ends}]" if ends else "(?!)"), {tail: tuple(sizes) for tail, sizes in lengths.items()})

    def find(self, text: str) -> list[Span]:
        """Where the names stand, also inside one another."""
        names, lengths = self.names, self.lengths
        found = []
        for match in self.ends.finditer(text):
            end = match.end()
            for size in lengths.get(text[end - 2 : end], ()):
                if size <= end and text[end - size : end] in names:
                    found.append((end - size, end))
        return found


@lru_cache(maxsize=64)
def forms(names: frozenset[str]) -> Forms:
    """The same names are those of every document of a region."""
    return Forms.of(names)


@lru_cache(maxsize=1)
def _everywhere() -> Forms:
    """The full names every document can mean."""
    return Forms.of({name for name in table() if divisions.named(name)})


@lru_cache(maxsize=1)
def _provinces() -> re.Pattern[str]:
    """The short names of provinces."""
    return re.compile(alternation(form for form in table() if not divisions.named(form)))


def of_country(text: str) -> Iterator[Span]:
    """The names every document can mean, the longest at each place, none overlapping."""
    return leftmost([*_everywhere().find(text), *(match.span() for match in _provinces().finditer(text))])


def leftmost(found: list[Span]) -> Iterator[Span]:
    """The longest at each place, none overlapping one before it."""
    reach = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= reach:
            yield start, end
            reach = end
