"""How far a document can be trusted: a table of rules with reasons, ``lexicon/trust.toml``. No judgement hides in code."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from typing import Any

from briefing.cleaning.layout import Draft
from briefing.model.source import SourceInfo, Trust
from briefing.resources import lexicon

_ORDER: tuple[Trust, ...] = ("low", "medium", "high")
_OFFICIAL = re.compile(r"局|政府|委|中心|办|队|日报|晚报|融媒|人民网|新华|电视台|部")
_HOLE = re.compile(r"\.(?:(?<=[^\d\w]\.)\d+(?:%|个|亿|万)|(?<=\d\.) (?=[万亿个%家]))")
"""A number with a part eaten: 和 .7%, 12. 万亩."""


@lru_cache(maxsize=1)
def _rules() -> list[dict[str, Any]]:
    data = tomllib.loads(lexicon("trust.toml").read_text(encoding="utf-8"))
    return [{k: re.compile(v) if k in ("publisher", "text", "kind") else v for k, v in rule.items()} for rule in data["rule"]]


def judged(info: SourceInfo, canon: str, blocks: list[Draft]) -> tuple[Trust, tuple[str, ...]]:
    """The level and the reasons for it, in the order of the table."""
    measures = _measures(info, canon, blocks)
    points, cap, reasons = 0, 2, []
    for rule in _rules():
        count = _holds(rule, info, canon, measures)
        if not count:
            continue
        points += rule.get("points", 0)
        cap = min(cap, _ORDER.index(rule["cap"])) if "cap" in rule else cap
        reasons.append(
            rule["reason"].format(publisher=info.publisher, kind=info.kind, count=count, percent=f"{info.duplicate_share:.0%}")
        )
    level = 0 if points <= -3 else 2 if points >= 1 else 1
    return _ORDER[min(level, cap)], tuple(reasons)


def _holds(rule: dict[str, Any], info: SourceInfo, canon: str, measures: dict[str, int]) -> int:
    if "measure" in rule:
        return measures.get(rule["measure"], 0)
    if "publisher" in rule:
        return int(bool(info.publisher and rule["publisher"].search(info.publisher)))
    if "kind" in rule:
        return int(bool(rule["kind"].fullmatch(info.kind)))
    return int(bool(rule["text"].search(canon)))


def _measures(info: SourceInfo, canon: str, blocks: list[Draft]) -> dict[str, int]:
    """What the cleaning counted: 0 means that the rule does not hold."""
    types = Counter(d.type for d in info.dropped)
    torn = sum(1 for b in blocks if b.doubt) + sum(1 for b in blocks if b.torn)
    widgets = types["advert"] + sum(1 for d in info.dropped if d.type == "contact" and d.span[1] - d.span[0] <= 20)
    injected = types["seo-injection"]
    return {
        "undated": int(info.published is None),
        "torn": torn if torn >= 3 else 0,
        "repeated": int(0.03 <= info.duplicate_share < 0.3),
        "doubled": int(info.duplicate_share >= 0.3),
        "injected": injected,
        "anti-scrape": types["anti-scrape"] if types["anti-scrape"] >= 3 else 0,
        "widgets": widgets if widgets >= 4 else 0,
        "holes": len(_HOLE.findall(canon)),
        "unknown-publisher": int(info.publisher is None),
        "foreign-site": int(
            bool(
                info.publisher and info.publisher.endswith(("网", "网站", "网易", "搜狐")) and not _OFFICIAL.search(info.publisher)
            )
        ),
        "own-reporters": int(info.publisher is None and ("本报记者" in canon or "本报讯" in canon)),
        "copy-date": int(info.published_how == "printed" and (injected > 0 or types["anti-scrape"] >= 3)),
    }
