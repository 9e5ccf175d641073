"""Names of single projects and of bodies in the clean text: what figures can be about, and what projects are read from.

A name is found by what stands at its right end (a head word, a list with 等项目, money in brackets, a ledger's labels) and cut at
its left by words no name reaches over. A class of projects (一批重点产业项目) is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from briefing.extraction import namewords
from briefing.extraction.mentions import canonical_names, normal
from briefing.model.text import Block, CleanText
from briefing.options import Options

NameKind = Literal["project", "body"]


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a project or body: `start`–`end` in `CleanText.text`; `name` is the fullest name the document gives it, `key`
    joins the mentions of one thing."""

    kind: NameKind
    name: str
    start: int
    end: int
    key: str


class Candidate(NamedTuple):
    """A place that may be a name; `strong` candidates stand by themselves, weak ones only when a strong one agrees."""

    start: int
    end: int
    strong: bool


_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_LIST_TAIL = re.compile(
    r"等(?:一批|一大批|多个|若干|\d+个|[一二三四五六七八九十两]+个|[一二三四五六七八九十]+大)?(?P<of>[^，。；：、等]{0,14}?)(?:项目|工程)(?!师|部|制|化)"
)
_JOIN = re.compile(r"[、]|以及|和|与|及")
_MONEY_BRACKET = re.compile(r"（(?:总投资|投资|计划投资)?(?:约)?\d[\d.]*[万亿]?元）")
_NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.、．])\s*")
_PLACE_BRACKET = r"（[^（）]{2,12}(?:市|县|区|州|旗|镇|乡|级|本级)）"
_BUILT = re.compile(
    r"(?:已|已经|正|正在|正式|全部|全面|顺利|成功|提前|陆续|相继|即将|预计|计划|力争|确保|现已|依然|均|于?\d{1,2}月\d{0,2}日?|年底|年内|\d{4}年)*"
    r"(?:开工|动工|奠基|建成|竣工|完工|投产|投用|投运|通车|贯通|封顶|合龙|启用|试生产|试运行|落地|建设完工|主体|初步设计|获批|核准|复工|停工|"
    r"具备|进入|通过|完成|开建|启动|加快|加速|推进|实质性|施工现场|工地|项目|工程|建设(?!者|局|的?(?:意见|方案|规划|要求)))"
)


def find_names(clean: CleanText, gazetteer: Any, options: Options) -> tuple[Name, ...]:
    """The mentions of projects and bodies in order; none overlaps another of its kind."""
    text = clean.text
    found: list[Candidate] = []
    for number, block in enumerate(clean.blocks):
        following = clean.blocks[number + 1] if number + 1 < len(clean.blocks) else None
        found += _heading(text, block, following)
        for row in block.rows:
            found += _row(text, row)
        if not block.rows:
            for clause in _CLAUSE.finditer(text, block.start, block.end):
                found += _clause(text, clause.start(), clause.end())
    found += _configured(text, options)
    kept = _settled(text, found)
    titles = canonical_names([text[c.start : c.end] for c in kept], options)
    names = [Name("project", titles[t][0], c.start, c.end, titles[t][1]) for c in kept for t in (text[c.start : c.end],)]
    return tuple(sorted([*names, *_bodies(text, clean)], key=lambda n: (n.start, -n.end)))


def _configured(text: str, options: Options) -> Iterator[Candidate]:
    """Every mention of a project the configuration names."""
    known = sorted({n for p in options.projects for n in (p.name, *p.aliases)}, key=len, reverse=True)
    for name in known:
        for match in re.finditer(re.escape(name), text):
            yield Candidate(match.start(), match.end(), True)


def _heading(text: str, block: Block, following: Block | None) -> Iterator[Candidate]:
    """A numbered line or lead that is followed by the labels of a ledger: “一、X” / “1.X（某县）。总投资…” / “X：总投资…”."""
    piece = text[block.start : block.end]
    labels = namewords.load().labels
    if following and len(piece) <= 48 and not piece.endswith("。") and (number := _NUMBER.match(piece)):
        start = text[following.start : following.end]
        if len(labels.findall(start[:240])) >= 2 and labels.search(start[:12]):
            tail = re.search(r"(?:（(?:前期|续建|新建|拟建|在建|储备|[^（）]{2,10}[市县区州旗])）)?\s*$", piece)
            yield Candidate(block.start + number.end(), block.start + (tail.start() if tail else len(piece)), True)
            return
    lead = _NUMBER.match(piece)
    at = lead.end() if lead else 0
    mark = re.compile(rf"[^。：，；\n]{{3,40}}?(?={_PLACE_BRACKET}?[。：])").match(piece, at)
    if mark and (labels.search(piece, mark.end(), mark.end() + 60) or (lead and "责任单位" in piece)):
        name = mark[0]
        if _fits(name) and not labels.search(name + "："):
            yield Candidate(block.start + mark.start(), block.start + mark.end(), True)


def _row(text: str, row: Any) -> Iterator[Candidate]:
    for cell in row[:3]:
        heads = namewords.load()
        if 4 <= len(cell.text) <= 44 and (heads.named.search(cell.text) or heads.sites.search(cell.text)) and _fits(cell.text):
            yield Candidate(cell.start, cell.end, True)


def _clause(text: str, lo: int, hi: int) -> Iterator[Candidate]:
    words = namewords.load()
    piece = text[lo:hi]
    if not words.heads.search(piece):
        return
    done = hi
    if tail := _LIST_TAIL.search(piece):
        yield from _listed(text, lo, lo + tail.start())
        done = lo + tail.start()
    for bracket in _MONEY_BRACKET.finditer(piece):
        start = _left(text, lo, lo + bracket.start())
        yield from _offered(text, start, lo + bracket.start(), True)
    yield from _headed(text, lo, hi, done)


