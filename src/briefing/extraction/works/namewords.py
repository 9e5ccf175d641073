"""The word lists project names are cut with, compiled once (``lexicon/projects.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.chinese import quick
from briefing.chinese.beginnings import compiled
from briefing.resources import lexicon

PART = r"(?:首|[一二三四五六七八九十]|[1-9])期(?:工程|项目)?"
MONEY = r"\d[\d,.]*(?:多|余)?(?:[万亿千百]+)?元"


def words(groups: Iterable[str]) -> tuple[str, ...]:
    """The words of space-separated groups, the longest first."""
    return tuple(sorted({word for group in groups for word in group.split()}, key=lambda word: (-len(word), word)))


def alternation(groups: Iterable[str]) -> str:
    """A pattern of the words of space-separated groups."""
    return quick.alternation(words(groups))


@dataclass(frozen=True)
class Words:
    """Patterns over clean text. `left` finds words a name cannot reach over; `strip` what may stand at its left end."""

    head_words: frozenset[str]
    ends: re.Pattern[str]
    """The last character of a head word, behind the one before it."""
    heads: re.Pattern[str]
    named: re.Pattern[str]
    named_words: frozenset[str]
    sites: re.Pattern[str]
    short_site: re.Pattern[str]
    works: re.Pattern[str]
    left: re.Pattern[str]
    build: re.Pattern[str]
    strip: re.Pattern[str]
    stripped: frozenset[str]
    """What it can begin with."""
    right: re.Pattern[str]
    part: re.Pattern[str]
    never: re.Pattern[str]
    verb: re.Pattern[str]
    programme: re.Pattern[str]
    institutions: re.Pattern[str]
    labels: re.Pattern[str]
    body: re.Pattern[str]
    generic: frozenset[str]
    common: frozenset[str]
    trade: tuple[str, ...]
    positioning: re.Pattern[str]


def _ends(heads: Iterable[str]) -> str:
    """A pattern of the last characters of the heads, each where one can end: few can end a head and many can begin one."""
    before: dict[str, set[str]] = {}
    for head in heads:
        before.setdefault(head[-1], set()).add(head[-2:-1])
    return "|".join(
        re.escape(last) + ("" if "" in firsts else f"(?<=[{re.escape(''.join(sorted(firsts)))}].)")
        for last, firsts in sorted(before.items())
    )


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
    # 联合 is no verb in 联合国, nor 研究 in 研究院.
    many = (
        "|".join(re.escape(word) + ("(?![国院所])" if word in ("联合", "研究") else "") for word in strips if len(word) > 1)
        + f"|{MONEY}"
    )
    head_words = frozenset(words([*heads["named"], *heads["works"], *heads["sites"]]))
    return Words(
        head_words=head_words,
        ends=re.compile(_ends(head_words)),
        heads=re.compile(all_heads),
        named=re.compile(f"(?:{named})$"),
        named_words=frozenset(words(heads["named"])),
        sites=re.compile(f"(?:{sites})(?:{part})?$"),
        short_site=re.compile(f"(?:{'|'.join(_shortest(words(heads['sites'])))})$"),
        works=re.compile(f"(?:{works})$"),
        left=re.compile(f"(?:{alternation([*cut['strong'], *cut['build']])})(?:了|的)?"),
        build=re.compile(
            f"(?:{alternation(cut['build'])}|建设|新建|改扩建|扩建|迁建|扎实开展|开展|整体开发打造)(?:了|的)?(?:我国|我省|我市|全省|全国)?(?:首个|首座|首条|第一个)?$"
        ),
        strip=re.compile(
            f"(?>[、”’）]*(?:(?:(?:{many})+(?:[和与及](?![平田谐合政硕布顺龙县])|[{single}])?)+|[{single}](?:(?:{many})+[{single}]?)*)?)"
        ),
        stripped=frozenset("、”’）0123456789").union(single, (word[0] for word in strips)),
        right=re.compile(f"(?:{alternation(cut['right'])})"),
        part=compiled(f"(?:{part})"),
        never=re.compile(alternation(cut["never"])),
        verb=re.compile(f"(?:{alternation([*cut['strong'], *cut['build']])}|投资|签约|在谈|入库|储备|前期|参与|接续)(?:的)?$"),
        programme=compiled(f"(?:{alternation(cut['programme'])}|[兴强][\u4e00-\u9fff])工程$"),
        institutions=re.compile(f"(?:{alternation(heads['institutions'])})$"),
        labels=re.compile(f"(?:{alternation(cut['labels'])})(?:[：:]|(?=\\d|约|达|为))"),
        body=re.compile("|".join(data["body"]["patterns"])),
        common=_common(frozenset(words([*cut["generic"], *(h for group in heads.values() for h in group), *cut["weak"]]))),
        generic=frozenset(words([*cut["generic"], *heads["named"]])),
        trade=words(data["body"]["trade"]),
        positioning=re.compile(alternation(cut["positioning"])),
    )


def _common(more: frozenset[str]) -> frozenset[str]:
    """The words found all over official texts (``common.txt``), with what the lists here add."""
    lines = lexicon("common.txt").read_text(encoding="utf-8").splitlines()
    return more.union(*(line.split() for line in lines if not line.startswith("#")))


_SINGLE = frozenset(
    "省市县区级化类型性的和与及等新老旧大小中高低内外上下前后多全各重主副一二三四五六七八九十两东西南北路桥站厂馆院园街港岛城线网房楼池塔场所部地点村镇乡水电气热油煤林田土山河湖海江车船人户家年月次批项个座条处·—-、"
)
_PLAIN = re.compile(
    r"5G|4K|8K|AI|AED|PPP|EOD|EPC|VR|\d+(?:\.\d+)?[万亿]?(?:个|户|亩|公里|千米|座|条|处|家|所|栋|人|名|次|辆|台|张|期)|\d{4}年|“[^“”]{1,2}”|[“”‘’（）()+\s]"
)
_CODE = re.compile(r"[A-Za-z\d]")
_SIGNS = re.compile(r"[“”（）、，\s\d.+—-]+")
_ROAD = re.compile(r"(?P<x>[\u4e00-\u9fff]{2,4})(?:路|街|大道|大街|大桥)")


@lru_cache(maxsize=4096)
def proper(name: str) -> bool:
    """Whether a name has a word of its own (a place, a brand, letters, a number of a road) and does not only say a class."""
    plain = _PLAIN.sub("", name)
    if _CODE.search(plain):
        return True
    common = load().common
    for road in _ROAD.finditer(plain):
        if not any(
            word in road["x"]
            for word in (
                "农村",
                "城市",
                "乡村",
                "道",
                "高速",
                "快速",
                "资源",
                "产业",
                "断头",
                "主干",
                "硬化",
                "旅游",
                "村",
                "环",
                "公",
                "铁",
                "线",
                "网",
                "思",
                "老",
                "新",
            )
        ):
            return True
    return _uncovered(plain, common) >= 2


def _uncovered(text: str, known: frozenset[str]) -> int:
    """The least number of characters no known word covers."""
    cost = [0] + [len(text)] * len(text)
    for i in range(len(text)):
        cost[i + 1] = min(cost[i + 1], cost[i] + (text[i] not in _SINGLE))
        for j in range(i + 2, min(len(text), i + 6) + 1):
            if text[i:j] in known:
                cost[j] = min(cost[j], cost[i])
    return cost[len(text)]


@lru_cache(maxsize=4096)
def generic(name: str) -> bool:
    """Whether a name consists of class words only (重点产业项目, 老旧小区改造): it says which kind, not which one."""
    known = load().generic
    text = _SIGNS.sub("", name)
    reach = [True] + [False] * len(text)
    for i in range(len(text)):
        if reach[i]:
            for j in range(i + 1, min(len(text), i + 8) + 1):
                if text[i:j] in known:
                    reach[j] = True
    return reach[len(text)]
