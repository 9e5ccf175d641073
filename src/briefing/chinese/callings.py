"""The names a text may call a place by: full names, short names it uses as such, zones."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

from briefing.chinese import divisions
from briefing.chinese.divisions import ZONE, kind_level
from briefing.options import Options
from briefing.resources import lexicon

_KIND = re.compile(r"[市县区旗]")
HEAD = 300
_SUFFIX = re.compile(r"[省市区县旗州盟]")
_INTRODUCED = re.compile(r"(?:^|[^一-龥])(?:[年月日]|[在由对与和及为向])?([一-龥]{2,3}?)$")
_ZONE_NAME = re.compile(rf"([一-龥]{{2}})?(?:国家)?({ZONE})$")


class _Words(NamedTuple):
    states: re.Pattern[str]
    words_too: frozenset[str]
    endings: frozenset[str]
    no_name: re.Pattern[str]
    acts: re.Pattern[str]
    paper: re.Pattern[str]


@lru_cache(maxsize=1)
def vocabulary() -> _Words:
    data = tomllib.loads(lexicon("places.toml").read_text(encoding="utf-8"))
    return _Words(
        re.compile(data["states"]),
        frozenset(data["words_too"].split()),
        frozenset(data["endings"].split()),
        re.compile(rf"[{data['first']}]|(?:{'|'.join(data['words'].split())})|.*[是的了级全各本我某]"),
        re.compile(data["acts"]),
        re.compile(rf"([一-龥]{{2,4}}?)(?:{data['papers']})"),
    )


_ZONE_TAIL = frozenset("开新发术范业聚税保贸验港假理园")
"""What stands before the 区 of a kind of zone."""


def introduced(text: str) -> tuple[str, ...]:
    """Full names of cities, counties and districts that the text uses as such and no table holds, most used first: named twice and
    once acting or listed, or named once with a figure to its name."""
    words = vocabulary()
    acts: dict[str, int] = {}
    for match in _KIND.finditer(text):
        at = match.start()
        if text[at - 1 : at + 1] in words.endings or not (stem := _INTRODUCED.search(text[max(at - 5, 0) : at])):
            continue
        name = stem[1] + match[0]
        if name[-2:] in words.endings or divisions.named(name) or words.no_name.match(name):
            continue
        strength = 2 if words.states.match(text, match.end()) else 1 if words.acts.match(text, match.end()) else 0
        acts[name] = max(acts.get(name, 0), strength)
    counted = [(text.count(name), strength, name) for name, strength in acts.items() if strength]
    return tuple(name for n, strength, name in sorted(counted, key=lambda p: (-p[0], p[2])) if n + strength >= 3)


def mentioned(text: str) -> tuple[str, ...]:
    """Full names of the national table that stand in the text, in order, those left out that are words elsewhere (老城区)."""
    known, lengths = divisions.names(), divisions.lengths()
    names: dict[str, None] = {}
    common = vocabulary().words_too
    for match in _SUFFIX.finditer(text):
        end = match.end()
        for size in lengths.get(text[end - 2 : end], ()):
            name = text[max(end - size, 0) : end]
            if name in known and (name not in common or _OPENS.search(text[max(end - size - 1, 0) : end + 2])):
                names[name] = None
                break
    return tuple(names)


_OPENS = re.compile(r"(?:^|[^一-龥])[一-龥]{2,4}区(?:位于|地处|坐落)")
"""江北区位于…: a name that is a word elsewhere, spoken of as a place."""


def forms(sample: str, options: Options) -> dict[str, str]:
    """Form → full name of what may be meant: full names of the table and of the text, the short name of cities and provinces named
    or implied by one of their counties, short names alone where no place below a province stands in full, what
    the configuration adds."""
    names = dict.fromkeys(mentioned(sample))
    names |= dict.fromkeys((*introduced(sample), *divisions.plainly(sample)))
    if headed := _headed(sample, alone=not names) or _called(sample, names):
        names[headed] = None
    if all(kind_level(name) == "province" for name in names):
        pairs = set(map(add, sample, sample[1:]))
        shorts = ((form, places) for form, places in divisions.by_short().items() if form[:2] in pairs)
        names |= {places[0].name: None for form, places in shorts if _speaks(sample, form)}
    cities = {above for name in names if (above := divisions.parent_of(name))}
    forms = dict(zip(names, names, strict=True))
    if "自治" in sample:
        forms |= {form: name for form, name in divisions.by_self_rule().items() if form in sample}
    for name in sorted(names | dict.fromkeys(cities)):
        if (kind_level(name) in ("prefecture", "province") or name[-1] in "市县") and (stem := divisions.short(name)):
            if forms.get(stem) in names and name not in names:
                continue  # 湘潭县 is named, 湘潭市 only lies above it
            if (other := forms.get(stem)) and other != name:
                forms[other] = other
            forms[stem] = name
            forms.pop(name, None)  # the short form counts the full one too
    if headed and headed[-1] == "区" and (stem := divisions.short(headed)):
        forms.setdefault(stem, headed)
    if options.region:
        forms |= dict.fromkeys((options.region, *options.aliases), options.region)
    for district in options.districts:
        forms |= dict.fromkeys((district.name, *district.aliases), district.name)
    return forms


_HEADED = re.compile(
    r"\s*([一-龥]{2,3}?)(?:[:：]|(?=第?[一二三四1-4]季度|[上下]半年|今年|[\d一二三四五六七八九十]+[项件大个]|\d|全力|加快|推进|积极))"
)
"""平和：园区签约16个项目, 云霄第三季度17个项目签约: a headline that begins with the place it is from."""
_LINES, _LINE = 12, 40


def _headed(sample: str, *, alone: bool) -> str | None:
    """The county or district a headline calls by its short name; without a colon only where the text says 全县, 该区 of it, or
    names no other place (`alone`) and this one again. The headline may stand below an introduction."""
    for number, line in enumerate(sample[:HEAD].split("\n")[:_LINES]):
        match = _HEADED.match(line) if not number or (alone and len(line) <= _LINE) else None
        counties = divisions.by_county_short().get(match[1], ()) if match else ()
        if match is None or len(counties) != 1:
            continue
        kind = counties[0].name[-1]
        if (match[0][-1] in ":：" and not number) or f"全{kind}" in sample or f"该{kind}" in sample:
            return counties[0].name
        if alone and sample.count(match[1]) > 1:
            return counties[0].name
    return None


def _called(sample: str, names: Iterable[str]) -> str | None:
    """灵山这27个项目开竣工 … 我县 … 灵山宣传: the one county whose short name a text without any full one uses again and again."""
    if ("我县" not in sample and "全县" not in sample) or any(kind_level(name) == "county" for name in names):
        return None
    pairs = Counter(sample[at : at + 2] for at in range(len(sample)))
    first = sample[:HEAD]
    found = [
        places[0].name
        for stem, places in divisions.by_county_short().items()
        if pairs[stem[:2]] >= 3 and stem in first and len(places) == 1 and places[0].name[-1] == "县" and _opens(stem, sample)
    ]
    return found[0] if len(found) == 1 else None


_NO_COUNTY = r"(?!(?:华侨|经济|高新|工业|产业)?(?:开发|技术|园|区)|[镇乡村路山江河湖]|大道)"


def _opens(stem: str, sample: str) -> bool:
    """Whether a short name stands three times for a place, once where a sentence begins, and for no zone or firm of that name."""
    stands = [m.start() for m in re.finditer(stem + _NO_COUNTY, sample)]
    return len(stands) >= 3 and any(re.search(r"(?:^|[^一-龥])$", sample[:at]) for at in stands)


def _speaks(sample: str, form: str) -> bool:
    """Whether a short name speaks of its place, not only of a firm from there (江西德凯车灯有限公司)."""
    if form not in sample or form in ("香港", "澳门", "台湾"):
        return False
    at = sample.find(form)
    while at >= 0 and _CALLED.match(sample, at + len(form)):
        at = sample.find(form, at + 1)
    return at >= 0


_CALLED = re.compile(r"[园路街村籍人菜话]|大道|会馆|日报|晚报|晨报|卫视|大学|银行|[一-龥]{2,14}?(?:公司|集团|食品|科技|项目)")
"""What makes the name of a thing of the name of a place."""
_ANYWHERE = ("新区", "开发区", "度假区", "旅游度假区")
"""Kinds of zones a text names without meaning the one of its city."""


def zones(sample: str, title: str, scores: dict[str, float], forms: dict[str, str]) -> None:
    """A development zone as the home: named with its city (澄江经开区), or so often alone that the page must be its own."""
    cities = {divisions.short(name) or name: name for name in scores if kind_level(name) == "prefecture" or name[-1] == "市"}
    best = max(cities, key=lambda stem: scores[cities[stem]], default=None)
    for text, weight in ((sample, 1), (title, 4)):
        for match in _zone_names(text):
            if match[2] in forms or (match[1] or "") + match[2] in forms:
                continue
            owner = match[1] if match[1] in cities else best if match[2] not in _ANYWHERE else None
            if owner:
                scores[owner + match[2]] += weight
            elif text is title and title.startswith(match[0]) and match[1]:
                scores[match[0]] += weight + sample.count(match[0])
            if match[1] in cities:
                scores[cities[match[1]]] -= weight  # it was the zone that was named


def _zone_names(text: str) -> Iterator[re.Match[str]]:
    at = text.find("区")
    while at >= 0:
        if text[at - 1 : at] in _ZONE_TAIL and (match := _ZONE_NAME.search(text[max(at - 13, 0) : at + 1])):
            yield match
        at = text.find("区", at + 1)
