"""Places in running Chinese text: the home region, its districts, what the configuration calls them, and what lies around.

`Gazetteer.of` gathers the names a document can mean, `find` gives their places in a text, `resolve` says what 我市, 全区 or 该县
means there. Patterns see the canonical text. A place is missed rather than guessed: short names that are also words (解放, 和平)
count only when the configuration gives them or a neighbour in the list is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from briefing.chinese import country, divisions, localities
from briefing.chinese.callings import introduced, mentioned
from briefing.chinese.divisions import ZONE, Level, districts_of, kind_level, level_of, parent_of
from briefing.chinese.home import infer_region
from briefing.options import Options

__all__ = ["Gazetteer", "Place", "districts_of", "infer_region", "introduced", "level_of", "parent_of"]
_ZONE = re.compile(ZONE)
_STATE_ZONE = re.compile(f"(?:国家级?)?({ZONE})")
_BARE = frozenset(
    ("高新区", "高新技术产业开发区", "高新技术开发区", "经开区", "经济开发区", "经济技术开发区", "综保区", "综合保税区")
)
"""Kinds of zones that name the home's own zone when they stand alone."""
_GENERIC = re.compile(
    r"(?:[级家个类各批片座类些]|先行|先导|创新|引领|试点|综合|合作|改革|建设|发展|转型|融合|保护|振兴|产业|生态|农业|文明|安全|品牌|质量|引导|自主|经济|治理"
    r"|旅游|文化|标准|技术|化|型|性|保税|贸易|试验|省|县|国)$"
)
_FOREIGN = re.compile(r"(?:^|[，。、；：“（ \n])(?:其中|同时|目前|此外|今年|去年)?(?!其中|同时|目前|此外|今年|去年)[一-龥]{2,3}$")
"""A first name nobody knows before a kind of zone: 张江高新区 is not the home's."""
_OWN_NAME = re.compile(
    r"(?:^|[，。、；：“（ \n])(?:其中|同时|目前|此外|今年|去年)?(?P<county>[一-龥]{2})"
    r"(?P<name>(?![一-龥]*[县市区省由在的和与将])[一-龥]{2})$"
)
_LIST = re.compile(r"[、，]|和|及|与|以及|[、，]?(?:和|及|与)")
_KINDS = {
    "市": "市",
    "区": "区",
    "县": "县",
    "省": "省",
    "州": "州",
    "盟": "盟",
    "旗": "旗",
    "镇": "镇",
    "乡": "乡",
    "街道": "街道",
}
_SELF = re.compile(r"(我们|全|我|本|该|各|市|区|县|省|州|盟|旗)?(市|区|县|省|州|盟|旗|国|镇|乡|街道)?(?:级|域|内|本级|直)?")
_AFTER = {
    "市": frozenset("场值民面容价况属"),
    "区": frozenset("域间位块"),
    "县": frozenset("域级"),
    "州": frozenset("际立"),
    "旗": frozenset("帜袍下舰"),
}
"""What makes a longer word of a name that ends with its kind: 市场, 区域."""
_LONGER = re.compile("[域间]|位(?![列居于])")
"""What makes a longer word of a kind of zone: 开发区域, 高新区位; not 高新区位列第三."""
_SIDES = frozenset("岸部侧麓坡线段端站")
_ROAD = re.compile(
    r"[东西南北中一二三四五]?(?:路|街|大道|大街|巷|桥|村|镇|乡|社区|街道|小区|广场|水库|河|湖|山)(?!市|区|县|省)"
    r"|日报|晚报|晨报|大学|学院|银行|农商行|师范|[^，。、；的在有和与及等是了]{0,12}?(?:有限公司|集团|股份)"
)


class Place(NamedTuple):
    """A place named in a text: ``text[start:end]`` is `alias`, `name` the full name."""

    start: int
    end: int
    name: str
    level: Level
    alias: str


