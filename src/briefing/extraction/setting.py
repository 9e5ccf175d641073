"""Where a fact stands: its sentence, its block, the place spoken of, and the evidence of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefing.chinese.beginnings import compiled
from briefing.chinese.places import Gazetteer, Place, parent_of
from briefing.extraction.works.names import Name
from briefing.limits import check
from briefing.model.base import Span
from briefing.model.fact import Evidence
from briefing.model.text import Block, CleanText
from briefing.options import Options

_END = re.compile(r"[。！？\n]")
_SENTENCE = re.compile(r"[^。！？\n]+")
_ORGANS = compiled(r"(?<![\u4e00-\u9fff])(市|县|区|州|旗)(?:委|政府|委市政府|第[一二三四五六七八九十]+次党代会)(?!书记|领导|办)")
_OWN = re.compile(r"[我全本](?<![居列占为在级对].)(?:市|县|区|州|旗|省|盟)(?!首|率先|第|前|城|唯一|领先|平均|各|最)")


_REVIEW = re.compile(r"回顾|过去(?:一|五)年|成就|完成情况|进展情况|推进情况|建设情况|运行情况|工作总结|存在(?:的)?(?:主要)?问题")
_AGENDA = re.compile(
    r"(?:20\d\d|今|明)年(?:政府|主要|重点|全市|全县|全区|全省)*(?:工作|任务|目标)(?:的)?(?:总体要求|安排|任务|重点|建议|打算|部署)?(?!报告|情况|总结|成效)"
    r"|“?十五五”?(?:时期|期间)?[^。]{0,16}(?:目标|任务|要求|思路)|下一步|下阶段|工作(?:安排|打算|思路|计划)|重点任务|目标任务|主要任务|今后五年|未来五年"
)
_OPENING_DAY = re.compile(r"集中开工|开工仪式|开工活动|奠基仪式")
_OPENING = re.compile(
    r"\s*(?:做好|抓好|搞好)(?:今|20\d\d)年[^。]{0,8}工作|\s*今年，?(?:我们)?(?:要|将|重点)|\s*(?:今年|20\d\d年)[^。]{0,20}(?:主要预期)?目标是"
)


_OPENERS = frozenset("，。；：！？\n “”（(在由　—·图①②③④⑤⑥▲●")
_LEADS = frozenset(
    (
        "调研",
        "考察",
        "位于",
        "来到",
        "走进",
        "我市",
        "全市",
        "其中",
        "今年",
        "以来",
        "近年",
        "作为",
        "涉及",
        "途经",
        "区的",
        "市的",
        "县的",
        "如今",
        "目前",
    )
)


def holding(spans: Sequence[Span], places: Iterable[int]) -> set[int]:
    """The numbers of the spans (in order, apart) in which one of the places, given in order, lies."""
    starts = [start for start, _ in spans]
    out: set[int] = set()
    stop = 0
    for at in places:
        if at < stop:
            continue  # in the span found last
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < spans[number][1]:
            out.add(number)
            stop = spans[number][1]
    return out


@dataclass(frozen=True)
class Setting:
    """A document with the helpers every reader of facts needs. Offsets are in `CleanText.text`."""

    clean: CleanText
    gazetteer: Gazetteer
    options: Options
    works: tuple[Span, ...] = ()
    """Where works are named: places inside their names are no topic."""
    projects: Sequence[Name] = ()

    @staticmethod
    def of(clean: CleanText, gazetteer: Gazetteer, options: Options, names: Sequence[Name]) -> Setting:
        """The setting of a document; the readers of one document share it, so that its places are found once."""
        projects = tuple(name for name in names if name.kind == "project")
        return Setting(clean, gazetteer, options, tuple((name.start, name.end) for name in projects), projects)

    @cached_property
    def text(self) -> str:
        return self.clean.text

    @cached_property
    def anchor(self) -> date | None:
        """The day the document speaks from."""
        return self.clean.source.info.published

    @cached_property
    def home(self) -> str | None:
        """What 我市 and 全区 mean."""
        return self.clean.source.info.home or self.gazetteer.home or self.options.region

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.clean.blocks]

    def block_number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1 if at > 0 else 0

    def block(self, at: int) -> Block:
        return self.clean.blocks[self.block_number(at)]

    def sentence(self, at: int) -> Span:
        """The sentence around a place, inside its block, with its full stop."""
        block = self.block(at)
        after = bisect_left(self._ends, at)
        start = max(block.start, self._ends[after - 1] + 1) if after else block.start
        return start, min(block.end, self._ends[after] + 1) if after < len(self._ends) else block.end

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end, in order."""
        return [match.start() for match in _END.finditer(self.text)]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the running text without their stops, in order."""
        return tuple(
            match.span()
            for block in self.clean.blocks
            if not block.rows
            for match in _SENTENCE.finditer(self.text, block.start, block.end)
        )

    def hinted(self, words: re.Pattern[str]) -> set[int]:
        """The numbers of the sentences that hold one of some words: found in one pass over the text, so that a rule is tried only
        where it can apply."""
        check()
        return holding(self.sentences, (match.start() for match in words.finditer(self.text)))

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence of a clause; asked twice for the same clause it is made once."""
        known = self._made.get((start, end))
        if known is None:
            block = self.block(start)
            known = self._made[start, end] = self.clean.evidence(start, end, sentence=self.sentence(start), block=block)
        return known

    @cached_property
    def _made(self) -> dict[Span, Evidence]:
        return {}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the document, block by block, because a name never reaches over the end of one."""
        return tuple(
            place._replace(start=place.start + block.start, end=place.end + block.start)
            for block in self.clean.blocks
            for place in self.gazetteer.find(self.text[block.start : block.end])
        )

    @cached_property
    def only(self) -> str | None:
        """The one county a text of a city's paper is about: named at its beginning, no other named, nothing said of the city."""
        named = {p.name for p in self.places if p.level == "county"}
        first = next((p for p in self.places if p.level == "county"), None)
        if len(named) != 1 or first is None or first.start > 200 or f"该{first.name[-1]}" not in self.text:
            return None
        if re.search(r"(?:全|我|本)市", self.text):
            return None
        return first.name if self.gazetteer.parents.get(first.name) in (None, self.gazetteer.region) else None

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.places]

    def places_in(self, start: int, end: int) -> list[Place]:
        first = bisect_right(self._place_starts, start - 1)
        last = bisect_right(self._place_starts, end - 1)
        return [p for p in self.places[first:last] if p.end <= end]

    @cached_property
    def headings(self) -> tuple[str | None, ...]:
        """For every block the place its section is about: of the nearest heading that is about one, else none."""
        out: list[str | None] = []
        current: str | None = None
        depth = 9
        for block in self.clean.blocks:
            if block.kind == "heading":
                found = [p for p in self.topics(block.start, block.end) if p.name != self.gazetteer.region]
                if found:
                    current, depth = found[0].name, block.level
                elif block.level <= depth and block.level <= 1:
                    current, depth = None, 9
            out.append(current)
        return tuple(out)

    def section(self, at: int) -> str:
        """The text of the nearest heading above a place, empty without one."""
        number = self.block_number(at)
        for block in reversed(self.clean.blocks[: number + 1]):
            if block.kind == "heading":
                return self.text[block.start : block.end]
        return ""

    @cached_property
    def opening(self) -> bool:
        """Whether the document reports of works being started together (集中开工)."""
        return any(_OPENING_DAY.search(self.text, b.start, b.end) for b in self.clean.blocks[:4])

    @cached_property
    def _plans(self) -> tuple[bool, ...]:
        """For every block whether it stands in a part that says what is to be done (2026年重点工作, 下一步工作安排)."""
        out: list[bool] = []
        on = False
        year = self.anchor.year if self.anchor else 0
        for block in self.clean.blocks:
            line = self.text[block.start : min(block.end, block.start + 60)]
            title = block.kind == "heading" or block.end - block.start <= 48
            if title and _REVIEW.search(line):
                on = False
            elif (title and _AGENDA.search(line)) or _OPENING.match(line):
                years = [int(y) for y in re.findall(r"(20\d\d)年", line)]
                on = not years or max(years) >= year
            out.append(on)
        return tuple(out)

    def ahead(self, at: int) -> bool:
        """Whether a place stands in a part of the document that says what is to be done."""
        return self._plans[self.block_number(at)]

    def of_region(self, name: str) -> bool:
        """Whether a place is the region, lies in it, or is a zone of it: what a project can be put down to."""
        gazetteer = self.gazetteer
        return (
            name == gazetteer.region
            or name in gazetteer.children
            or name == self.home
            or name.endswith(("区", "县", "旗"))
            or parent_of(name) in gazetteer.children
        )

    def place_before(self, at: int) -> str | None:
        """The place a clause speaks of: the nearest one before it in the sentence, 该区, then the block's, then the heading's.
        Places inside names of works are no topic; a caption stands for itself."""
        block = self.block(at)
        start, _ = self.sentence(at)
        # A province speaks of many places in one paragraph: there only the sentence tells.
        wide = bool(self.home) and str(self.home).endswith(("省", "自治区"))
        for lo in (start,) if wide else (start, block.start):
            found = self.topics(lo, at)
            current = found[-1].name if found else self.headings[self.block_number(at)]
            own = [(m.end(), self._own(m[0], current)) for m in _OWN.finditer(self.text, lo, at) if self._opens(m)]
            own += [(m.end(), self.gazetteer.region if m[1] == "市" else self.home) for m in _ORGANS.finditer(self.text, lo, at)]
            own = sorted((end, name) for end, name in own if name and self.of_region(name))
            if own and (not found or own[-1][0] > found[-1].end) and (lo == start or not found):
                return own[-1][1]
            if found:
                return found[-1].name
        if block.kind == "caption":
            return None
        return self.headings[self.block_number(at)] or self._carried(self.block_number(at))

    def _carried(self, number: int) -> str | None:
        """The one district the paragraph before was about, when this one names no place at all."""
        above = self.clean.blocks[number - 1] if number else None
        if above is None or above.kind != "paragraph" or self.clean.blocks[number].kind != "paragraph":
            return None
        found = self.topics(above.start, above.end)
        names = {p.name for p in found if found[0].start - above.start <= 10}
        block = self.clean.blocks[number]
        here = any(
            (name := self._own(m[0], None)) and self.of_region(name) for m in _OWN.finditer(self.text, block.start, block.end)
        )
        return names.pop() if len(names) == 1 and not here else None

    def topics(self, start: int, end: int) -> list[Place]:
        """The places of the region a range speaks of: those that open a clause or follow 在, not those inside names of works."""
        return [
            p
            for p in self.places_in(start, end)
            if self.of_region(p.name) and self._begins(p.start) and not any(a <= p.start < b for a, b in self._works_at(p.start))
        ]

    def _begins(self, at: int) -> bool:
        """Whether a place opens a clause, follows 在, or stands right after the place it lies in (某市某区). In
        某区作为某市的引擎 the city only says what the district is."""
        if self.text[at - 2 : at] == "作为" and any(p.end == at - 2 for p in self.places_in(max(at - 16, 0), at - 2)):
            return False
        if at == 0 or self.text[at - 1] in _OPENERS or self.text[at - 2 : at] in _LEADS:
            return True
        before = self.places_in(max(at - 12, 0), at)
        return bool(before) and before[-1].end == at and self._begins(before[-1].start)

    def within_work(self, start: int, end: int) -> bool:
        """Whether a stretch touches the name of a work."""
        first = max(bisect_right(self._work_starts, start) - 2, 0)
        last = bisect_left(self._work_starts, end)
        return any(start < b for _, b in self.works[first:last])

    def _works_at(self, at: int) -> tuple[Span, ...]:
        first = bisect_right(self._work_starts, at)
        return self.works[max(first - 2, 0) : first]

    @cached_property
    def _work_starts(self) -> list[int]:
        return [start for start, _ in self.works]

    def _opens(self, match: re.Match[str]) -> bool:
        """我市 always speaks of a topic; 全市 only where it opens a clause (not in 围绕全市目标)."""
        return match[0][0] in "我本" or match.start() == 0 or self.text[match.start() - 1] in _OPENERS

    def _own(self, word: str, current: str | None) -> str | None:
        return self.gazetteer.resolve(word, current) or (self.home if word[0] == "我" else None)
