"""The word lists project names are cut with, compiled once (``lexicon/projects.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.resources import lexicon

PART = r"(?:首|[一二三四五六七八九十]|[1-9])期(?:工程|项目)?"
MONEY = r"\d[\d,.]*(?:多|余)?(?:[万亿千百]+)?元"


def words(groups: Iterable[str]) -> tuple[str, ...]:
    """The words of space-separated groups, the longest first."""
    return tuple(sorted({word for group in groups for word in group.split()}, key=lambda word: (-len(word), word)))


def alternation(groups: Iterable[str]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(re.escape(word) for word in words(groups))


@dataclass(frozen=True)
class Words:
    """Patterns over clean text. `left` finds words a name cannot reach over; `strip` what may stand at its left end."""

    heads: re.Pattern[str]
    named: re.Pattern[str]
    sites: re.Pattern[str]
    short_site: re.Pattern[str]
    works: re.Pattern[str]
    left: re.Pattern[str]
    build: re.Pattern[str]
    strip: re.Pattern[str]
    right: re.Pattern[str]
    part: re.Pattern[str]
    never: re.Pattern[str]
    verb: re.Pattern[str]
    institutions: re.Pattern[str]
    labels: re.Pattern[str]
    body: re.Pattern[str]
    generic: frozenset[str]
    trade: tuple[str, ...]
    positioning: re.Pattern[str]


def _shortest(heads: tuple[str, ...]) -> list[str]:
    """The heads no shorter head ends: 桥 for 大桥 and 特大桥."""
    return [re.escape(h) for h in heads if not any(o != h and h.endswith(o) for o in heads)]


@lru_cache(maxsize=1)
def load() -> Words:
    """The lists of ``projects.toml``. Raises `AssetError` when the file is missing."""
    data = tomllib.loads(lexicon("projects.toml").read_text(encoding="utf-8"))
    heads, cut = data["heads"], data["cut"]
    part = "|".join(data["part"]["patterns"])
    named, works, sites = (alternation(heads[name]) for name in ("named", "works", "sites"))
    all_heads = alternation([*heads["named"], *heads["works"], *heads["sites"]])
    strips = words([*cut["subject"], *cut["weak"], *cut["build"], *cut["strong"]])
    single = "".join(word for word in strips if len(word) == 1 and word not in "和与及并") + "了的"
    many = "|".join(re.escape(word) for word in strips if len(word) > 1) + f"|{MONEY}"
    return Words(
        heads=re.compile(all_heads),
        named=re.compile(f"(?:{named})$"),
        sites=re.compile(f"(?:{sites})(?:{part})?$"),
        short_site=re.compile(f"(?:{'|'.join(_shortest(words(heads['sites'])))})$"),
        works=re.compile(f"(?:{works})$"),
        left=re.compile(f"(?:{alternation([*cut['strong'], *cut['build']])})(?:了|的)?"),
        build=re.compile(
            f"(?:{alternation(cut['build'])}|建设|新建|改扩建|扩建|迁建|扎实开展|开展|整体开发打造)(?:了|的)?(?:我国|我省|我市|全省|全国)?(?:首个|首座|首条|第一个)?$"
        ),
        strip=re.compile(f"[、”’）]*(?:(?:(?:{many})+[{single}]?)+|[{single}](?:(?:{many})+[{single}]?)*)?"),
        right=re.compile(f"(?:{alternation(cut['right'])})"),
        part=re.compile(f"(?:{part})"),
        never=re.compile(alternation(cut["never"])),
        verb=re.compile(f"(?:{alternation([*cut['strong'], *cut['build']])}|投资|签约|在谈|入库|储备|前期|参与|接续)(?:的)?$"),
        institutions=re.compile(f"(?:{alternation(heads['institutions'])})$"),
        labels=re.compile(f"(?:{alternation(cut['labels'])})(?:[：:]|(?=\\d|约|达|为))"),
        body=re.compile("|".join(data["body"]["patterns"])),
        generic=frozenset(words([*cut["generic"], *heads["named"]])),
        trade=words(data["body"]["trade"]),
        positioning=re.compile(alternation(cut["positioning"])),
    )


def generic(name: str) -> bool:
    """Whether a name consists of class words only (重点产业项目, 老旧小区改造): it says which kind, not which one."""
    known = load().generic
    text = re.sub(r"[“”（）、，\s\d.+—-]", "", name)
    reach = [True] + [False] * len(text)
    for i in range(len(text)):
        if reach[i]:
            for j in range(i + 1, min(len(text), i + 8) + 1):
                if text[i:j] in known:
                    reach[j] = True
    return reach[len(text)]
