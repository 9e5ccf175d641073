"""A block of clean text cut into sentences and clauses, with every number, time, place and name at its offset.

All offsets count in `CleanText.text`. `Passage.masked` is the block with times, places and names of projects blotted out,
character by character, so that patterns of the grammar see where they stand without their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.chinese import units
from briefing.chinese.beginnings import compiled
from briefing.chinese.periods import Mention, mentions
from briefing.extraction.document import Reading
from briefing.extraction.doubts import damage
from briefing.extraction.doubts.damage import Sign
from briefing.extraction.tokens.broken import broken, meets
from briefing.extraction.tokens.quantities import Token
from briefing.extraction.tokens.scan import tokens
from briefing.limits import check
from briefing.model.text import Block

TIME, PLACE, NAME = "\ue000", "\ue001", "\ue002"
"""What masked characters are replaced by: private use, no character of a source text that means anything."""
MarkKind = Literal["time", "place", "name"]


class Mark(NamedTuple):
    """A time, place or name in the block. `value` is the full name, `level` the level of a place or the kind of a name."""

    kind: MarkKind
    start: int
    end: int
    value: str | None
    level: str = ""
    time: Mention | None = None


class Clause(NamedTuple):
    """A piece of a sentence between marks; `tokens` its numbers, `mark` the character that ends it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    mark: str
    opened: str
    """The character before it, when that is a bracket."""
    words: str
    before: str
    """The character before it, whatever it is."""


