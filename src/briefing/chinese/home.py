"""Which place a document speaks from: what 我市 or 全区 means in it, and the region that place lies in.

The text decides. Its own words for itself (我区, 全县) say the level; the names in the title, the publisher and the body say the
place; the national table only tells what lies in what. A district is put into a city only when the text names that city too,
because many districts share a name with places elsewhere. Patterns see the canonical text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

from briefing.chinese import divisions
from briefing.chinese.divisions import ZONE, kind_level
from briefing.options import Options
from briefing.resources import lexicon

_SAMPLE = 6000
_HEAD = 300
_HEAD_WEIGHT = 2.0
_TITLE, _TITLED = 4.0, 8.0
"""What a mention in the title counts, and what it counts more when the title begins with it."""
_PROVINCE = 0.4
"""A province is named before its cities; it is the home only of a text that calls it so."""
_SELF = re.compile(
    r"[我全市县区州盟旗](?:(?<=我)们?([市省县区州盟旗])|(?<=全)(?<![居列占为在级].)([市省县区州盟旗])(?![第前均城平各首排区县域])"
    r"|(?<=([市县区州盟旗]))(?<![一-龥].)(?:委|人?民?政府|直|属|统计局|发改委|财政局|人大|政协|政务|第[一二三四]人民))"
)
_KIND = re.compile(r"[市县区旗]")
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
def _words() -> _Words:
    data = tomllib.loads(lexicon("places.toml").read_text(encoding="utf-8"))
    return _Words(
        re.compile(data["states"]),
        frozenset(data["words_too"].split()),
        frozenset(data["endings"].split()),
        re.compile(rf"[{data['first']}]|(?:{'|'.join(data['words'].split())})|.*[是的了级全各本我某]"),
        re.compile(data["acts"]),
        re.compile(rf"([一-龥]{{2,4}}?)(?:{data['papers']})"),
    )


_ZONE_HEAD = re.compile(f"(?:国家)?{ZONE}")
_ZONE_TAIL = frozenset("开新发术范业聚税保贸验港假理园")
"""What stands before the 区 of a kind of zone."""
_CITY_BEFORE = re.compile(r"(?:^|[^一-龥]|省)([一-龥]{2,4}[市州盟])$")


class Home(NamedTuple):
    """The place a document speaks from and the region it lies in; both full names, None when the text does not tell."""

    name: str | None
    region: str | None


def introduced(text: str) -> tuple[str, ...]:
    """Full names of cities, counties and districts that the text uses as such and no table holds, most used first: named twice and
    once acting or listed, or named once with a figure to its name."""
    words = _words()
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
    common = _words().words_too
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


def infer(text: str, *, title: str = "", publisher: str = "", options: Options | None = None) -> Home:
    """The home of a document. With a configured region the answer is that region or one of its districts."""
    options = options or Options()
    body = "\n".join(dict.fromkeys(text[:_SAMPLE].split("\n")))  # a line that stands twice says nothing more
    sample = f"{title}\n{publisher}\n{body}" if title or publisher else body
    scores = _mentions(sample, title, publisher, options)
    votes = _votes(sample)
    for only in [n for n in scores if len(scores) == 1 and _above_all(n, sample)]:
        del scores[only]
    total_votes = sum(votes.values())
    total = total_votes or 1
    own = {options.region, *(d.name for d in options.districts)} if options.region else None
    ranked = sorted(((score * _weight(name, votes, total), name) for name, score in scores.items()), reverse=True)
    name = next(
        (n for _, n in ranked if own is None or n in own or _lies_in(n, options.region, scores, votes, sample)), options.region
    )
    if name and (wider := _wider(name, scores, votes)) and options.region in (None, wider):
        name = wider
    if (meant := _meant(sample, scores)) and (own is None or meant in own):
        return Home(meant, options.region or _region(meant, scores, votes, sample))
    if name is None or (not options.region and not total_votes and _uncertain(ranked, sample)):
        return Home(None, None)
    return Home(name, options.region or _region(name, scores, votes, sample))


_MEASURED_BY = re.compile(r"(?:高于|低于|快于|慢于|高出|占|列|居)$")
_OF_WHICH = re.compile(
    r"市?(?:\d+个?)?(?:区市|市区|县区|区县|市县|县市)|[市县区]?(?:年度|工作|奋斗|考核|全年)?目标|[市县区]?(?:平均|下达)"
)


def _above_all(name: str, sample: str) -> bool:
    """Whether a place is only what is compared with: 增幅高于甲市, 列甲12区市第2, 占甲市工作目标的77%. Our city is another one."""
    stem = divisions.short(name) or name
    places = [m.span() for m in re.finditer(re.escape(stem), sample)]
    told = (_MEASURED_BY.search(sample, max(a - 3, 0), a) or _OF_WHICH.match(sample, b) for a, b in places)
    return len(places) > 1 and all(told)


_THAT = re.compile(r"(?:^|[。；，：\n])\s*该([县区旗])(?![域属内外])")


def _meant(sample: str, scores: dict[str, float]) -> str | None:
    """What 该区 means in a page that begins in the middle and names its place only later: the one place of that kind."""
    match = _THAT.search(sample)
    if match is None:
        return None
    named = [name for name in scores if kind_level(name) in ("county", "zone")]
    own = [name for name in named if name.endswith(match[1])]
    return own[0] if len(own) == 1 and not any(name in sample[: match.start()] for name in named) else None


def _wider(name: str, scores: dict[str, float], votes: Counter[str]) -> str | None:
    """The province or city many of whose parts a text names that says 全省, 全市 or 全州 of itself and no smaller word."""
    own = next((k for k in "省州盟市" if votes[k]), "")
    if not own or any(votes[k] for k in ("市县区州盟旗" if own == "省" else "县区旗")):
        return None
    if (own == "省" and kind_level(name) == "province") or (own != "省" and kind_level(name) == "prefecture"):
        return None
    level = "province" if own == "省" else "prefecture"
    above = Counter(
        place.name
        for one in scores
        if len(found := divisions.named(one)) == 1
        for place in divisions.chain(found[0])[1:]
        if place.level == level
    )
    best = above.most_common(1)
    return best[0][0] if best and best[0][1] >= 3 and best[0][1] * 3 >= sum(above.values()) * 2 else None


def _uncertain(ranked: list[tuple[float, str]], sample: str) -> bool:
    """Whether a text that never says 我市 or 全县 names several places, each as little as the next."""
    if ranked and ranked[0][0] <= 1:
        return True  # named once, far down
    if ranked and ranked[0][0] <= 1 + _HEAD_WEIGHT and sum(form in sample for form in divisions.by_short()) > 3:
        return True  # named once near the head, and then several cities
    if len(ranked) < 3 or ranked[0][0] > _TITLE:
        return False
    near = [name for score, name in ranked if score >= ranked[0][0] * 0.75]
    return len(near) >= 3 and len({divisions.parent_of(name) or name for name in near}) >= 3


def _lies_in(name: str, region: str | None, scores: dict[str, float], votes: Counter[str], sample: str) -> bool:
    """A district or zone that no list of the region holds, put there by the text itself."""
    return kind_level(name) in ("county", "zone") and _region(name, scores, votes, sample) == region


def infer_region(text: str | Iterable[str]) -> str | None:
    """The region one text, or most of several texts, speaks of; None when they speak of different ones."""
    texts = [text] if isinstance(text, str) else list(text)
    votes = Counter(region for t in texts if (home := infer(t)).name and (region := home.region or home.name))
    if not votes:
        return None
    name, count = votes.most_common(1)[0]
    return name if count * 2 > sum(votes.values()) else None


def _kind(name: str) -> str:
    """The word a text uses for its own place: 市, 区 (also for 自治区 and zones), 县 …"""
    return name[-1]


def _weight(name: str, votes: Counter[str], total: int) -> float:
    """How well the level of a place fits what the text calls its own. A city that the text never calls so, while it says 全县, is
    only where the paper is printed."""
    own, level = votes[_kind(name)], kind_level(name)
    province = level == "province" and not own and name[-1] != "市"
    above = level in ("province", "prefecture") and not own and sum(votes[kind] for kind in "县区旗") > 1
    return (_PROVINCE if province or above else 1) * (1 + 2 * own / total)


def _votes(sample: str) -> Counter[str]:
    """How often the text speaks of its own 市, 区, 县 …: 我区 weighs more than 全区, which a rank may borrow, and
    区, 县 more than 市, which a district's page says of its city."""
    votes: Counter[str] = Counter()
    for match in _SELF.finditer(sample):
        kind = match[match.lastindex or 1]
        votes[kind] += (3 if match[1] else 1) * (1 if kind in "省市" else 2)
    return votes


