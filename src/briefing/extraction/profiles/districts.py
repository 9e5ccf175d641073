"""Districts: what a place wants to be (定位), what it makes (主导产业), what it is proud of — in the text's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from briefing.chinese.beginnings import compiled
from briefing.chinese.divisions import kind_level
from briefing.extraction.profiles import industries, zones
from briefing.extraction.setting import Setting, holding
from briefing.extraction.works.namewords import alternation, words
from briefing.model.base import Span, made
from briefing.model.fact import District, Evidence, Phrase
from briefing.resources import lexicon

Field = Literal["positioning", "industries", "highlights"]


class Found(NamedTuple):
    """A phrase and what it says of a place; `place` when the words name it themselves, else the topic of the clause."""

    field: Field
    start: int
    end: int
    place: str | None = None


_APART = re.compile(r"[，；\d]")
"""经过26个月奋战，某某跨海大桥: what ends the reach of 途经, 涉及, 经过."""
_CLAUSE = re.compile(r"[^，；。：]+")
_STOP = re.compile(r"[，；：！？]")
_LONGEST = 6
"""No head is longer."""
_JOIN = re.compile(r"[、]|和|与|及|以及|，(?!形成|构建|推动|实现)|(?<=”)(?=“)")


@dataclass(frozen=True)
class _Lexicon:
    verbs: re.Pattern[str]
    heads: re.Pattern[str]
    hints: re.Pattern[str]
    """What tells a positioning without a verb and a head."""
    broad: frozenset[str]
    head_words: frozenset[str]
    scale: re.Pattern[str]
    never: re.Pattern[str]
    after: re.Pattern[str]
    slogan: re.Pattern[str]
    stated: re.Pattern[str]
    quoted: re.Pattern[str]
    highlights: re.Pattern[str]
    praise: re.Pattern[str]
    no_highlight: re.Pattern[str]
    acts: re.Pattern[str]
    passed: re.Pattern[str]


@lru_cache(maxsize=1)
def load() -> _Lexicon:
    """The patterns of ``districts.toml``."""
    data = tomllib.loads(lexicon("districts.toml").read_text(encoding="utf-8"))
    pos, high = data["positioning"], data["highlights"]
    return _Lexicon(
        verbs=re.compile(f"(?:{alternation(pos['verbs'])})(?:了)?"),
        heads=re.compile(f"(?:{alternation(pos['heads'])})"),
        hints=re.compile("定位|作为|格局|布局|为总?目标|为愿景|[市县区州旗]是"),
        broad=frozenset(words([pos["broad"]])),
        head_words=frozenset(words(pos["heads"])),
        scale=re.compile(alternation([pos["scale"]])),
        never=compiled(pos["never"]),
        after=re.compile(rf"[、，；”’！…（]|(?<=”)“|和|与|及|{pos['aims']}|而|建设(?:，|；|$|中)|$"),
        slogan=re.compile(rf"“[^“”]{{2,16}}”{pos['tails']}"),
        stated=re.compile(
            r"(?:定位(?:为|于|是|：)|作为)(?P<x>[^，。；：！？\n]{3,40}?)(?=，|；|、|的[\u4e00-\u9fff]{2,5}[区县市]|$)"
        ),
        quoted=re.compile(r"“(?P<x>[^“”]{6,70})”的?(?:鲜明|战略|总体)?定位"),
        highlights=compiled("|".join(high["patterns"])),
        praise=re.compile(high["hints"]),
        no_highlight=re.compile(high["never"]),
        acts=re.compile(high["acts"]),
        passed=re.compile(high["passed"]),
    )


@dataclass
class Draft:
    """What has been gathered of one place; phrases once each."""

    positioning: dict[str, Phrase] = field(default_factory=dict)
    industries: dict[str, Phrase] = field(default_factory=dict)
    highlights: dict[str, Phrase] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    spoken: bool = False
    """Whether a sentence is about the place: praise alone makes no profile."""


def read(setting: Setting) -> tuple[District, ...]:
    """The places of the region the document says something of, in the order they come up."""
    lexis = load()
    aiming = setting.hinted(lexis.verbs) | setting.hinted(lexis.hints)
    making = setting.hinted(industries.TOPIC)
    praised = setting.hinted(lexis.praise)
    placed = holding(setting.sentences, (place.start for place in setting.places))
    drafts: dict[str, Draft] = {}
    for number in sorted(aiming | making | praised | placed):
        span = setting.sentences[number]
        found: list[Found] = []
        if number in aiming:
            found += _positionings(setting, *span)
        if number in making and industries.hints().search(setting.text, *span):
            found += (Found("industries", a, b) for a, b in industries.find(setting.text, *span))
        if number in praised and not setting.ahead(span[0]):
            found += _highlights(setting, *span)
        _gather(setting, drafts, found)
        for name, a, b in _spoken_of(setting, *span) if number in placed else ():
            draft = drafts.setdefault(name, Draft())
            draft.spoken = True
            draft.evidence.append(setting.evidence(a, b))
    return tuple(
        District(
            name=name,
            positioning=_shown(draft.positioning),
            industries=tuple(draft.industries.values()),
            highlights=tuple(draft.highlights.values())[:8],
            evidence=tuple(draft.evidence),
        )
        for name, draft in drafts.items()
        if draft.positioning or (setting.clean.source.info.kind not in _NO_PROFILE and _profiled(setting, name, draft))
    )


def _profiled(setting: Setting, name: str, draft: Draft) -> bool:
    """Whether a document says what a place is or does; praise alone makes a profile only of the county or zone it is about."""
    own = name == setting.home and name != setting.options.region and kind_level(name) in ("county", "zone")
    return own or bool(draft.industries or draft.spoken)


_NO_PROFILE = frozenset({"新闻发布会", "统计资料", "项目台账", "督查通报", "进展通报"})
"""Kinds of documents that tell how things stand: what they praise in passing makes no profile of a place."""


def _shown(phrases: dict[str, Phrase]) -> tuple[Phrase, ...]:
    """Without phrases that only repeat the end of a longer one (先行区 of 实践先行区)."""
    texts = list(phrases)
    return tuple(p for t, p in phrases.items() if not any(t != other and other.endswith(t) for other in texts))


def _gather(setting: Setting, drafts: dict[str, Draft], found: Sequence[Found]) -> None:
    """Lays the phrases of a sentence down with their places."""
    for kind, a, b, named in found:
        if place := named or _zone(setting, kind, a) or _topic(setting, a):
            draft = drafts.setdefault(place, Draft())
            phrase = made(Phrase, {"text": setting.text[a:b].strip("的 "), "evidence": setting.evidence(a, b)})
            known: dict[str, Phrase] = getattr(draft, kind)
            if phrase.text and phrase.text not in known:
                known[phrase.text] = phrase
                draft.evidence.append(phrase.evidence)


def _zone(setting: Setting, kind: Field, at: int) -> str | None:
    """The zone no list knows that the clause, or the heading above, names as whose the phrase is."""
    start, block = setting.sentence(at)[0], setting.block(at)
    if kind == "industries" and (name := zones.subject(setting.text, start, at)) is not None:
        return _known(setting, name)
    if block.kind == "heading" or setting.topics(block.start, at):
        return None
    name = zones.heading(setting.section(at))
    return _known(setting, name) if name is not None else None


def _known(setting: Setting, name: str) -> str | None:
    """The full name where the list knows the zone after all; None where the zone belongs to somewhere else."""
    found = setting.gazetteer.find(name)
    if found and found[0].start == 0 and found[0].end == len(name):
        return found[0].name if setting.of_region(found[0].name) else None
    return name


_REPORTED = re.compile(r"报告(?:中|里)?(?:明确)?(?:指出|提出|强调)[，：]?“")
"""A report quoted speaks of the place whose report it is, not of the district that reads it."""


def _topic(setting: Setting, at: int) -> str | None:
    said = _REPORTED.search(setting.text, setting.sentence(at)[0], at)
    if said is not None and not setting.topics(said.end(), at) and "”" not in setting.text[said.end() : at]:
        return setting.gazetteer.region or setting.home
    place = setting.place_before(at) or setting.home
    return place if place and setting.of_region(place) else None


_SIZED = re.compile(r"，?(?:总|规划)?面积|，入驻企业")
_BODIES = ("委", "政府", "直接")


def _spoken_of(setting: Setting, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Places a sentence is about: it begins with them and says what they do, or a work runs through them."""
    lexis, text = load(), setting.text
    for place in setting.places_in(start, end):
        if not setting.of_region(place.name) or place.name == setting.gazetteer.region:
            continue
        clause = max(max(text.rfind(mark, start, place.start) for mark in "，；") + 1, start)
        lead = text[clause : place.start]
        follow = text[place.end : min(place.end + 12, end)]
        through = lexis.passed.search(text, max(start, place.start - 24), place.start)
        through = through if through and not _APART.search(text, through.end(), place.start) else None
        opens = len(lead) <= 2 or lead.endswith(("、", "和", "——"))
        through = through or _SIZED.match(follow)
        if through or (opens and (lexis.acts.match(follow) or follow.startswith(_BODIES))):
            stop = _STOP.search(text, place.end, end)
            yield place.name, place.start, stop.start() if stop else end


