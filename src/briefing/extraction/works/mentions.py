"""Short and long mentions of one project joined: the fullest name leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefing.extraction.works.namewords import load, proper
from briefing.options import Options

_COMPANY = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,3}[区县])?(?P<name>[\u4e00-\u9fff]{4,18}?(?:股份有限公司|有限责任公司|有限公司|集团公司|公司))(?=.{3})"
)
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)$")
_WITH = re.compile(r"（含[^（）]*）")
_SIGNS = re.compile(r"[“”‘’（）()《》·\s—\-～]+")
_BEFORE_PART = re.compile(r"(?:项目|工程)(?=[一二三四五六七八九十首\d]期$)")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name without quotes, brackets, spaces and 项目 at its end: what two mentions are compared by."""
    plain = _SIGNS.sub("", _WITH.sub("", name))
    plain = _BEFORE_PART.sub("", plain) if plain.endswith("期") else plain
    plain = plain.replace("高速公路", "高速")
    if company := _COMPANY.match(plain):
        plain = (company["place"] or "") + _brand(company["name"]) + plain[company.end() :]
    short = _TAIL.sub("", plain)
    return short if len(short) >= 2 else plain


def _brand(company: str) -> str:
    """甲乙 of 某市甲乙生物科技有限公司: without legal form, trade and the place it starts with."""
    if not re.search(r"有限|集团", company):
        return company.removesuffix("公司")
    stem = re.sub(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司)$", "", company)
    for word in load().trade:
        if stem.endswith(word) and len(stem) - len(word) >= 2:
            stem = stem.removesuffix(word)
            break
    return stem[2:] if len(stem) >= 5 else stem


def canonical_names(mentions: Iterable[str], options: Options, called: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For every mention the leading name of its project and its key; `called` are short names the text itself explains."""
    given = {normal(n): p.name for p in options.projects for n in (p.name, *p.aliases)}
    given |= {normal(short): name for short, name in called.items() if normal(short) not in given}
    forms: dict[str, set[str]] = {}
    for mention in mentions:
        forms.setdefault(normal(mention), set()).add(mention)
    lead: dict[str, str] = {}
    for key in sorted(forms, key=lambda k: (-len(k), k)):
        head, part = key[:3], _parts(key)
        longer = [
            other
            for other in lead
            if (part or other[:3] == head or (key in other and (other.endswith(key) or key in other[2:10]))) and _same(key, other)
        ]
        if len({lead[o] for o in longer}) > 1 and all(o.endswith(key) and _PLACED.fullmatch(o[: -len(key)]) for o in longer):
            lead |= dict.fromkeys(longer, max((lead[o] for o in longer), key=lambda o: (len(o), o)))
        lead[key] = lead[longer[0]] if len({lead[o] for o in longer}) == 1 else key
    out = {}
    for key, names in forms.items():
        top = lead[key]
        best = given.get(top) or max(forms[top], key=lambda n: (len(n), n))
        for name in names:
            out[name] = (given.get(key, best), normal(given.get(key, best)))
    return out


_PLACED = re.compile(
    r"[\u4e00-\u9fff]{2,3}[市县区州旗](?:[\u4e00-\u9fff]{2,3}[镇乡])?|[\u4e00-\u9fff]{2,3}省"
    r"|江西|江苏|浙江|福建|山东|山西|河南|河北|湖南|湖北|广东|广西|海南|四川|贵州|云南|陕西|甘肃|青海|安徽|辽宁|吉林|黑龙江|内蒙古|宁夏|新疆|西藏|北京|天津|上海|重庆"
)
"""甲县X项目, 某省X项目: one project with the place before its name."""
_PART = re.compile(r"(?:首|[一二三四五六七八九十]|[1-9])期|[一二三四五六七八九十\d]+标段")


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    """The parts a name tells (一期, 二标段)."""
    return tuple(_PART.findall(name))


def _same(short: str, long: str) -> bool:
    """Whether the short name is the long one without its place, owner or 项目; a part (一期) is not its whole."""
    if len(short) < 3 or _parts(short) != _parts(long):
        return False
    if _parts(short) and (part := _PART.search(short)):
        a, b = short[: part.start()], _BUILDINGS.sub("", long[: _PART.search(long).start()])  # type: ignore[union-attr]
        return len(a) >= 3 and (b.endswith(a) or a.endswith(b)) and short.endswith(part[0]) and long.endswith(part[0])
    if long.endswith(short):
        return True
    if long.startswith(short) and len(short) >= 4:
        rest = long[len(short) :]
        return len(rest) <= 2 or bool(_STRETCH.fullmatch(rest))
    if len(short) <= 5 and 0 <= long.find(short) <= 4 and proper(short):
        return True  # 恒源项目 of 某市恒源移动能源产业园
    at = long.find(short)
    if 0 <= at <= 4 and proper(short) and _HEAD.fullmatch(long, at + len(short)):
        return True  # 鑫隆新材料项目 of 某市鑫隆新材料产业园
    return len(short) >= 8 and len(long) - len(short) <= 2 and short[:3] == long[:3] and _within(short, long)


_BUILDINGS = re.compile(r"(?:高标准|标准化?)?厂房$")
_HEAD = re.compile("(?:产业|工业|生产)(?:园区?|基地)")
_STRETCH = re.compile(r"(?:公路)?[\u4e00-\u9fff]{2,12}段")


def _within(short: str, long: str) -> bool:
    """Whether the characters of the short name stand in the long one in order: 锂电材料 in 锂电池材料."""
    rest = iter(long)
    return all(char in rest for char in short)