def _listed(text: str, lo: int, hi: int) -> Iterator[Candidate]:
    """The items of “A、B和C等项目”: the first is cut at its left, the others are whole."""
    start = _left(text, lo, hi)
    for a, b in _items(text, start, hi):
        yield from _offered(text, a, b, True, listed=True)


def _items(text: str, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """The pieces of a coordination; 和 and 与 part two names only when the left one is a name by itself."""
    words = namewords.load()
    at, depth = lo, 0
    for i in range(lo, hi):
        depth += (text[i] in "“（《") - (text[i] in "”）》")
        if depth > 0:
            continue
        if text[i] == "、":
            yield at, i
            at = i + 1
        elif (join := _JOIN.match(text, i, hi)) and i - at >= 3 and hi - join.end() >= 3:
            left, right = text[at:i], text[join.end() : hi]
            ends = words.named.search(left) or words.sites.search(left) or words.part.search(left[-3:])
            if ends and not words.right.match(right) and not namewords.generic(right.rstrip("项目工程")):
                yield at, i
                at = join.end()
    if at < hi:
        yield at, hi


def _headed(text: str, lo: int, hi: int, done: int) -> Iterator[Candidate]:
    """Names that end in a head word, with a predicate or a build verb beside those that need one."""
    words = namewords.load()
    at = lo
    for head in words.heads.finditer(text, lo, min(hi, done)):
        end = head.end()
        if part := words.part.match(text, end, hi):
            end = part.end()
        if words.heads.match(text, end, hi) and not words.named.search(text[head.start() : end]):
            continue
        following = text[end : min(end + 16, hi)]
        named = bool(words.named.search(text[head.start() : head.end()]))
        if following and not words.right.match(following):
            continue
        if named and re.match(
            r"师|部|制|化|院|学|系|库|数|法|款|量|类|经理|单位|方|名|建设(?!完工|现场|项目|工地)|为王", following
        ):
            continue
        start = _left(text, at, end)
        built = bool(_BUILT.match(following)) or _funded(text, lo, start)
        if not (named or built or words.build.search(text[lo:start])):
            continue
        for a, b in _items(text, start, end):
            yield from _offered(text, a, b, named or built, listed=b < end)
        at = end


def _funded(text: str, lo: int, start: int) -> bool:
    """总投资7.27亿元、全长6168.1米的…: money right before the name."""
    return bool(re.search(rf"投资[^，。]{{0,4}}{namewords.MONEY}[^，。；]{{0,16}}的?$", text[lo:start]))


def _offered(text: str, start: int, end: int, strong: bool, *, listed: bool = False) -> Iterator[Candidate]:
    start = _stripped(text, start, end)
    name = text[start:end]
    if _fits(name, listed=listed):
        yield Candidate(start, end, strong)


def _fits(name: str, *, listed: bool = False) -> bool:
    """Whether a string can be the name of one project."""
    words = namewords.load()
    core = re.sub(r"(?:项目|工程)$", "", name)
    if core != name and len(core) < 3:
        return False
    if not 2 <= len(core) <= 40 or not re.search(r"[\u4e00-\u9fff]{2}", core) or words.never.search(name):
        return False
    if name.count("“") != name.count("”") or name.count("（") != name.count("）"):
        return False
    return not namewords.generic(core)


def _left(text: str, lo: int, end: int) -> int:
    """Where the name that ends at `end` begins: after the last word no name reaches over, outside quotes."""
    words = namewords.load()
    piece = _masked(text[lo:end])
    start = 0
    for match in words.left.finditer(piece):
        rest = piece[match.end() :]
        if len(rest) >= 2 and not re.fullmatch(r"(?:项目|工程)", rest):
            start = match.end()
    for match in re.finditer(rf"(?<!目)的|{namewords.MONEY}|——|”(?:工程|行动|计划|战略)(?=.{{3}})|之一|↑|→|\s", piece[:-2]):
        start = max(start, match.end())
    return _stripped(text, lo + start, end)


def _stripped(text: str, start: int, end: int) -> int:
    """Without subjects, adverbs, verbs and counts at the left."""
    words = namewords.load()
    match = words.strip.match(text, start, max(end - 3, start))
    return match.end() if match else start


def _masked(text: str) -> str:
    """The text with everything in quotes or brackets replaced: names are not cut inside them."""
    return re.sub(r"“[^“”]*”|（[^（）]*）", lambda m: m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], text)


def _settled(text: str, found: list[Candidate]) -> list[Candidate]:
    """Without overlaps (the longer wins), and weak candidates only beside a strong one of the same name."""
    strong = {normal(text[c.start : c.end]) for c in found if c.strong}
    kept: list[Candidate] = []
    for c in sorted(found, key=lambda c: (not c.strong, c.start - c.end, c.start)):
        if not c.strong and normal(text[c.start : c.end]) not in strong and c.strong:
            continue
        if all(c.end <= k.start or k.end <= c.start for k in kept):
            kept.append(c)
    return sorted(kept)


def _bodies(text: str, clean: CleanText) -> Iterator[Name]:
    """Companies and groups by their legal form."""
    words = namewords.load()
    for match in words.body.finditer(text):
        start = _stripped(text, _left(text, match.start(), match.end()), match.end())
        name = text[start : match.end()]
        if len(name) >= 4 and not namewords.generic(name.removesuffix("集团").removesuffix("公司")):
            yield Name("body", name, start, match.end(), normal(name))