def _positionings(setting: Setting, start: int, end: int) -> Iterator[Found]:
    lexis, text = load(), setting.text
    at = start
    for verb in lexis.verbs.finditer(text, start, end) if lexis.heads.search(text, start, end) else ():
        if verb.end() <= at:
            continue
        place = _place_beside(setting, start, verb.start())
        for a, b in _parts(text, verb.end(), end):
            if not setting.within_work(a, b):
                yield Found("positioning", a, b, place)
            place = place or _topic(setting, a)  # a place named inside the first is no topic of the second
            at = b
    if not lexis.hints.search(text, start, end):
        return
    for match in lexis.slogan.finditer(text, start, end):
        yield Found("positioning", *match.span())
    for match in lexis.quoted.finditer(text, start, end):
        yield Found("positioning", *match.span("x"))
    for match in _GOAL.finditer(text, start, end):
        group = "x" if match["x"] else "y"
        if not lexis.never.search(match[group]):
            yield Found("positioning", *match.span(group))
    for match in _BEING.finditer(text, start, end):
        place = _place_beside(setting, start, match.start())
        if place and _is_aim(match["x"]):
            yield Found("positioning", *match.span("x"), place)
    for match in lexis.stated.finditer(text, start, end):
        place = _place_after(setting, *match.span("x"))
        if match[0].startswith("定位") or place:
            yield Found("positioning", *match.span("x"), place)


