"""Districts: what a place wants to be (定位), what it makes (主导产业), what it is proud of — in the text's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.chinese.places import Gazetteer
from briefing.extraction.names import Name
from briefing.extraction.namewords import alternation
from briefing.extraction.setting import Setting
from briefing.model.base import Span
from briefing.model.fact import District, Evidence, Figure, Phrase
from briefing.model.text import CleanText
from briefing.options import Options
from briefing.resources import lexicon

_SENTENCE = re.compile(r"[^。！？\n]+")
_NP = r"[^，。；：！？\n]"


@dataclass(frozen=True)
class _Lexicon:
    verbs: re.Pattern[str]
    heads: re.Pattern[str]
    broad: re.Pattern[str]
    scale: re.Pattern[str]
    never: re.Pattern[str]
    slogan: re.Pattern[str]
    stated: re.Pattern[str]
    quoted: re.Pattern[str]
    industries: tuple[re.Pattern[str], ...]
    highlights: tuple[re.Pattern[str], ...]
    acts: re.Pattern[str]
    passed: re.Pattern[str]


@lru_cache(maxsize=1)
def load() -> _Lexicon:
    """The patterns of ``districts.toml``."""
    data = tomllib.loads(lexicon("districts.toml").read_text(encoding="utf-8"))
    pos, ind = data["positioning"], data["industries"]
    kinds, verbs = alternation([ind["kinds"]]), alternation([ind["verbs"]])
    count = r"(?:等)?(?:一批)?(?:\d+|[一二两三四五六七八九十]+)?(?:大|个|条)?(?:重点|千亿级|百亿级|特色|优势|先进)*"
    return _Lexicon(
        verbs=re.compile(f"(?:{alternation(pos['verbs'])})(?:了)?"),
        heads=re.compile(f"(?:{alternation(pos['heads'])})"),
        broad=re.compile(f"(?:{alternation([pos['broad']])})$"),
        scale=re.compile(alternation([pos["scale"]])),
        never=re.compile(pos["never"]),
        slogan=re.compile(rf"“(?P<x>[^“”]{{2,16}})”(?P<t>{pos['tails']})"),
        stated=re.compile(rf"(?:定位(?:为|于|是|：)|作为)(?P<x>{_NP}{{3,40}}?)(?=，|。|；|、|的[\u4e00-\u9fff]{{2,5}}[区县市]|$)"),
        quoted=re.compile(r"“(?P<x>[^“”]{6,70})”的?(?:鲜明|战略|总体)?定位"),
        industries=(
            re.compile(rf"“(?P<x>[^“”]{{2,24}})”{count}(?:{kinds})"),
            re.compile(rf"(?:{verbs})(?P<x>[^，。；“”]{{2,60}}?){count}(?:{kinds})"),
            re.compile(rf"(?:^|，|其中|即|和|及)(?P<x>[^，。；“”\d]{{2,40}}?){count}(?:主导|特色|支柱|优势)产业"),
            re.compile(
                rf"(?:把|将|以)(?P<x>{_NP}{{2,40}}?)(?:等)?(?:产业)?(?:作为|为)(?:全[市县区]的?)?(?:主导|支柱|首位|引领|重点|{kinds})"
            ),
            re.compile(rf"(?:{kinds})(?:有|为|是|包括|：)(?P<x>{_NP}{{2,60}})"),
            re.compile(r"^——(?P<x>[\u4e00-\u9fff]{2,10})产业(?=。|：)"),
            re.compile(r"(?:将|把)(?P<x>[\u4e00-\u9fff]{2,10}?)产业(?:纳入|列入)"),
        ),
        highlights=tuple(re.compile(p) for p in data["highlights"]["patterns"]),
        acts=re.compile(data["highlights"]["acts"]),
        passed=re.compile(data["highlights"]["passed"]),
    )


@dataclass
class Draft:
    """What has been gathered of one place; phrases once each."""

    positioning: dict[str, Phrase] = field(default_factory=dict)
    industries: dict[str, Phrase] = field(default_factory=dict)
    highlights: dict[str, Phrase] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


def read(
    clean: CleanText, names: Sequence[Name], figures: Sequence[Figure], gazetteer: Gazetteer, options: Options
) -> tuple[District, ...]:
    """The places of the region the document says something of, in the order they come up."""
    setting = Setting(clean, gazetteer, options)
    drafts: dict[str, Draft] = {}
    for block in clean.blocks:
        if block.rows:
            continue
        for sentence in _SENTENCE.finditer(clean.text, block.start, block.end):
            _sentence(setting, sentence.span(), drafts)
    return tuple(
        District(
            name=name,
            positioning=tuple(draft.positioning.values()),
            industries=tuple(draft.industries.values()),
            highlights=tuple(draft.highlights.values())[:8],
            evidence=tuple(draft.evidence),
        )
        for name, draft in drafts.items()
    )


def _sentence(setting: Setting, span: Span, drafts: dict[str, Draft]) -> None:
    start, end = span
    for kind, a, b in (*_positionings(setting, start, end), *_industries(setting, start, end), *_highlights(setting, start, end)):
        if place := _topic(setting, a):
            draft = drafts.setdefault(place, Draft())
            phrase = Phrase(text=setting.text[a:b].strip("“”的 "), evidence=setting.evidence(a, b))
            known: dict[str, Phrase] = getattr(draft, kind)
            if phrase.text and phrase.text not in known:
                known[phrase.text] = phrase
                draft.evidence.append(phrase.evidence)
    for place, a, b in _spoken_of(setting, start, end):
        drafts.setdefault(place, Draft()).evidence.append(setting.evidence(a, b))


def _topic(setting: Setting, at: int) -> str | None:
    place = setting.place_before(at) or setting.home
    return place if place and setting.of_region(place) else None


def _spoken_of(setting: Setting, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Places a sentence is about: it begins with them and says what they do, or a work runs through them."""
    words, text = load(), setting.text
    for place in setting.places_in(start, end):
        if not setting.of_region(place.name) or place.name == setting.gazetteer.region:
            continue
        clause = max(text.rfind(mark, start, place.start) for mark in "，；：——") + 1 or start
        lead = text[max(clause, start) : place.start]
        follow = text[place.end : min(place.end + 12, end)]
        through = words.passed.search(text[max(start, place.start - 24) : place.start])
        opens = len(lead) <= 2 or re.search(r"[、和]$", lead)
        if through or (opens and (words.acts.match(follow) or re.match(r"(?:委|政府|直接)", follow))):
            stop = re.compile(r"[，；。]").search(text, place.end, end)
            yield place.name, place.start, stop.start() if stop else end