def _mentions(sample: str, title: str, publisher: str, options: Options) -> dict[str, float]:
    """How strongly each place is named: body 1, head 2 more, title or first lines 4, publisher 8."""
    scores: dict[str, float] = defaultdict(float)
    lines = sample[:_HEAD].strip().split("\n")
    fields = ((sample, 1.0), (sample[:_HEAD], _HEAD_WEIGHT), (title or lines[0], _TITLE), (publisher, 8.0))
    forms = _forms(sample, options)
    for text, weight in fields:
        for form, n, begins in _counted(text, forms, whole=weight < _TITLE):
            scores[forms[form]] += n * weight + (_TITLED if weight == _TITLE and begins else 0)
    for match in _words().paper.finditer(publisher or sample[: _HEAD * 2]):
        for name in (match[1] + kind for kind in "市县区州"):
            if divisions.named(name) or name in sample:
                scores[name] += 8
                break
    _zones(sample, title or lines[0], scores, forms)
    return scores


def _counted(text: str, forms: dict[str, str], *, whole: bool) -> Iterator[tuple[str, int, bool]]:
    """How often each form stands in a text for its place, and whether the text begins with it. Not counted: where a line begins or
    ends (西安至延安高铁), where a visit went (赴昆山考察) and, unless `whole`, what a place lies in (昆明市官渡区)."""
    counts: dict[str, int] = {}
    kept = _leftmost(_spans(text, forms), forms)
    first = 0
    for i, (start, end, form, n) in enumerate(kept):
        if not whole and i + 1 < len(kept) and kept[i + 1][0] == end and _holds(forms[form], forms[kept[i + 1][2]]):
            first += first == i
        elif text[end : end + 1] != "至" and text[start - 1 : start] != "至" and not _VISIT.search(text, max(start - 20, 0), start):
            counts[form] = counts.get(form, 0) + n
    head = kept[first] if kept and kept[0][0] == 0 and first < len(kept) else None
    for form, n in counts.items():
        yield form, n, head is not None and form == head[2] and not _ZONE_HEAD.match(text, head[1])


