"""Which place a document speaks from: what 我市 or 全区 means in it, and the region that place lies in.

The text decides. Its own words for itself (我区, 全县) say the level; the names in the title, the publisher and the body say the
place; the national table only tells what lies in what. A district is put into a city only when the text names that city too,
because many districts share a name with places elsewhere. Patterns see the canonical text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.chinese import callings, divisions
from briefing.chinese.divisions import ZONE, kind_level
from briefing.options import Options

_SAMPLE = 6000
_HEAD_WEIGHT = 2.0
_TITLE, _TITLED = 4.0, 8.0
"""What a mention in the title counts, and what it counts more when the title begins with it."""
_PROVINCE = 0.4
"""A province is named before its cities; it is the home only of a text that calls it so."""
_SELF = re.compile(
    r"[我全市县区州盟旗](?:(?<=我)们?([市省县区州盟旗])|(?<=全)(?<![居列占为在级].)([市省县区州盟旗])(?![第前均城平各首排区县域])"
    r"|(?<=([市县区州盟旗]))(?<![一-龥].)(?:委|人?民?政府|直|属|统计局|发改委|财政局|人大|政协|政务|第[一二三四]人民))"
)
_ZONE_HEAD = re.compile(f"(?:国家)?{ZONE}")
_CITY_BEFORE = re.compile(r"(?:^|[^一-龥]|省)([一-龥]{2,4}[市州盟])$")


class Home(NamedTuple):
    """The place a document speaks from and the region it lies in; both full names, None when the text does not tell."""

    name: str | None
    region: str | None


_BYLINE = re.compile(r"(?<=[报网台刊社]讯) ?(?:（[^（）\n]{2,30}）|\([^()\n]{2,30}\))")
"""本报讯（黄朝阳 王志晖）: reporters are no places."""


def infer(text: str, *, title: str = "", publisher: str = "", options: Options | None = None) -> Home:
    """The home of a document. With a configured region the answer is that region or one of its districts."""
    options = options or Options()
    text = _BYLINE.sub("", text[: 2 * _SAMPLE])
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
    if name and (city := _titled(name, title, sample, scores)) and options.region in (None, city):
        name = city
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
    """The province or city many of whose parts a text names that says 全省, 全市 or 全州 of itself and no smaller word; two are
    enough where no other place's are named and the home would be one of them, which no one calls 全市."""
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
    if not best or best[0][1] * 3 < sum(above.values()) * 2:
        return None
    enough = 2 if name[-1] in "县区旗" and kind_level(name) == "county" and len(above) == 1 else 3
    return best[0][0] if best[0][1] >= enough else None


def _titled(name: str, title: str, sample: str, scores: dict[str, float]) -> str | None:
    """湖南打造高地的“永州力量”: the city of the province a title names too, and the text almost as often."""
    if not title or kind_level(name) != "province":
        return None
    cities = [
        one
        for one, score in scores.items()
        if kind_level(one) == "prefecture"
        and divisions.parent_of(one) == name
        and (divisions.short(one) or one) in title
        and one in sample
        and score * 2 >= scores[name]
    ]
    return cities[0] if len(cities) == 1 else None


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
    lines = sample[: callings.HEAD].strip().split("\n")
    fields = ((sample, 1.0), (sample[: callings.HEAD], _HEAD_WEIGHT), (title or lines[0], _TITLE), (publisher, 8.0))
    forms = callings.forms(sample, options)
    for text, weight in fields:
        for form, n, begins in _counted(text, forms, whole=weight < _TITLE):
            scores[forms[form]] += n * weight + (_TITLED if weight == _TITLE and begins else 0)
    for match in callings.vocabulary().paper.finditer(publisher or sample[: callings.HEAD * 2]):
        own = [match[1] + kind for kind in "市县区州"]
        for name in sorted(own, key=lambda n: (n not in sample, divisions.is_former(n))):
            if divisions.named(name) or name in sample:
                scores[name] += 8
                break
    callings.zones(sample, title or lines[0], scores, forms)
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
        elif text[end : end + 1] != "至" and text[start - 1 : start] != "至" and not _VISIT.search(text, max(start - 44, 0), start):
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


_VISIT = re.compile(r"(?:赴|前往|来自|辗转)[一-龥、]{0,18}$|(?:紧盯|瞄准|面向)[一-龥、，“”]{0,40}$")


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