def _positionings(setting: Setting, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    words, text = load(), setting.text
    at = start
    for verb in words.verbs.finditer(text, start, end):
        if verb.end() <= at:
            continue
        for a, b in _aims(text, verb.end(), end):
            yield "positioning", a, b
            at = b
    for match in words.slogan.finditer(text, start, end):
        yield "positioning", match.start(), match.end()
    for match in words.quoted.finditer(text, start, end):
        yield "positioning", *match.span("x")
    for match in words.stated.finditer(text, start, end):
        yield "positioning", *match.span("x")


def _aims(text: str, lo: int, hi: int) -> Iterator[Span]:
    """The noun phrases after a verb of aiming, each ending in a head; they go on over 、 和 and, when bare, over a comma."""
    words = load()
    at = lo
    while at < hi:
        stop = re.compile(r"[，；：！？]").search(text, at, hi)
        edge = stop.start() if stop else hi
        end = _aim_end(text, at, edge)
        if end is None:
            return
        phrase = text[at:end]
        if not 4 <= len(phrase) <= 36 or words.never.search(phrase):
            return
        if words.broad.search(phrase) and not words.scale.search(phrase):
            return
        yield at, end
        join = re.compile(r"[、]|和|与|及|以及|，").match(text, end, hi)
        if not join:
            return
        at = join.end()


def _aim_end(text: str, lo: int, hi: int) -> int | None:
    """Where the phrase ends: at the first head that is followed by a boundary."""
    for head in load().heads.finditer(text, lo, hi):
        follow = text[head.end() : head.end() + 3]
        if not follow or head.end() == hi or re.match(r"[、，。；”’！]|和|与|及|的|定位|目标|战略|而|建设(?:，|。|；)|（", follow):
            return head.end()
    return None


def _industries(setting: Setting, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    words, text = load(), setting.text
    taken: list[Span] = []
    for pattern in words.industries:
        for match in pattern.finditer(text, start, end):
            lo, hi = match.span("x")
            if any(a < hi and lo < b for a, b in taken):
                continue
            taken.append((lo, hi))
            for a, b in _list(text, lo, hi):
                yield "industries", a, b


_CUT = re.compile(r".*(?:形成|做大做强|提升|发展|打造|构建|培育|壮大|聚焦|围绕|推动|以及|特别是|完善|的|了|现代产业体系，即|即)")
_BAD = re.compile(
    r"[\d%]|企业|项目|产值|增加值|增长|投资|我|全[市县区省]|各|这|该|科技创新水平|传统|未来|新兴|现代|重点|优势|特色$|产业$"
)


def _list(text: str, lo: int, hi: int) -> Iterator[Span]:
    if cut := _CUT.match(text, lo, hi):
        lo = cut.end()
    at = lo
    for match in re.compile(r"[、]|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})|$").finditer(text, lo, hi):
        a, b = at, min(match.start(), hi)
        at = match.end()
        item = text[a:b].removesuffix("产业").removesuffix("等")
        if 1 <= len(item) <= 14 and not _BAD.search(item):
            yield a, a + len(item)
    if at < hi:
        item = text[at:hi].removesuffix("产业").removesuffix("等")
        if 1 <= len(item) <= 14 and not _BAD.search(item):
            yield at, at + len(item)


def _highlights(setting: Setting, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    taken: list[Span] = []
    for pattern in load().highlights:
        for match in pattern.finditer(setting.text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield "highlights", *match.span()
