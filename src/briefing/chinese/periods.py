"""Periods in running Chinese text, in the notation of `briefing.model.period`.

A year comes from the text itself or, for 今年, 去年 and bare months, from the date of publication given as `anchor`; without either
there is no period. Patterns see the canonical text (half-width digits). One compiled alternation finds all of them; the longest
reading stands first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from briefing.model.period import bounds

_TO = "[-—~～至到]{1,2}"
_SHIFT = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "明年": 1}
_PARTS = {"上半年": "H1", "下半年": "H2", "一": "Q1", "二": "Q2", "三": "Q3", "四": "Q4"}
_PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_CONGRESSES = {"十八大": "2012-11", "十九大": "2017-10", "二十大": "2022-10"}
_HOLIDAYS = {"元旦": ("01-01", "01-03"), "五一": ("05-01", "05-05"), "十一": ("10-01", "10-07"), "国庆": ("10-01", "10-07")}

_ROC = (
    r"(?:民国\d{2,3}年度?|(?<![\d.])1[01]\d年(?:度|(?=[1-9]\d?(?:月|[至到-])|[底初]|[上下]半年|第?[一二三四]季))"
    r"|(?<=[与和较比至从自（])1[01]\d年(?=\d|）|至))"
)
"""A year of the Taiwan calendar: 114年1月, 105年度, 民国98年; 100 to 119 years are no span anybody tells by the month."""
_TAIWAN = re.compile(r"(?:民国)?(\d{2,3})年度?")
_Y = rf"(?:{_ROC}|(?:19|20)\d{{2}}年度?|今年|本年度?|去年|上一?年|前年|明年)"
_N = "[一二三四五六七八九十两几\\d]"
_START = (
    r"(?:19|20)\d\d[-./年—~～至到]|1[01]\d年|民国|\d{1,2}[-月年季份—~～至到]|截[至止]|止\d|到[目当现]|目前|当[前年月季]|现在|同期|今年|本[年月]|去年|上[年一半]"
    rf"|前年|前{_N}|明年|元[月至到—旦-]|一[月至到—-]|[一二三四]季|第[一二三四1-4]季|下半|全年|年[内底末初]|单月|“?十[一二三四五]|“?五一|国庆"
    rf"|十[八九]大|二十大|党的|过去|近{_N}|近年来|近些年|最近|这{_N}|未来|连续|{_N}{{1,2}}年"
)
"""How a time begins: a guard that makes the search quick."""
_PATTERN = re.compile(
    rf"""(?=[\d民截止到目当现同今本去上前明一二三四五六七八九十第全年单下“国元党近过最这未连两几])(?={_START})(?:(?P<now>(?:截至|截止|到)?(?:目前|当前|现在)(?:为止)?|截至(?:发稿|日前))
  |(?P<same>(?:{_Y})?同期(?!实|声))
  |(?P<full>(?P<cut0>截[至止]到?)?(?P<y1>(?:19|20)\d{{2}})[-./](?P<m1>0?[1-9]|1[0-2])[-./](?P<d1>\d{{1,2}})(?!\d))
  |(?P<years>(?P<ya>(?:19|20)\d{{2}})年?{_TO}(?P<yb>(?:19|20)\d{{2}})年)
  |(?P<cut>截[至止]到?|(?<![停截终禁防阻])止(?=\d))?(?P<year>{_Y})?(?:
      (?P<months>(?P<ma>\d{{1,2}})月?份?{_TO}(?P<mb>\d{{1,2}})月份?(?!日|\d{{1,2}}(?:日|{_TO}|$)))
     |(?P<spelled>[元一]月?[至到—-](?P<mc>[二三四五六七八九]|十[一二]?)月份?(?!日))
     |(?P<front>前(?P<mf>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})个?月)
     |(?P<day>(?P<md>\d{{1,2}})月(?P<dd>\d{{1,2}})日(?P<to>{_TO}(?:\d{{1,2}}月)?\d{{1,2}}日)?)
     |(?P<monthend>(?P<me>\d{{1,2}})月(?:末|底))
     |(?P<month>(?P<mm>\d{{1,2}})月(?:份|当月)?(?![\d日]))
     |(?P<quarters>前三季度)
     |(?P<quarter>第?(?P<q>[一二三四1-4])季度)
     |(?P<half>上半年|下半年)(?!年))(?P<after>末|底|以来)?
  |(?P<holiday>(?P<yh>{_Y})?(?:“(?P<h1>十一|五一)”|(?P<h2>国庆|元旦|五一))(?:、?中秋)?(?:黄金周|长假|小长假|假期|假日|期间))
  |(?P<plan>“?(?P<p>十[二三四五]五)”?(?:期间|时期|以来|末)?)
  |(?P<congress>(?:党的)?(?P<c>十八大|十九大|二十大)以来)
  |(?P<cut2>截[至止]到?)?(?P<yw>{_Y})(?P<yend>年?[末底]|(?:年初|开年|)以来|年初)?
  |(?P<cut3>截[至止]到?)?(?P<whole>全年|当年|(?<![一二三四五六七八九十两几\d])年内|年底|年末|当月|当季|本月|单月|年初(?:以来)?)
  |(?P<past>近年来|近些年来?|(?:过去|近|最近|这|未来)?[一二三四五六七八九十两几\d]{{1,2}}年(?:来|间|多来|内)|(?:过去|近|最近|连续|未来)[一二三四五六七八九十两几\d]{{1,2}}年
     |(?<![第满前后近期隔.\d])[三四五3-5]年(?=滚动|新[设增建]|增长|累计|改造|建成|培育|引进|完成|实施|净增|年?平?均|减少|下降|跨|投入|共|减债|化债)))""",
    re.X,
)
_STATED = re.compile(r"(?:19|20)\d\d|民国|1[01]\d年|十[二三四五]五|大以来")
_FAST = re.compile(
    r"[年月假周季目当同五大以一庆\d](?:(?<=[年月假周])|(?<=季)度|(?<=[目当])前|(?<=同)期|(?<=[五大])”?[期时以末]|(?<=五)”|(?<=[一庆])”?期|(?<=以)来|(?<=\d)-\d)"
)


class Found(NamedTuple):
    """A period and its place in the text; `inferred` when the year was taken from the publication date."""

    start: int
    end: int
    period: str
    inferred: bool


class Mention(NamedTuple):
    """Words that speak of a time. `period` is None when the text does not say which; `kind` is the rule: months, year, now, same
    (同期: the base of a comparison), whole (全年, 当月: to be resolved by what was said before), past (近三年) …"""

    start: int
    end: int
    period: str | None
    inferred: bool
    kind: str


Maker = Callable[["re.Match[str]", "int | None"], "str | None"]


def periods(text: str, anchor: date | None = None) -> Iterator[Found]:
    """The periods of a text in order, the longest at each place; none overlaps another."""
    for mention in mentions(text, anchor):
        if mention.period:
            yield Found(mention.start, mention.end, mention.period, mention.inferred)


def mentions(text: str, anchor: date | None = None) -> Iterator[Mention]:
    """Every mention of a time, also those whose period the text leaves open."""
    if not _FAST.search(text):
        return
    for match in _PATTERN.finditer(text):
        kind = _kind(match)
        if kind and not _spoiled(match, text):
            stated = bool(_STATED.search(match[0]))
            period = _period(kind, match, anchor)
            if (
                period is None
                and kind in ("month", "months", "day", "monthend", "years")
                and (_year(match["year"], anchor) is not None)
            ):
                continue  # 13月, 2月30日: no date at all
            yield Mention(match.start(), match.end(), period, not stated, kind)


_KINDS = (
    "now", "same", "full", "years", "months", "front", "day", "monthend", "month", "quarters", "quarter", "half", "holiday", "plan",
    "congress", "whole", "past",
)  # fmt: skip


def _kind(match: re.Match[str]) -> str | None:
    if match["spelled"]:
        return "months"
    return next((kind for kind in _KINDS if match[kind]), "year" if match["yw"] else None)


def _spoiled(match: re.Match[str], text: str) -> bool:
    """A number that only looks like a year or month: 12024年, 12个月 is caught by the pattern, 2021年代 and 2021年度模范 here."""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if before.isdigit() and match[0][0].isdigit():
        return True
    after = text[match.end() : match.end() + 1]
    return bool(match["yw"]) and (
        (match[0][-1] == "度" and match["yw"][:2] in ("19", "20")) or (not match["yend"] and after != "" and after in "代内版")
    )


def _period(kind: str, match: re.Match[str], anchor: date | None) -> str | None:
    year = _year(match["year"] or match["yw"] or match["yh"], anchor)
    value = _MAKERS[kind](match, year) if kind in _MAKERS else None
    if kind == "now":
        return f"as-of:{anchor.isoformat()}" if anchor else None
    if value is None:
        return None
    try:
        last = bounds(value).last
    except ValueError:
        return None
    if match["after"] == "以来":
        return f"since:{value[:7] if kind == 'month' else value[:4]}"
    if any(match[name] for name in ("cut0", "cut", "cut2")) or match["after"] in ("末", "底"):
        return value if value.startswith(("as-of", "since")) else f"as-of:{last.isoformat()}"
    return value


def _year(word: str | None, anchor: date | None) -> int | None:
    """The stated year, or the publication's year shifted by 今年, 去年 …; a bare month belongs to the publication's year."""
    if word and (roc := _TAIWAN.fullmatch(word)):
        return int(roc[1]) + 1911
    if word and word[:4].isdigit():
        year = int(word[:4])
        return year if year >= 1000 else None  # 0195年 is a slip of the pen
    return anchor.year + _SHIFT.get(word or "", 0) if anchor else None


def _months(match: re.Match[str], year: int | None) -> str | None:
    if word := match["mc"]:  # 元至九月
        first, last = 1, "一二三四五六七八九".find(word[-1]) + 1 + (10 if word[0] == "十" else 0)
    else:
        first, last = int(match["ma"]), int(match["mb"])
    return f"{year}-{first:02}/{year}-{last:02}" if year and 1 <= first < last <= 12 else None


def _front(match: re.Match[str], year: int | None) -> str | None:
    word = match["mf"]
    last = int(word) if word.isdigit() else "一二三四五六七八九十".find(word) + 1
    return f"{year}-01/{year}-{last:02}" if year and 2 <= last <= 12 else None


def _full(match: re.Match[str], _: int | None) -> str | None:
    return _date(int(match["y1"]), match["m1"], match["d1"])


def _day(match: re.Match[str], year: int | None) -> str | None:
    return _date(year, match["md"], match["dd"])


def _date(year: int | None, month: str, day: str) -> str | None:
    try:
        return date(year, int(month), int(day)).isoformat() if year else None
    except ValueError:
        return None


def _month_end(match: re.Match[str], year: int | None) -> str | None:
    if not year or not 1 <= int(match["me"]) <= 12:
        return None
    month = f"{year}-{int(match['me']):02}"
    return f"as-of:{bounds(month).last.isoformat()}"


def _month(match: re.Match[str], year: int | None) -> str | None:
    return f"{year}-{int(match['mm']):02}" if year and 1 <= int(match["mm"]) <= 12 else None


def _quarter(match: re.Match[str], year: int | None) -> str | None:
    name = match["q"]
    return f"{year}-{_PARTS.get(name) or f'Q{name}'}" if year else None


def _whole_year(match: re.Match[str], year: int | None) -> str | None:
    end = match["yend"] or ""
    if not year or end == "年初":
        return None
    if end.endswith("以来"):
        return f"since:{year}"
    return f"as-of:{year}-12-31" if end else str(year)


def _holiday(match: re.Match[str], year: int | None) -> str | None:
    first, last = _HOLIDAYS[match["h1"] or match["h2"]]
    return f"{year}-{first}/{year}-{last}" if year else None


_MAKERS: dict[str, Maker] = {
    "full": _full,
    "years": lambda m, _: f"{m['ya']}/{m['yb']}" if m["ya"] < m["yb"] else None,
    "months": _months,
    "front": _front,
    "day": _day,
    "monthend": _month_end,
    "month": _month,
    "quarters": lambda _, y: f"{y}-01/{y}-09" if y else None,
    "quarter": _quarter,
    "half": lambda m, y: f"{y}-{_PARTS[m['half']]}" if y else None,
    "holiday": _holiday,
    "plan": lambda m, _: f"{_PLANS[m['p']][0]}/{_PLANS[m['p']][1]}",
    "congress": lambda m, _: f"since:{_CONGRESSES[m['c']]}",
    "year": _whole_year,
}