@dataclass(frozen=True)
class Gazetteer:
    """The names that can be meant. `home` is the place 我市 / 全区 speaks of, `region` what the briefing is about (often the
    same, or the city of a home that is a district)."""

    home: str | None
    region: str | None
    names: dict[str, str]
    """Form → full name: sure wherever it stands."""
    listed: dict[str, str]
    """Short form → full name: only beside another place in a list."""
    children: tuple[str, ...] = ()
    """The districts of the region, in the configured or official order."""
    parents: dict[str, str] = field(default_factory=dict)
    placed: bool = True
    """False for a district inferred as the region: many share a name, so the table's city may not be its own."""

    @staticmethod
    def of(options: Options, home: str | None = None, region: str | None = None, text: str = "") -> Gazetteer:
        """The names for a document whose home is `home` (default: the region). `region` is what the home lies in as the text
        says (`SourceInfo.region`); the configured one precedes. `text` is the canonical text, for the places it introduces."""
        region = options.region or region or (home if home and kind_level(home) in ("province", "prefecture") else None)
        home = home or region
        known = (*mentioned(text), *introduced(text), *divisions.plainly(text), *localities.named(text)) if text else ()
        names: dict[str, str] = {}
        listed: dict[str, str] = {}
        placed = not region or kind_level(region) != "county" or bool(options.districts)
        country.national((region or home) if placed else None, names, listed)
        for name in known:
            names.setdefault(name, name)
        for name in known:
            stem = divisions.short(name) if kind_level(name) == "county" else None
            if stem and name not in (home, region) and stem not in names and _called_short(stem, name[-1], text):
                names[stem] = name
        if "自治" in text:
            names |= {form: name for form, name in divisions.by_self_rule().items() if form in text}
        if region:
            names[region] = region
            names |= dict.fromkeys(options.aliases, region)
            if stem := divisions.short(region):
                names.setdefault(stem, region)
        if home and home not in names:
            names[home] = home
        for district in options.districts:
            names[district.name] = district.name
            names |= dict.fromkeys(district.aliases, district.name)
            if (stem := divisions.short(district.name)) and stem not in names:
                listed[stem] = district.name
        children = tuple(d.name for d in options.districts) or (districts_of(region) if region else ())
        parents = {child: region for child in children if region}
        return Gazetteer(home, region, names, listed, children, parents, placed)

    def find(self, text: str) -> tuple[Place, ...]:
        """The places named in a text, in order, none overlapping, the longest name at each place. The same text is read once: the
        rooms of extraction all ask for the places of a block."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._find(text)
        return known

    @cached_property
    def _known(self) -> dict[str, tuple[Place, ...]]:
        return {}

    def _find(self, text: str) -> tuple[Place, ...]:
        sure: list[Place] = []
        maybe: list[Place] = []
        end = 0
        found = (*country.of_country(text), *country.leftmost(self._own.find(text)))
        for a, b in sorted(found, key=lambda span: (span[0], -span[1])):
            form = self._form(text, a, b) if a >= end else None
            if form is None:
                continue
            end = a + len(form)
            if form in self.names:
                if not _spoiled(text, a, form):
                    sure.append(_place(a, end, self.names[form], form))
            else:
                maybe.append(_place(a, end, self.listed[form], form))
        out = self._with_zones(sure, maybe, text)
        return tuple(_with_neighbours(out, maybe, text) if maybe else out)

    def _form(self, text: str, start: int, end: int) -> str | None:
        """The longest name at a place that is not the beginning of a longer word: 清河 of 清河区域."""
        for size in range(end - start, 0, -1):
            form = text[start : start + size]
            if (form in self.names or form in self.listed) and not _goes_on(form, text, start + size):
                return form
        return None

    @cached_property
    def _own(self) -> country.Forms:
        """The names only this document can mean."""
        return country.forms(frozenset((*self.names, *self.listed)).difference(country.table()))

    def _with_zones(self, sure: list[Place], maybe: list[Place], text: str) -> list[Place]:
        """Adds the development zones no list holds: 清河高新区, and 高新区 alone when it can only be the home's."""
        zones = list(_zones(text))
        if not zones:
            return sure
        out = {p.start: p for p in sure}
        ends = {p.end: p for p in (*maybe, *sure)}
        covered = [(p.start, p.end) for p in sure]
        for match in zones:
            start, end, kind = match.start(), match.end(), match[1]
            if any(a < end and start < b for a, b in covered) or _LONGER.match(text, end):
                continue
            owner = ends.get(start)
            if owner and owner.level != "zone":
                out[owner.start] = Place(owner.start, end, f"{_stem(owner.name)}{kind}", "zone", text[owner.start : end])
            elif (
                match[0] == kind in _BARE
                and not _GENERIC.search(text[max(start - 3, 0) : start])
                and not _FOREIGN.search(text[max(start - 6, 0) : start])
            ):
                if (own := _OWN_NAME.search(text[max(start - 6, 0) : start])) and own["county"] in divisions.by_county_short():
                    first = start - len(own["county"]) - len(own["name"])  # 富顺晨光经开区: a county's zone with a name of its own
                    out[first] = Place(first, end, text[first:end], "zone", text[first:end])
                    continue
                told = next((p.name for p in reversed(out.values()) if p.end <= start and p.name.endswith(kind)), None)
                out[start] = Place(start, end, self.names.get(kind) or told or self._own_zone(kind), "zone", kind)
        return sorted(out.values(), key=lambda p: p.start)

    def _own_zone(self, kind: str) -> str:
        """高新区 alone: the home itself when it is one, else that of the region."""
        own = next((name for name in (self.home, self.region) if name and name.endswith(kind)), None)
        return own or f"{_stem(self.region or self.home or '')}{kind}"

    def resolve(self, word: str, current: str | None = None) -> str | None:
        """What a word of the kind 我市, 全区, 该县, 市级, 全省, 全国 means; `current` is the district the section is about. None
        when the word is of no such kind or the place is not known. A full name or alias resolves to its full name."""
        if word in self.names:
            return self.names[word]
        if word.startswith(("全国", "国家级", "国内", "我国")):
            return "全国"
        match = _SELF.fullmatch(word)
        if not match or not (match[1] or match[2]):
            return current or self.home if word in ("当地", "本地") else None
        head, kind = (match[1], match[2]) if match[2] else ("", match[1])
        if kind not in _KINDS:
            return None
        here, home = self._chain(current), self._chain(self.home)
        if head in ("该", "全") and not (head == "全" and kind == "市" and home and home[0].endswith("市")):
            order = here + home
        else:
            order = home + here
        return next((name for name in order if self._is(name, kind)), None)

    def _chain(self, name: str | None) -> tuple[str, ...]:
        """A place and what it belongs to, as far as configuration and table know."""
        if name is None:
            return ()
        out = [name]
        while True:
            above = self.parents.get(out[-1]) or self._above(out[-1])
            if above is None or above in out:
                return tuple(out)
            out.append(above)

    def _above(self, name: str) -> str | None:
        """What a place lies in. The table is asked only for the region and for what the table puts into it: a district of that
        name may lie elsewhere in another document."""
        above = parent_of(name)
        if name == self.region:
            return above if self.placed else None
        if self.region is None or above == self.region or kind_level(name) == "prefecture":
            return above if self.region else None
        return self.region if kind_level(name) in ("county", "zone", "town") else None

    @staticmethod
    def _is(name: str, kind: str) -> bool:
        if kind == "省":
            return kind_level(name) == "province"
        if kind == "区":
            return name.endswith("区") and not name.endswith("地区")
        return name.endswith(kind)


