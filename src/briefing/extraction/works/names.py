"""Names of single projects and of bodies in the clean text: what figures can be about, and what projects are read from.

A name is found by what stands at its right end (a head word, a list with 等项目, money in brackets, a ledger's labels) and cut at
its left by words no name reaches over. A class of projects (一批重点产业项目) is no name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.chinese.places import Gazetteer
from briefing.extraction.works import entries, finding, namewords, naming
from briefing.extraction.works.candidates import Candidate
from briefing.extraction.works.mentions import canonical_names, normal
from briefing.model.base import Span
from briefing.model.text import CleanText
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


def find_names(clean: CleanText, gazetteer: Gazetteer, options: Options) -> tuple[Name, ...]:
    """The mentions of projects and bodies in order; none overlaps another of its kind."""
    text = clean.text
    settled = (
        c
        for c in _settled(text, _candidates(clean, options))
        if not (_COUNTED.search(text, max(c.start - 4, 0), c.start + 1) or _SEAT.search(text, max(c.start - 4, 0), c.start))
    )
    found = [_numbered(text, c) for c in settled if not _is_place(gazetteer, text[c.start : c.end])]
    called = dict(_called(text, found)) if "简称" in text else {}
    short = (Candidate(*place, True) for name in called for place in _places_of(name, text))
    kept = _outer(text, _settled(text, iter([*found, *_again(text, found, gazetteer), *short])))
    forms = {c: text[c.start : c.end] + c.head for c in kept}
    titles = canonical_names(forms.values(), options, called)
    names = [Name("project", titles[form][0], c.start, c.end, titles[form][1]) for c, form in forms.items()]
    return tuple(sorted([*names, *_bodies(text)], key=lambda n: (n.start, -n.end)))


_PARK = re.compile(r"[\u4e00-\u9fff]{2,6}(?:片区|园区|新城|新区|组团|镇|工业园|产业园)$")


def _numbered(text: str, c: Candidate) -> Candidate:
    """城北片区1、2号路工程: the quarter belongs to the name."""
    if not text[c.start].isdigit() or not re.match(r"\d{1,2}(?:号|#)?、", text[c.start : c.end]):
        return c
    before = _PARK.search(text[max(c.start - 9, 0) : c.start])
    return c._replace(start=c.start - len(before[0])) if before else c


_CALLED = re.compile(r"（(?:以下|下文)?简称[：为]?[“‘]?(?P<short>[^（）“”‘’，。]{3,10})[”’]?）")


def _called(text: str, found: list[Candidate]) -> Iterator[tuple[str, str]]:
    """X产业园（以下简称Y）: the short name, and whose it is."""
    for candidate in found:
        if match := _CALLED.match(text, candidate.end):
            yield match["short"], text[candidate.start : candidate.end]


_COUNTED = re.compile(r"\d[个项]“$")
"""75个“X”项目: a programme, no project."""
_SEAT = re.compile(r"(?:位于|坐落于|坐落在|落户于?)$")
"""X项目位于某工业园: where a work stands is no work of its own."""


def _candidates(clean: CleanText, options: Options) -> Iterator[Candidate]:
    text = clean.text
    for number, block in enumerate(clean.blocks):
        following = clean.blocks[number + 1] if number + 1 < len(clean.blocks) else None
        after = clean.blocks[number + 2] if number + 2 < len(clean.blocks) else None
        yield from entries.headings(text, block, following, after)
        if block.rows:
            for row in block.rows:
                yield from entries.cells(row)
            continue
        yield from entries.opening(text, block)
        yield from entries.within(text, block)
    yield from entries.numbered(text, clean.blocks)
    starts = [block.start for block in clean.blocks]
    for lo, hi in finding.clauses(text):
        block = clean.blocks[bisect_right(starts, lo) - 1]
        if not block.rows:
            yield from finding.clause(text, lo, hi, block.end)
    known = {n for p in options.projects for n in (p.name, *p.aliases) if n in text}
    yield from (Candidate(*place, True) for name in known for place in _places_of(name, text))


def _again(text: str, found: list[Candidate], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Further mentions of the names found, word for word or without the place they begin with, also where nothing beside them
    proves a work."""
    titles = {_TITLE_END.sub("", text[c.start : c.end]) for c in found if not c.head}
    for title in tuple(titles):
        places = gazetteer.find(title)
        if places and places[0].start == 0 and len(rest := title[places[0].end :]) >= _LONG_ENOUGH and _PART_END.search(rest):
            titles.add(rest)
    titles = {t for t in titles if len(t) >= 5 or (len(t) == 4 and t.endswith("期"))}
    if not titles:
        return
    done = 0
    for start, last in sorted((span for title in titles for span in _places_of(title, text)), key=lambda s: (s[0], -s[1])):
        if start >= done:
            done = last
            yield Candidate(start, last + (2 if text.startswith(("项目", "工程"), last) else 0), True)