class Sentence(NamedTuple):
    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block ready for the grammar. `text` and `masked` have the offsets of the block minus `start`."""

    block: Block
    start: int
    text: str
    masked: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    sentences: tuple[Sentence, ...]
    damaged: tuple[tuple[int, int], ...]
    """Numbers that copying has damaged, by offset in the document."""
    signs: tuple[Sign, ...]
    """Where words or marks are damaged, by offset in the document."""
    seams: tuple[int, ...]
    """Where two paragraphs may have run together, by offset in the document."""
    times: tuple[Mark, ...]
    """The marks of time by their place; none reaches into another."""
    names: tuple[Mark, ...]
    """The marks that are names."""
    line: tuple[Mark, ...]
    """The marks by their start, whatever they are."""
    starts: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """The text between two offsets of the document."""
        return self.text[start - self.start : end - self.start]

    def blotted(self, start: int, end: int) -> str:
        """The same with times, places and names masked."""
        return self.masked[start - self.start : end - self.start]

    def ordered(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that lie between two offsets, in order."""
        found = self.line[bisect_left(self.starts, start) : bisect_left(self.starts, end)] if self.line else ()
        return [mark for mark in found if mark.end <= end] if found else ()

    def within(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that lie between two offsets."""
        return (m for m in self.marks if start <= m.start and m.end <= end)


_SELF = compiled(
    r"(?:我|全|该|本)(?:市|区|县|省|州|盟|旗|国)"
    r"(?!际|民|域(?!内)|委|级|性|重点(?:实验室|镇|文物)|文明(?:城市|单位|村镇|校园)|示范(?:性|县|村))|全自治[区州县]|全域(?=共)|[我全该](?:镇|乡|街道)(?![村长域])"
)
_MASKED = compiled(r"(?:[XxＸ×]{1,4}|某某?)(?:市|区|县|省|州)(?!级|委|场|域)")
"""XX区: a place whose name was blotted out."""
_OTHER = re.compile(r"港|湾|迎宾馆|宾馆|酒店|大学|学院|医院|公园|广场|岛|湖|山|河|溪|江|路|街|桥|村|镇|机场|[东西南北]?站(?!稳)")
"""After the short name of a place: a thing called after it."""
_TITLED = re.compile(r"“[^“”，。；、]{3,12}”")
"""A name in quotation marks that opens with a place: “青陵一号”组网卫星."""
_VERBAL = re.compile(r"(?:完成|实现|达到|建成|推动|促进|打造|成为)[市县区省州]")
"""完成市(政府下达的任务): a verb and the next word."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_BREAK = re.compile(r"[，；：（）。！？、—](?:(?<!—)|—|(?=\D))")


def passage(reading: Reading, block: Block) -> Passage:
    """The block with its numbers, marks, sentences and clauses."""
    check()
    text = reading.clean.text[block.start : block.end]
    read = tokens(text)
    damaged = _torn(reading, block, text, read)
    found = [_moved(t, block.start) for t in _without(read, damaged)]
    check()
    marks = (
        list(_marks(reading, block, text))
        if any(t.kind != "refused" or t.reason == "no-unit" for t in found) or block.kind == "heading"
        else []
    )
    found = _compared(text, block.start, _dated(found, marks))
    line = sorted(marks, key=lambda m: m.start)
    masked = _mask(text, [m for m in line if m.kind != "name" or not _holds(m, found)], block.start)
    sentences = tuple(_sentences(text, found, block.start)) if found else ()
    whole = tuple((a + block.start, b + block.start) for a, b in damaged)
    check()
    signs: tuple[Sign, ...] = ()
    seams: tuple[int, ...] = ()
    if sentences and block.kind != "heading":
        places = (m.start for m in marks if m.kind == "place" and m.value)
        works = (m.start for m in marks if m.kind == "name" and m.level == "project")
        signs = (*damage.signs(text, read, block.start, reading.misread), *damage.run_into(found, places, works))
        signs += tuple(Sign(at, damage.LOST) for at in _adjacent(line))
        seams = (*block.joints, *(() if reading.spaced else damage.gaps(text, block.start)))
    times = tuple(mark for mark in marks if mark.kind == "time")
    names = tuple(m for m in marks if m.kind == "name")
    starts = tuple(m.start for m in line)
    return Passage(
        block,
        block.start,
        text,
        masked,
        tuple(found),
        tuple(marks),
        sentences,
        whole,
        signs,
        seams,
        times,
        names,
        tuple(line),
        starts,
    )


def _adjacent(line: Sequence[Mark]) -> Iterator[int]:
    """Where two places of one level stand side by side (南岭区望湖区): the mark between them is lost."""
    for one, other in pairwise(line):
        level = one.level == other.level == "county" and one.value != other.value
        if level and one.kind == other.kind == "place" and one.value and other.value and one.end == other.start:
            yield other.start


def _torn(reading: Reading, block: Block, text: str, found: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """The damaged numbers of a block, and the one a line break has cut in two (平台1⏎9项)."""
    torn = (*broken(text), *(t.number for t in found if t.reason == "malformed")) if found else ()
    before = reading.clean.text[max(block.start - 2, 0) : block.start - 1] if block.start else ""
    if before and before in "0123456789." and (cut := _CUT.match(text)):
        torn += (cut.span(),)
    if not torn:
        return ()
    sound = [t.number for t in found if t.reason in _SOUND]
    return tuple(sorted({span for span in torn if not meets(sound, *span)}))


_SOUND = ("clock", "contact", "date", "ordinal", "anniversary", "lasting")
"""Numbers that are known to be whole."""
_CUT = re.compile(r"[.\d]+")


def _without(found: list[Token], damaged: Sequence[tuple[int, int]]) -> list[Token]:
    """The numbers with the damaged ones refused."""
    if not damaged:
        return found
    kept = [token for token in found if not meets(damaged, *token.number)]
    lost = []
    for a, b in damaged:
        own = [token.number for token in found if meets([(a, b)], *token.number)]
        span = (min([a, *(first for first, _ in own)]), max([b, *(last for _, last in own)]))
        lost.append(Token("refused", *span, span, reason="malformed"))
    return sorted([*kept, *lost], key=lambda token: token.number)


def _dated(found: list[Token], marks: Sequence[Mark]) -> list[Token]:
    """The numbers with those refused that are part of a time."""
    times = [(mark.start, mark.end) for mark in marks if mark.kind == "time"]
    if not times:
        return found
    return [
        token._replace(kind="refused", reason="date")
        if (token.kind == "quantity" or token.reason == "no-unit") and _inside(times, *token.number)
        else token
        for token in found
    ]


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    for a, b in spans:  # noqa: SIM110 (asked for every number: a generator costs twice)
        if a <= start and end <= b:
            return True
    return False


_REFERENCE = re.compile(
    r"(?:比|较|高于|低于|快于|慢于)(?:[^，。；（）\d]{1,14}（-?\d[\d.]*%）(?:、|和|与|及)?){1,3}(?:的)?(?:平均)?(?:水平|增速)?(?:分别)?(?:[高低快慢]|\d)"
)
_STATED = re.compile(
    r"[比较][\u4e00-\u9fff]{2,8}?-?\d[\d.]*%的(?:同比|同期|平均)*(?:增速|增幅|涨幅|水平|增长率)[，]?(?:分别|均)?[高低快慢]"
)
"""比全省2.8%的增速高1.3个百分点: the number is that of the other."""


_OF_SUM = re.compile(r"占(?!(?:项目)?总投资)[^，。；、\d]{2,12}(?P<n>\d[\d.]*)[万亿]?元的[约近超]?\d[\d.]*%")
"""占年度计划投资19223.3万元的72.46%: the sum only says of what the share is."""


def _compared(text: str, start: int, found: list[Token]) -> list[Token]:
    """比全省（7.7%）和全国（7.0%）分别高0.7、1.4个百分点: the bracketed numbers only say what is compared with."""
    spans = [m.span() for m in _REFERENCE.finditer(text)] if "（" in text else []
    spans += [m.span() for m in _STATED.finditer(text)] if "%的" in text else []
    wholes = {m.start("n") + start for m in _OF_SUM.finditer(text)} if "元的" in text and "占" in text else set()
    if wholes:
        found = [t._replace(kind="refused", reason="reference") if t.number[0] in wholes else t for t in found]
    if not spans:
        return found
    return [
        t._replace(kind="refused", reason="reference")
        if t.unit == "%"
        and text[t.number[1] - start : t.number[1] - start + 1] in "）的"
        and any(a <= t.number[0] - start < b for a, b in spans)
        else t
        for t in found
    ]


def _holds(mark: Mark, found: Sequence[Token]) -> bool:
    return any(t.kind == "quantity" and mark.start <= t.number[0] < mark.end for t in found)


def _moved(token: Token, by: int) -> Token:
    kind, start, end, (first, last), value, high, unit, approx, among, reason, shared, spelled, parts = token
    parts = tuple((part, a + by, b + by) for part, a, b in parts) if parts else ()
    number = (first + by, last + by)
    return Token(kind, start + by, end + by, number, value, high, unit, approx, among, reason, shared, spelled, parts)


def _marks(reading: Reading, block: Block, text: str) -> Iterator[Mark]:
    """Names first, then times and places that lie in no name."""
    taken: list[tuple[int, int]] = []
    for name in reading.names_between(block.start, block.end):
        taken.append((name.start, name.end))
        yield Mark("name", name.start, name.end, name.name, name.kind)

    def free(a: int, b: int) -> bool:
        return not meets(taken, a, b)

    for mention in mentions(text, reading.published):
        if text[mention.start] == "年" and text[mention.start - 1 : mention.start] == "学":
            continue  # 学年初
        a, b = mention.start + block.start, mention.end + block.start
        if free(a, b):
            taken.append((a, b))
            yield Mark("time", a, b, None, mention.kind, mention)
    for place in reading.gazetteer.find(text):
        a, b = place.start + block.start, place.end + block.start
        if place.name.endswith("县") and text[place.end : place.end + 1] in ("区", "市"):
            continue  # 和县区, 和县市: “and the counties”
        if place.name.endswith("范县") and text[place.start - 1 : place.start] in ("模", "示", "规"):
            continue  # 示范县
        if _VERBAL.match(place.name) or _TITLED.match(text, place.start - 1):
            continue
        if free(a, b) and not (place.alias != place.name and _OTHER.match(text, place.end)):
            taken.append((a, b))
            yield Mark("place", a, b, place.name, place.level)
    for match in _MASKED.finditer(text):
        a, b = match.start() + block.start, match.end() + block.start
        if free(a, b):
            yield Mark("place", a, b, None, f"我{match[0][-1]}")
    for match in _SELF.finditer(text):
        a, b = match.start() + block.start, match.end() + block.start
        if free(a, b):
            yield Mark("place", a, b, None, match[0])


_CHAR = {"time": TIME, "place": PLACE, "name": NAME}


def _mask(text: str, marks: Sequence[Mark], start: int) -> str:
    """The text with the marks, given in order, blotted out."""
    if not marks:
        return text
    parts, at = [], 0
    for mark in marks:
        a, b = mark.start - start, mark.end - start
        parts += [text[at:a], _CHAR[mark.kind] * (b - a)]
        at = b
    return "".join([*parts, text[at:]])


_LABELLED = re.compile(r"[额资入量积金值数率]：(?:约|近|超)?\d")


def _sentences(text: str, found: Sequence[Token], start: int) -> Iterator[Sentence]:
    at = 0
    for match in _SENTENCE.finditer(text):
        a, b = match.start() + start, match.end() + start
        own = []
        while at < len(found) and found[at].start < b:
            own.append(found[at])
            at += 1
        if own:
            yield Sentence(a, b, tuple(_clauses(text, own, a, b, start)))


def _clauses(text: str, own: Sequence[Token], first: int, last: int, start: int) -> Iterator[Clause]:
    """Cuts at commas and the like; at 、 only behind a number that is no item of a list of numbers; at a bracket only when a number
    stands in it."""
    at, opened, depth = first, "", 0
    done = here = 0  # the first number of the clause, and the first that does not end before the mark
    for match in _BREAK.finditer(text, first - start, last - start):
        a, mark = match.start() + start, match[0]
        while here < len(own) and own[here].number[1] <= a:
            here += 1
        if here < len(own) and own[here].number[0] <= a:
            continue
        if mark == "：" and _LABELLED.match(text, max(a - start - 1, 0)):
            continue  # 总投资：60000万元
        if mark == "、" and not _after_number(text, own, here, a, start):
            continue
        if mark == "（":
            close = text.find("）", a - start, last - start)
            if close < 0 or not any(t.kind in ("quantity", "rank", "ratio") and a < t.start < close + start for t in own[here:]):
                continue
            depth += 1
        elif mark == "）":
            if not depth:
                continue
            depth -= 1
        if at < a:
            yield Clause(
                at, a, tuple(own[done:here]), mark, opened, text[at - start : a - start], text[max(at - start - 1, 0) : at - start]
            )
        done = here
        at, opened = match.end() + start, mark if mark in "（）" else ""
    if at < last:
        yield Clause(
            at, last, tuple(own[done:]), "", opened, text[at - start : last - start], text[max(at - start - 1, 0) : at - start]
        )


_LISTED = re.compile(r"、(?:和|及)?(?:近|约|超|逾|超过)?[-－]?\d")
_TURNED = re.compile(r"、(?:增长|上升|提高|上涨|增加|提升|下降|减少|回落|降低|下跌)(?:了|约)?[-－]?\d")
"""分别增长5.2%、下降3.1%: a list, though its values have verbs of their own."""


def _after_number(text: str, own: Sequence[Token], here: int, at: int, start: int) -> bool:
    """Whether the 、 at an offset, before the number `here`, stands right behind a number and the next item is no bare number."""
    token = own[here - 1] if here else None
    if token is None or token.end != at or token.kind not in ("quantity", "rank"):
        return False
    if token.kind == "rank" and here < len(own) and own[here].kind == "rank" and own[here].start == at + 1:
        return False
    if _TURNED.match(text, at - start) and "分别" in re.split("[。；]", text[max(at - start - 60, 0) : at - start])[-1]:
        return False
    if not _LISTED.match(text, at - start):
        return True
    after = own[here] if here < len(own) else None
    if after is not None and "分别" in text[max(at - start - 40, 0) : at - start] and units.akin(after.unit, token.unit):
        return False
    return after is None or (token.kind == "quantity" and after.unit != token.unit and not after.shared)