_GOAL = re.compile(
    r"以(?:建成|建设|打造|创建)(?P<x>[^，。；：“”]{4,30}?)为(?:总?目标|愿景|定位)"
    r"|明确(?:了)?(?:建设|打造)?(?P<y>[^，。；：“”]{4,30}?)的(?:功能|战略|发展|总体)?定位"
)
_BEING = re.compile(
    r"(?<=[市县区州旗])(?:作为|是)“?(?P<x>[^，。；：、是]{4,30}?(?:节点城市|中心城市|枢纽|引擎|主战场|主阵地|门户|桥头堡|增长极|核心区|先行区|副中心|承载区|重镇))(?=[，。；、和”]|$)"
)
"""某高新区作为全市经济增长的主引擎，…; 某县是黔北区域性节点城市: what a place is said to be right behind its name."""


def _place_after(setting: Setting, start: int, end: int) -> str | None:
    """作为X的某区: the place that follows; None for 作为重点项目."""
    text = setting.text
    if load().never.search(text, start, end):
        return None
    behind = _BEHIND.match(text, end)
    if behind is None or (behind[0] != "的" and not _CALLED.search(text, start, end)):
        return None
    found = setting.places_in(behind.end(), behind.end() + 14)
    return found[0].name if found and found[0].start == behind.end() and setting.of_region(found[0].name) else None


