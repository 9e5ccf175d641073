"""The national table of divisions: province, prefecture, county, with their order and their parents.

The facts stand in ``lexicon/divisions.tsv`` (see its head for package, licence and date of the data); names of the last decades
that are no more stand in ``lexicon/former.tsv``. Read when first asked for.
A name may belong to several places (鼓楼区 is in four cities): whoever asks by name gets all of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from briefing.chinese.beginnings import compiled
from briefing.resources import lexicon

Level = Literal["province", "prefecture", "county", "zone", "town"]

ZONE = (
    r"(?:高新(?:技术)?(?:产业)?(?:开发)?区|高新技术产业园区|经济(?:技术)?开发区|经济技术产业开发区|经开区|(?:城乡)?(?:一体化|融合)?示范区|新区|循环经济产业园区"
    r"|先进制造业开发区|工业园区|产业集聚区|集聚区|产业园区|综合保税区|综保区|自贸(?:试验)?区|保税区|港区|旅游度假区|度假区|管理区|开发区)"
)
"""Kinds of development zones; most stand in no national list."""
_ZONE = re.compile(ZONE)

_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克"
    "|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|各族"
)
_SUFFIX = re.compile(
    rf"(?P<peoples>(?:{_PEOPLES})+)?(?P<tail>特别行政区|行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|区|县|旗|州|盟)$"
)


class Division(NamedTuple):
    """A place of the table; `parent` is a code, empty for a province."""

    code: str
    name: str
    level: Level
    parent: str


class _Table(NamedTuple):
    codes: dict[str, Division]
    names: dict[str, tuple[Division, ...]]
    children: dict[str, tuple[Division, ...]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    codes: dict[str, Division] = {}
    names: dict[str, tuple[Division, ...]] = {}
    children: dict[str, tuple[Division, ...]] = {}
    for line in lexicon("divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, level, parent = line.split("\t")
        place = Division(code, name, level, parent)  # type: ignore[arg-type]
        codes[code] = place
        names[name] = (*names.get(name, ()), place)
        children[parent] = (*children.get(parent, ()), place)
    for number, line in enumerate(lexicon("former.tsv").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            name, level, parent = line.split("\t")
            names[name] = (Division(f"former-{number}", name, level, parent),)  # type: ignore[arg-type]
    return _Table(codes, names, children)


def names() -> Collection[str]:
    """The full names of the table, asked for one quickly."""
    return _table().names.keys()


def named(name: str) -> tuple[Division, ...]:
    """All places of that full name, in the order of their codes."""
    return _table().names.get(name, ())


def is_former(name: str) -> bool:
    """Whether a place was called so once and is no more (长乐市, now 长乐区)."""
    return any(place.code.startswith("former") for place in named(name))


def parent(place: Division) -> Division | None:
    """The place it belongs to; None for a province."""
    return _table().codes.get(place.parent)


def children(place: Division) -> tuple[Division, ...]:
    """The places that belong to it, in the official order."""
    return _table().children.get(place.code, ())


def chain(place: Division) -> tuple[Division, ...]:
    """The place itself, then what it belongs to, up to the province."""
    above = parent(place)
    return (place, *chain(above)) if above else (place,)


def short(name: str) -> str | None:
    """The name without its kind (延安, 黔南, 内蒙古, 门源); None when no two characters are left."""
    match = _SUFFIX.search(name)
    stem = name[: match.start()] if match else name
    return stem if len(stem) >= 2 and stem != name else None


@lru_cache(maxsize=1)
def _short_too() -> frozenset[str]:
    """Stems that are words of the language."""
    return frozenset(tomllib.loads(lexicon("places.toml").read_text(encoding="utf-8"))["short_too"].split())


def shorts(name: str) -> tuple[str, ...]:
    """All usual short forms: without its kind, unless that is a word of the language (白银), and for autonomous prefectures and
    counties with the bare kind (黔南州)."""
    stem = short(name)
    if stem is None:
        return ()
    kind = name[-1]
    own = (stem + kind,) if name.endswith(("自治州", "自治县")) and stem + kind != name else ()
    return (*own, name if stem in _short_too() else stem)


@lru_cache(maxsize=1)
def by_short() -> dict[str, tuple[Division, ...]]:
    """Short form → the places it may mean, provinces and prefectures only: short county names are words too often."""
    out: dict[str, tuple[Division, ...]] = {}
    for place in _table().codes.values():
        if place.level != "county":
            for form in shorts(place.name):
                out[form] = (*out.get(form, ()), place)
    return out


@lru_cache(maxsize=1)
def by_county_short() -> dict[str, tuple[Division, ...]]:
    """Short form → the counties and districts it may mean; words of the language stand among them."""
    out: dict[str, tuple[Division, ...]] = {}
    for place in _table().codes.values():
        if place.level == "county" and (stem := short(place.name)):
            out[stem] = (*out.get(stem, ()), place)
    return out


@lru_cache(maxsize=1)
def by_self_rule() -> dict[str, str]:
    """秀山自治县 → 秀山土家族苗族自治县: autonomous counties and banners without their peoples, where one is meant."""
    out: dict[str, list[str]] = {}
    for place in _table().codes.values():
        if place.name.endswith(("自治县", "自治旗")) and (stem := short(place.name)):
            out.setdefault(stem + place.name[-3:], []).append(place.name)
    return {form: names[0] for form, names in out.items() if len(names) == 1}


@lru_cache(maxsize=1)
def _plain_self_rule() -> dict[str, str]:
    """民和县 → 民和回族土族自治县, where no county of the plain name exists."""
    full = ((form[:-3] + form[-1], name) for form, name in by_self_rule().items())
    return {form: name for form, name in full if not named(form)}


def plainly(text: str) -> Iterator[str]:
    """The plain names (民和县) by which a text calls autonomous counties whose full names it does not hold."""
    rule = _plain_self_rule()
    found = {text[max(m.end() - size, 0) : m.end()] for m in re.finditer("[县旗]", text) for size in (3, 4, 5)} & rule.keys()
    yield from (form for form in sorted(found) if rule[form] not in text)


@lru_cache(maxsize=1)
def lengths() -> dict[str, tuple[int, ...]]:
    """Last two characters of a name → the lengths of the names that end so, longest first: finds names without trying all."""
    out: dict[str, set[int]] = {}
    for name in _table().names:
        out.setdefault(name[-2:], set()).add(len(name))
    return {tail: tuple(sorted(sizes, reverse=True)) for tail, sizes in out.items()}


@lru_cache(maxsize=64)
def after_and(form: str) -> re.Pattern[str] | None:
    """Where a name that reads as “and the …” (和县) is the name: after no Han character, a preposition or the place it belongs
    to, and before no further kind of place. None for every other name."""
    if len(form) != 2 or form[0] not in "和与及":
        return None
    above = [p.name for place in named(form) for p in chain(place) if p.name != form]
    before = [*above, *filter(None, map(short, above)), *"在对到为从由"]
    return compiled(rf"(?:(?<![一-龥])|{'|'.join(f'(?<={re.escape(b)})' for b in before)}){form}(?![区市])")


def level_of(name: str) -> Level | None:
    """The level of a place by its full name; None when the table does not know it or knows it on two levels."""
    levels = {place.level for place in named(name)}
    return levels.pop() if len(levels) == 1 else None


@lru_cache(maxsize=8192)
def parent_of(name: str) -> str | None:
    """The full name of what a place belongs to; None when the name is not in the table, is a province's, or is ambiguous."""
    parents = {above.name for place in named(name) if (above := parent(place))}
    return parents.pop() if len(parents) == 1 else None


def districts_of(name: str) -> tuple[str, ...]:
    """The full names of the places one level below, in the official order; empty when unknown or ambiguous."""
    places = named(name)
    if len(places) > 1:
        places = tuple(place for place in places if place.level != "county")
    return tuple(place.name for place in children(places[0])) if len(places) == 1 else ()


@lru_cache(maxsize=8192)
def kind_level(name: str) -> Level:
    """The level a full name shows by itself, for places the table does not know: 云岭市 is taken for a prefecture, 石桥县 for a
    county, 滨海新区 for a zone."""
    if (known := level_of(name)) is not None:
        return known
    if _ZONE.search(name):
        return "zone"
    if name.endswith(("省", "自治区", "特别行政区")):
        return "province"
    if name.endswith(("市", "州", "盟", "地区")):
        return "prefecture"
    if name.endswith(("镇", "乡", "街道", "村", "社区")):
        return "town"
    return "county"