def _called_short(stem: str, kind: str, text: str) -> bool:
    """石泉县…今年，石泉抓好项目建设: whether a county named in full is called by its short name where a clause begins and acts."""
    acts = "(?:精心|大力|全力|积极|着力|坚持|紧扣|紧紧|加快|围绕|聚焦|立足|依托|抢抓|始终|全面|深入|持续|扎实)"
    return re.search(rf"(?:^|[，。；\n]){stem}(?!{kind}){acts}", text) is not None


_ZONE_END = re.compile(r"区(?<=[开新发术范业聚税保贸验港假理园]区)")
"""How every kind of zone ends."""
_ZONE_REACH = 14
"""No kind of zone with its 国家级 is longer."""


def _zones(text: str) -> Iterator[re.Match[str]]:
    """The kinds of development zones in a text, in order: looked for only where one can end."""
    at = 0
    for end in _ZONE_END.finditer(text):
        match = _STATE_ZONE.search(text, max(at, end.end() - _ZONE_REACH), end.end())
        if match:
            yield match
            at = match.end()


def _goes_on(form: str, text: str, end: int) -> bool:
    """True when the word does not end with the name: 市场, 区域, 解放路, 清河日报, 清河星光科技有限公司."""
    last = form[-1]
    if last == "区" and re.compile("位[列居于]").match(text, end):
        return False
    if last in _AFTER:
        return text[end : end + 1] in _AFTER[last] if end < len(text) else False
    if last in "省盟":
        return False
    if last in "东西南北" and len(form) == 2 and text[end : end + 1] in _SIDES and end < len(text):
        return True
    return _ROAD.match(text, end) is not None