_BEHIND = re.compile("的|，(?:位于[^，。；]{1,8}的)?")
_CALLED = re.compile(
    "(?:之乡|之都|之城|桥头堡|连接点|枢纽|门户|名城|大[市县]|强[市县]|腹地|重镇|核心区|主战场)”?(?:$|(?=[、与和，]))"
)
"""作为“中国花炮之乡”，某县…: what a place is called, before its name."""


_ADVERBS = re.compile(
    r"(?:正|正在|将|加快|着力|全力|奋力|积极|大力|努力|致力于?|持续|聚力|聚焦|推动|提出(?:了)?|以[^，。]{2,16}，)*"
)


def _place_beside(setting: Setting, start: int, verb: int) -> str | None:
    """The place right before the verb: 围绕某市加快建设X is about that city, wherever it stands in the clause."""
    found = [p for p in setting.places_in(max(start, verb - 16), verb) if setting.of_region(p.name)]
    return found[-1].name if found and _ADVERBS.fullmatch(setting.text, found[-1].end, verb) else None


def _aims(text: str, lo: int, hi: int) -> Iterator[Span]:
    """The noun phrases after a verb of aiming, each ending in a head; they go on over 、 和 and, when bare, over a comma."""
    at = lo
    while at < hi:
        stop = _STOP.search(text, at, hi)
        end = _aim_end(text, at, stop.start() if stop else hi, hi)
        if end is None or not _is_aim(text[at:end]):
            return
        yield at, end
        join = _JOIN.match(text, end, hi)
        if not join:
            return
        at = join.end()


_QUOTED = re.compile(r"[“‘][^“”‘’]{1,12}[”’]")
_QUOTES = re.compile(r"[“‘][^“”‘’]{1,12}[”’](?:(?:、|和|与)?[“‘][^“”‘’]{1,12}[”’])+")


def _parts(text: str, lo: int, hi: int) -> Iterator[Span]:
    """The aims, names in quotes that stand side by side (“绿都”“药谷”和“水城”) each for itself."""
    for a, b in _aims(text, lo, hi):
        if _QUOTES.fullmatch(text, a, b):
            yield from ((m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(text, a, b))
        else:
            yield a, b


_NEXT_VERB = re.compile("、(?:建设|打造|创建|构建|建成|争创|发展)")


def _is_aim(phrase: str) -> bool:
    lexis = load()
    plain = phrase.strip("“”")
    if _NEXT_VERB.search(plain):
        return False
    head = next((plain[-size:] for size in range(_LONGEST, 0, -1) if plain[-size:] in lexis.head_words), "")
    if not 4 <= len(plain) <= 36 or not head or lexis.never.search(plain) or lexis.verbs.match(plain):
        return False
    return head not in lexis.broad or bool(lexis.scale.search(plain.removesuffix(head)) or "的" in plain)


def _aim_end(text: str, lo: int, hi: int, stop: int) -> int | None:
    """Where the phrase ends: at the first head that is followed by a boundary."""
    for head in load().heads.finditer(text, lo, hi):
        end = head.end()
        if text[end : end + 1] == "”" and text[lo : lo + 1] == "“":
            end += 1
        if load().after.match(text, end, stop):
            return end
    return None


def _highlights(setting: Setting, start: int, end: int) -> Iterator[Found]:
    """Clauses that say what a place is known or praised for; a clause without a subject takes the one before it along."""
    lexis, text = load(), setting.text
    previous = start
    for clause in _CLAUSE.finditer(text, start, end):
        a, b = clause.span()
        if lexis.highlights.search(text, a, b) and not lexis.no_highlight.search(text, a, b):
            if re.match(r"(?:增速|总量|数量|均|位|居|列|排名|在全|并|连续)", text[a:b]) and b - previous <= 40:
                a = previous
            if 6 <= b - a <= 44:
                first = setting.places_in(a, min(a + 10, b))
                named = first[0].name if first and first[0].start == a and setting.of_region(first[0].name) else None
                yield Found("highlights", a, b, named)
        previous = clause.start()
