"""Zones and parks that stand in no list: named by the heading of their part, or by the clause that says what they make."""

from __future__ import annotations

import re

_KIND = (
    r"(?:(?:产业|工业|科技|物流|高新)?园区|产业园|工业园|科技园|经济区|示范区|开发区|高新区|经开区|整合区|功能区|集聚区|试验区|先行区"
    r"|合作区|新区|新城|组团|片区)"
)
_ASIDE = r"(?:（[^（）]{1,8}）)?"
_HEADED = re.compile(
    rf"(?:第?[一二三四五六七八九十\d]{{1,3}}[、.．]|（[一二三四五六七八九十\d]{{1,3}}）|[■●▲◆★])? ?"
    rf"(?P<who>[\u4e00-\u9fff]{{2,12}}?{_KIND}{_ASIDE})"
    r"(?:的)?(?:产业|功能|发展|主导)+(?:方向|定位|布局|重点|产业|目标)"
)
_SUBJECT = re.compile(
    rf"(?:其中，?|“[^“”]{{1,4}}”即)?(?P<who>[\u4e00-\u9fff]{{2,12}}?{_KIND}){_ASIDE}"
    r"(?=，?(?:要|将|主要|重点|着力|加快|大力|优先|以[^，。；]{2,40}为(?:主|主导|依托|重点)|规划|布局|聚焦|发展))"
)
_NO_NAME = re.compile(
    r"^(?:[我全该本各其这两三四五六七八九十]|以|把|将|在|规划|布局|特色|一批|突出|高[水标质])"
    r"|推动|推进|建设|打造|依托|围绕|加快|支持|引导|按照|发挥|着力|争创|创建|聚力|全力|加强|深化|提升|培育|促进|实施|做[强大优]|加大|力争|壮大"
    r"|鼓励|聚焦|努力|争取"
)
_REACH = 80
"""So far back the clause begins that names whose the industries are."""


def heading(line: str) -> str | None:
    """临山一体化经济区（东片区）发展方向: the zone its part is about."""
    found = _HEADED.fullmatch(line.strip())
    return found["who"] if found is not None and not _NO_NAME.search(found["who"]) else None


def subject(text: str, start: int, at: int) -> str | None:
    """北部临山产业园区重点发展A、B: the zone that opens the clause, or the one before it, of what stands at `at`."""
    lo = max(start, at - _REACH)
    ends = [m.end() for m in re.compile("[，；：。]").finditer(text, lo, at)]
    for begin in (*reversed(ends[-2:]), *((lo,) if lo == start and len(ends) < 2 else ())):
        found = _SUBJECT.match(text, begin, at)
        if found is not None and not _NO_NAME.search(found["who"]):
            return found["who"]
    return None