def _leftmost(spans: Iterable[tuple[int, int, str]], forms: dict[str, str]) -> list[tuple[int, int, str, int]]:
    """The longest at each place, with the number of forms of the same name that stand in it."""
    kept: list[tuple[int, int, str, int]] = []
    for start, end, form in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, form, 1))
        elif end <= kept[-1][1] and forms[form] == forms[kept[-1][2]]:
            kept[-1] = (*kept[-1][:3], kept[-1][3] + 1)
    return kept


_VISIT = re.compile(r"(?:赴|前往|来自|辗转)[一-龥、]{0,18}$")


def _spans(text: str, forms: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    for form, name in forms.items():
        if stands := divisions.after_and(form):
            yield from ((*m.span(), form) for m in stands.finditer(text))
            continue
        rest = name[len(form) :] if name.startswith(form) else ""
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            yield at, end + len(rest) if rest and text.startswith(rest, end) else end, form
            at = text.find(form, end)


def _holds(above: str, below: str) -> bool:
    """Whether one place lies in the other, as far as the table knows."""
    return any(place.name == above for one in divisions.named(below) for place in divisions.chain(one)[1:])


def _forms(sample: str, options: Options) -> dict[str, str]:
    """Form → full name of what may be meant: full names of the table and of the text, the short name of cities and provinces named
    or implied by one of their counties, short names alone where no place below a province stands in full, what
    the configuration adds."""
    names = dict.fromkeys(mentioned(sample))
    names |= dict.fromkeys((*introduced(sample), *divisions.plainly(sample)))
    if headed := _headed(sample) or _called(sample, names):
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
    if options.region:
        forms |= dict.fromkeys((options.region, *options.aliases), options.region)
    for district in options.districts:
        forms |= dict.fromkeys((district.name, *district.aliases), district.name)
    return forms


_HEADED = re.compile(r"\s*([一-龥]{2,3}?)(?:[:：]|(?=第?[一二三四1-4]季度|[上下]半年|今年|\d|全力|加快|推进|积极))")
"""平和：园区签约16个项目, 云霄第三季度17个项目签约: a headline that begins with the place it is from."""


def _headed(sample: str) -> str | None:
    """The county or district a headline calls by its short name; without a colon only where the text says 全县, 该区 of it."""
    match = _HEADED.match(sample)
    counties = divisions.by_county_short().get(match[1], ()) if match else ()
    if match is None or len(counties) != 1:
        return None
    kind = counties[0].name[-1]
    return counties[0].name if match[0][-1] in ":：" or f"全{kind}" in sample or f"该{kind}" in sample else None


def _called(sample: str, names: Iterable[str]) -> str | None:
    """灵山这27个项目开竣工 … 我县 … 灵山宣传: the one county whose short name a text without any full one uses again and again."""
    if ("我县" not in sample and "全县" not in sample) or any(kind_level(name) == "county" for name in names):
        return None
    pairs = Counter(sample[at : at + 2] for at in range(len(sample)))
    first = sample[:_HEAD]
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


def _zones(sample: str, title: str, scores: dict[str, float], forms: dict[str, str]) -> None:
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


def _region(name: str, scores: dict[str, float], votes: Counter[str], sample: str) -> str | None:
    """The city a home lies in as the text itself says; a city or province is its own region."""
    if kind_level(name) in ("province", "prefecture"):
        return name
    at = sample.find(name)
    while at >= 0:
        if match := _CITY_BEFORE.search(sample, max(at - 8, 0), at):
            return match[1]
        at = sample.find(name, at + 1)
    above = divisions.parent_of(name)
    if above in scores:
        return above
    if name.endswith("市"):
        return name
    if divisions.named(name):
        return None
    cities = [n for n in scores if n.endswith(("市", "州", "盟")) and n != name]
    best = max(cities, key=lambda n: scores[n], default=None)
    return best if best and (scores[best] >= 4 or votes["市"]) else None