_TITLE_END = re.compile(r"(?:项目|工程|(?<=产业园)区|(?<=工业园)区)$")
_LONG_ENOUGH = 7
_PART_END = re.compile("[一二三四五]期$|产业园$|工业园$|大桥$|水库$")


def _places_of(title: str, text: str) -> Iterator[Span]:
    at = text.find(title)
    while at >= 0:
        yield at, at + len(title)
        at = text.find(title, at + 1)


def _outer(text: str, kept: list[Candidate]) -> list[Candidate]:
    """Without the names told inside an entry: what stands in the sentence after “X项目：” are its parts."""
    out: list[Candidate] = []
    inside = 0
    for c in kept:
        if c.start < inside:
            continue
        out.append(c)
        if text[c.end : c.end + 1] == "：" and text[c.start : c.end].endswith(("项目", "工程")):
            inside = min((i for mark in "。\n" if (i := text.find(mark, c.end)) >= 0), default=c.end)
    return out


def _settled(text: str, found: Iterator[Candidate]) -> list[Candidate]:
    """Without overlaps: the longer wins."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for c in sorted(set(found), key=lambda c: (c.start - c.end, c.start)):
        at = bisect_left(starts, c.start)
        if (not at or kept[at - 1].end <= c.start) and (at == len(kept) or c.end <= kept[at].start):
            kept.insert(at, c)
            starts.insert(at, c.start)
    return kept


def _is_place(gazetteer: Gazetteer, name: str) -> bool:
    """A development zone or a district is a place, not a project."""
    found = gazetteer.find(name)
    return bool(found) and found[0].start == 0 and found[0].end == len(name)


_FORM = re.compile("有限公司|有限责任公司|集团公司|集团|公司|专业合作社|合作社")
_KIND = re.compile("(?:集团|公司|(?:种植|养殖|农民|农机|农业)*(?:专业)?合作社)+$")
_AGENT = re.compile(r"[^由]*(?:项目|工程|园区|产业园|基地|中心|厂|桥|路)由|(?:[该本此]?项目)?[由与和同]|图[为是]")
"""项目由X集团投资建设, 图为X公司: the words before the firm are none of its name."""
_SEATED = re.compile(
    r".*(?:社区|街道|工业园区?|产业园区?|高新区|经开区|开发区|集聚区)(?=(?!建设|投资|发展|开发|国有|城市|产业|运营|服务|管理)[^，。]{3,}$)"
)
"""某县某社区X有限公司: where a firm is seated is none of its name."""
_THAT = re.compile(r"[该此本]公?司?$|[该此](?:公司|企业|集团)|这家")


def _after_mark(text: str, lo: int, hi: int) -> int:
    """Where the words before `hi` begin: behind the last mark between the two places, else at `lo`."""
    return max(lo, *(text.rfind(mark, lo, hi) + 1 for mark in "，。；：、\n（“"))


def _bodies(text: str) -> Iterator[Name]:
    """Companies and groups by their legal form."""
    done = 0
    for form in _FORM.finditer(text):
        end, lo = form.end(), _after_mark(text, max(form.start() - 18, done), form.start())
        if text[lo - 1 : lo] == "（" and "）" in text[lo : form.start()]:  # 甲乙商贸（中国）股份有限公司
            end, lo = lo - 1, _after_mark(text, max(lo - 15, done), lo - 1)
        start = naming.left(text, lo, end)
        if agent := _AGENT.match(text, start, form.start()):
            start = agent.end()
        if (seat := _SEATED.match(text, start, form.start())) is not None:
            start = seat.end()
        name = text[start : form.end()]
        if _THAT.search(name):
            continue
        if len(name) >= 4 and start >= done and not namewords.generic(_KIND.sub("", name)):
            done = form.end()
            yield Name("body", name, start, form.end(), normal(name))