_RIVERS = re.compile(r"[黄长珠淮沿沁洛渭汉太西泰巢鄱中]$")


def _spoiled(text: str, start: int, form: str) -> bool:
    """A form inside a longer word: 黄河南岸 holds no 河南, 先行示范区 no 示范区."""
    before = text[max(start - 3, 0) : start]
    if (stands := divisions.after_and(form)) and not stands.match(text, start):
        return True
    if form in ("河南", "河北", "江西", "湖南", "湖北", "山东", "山西", "海南") and _RIVERS.search(before):
        return True
    if not _ZONE.fullmatch(form):
        return False
    return bool(_GENERIC.search(before)) or any(before[-n:] in divisions.by_short() for n in (2, 3))


def _with_neighbours(sure: list[Place], maybe: list[Place], text: str) -> list[Place]:
    """Short names count when the next item of the list is a place: 甲县、乙市和丙区, each without its last character; and when
    what they are is said behind the list: 甲、乙和丙三个区县."""
    runs = [run for run in _runs(maybe, text) if len(run) > 1 and _COUNTED.match(text, run[-1].end)]
    out = [*sure, *(place for run in runs for place in run)]
    rest = [p for p in maybe if p not in out]
    while True:
        ends, starts = {p.end: p for p in out}, {p.start: p for p in out}
        joined = [p for p in rest if _beside(p, ends, starts, text)]
        if not joined:
            return sorted(out, key=lambda p: p.start)
        out += joined
        rest = [p for p in rest if p not in joined]


_COUNTED = re.compile(r"[两二三四五六七八九十\d]{1,2}个?(?:行政|中心城|主城)?[区县市旗]")
"""甲、乙两县."""


def _runs(places: list[Place], text: str) -> list[list[Place]]:
    """Short names that follow each other in a list."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and text[runs[-1][-1].end : place.start] in ("、", "和", "及", "与", "、和"):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _beside(place: Place, ends: dict[int, Place], starts: dict[int, Place], text: str) -> bool:
    left = any(_LIST.fullmatch(text[place.start - n : place.start]) and place.start - n in ends for n in (1, 2))
    return left or any(_LIST.fullmatch(text[place.end : place.end + n]) and place.end + n in starts for n in (1, 2))


def _place(start: int, end: int, name: str, alias: str) -> Place:
    return Place(start, end, name, kind_level(name), alias)


def _stem(name: str) -> str:
    return divisions.short(name) or name
