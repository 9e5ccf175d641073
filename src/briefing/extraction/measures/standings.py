"""Lists in which a place has its standing: 在东北41座城市财政收入排名中，某市以总额65亿元排名第15位."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.extraction.measures.site import Site

_PEERS = r"(?:城市|地级市|地市|县级市|县市|县区|区县|县域|省份|开发区|经开区|高新区|园区|企业|[县区市州盟省](?![域直级场]))"
_LIST = re.compile(
    rf"在(?:去年|今年|上年|20\d\d年(?:至20\d\d年)?|上半年|[前一二三四]{{1,2}}季度)?(?P<among>[^，。；在\d]{{0,16}}\d+[个座家][^，。；\d]{{0,4}}?{_PEERS}|[^，。；在]{{2,20}}{_PEERS})"
    r"(?P<what>[^，。；]{0,16}?)的?(?:排名|排行榜?|排位)(?:榜单?)?中"
)
_FIELD = re.compile(rf"{_PEERS}(?:在?[^，。；\d]{{0,16}}?(?:排名|排行榜?|榜单|前列)|[^，。；\d]{{0,10}}最[快高大多好]的\d)")
_IN = re.compile(r"(?:在|位居|位列|居|列|中)[^，。；]{0,24}$|最[快高大多好]的$")

_BEST = re.compile("最[快高大多好]的.*$")
_EXACT = re.compile(r"\d|(?:城市|地级市|县级市)$")


class Standing(NamedTuple):
    """Among whom, and by what they are listed; empty where the list does not say."""

    among: str
    what: str

    @property
    def exact(self) -> bool:
        """Whether it says more than the place the list is of (全国地级市, 东北41座城市)."""
        return _EXACT.search(self.among) is not None


def of(site: Site) -> Standing | None:
    """The list the sentence has named last before the number."""
    words = site.passage.words(site.sentence.start, site.start)
    found = list(_LIST.finditer(words)) if "中" in words and "在" in words else []
    return Standing(found[-1]["among"], _BEST.sub("", found[-1]["what"]).removeprefix("的")) if found else None


def is_field(site: Site) -> bool:
    """Whether a count only says how many are in the list: 在41座城市…排名中, 位居41座城市前列, 增长最快的10座城市榜单."""
    return _IN.search(site.left) is not None and _FIELD.match(site.passage.words(site.token.end, site.clause.end)) is not None
