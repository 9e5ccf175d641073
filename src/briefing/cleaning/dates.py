"""When a document was published: printed on it, or inferred from what it says, with the words the date was taken from.

A year is never guessed: a month and day without year count only when the text itself names the year they belong to. Patterns see
the canonical text.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal, NamedTuple

_DAY = (
    r"(\d{4})(?:年(?=\d{1,2}月)|-(?=\d{1,2}-)|/(?=\d{1,2}/)|\.(?=\d{1,2}\.))"
    r"(\d{1,2})(?:月|-|/|\.)(\d{1,2})(?:日|(?!日| \d{1,2}(?![\d:时])))(?!月|\d(?!\d?:\d{2}))"
)
"""A day; 2024年1-4月 is none, nor is 2024-04-1 7 with a digit torn off."""
_LABELLED = re.compile(
    rf"(?:发布|发表|刊发|时间|日期|印发|更新)[^\d\n]{{0,6}}：?[^\d\n]{{0,3}}{_DAY}"
    rf"|{_DAY}(?=印发| ?星期| ?第\d+版| \d{{1,2}}:\d{{2}})"
)
_LINE = re.compile(
    rf"^(?!.*(?:截[至止]|会议?上))(?!——|（)[^\n。，]{{0,30}}?"
    rf"{_DAY}(?:[ T]\d{{1,2}}[:时]\d{{2}}(?::\d{{2}}|分)?)?[^\n。，]{{0,60}}$",
    re.M,
)
_TAIL = re.compile(rf"^[ 　]*(?:[^\n。，]{{0,24}} )?{_DAY}[ 　]*$", re.M)
_CLOCK = re.compile(
    rf"(?:今天|现在)是：?[ ]?{_DAY}(?=[ \d:时分秒]{{0,12}}(?:星期|欢迎|$))|(?:当前|系统)(?:时间|日期)：?[ ]?{_DAY}", re.M
)
"""今天是:2024年05月17日 星期五: the day the page was looked at."""
_BRACKETED = re.compile(rf"^[ 　]*（{_DAY}）[ 　]*$", re.M)
"""Under the title of a speech or a report: （2025年8月12日）."""
_MEETING = re.compile(rf"(?:——|（|^)\s*{_DAY}在[^\n]{{4,40}}会议?上", re.M)
_HEAD, _FOOT = 500, 200

_EVENT = re.compile(r"月(\d{1,2})日(?:上午|下午|晚|，|电|讯|至|召开|举行)")
_BEFORE_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})$")
_YEAR = re.compile(r"年(?<=\d{4}年)(?!代)(?:(\d{1,2})月)?")
_AHEAD = re.compile(r"(?:到|(?<!截)至|将于|计划|预计|力争|拟于|争取|确保|完工时间：|竣工时间：|时限：|目标)[^。；，]{0,8}$")
_LATER = re.compile(
    r"^.{0,14}?(?:前|目标|预期|计划|将|力争|工作(?:安排|部署|思路)|底前|建成|竣工|投产|投用|完工|通车|开工建设|达到|突破|投入运营)"
)
_THIS_YEAR = re.compile(r"年(?<=\d{4}年)(?:是[^。]{0,40}?年|度?[^。，]{0,20}(?:第[一二三四\d]+批|集中开工))")
_SINCE = re.compile(r"以来|起|开始|启动|成立|设立|获批|批准|升级|创建|初")
_OPEN = ("以来", "起", "开始", "启动", "成立", "设立", "获批", "批准", "升级", "创建", "初")
"""A year something began in says nothing of the year of writing."""
_SPRING = re.compile(r"春节期间|新春|新岁|开年|正月|元宵|春寒料峭")

Precision = Literal["day", "month", "year"]


class Dated(NamedTuple):
    """A date of publication, how it is known, to what precision, and the words it was taken from. With month or year precision
    the day is the last one the words allow."""

    day: date
    how: Literal["printed", "inferred"]
    precision: Precision
    basis: str


def dated(canon: str, text: str) -> Dated | None:
    """The date of publication of a document; None when it does not tell. Printed dates may stand in the lines that are set aside
    (`canon`), the years an inference goes by only in its `text`."""
    if printed := printed_date(canon):
        return Dated(printed[0], "printed", "day", printed[1])
    return _meeting(canon) or _inferred(text)


_TORN = re.compile(r"(?:时间|日期)：?[^\d\n]{0,3}[\d年月日/. \n-]{8,20}|\d{1,4} ?\d{0,3}年[\d 月]{2,8}日(?=印发| ?星期| ?第\d+版)")
_MISREAD = re.compile(r"(?<=\d)(?:目(?=\d{1,2} ?[日曰])|曰)")
_GAP = re.compile(r"(?<=[\d年月/.-])[ \n]+(?=[\d年月日/.-])(?!\d{1,2}[:时])")


def _mended(head: str) -> str:
    """Dates without the blanks that copying put into them (发布日期：2025年1 0月14日), and 月 and 日 where they are misread."""
    head = _MISREAD.sub(lambda match: "月" if match[0] == "目" else "日", head)
    return _TORN.sub(lambda match: _GAP.sub("", match[0]), head)


def printed_date(canon: str) -> tuple[date, str] | None:
    """The printed date and the words it stands in: a labelled date or a masthead near the top, a line of the head that is little
    more than a date, or a date alone under the text. None when there is none."""
    head = _CLOCK.sub(lambda match: " " * len(match[0]), canon[:_HEAD])
    for match in (
        _LABELLED.search(head),
        _LINE.search(head),
        _BRACKETED.search(head),
        _last(_TAIL, canon[-_FOOT:]),
        _LABELLED.search(canon[-_FOOT:]),
        _LABELLED.search(_mended(head)),
    ):
        if match and (day := _date(*[g for g in match.groups() if g][:3])):
            end = max(match.end(i) for i in range(1, match.re.groups + 1) if match[i])
            return day, " ".join(match.string[match.start() : end].split()) + ("日" if "年" in match[0] else "")
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text)][-1:]), None)


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) >= 1900 else None
    except ValueError:
        return None


def _meeting(canon: str) -> Dated | None:
    """A report is dated by the meeting it was given at."""
    match = _MEETING.search(canon[:_HEAD])
    day = _date(match[1], match[2], match[3]) if match else None
    return Dated(day, "inferred", "day", match[0].strip("—（ ")) if day and match else None


def _inferred(canon: str) -> Dated | None:
    """From the latest event the text reports, its year being named by the text."""
    stated = _years(canon)
    events = _events(canon)
    if events and (found := _from_events(canon, events, stated)):
        return found
    newest = max((year for year, _, _ in stated), default=0)
    months = [(year, month, words) for year, month, words in stated if 1 <= month <= 12]
    if months and max(months)[0] >= newest:
        year, month, words = max(months)
        last = date(year, month, calendar.monthrange(year, month)[1])
        return Dated(last, "inferred", "year", f"文中最晚时间“{words}”")
    if newest and "去年" in canon and (spring := _SPRING.search(canon)) and not _this_year(canon):
        # A past year is written out, the current one is not: the newest year written is over.
        return Dated(date(newest + 1, 2, 28), "inferred", "month", f"文中“{spring[0]}”，最晚年份{newest}年已过")
    return None


class _Event(NamedTuple):
    """A day the text reports something of: its year if written, the words and their place."""

    year: int | None
    month: str
    day: str
    words: str
    start: int


def _events(canon: str) -> list[_Event]:
    out = []
    for match in _EVENT.finditer(canon):
        at = match.start()
        before = _BEFORE_MONTH.search(canon, max(at - 7, 0), at)
        if before and canon[before.start() - 2 : before.start()] not in ("截至", "截止"):
            words = canon[before.start() : match.end()].rstrip("，至电讯")
            out.append(_Event(int(before[1]) if before[1] else None, before[2], match[1], words, before.start()))
    return out


def _from_events(canon: str, events: list[_Event], stated: list[tuple[int, int, str]]) -> Dated | None:
    own = _this_year(canon) or max((e.year for e in events if e.year), default=None)
    newest = max((year for year, _, words in stated if not words.endswith(_OPEN)), default=0)
    if newest and not own and any(int(e.month) >= 11 for e in events) and re.search(rf"{newest}年[^。；]{{0,30}}预计", canon):
        own = newest
    if newest and not own and re.search(rf"{newest}年[^。；]{{0,24}}(?:的?号角|的?序幕|开局|开门红)", canon):
        own = newest  # 1月24日，…集中开工，吹响了2013年项目建设的号角: the year has begun
    if own:
        year, why = own, f"文中写明{own}年"
    elif newest and not _partial(canon, newest):
        year, why = newest + 1, f"最新年度数据为{newest}年"
    elif newest:
        year, why = newest, f"文中最晚年份{newest}年"
    else:
        return None
    # A text that reports of a later year was not written on the day of an earlier event.
    days = [(day, e) for e in events if (day := _date(e.year or year, e.month, e.day)) and newest <= day.year <= year]
    if not days:
        return None
    day, event = max(days, key=lambda pair: pair[0])
    lead = event.start < _HEAD and len({d for d, _ in days}) <= 2
    return Dated(day, "inferred", "day" if lead else "month", f"{event.words}（{why}）")


def _years(canon: str) -> list[tuple[int, int, str]]:
    """The years the text speaks of as past or present, with the month (0 without) and the words; planned ones (到2027年,
    2026年底建成) and cut-off dates left out."""
    out = []
    for match in _YEAR.finditer(canon):
        start = match.start() - 4
        year = int(canon[start : match.start()])
        before = canon[max(start - 16, 0) : start]
        if 1990 <= year <= 2100 and not _ahead(before, canon[match.end() : match.end() + 20]):
            month = int(match[1]) if match[1] and not before.endswith(("截至", "截止")) else 0
            since = _SINCE.match(canon, match.end())
            out.append((year, month, canon[start : match.end()] + (since[0] if since else "")))
    return out


def _ahead(before: str, after: str) -> bool:
    return bool(_AHEAD.search(before)) or bool(_LATER.match(after.split("，")[0].split("。")[0]))


def _this_year(canon: str) -> int | None:
    """The year the text calls its own: 2021年是…之年, 2021年第一批…集中开工."""
    found = [int(canon[m.start() - 4 : m.start()]) for m in _THIS_YEAR.finditer(canon)]
    return max(found, default=None)


def _partial(canon: str, year: int) -> bool:
    """True when the text gives a part of that year (2024年1—9月, 2024年上半年): then it was written in it, or soon after."""
    return bool(re.search(rf"{year}年(?:\d|上半年|前|[一二三]季度|第)", canon))
