"""A place of the text where the name of a project may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.extraction.works import namewords, naming


class Candidate(NamedTuple):
    """A place that may be a name. `sure` candidates win where two overlap; `head` is what a list shares (高速公路)."""

    start: int
    end: int
    sure: bool
    head: str = ""


_BRACKET_END = re.compile(r"（[^（）]*\d[^（）]*元）$")


_RANK = re.compile(r"(?:国家|[省市县区])级?(?:预备)?重[点大](?:工程|项目)(?=[\u4e00-\u9fff]{4})(?!师|部|化)")
"""省重点工程某某产业园二期: of what rank it is, is no part of its name."""


def headed(name: str) -> bool:
    words = namewords.load()
    return bool(words.named.search(name) or words.sites.search(name) or words.works.search(name))


def offered(text: str, start: int, end: int, *, listed: bool) -> Iterator[Candidate]:
    start = naming.stripped(text, start, end)
    if (rank := _RANK.match(text, start, end)) and end - rank.end() >= 4:
        start = rank.end()
    if money := _BRACKET_END.search(text, start, end):
        end = money.start()
    if text[start : start + 1] == "‘" and text[start + 1 : end].count("’") == 0:
        start += 1
    if naming.fits(text[start:end], listed=listed):
        yield Candidate(start, end, True)
