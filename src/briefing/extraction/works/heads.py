"""Names that end in a head word (工程, 大桥, 产业园), alone or coordinated, with proof around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.extraction.works import candidates, namewords, naming, proofs, stages
from briefing.extraction.works.candidates import Candidate
from briefing.limits import check

_SECTION = re.compile(r"（[^（）]{2,24}）(?:[\u4e00-\u9fff]{0,6}(?:项目|工程))")
_STRETCH = re.compile(r"[\u4e00-\u9fff]{1,10}?[至东西南北中]?[\u4e00-\u9fff]{0,6}?段(?![时落位])(?:工程|项目)?")
_LINES = ("高速公路", "高速", "高铁", "铁路", "公路", "大道", "地铁", "号线", "快速路", "运河", "航道")
_SHARED_HEAD = re.compile(
    r"(?:高速公路|高速|高铁|铁路|公路|大道|地铁|号线|快速路|运河|航道|(?:大型|中型)?水库|水电站|机场|灌区|煤矿)$"
)
_NO_NAME = re.compile(r"承载|有限|股份|集团|师|部(?!分)|制|化|院|学|系|库|数|法|款|量|类|群|组|经理|个数|为王")
_SITED = re.compile(r"[\u4e00-\u9fff]{2,5}(?:[市县区镇乡旗州]|经开区|高新区|开发区|新区|古城|景区)")
_WORK_ON = re.compile(r"(?:干流|支流|流域)?(?:综合)?(?:治理|整治|疏浚|清淤|生态修复|水环境|防洪|堤防)[\u4e00-\u9fff]{0,8}$")
_RIVERS = re.compile(rf"[\u4e00-\u9fff]{{1,4}}[河江湖渠溪港沟湾](?={_WORK_ON.pattern})")
_WATER = re.compile(r"[\u4e00-\u9fff]{1,4}[河江湖渠溪港沟湾]")
"""徒骇河、马颊河治理工程: two works under one head."""
JOINER = re.compile(r"、|和|与|及|以及")


def find(text: str, lo: int, hi: int, done: int, stop: int) -> Iterator[Candidate]:
    """Names that end in a head word, alone or coordinated, with proof around them: any proof for a name with words of its own,
    strong proof for one of class words."""
    words = namewords.load()
    at, carried, whole = lo, False, -1
    quoted = text.find("“", lo, hi) >= 0 or text.find("‘", lo, hi) >= 0
    piece = text[:lo] + naming.masked(text[lo:hi]) if quoted else text
    for head in words.heads.finditer(piece, lo, min(hi, done)):
        check()
        end = _extended(text, head, hi) if head.start() >= at else None
        if (
            end is None
            or (text[end : end + 1] in proofs.COUNTED and proofs.CLASS.match(text, end))
            or proofs.MEETING.match(text, end, hi)
        ):
            continue
        start = naming.left(text, at, end)
        named = bool(words.named.search(text[start:end]))
        if not named and whole >= 0 and _component(text[whole:end]):
            continue
        if proofs.PREDICATE.search(text, lo, start):
            continue
        weight = proofs.STRONG if _NAMED_SHORT.match(text, end) else proofs.weight(text, lo, start, end, hi, stop)
        if named and not weight and words.programme.search(text[start:end]) and not _SITED.match(text, start, end):
            continue
        if not (named or carried or weight):
            continue
        tail = carried or (named and not words.named.search(text[start : end - 2]))
        pieces = list(naming.items(text, start, end, tail=tail))
        found = _accepted(text, pieces, weight, carried)
        yield from found
        whole = end if named and found else -1
        joined = JOINER.match(text, end, hi) if found or carried else None
        carried = joined is not None and not named
        if found:
            at = joined.end() if joined else end


def _accepted(text: str, pieces: list[tuple[int, int]], weight: int, carried: bool) -> list[Candidate]:
    """The candidates of a coordination, none when its last piece is no name."""
    listed = len(pieces) > 1
    last = _strip(text, pieces[-1])
    if not naming.fits(text[slice(*last)], listed=listed):
        return []
    if weight < proofs.STRONG and not carried and not any(proofs.distinct(text[slice(*_strip(text, p))]) for p in pieces):
        return []
    line = _SHARED_HEAD.search(text, last[0], last[1]) or _RIVERS.match(text, last[0], last[1])
    if line is not None and line.re is _RIVERS:
        line = (
            _WORK_ON.search(text, last[0], last[1]) if all(_WATER.fullmatch(text, *_strip(text, p)) for p in pieces[:-1]) else None
        )
    out = []
    for a, b in pieces:
        if b < last[1] and ((b - a < 3 and not line) or (line and proofs.told(text, a, b))):
            continue  # 甲水库大坝封顶、乙水库下闸蓄水: what stands before is a report of its own
        for found in candidates.offered(text, a, b, listed=listed):
            out.append(
                found._replace(head=line[0])
                if line and b < last[1] and not candidates.headed(text[a:b]) and text[b - 1] not in "线路"
                else found
            )
    return out


def _component(between: str) -> bool:
    """Whether a site named right after a project is a part of it: X项目智慧物流中心和…生产线."""
    return not re.search(r"[，、]", between) and not namewords.load().left.search(between)


def _strip(text: str, span: tuple[int, int]) -> tuple[int, int]:
    return naming.stripped(text, *span), span[1]


_NAMED_SHORT = re.compile(r"（(?:以下|下文)?简称")
"""X产业园（以下简称Y）: only what is one thing is given a short name."""
_COUNTING = frozenset("（第首一二三四五六七八九十0123456789")
"""What a part (一期, 二标段) begins with."""
_NUMBERED_LINE = re.compile(r"[\d一二三四五六七八九十]+号(?:线|桥|隧道)")


def _extended(text: str, head: re.Match[str], hi: int) -> int | None:
    """The end of the name whose head word this is: with its part (一期) and stretch (…段); None when the word goes on."""
    words = namewords.load()
    end = head.end()
    named = head[0] in words.named_words
    follow = text[end : min(end + 16, hi)]
    first = follow[:1]
    if not named and head[0].endswith(_LINES) and (stretch := _STRETCH.match(text, end, hi)) and _plain(stretch[0]):
        on = words.heads.search(text, stretch.end(), min(stretch.end() + 10, hi))
        works = on and (words.named.match(on[0]) or words.works.match(on[0]))
        return None if on and works and _plain(text[stretch.end() : on.start()]) else stretch.end()
    if first in _COUNTING and (part := words.part.match(text, end, hi)):
        return part.end()
    if not named and first == "（" and (section := _SECTION.match(text, end, hi)):
        return section.end()
    if first == "（" and _NAMED_SHORT.match(follow):
        return end
    if first in _COUNTING and _NUMBERED_LINE.match(follow):
        return None
    if named and head[0] == "项目":
        return None if _NO_NAME.match(follow) else end
    if not named and not (not follow or words.right.match(follow) or first.isdigit() or first in "’”"):
        return None
    further = words.heads.search(text, end, min(end + 8, hi))
    if further and further[0] in words.named_words and _plain(text[end : further.start()]):
        return None
    if named:
        return None if _NO_NAME.match(follow) else end
    goes_on = further and (further.start() == end or (len(further[0]) > 1 and _plain(text[end : further.start()])))
    return None if goes_on else end


_PARTED = re.compile(r"[\d、和与及的（）“”‘’]|主体|土建|项目|工程")


def _plain(between: str) -> bool:
    """Whether words between two heads belong to one name: no joiner, no digit, no verb of progress."""
    words = namewords.load()
    return not _PARTED.search(between) and not words.left.search(between) and not stages.load().progress.search(between)
