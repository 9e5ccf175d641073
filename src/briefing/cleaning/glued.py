"""Lines that lost their break: a numbered heading, an item, a field or a byline that begins in the middle of a line.

Broken again only where the text shows it by itself: the number that is missing among those that begin lines, a field of a ledger
right behind a heading, what stands nowhere but at the head of an article. Offsets stay; a line becomes two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_STYLES = (
    re.compile(r"()([一二三四五六七八九十]{1,3})、"),
    re.compile(r"(（)([一二三四五六七八九十]{1,3})）"),
    re.compile(r"()(\d{1,2})[.．](?!\d)"),
    re.compile(r"()(\d{1,2})、"),
)
_FIRST = frozenset("一二三四五六七八九十（0123456789")
_BEHIND = re.compile(r"[。！：）第](?:(?<!第)|\d{1,4}期) ?(?=[一二三四五六七八九十（\d])")
"""Where an item may begin inside a line."""
_DASH = re.compile(r"(?<=。) ?(?=——[^，。—]{2,16}[。：])")
_FIELD = re.compile(r"(?<=[一-龥）]) ?(?=(?:建设内容|建设规模|项目概况|主要建设内容)：)")
_NOTICE = re.compile(
    r"(?:免责|版权|特别|郑重)声明：[^。]{0,40}。 *(?=\S.{12})"
    r"|(?:责任编辑|责编|编辑|校对)：[一-龥]{2,3}? ?"
    r"(?=[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）|建设内容：|（截[至止])"
)
"""What is set aside as a line of its own, with text run into it."""
_SALUTE = re.compile(r"各[^，。：；]{1,30}(?:，[^，。：；]{1,30})?(?:单位|部门|政府|管委会|同志|代表|委员|公司)： ?(?=\S)")
"""各区县人民政府，市直有关单位：."""
_ENTRY = re.compile(r"[^，。：；]{4,30}：(?P<field>总投资|建设内容)")
_CLOSED = re.compile(r"责任单位：[^，。；：]{2,40}。$")
_RECORD = re.compile(r"责任单位：[^，。；：]{2,40}。 ?(?=[^\s（])")
"""The last field of a record, where it ends lines elsewhere."""
_HEAD = re.compile(
    r"(?<=[^\s（(“]) ?(?=本报讯(?:（记者|（通讯员| ?记者))"
    r"|(?<=(?:指标|情况|公报|报告|通报|快报|分析)) ?(?=[一-龥]{2,12}(?:局|政府|办公室|督查室|委员会|委|网|中心) +20\d\d[-./年])"
    r"|(?<=[^\s，。；：（\d]) ?(?=(?:发布时间|发布日期|发布机构|发布单位|信息来源)：)"
    r"|(?<=【[一-龥]{2}】) ?(?=[^【】\s，。]{2,10}，)"
    r"|(?<=。) ?(?=(?:报|主送|抄送|抄报)：[^，。；]{2,20}[、，。])"
)
"""What begins a line by nature: the opening of a report, the fields of its head and foot, the text behind the buttons."""
_HEAD_KEYS = re.compile(r"本报讯|发布|来源：|】|报：|送：|[局府室委网心] +20\d\d")
_TABLE = re.compile(r"(?=[^|]{60})[^|]*[。；](?= ?[^|。；]{0,80}\|[^|]*\|[^|]*\|)")
"""Running text up to the table that follows it in the same line: its sentences are no cell."""
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，。；：、]{0,14}?"
    r"(?:工作(?:安排|回顾|打算|计划|部署)|总体(?:情况|要求|目标)|基本情况|主要(?:做法|问题|成效|目标|任务)|存在的?(?:主要)?问题|重点工作|下一步工作|有关情况|工作要求)"
    r" ?(?=(?:今年|去年|过去|当前|目前|截至|全[市县区省]|\d)[^。]{0,60}[，：])"
)
"""A heading of the commonest kind that a sentence follows without a break."""


def split(starts: Sequence[int], bodies: Sequence[str]) -> tuple[list[int], list[str], list[int]]:
    """The lines with the lost breaks made again: starts, texts, and the number of the line each was in, from 1."""
    out: tuple[list[int], list[str], list[int]] = ([], [], [])
    lines = _Lines(bodies)
    for number, (start, body) in enumerate(zip(starts, bodies, strict=True), 1):
        at = 0
        for cut in (*lines.cuts(body), len(body)):
            piece = body[at:cut]
            text = piece.strip()
            if text:
                out[0].append(start + at + len(piece) - len(piece.lstrip()))
                out[1].append(text)
                out[2].append(number)
            at = cut
    return out


class _Lines:
    """The lines of a text one after another, and what begins and ends lines in it."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self._leads = {lead for body in bodies if (lead := _lead(body))}
        if self._leads:
            behind = ((body, m.end()) for body in bodies for m in _BEHIND.finditer(body))
            self._leads |= {lead for body, at in behind if (lead := _lead(body, at)) and lead[1] > 1}
        self._dashes = any(body.startswith("——") for body in bodies)
        self._closed = sum(_CLOSED.search(body) is not None for body in bodies if body[-1] == "。") > 1
        self._last: dict[int, int] = {}
        """The number of the last item, by style."""

    def cuts(self, body: str) -> list[int]:
        """Where lines begin inside a line."""
        found: set[int] = set()
        if self._leads:
            found.update(self._items(body))
        if self._dashes and "——" in body[1:]:
            found.update(m.end() for m in _DASH.finditer(body))
        if self._closed and "责任单位：" in body:
            found.update(m.end() for m in _RECORD.finditer(body))
        if "：" in body:
            found.update(_fields(body))
        if "|" in body and (prose := _TABLE.match(body)):
            found.add(prose.end())
        if _HEAD_KEYS.search(body) and not body.startswith(("报：", "送：")):
            found.update(
                m.end()
                for m in _HEAD.finditer(body)
                if body[m.start() - 1] == "。" or not re.search("[，；]", body[: m.start()]) or _headline(body, m.end())
            )
        if not found and body[0] not in _FIRST:
            return []
        for first in (0, *sorted(found)):
            if body[first : first + 1] in _FIRST and (match := _SECTION.match(body, first)):
                found.add(match.end())
        return sorted(found - {0})

    def _items(self, body: str) -> list[int]:
        """Items inside a line that go on counting where a line, or an item before, has begun with a number."""
        out: list[int] = []
        if lead := _lead(body):
            self._last[lead[0]] = lead[1]
        for behind in _BEHIND.finditer(body):
            if (found := _lead(body, behind.end())) is None:
                continue
            style, number = found
            follows = self._last.get(style) == number - 1 and behind[0][0] in "。！"
            if follows or (number == 1 and (style, 2) in self._leads and (style, 1) not in self._leads):
                out.append(behind.end())
                self._last[style] = number
        return out


def _headline(body: str, end: int) -> bool:
    """开工项目27个，总投资130亿元本报讯（…: a short headline before the opening of its report."""
    return end <= 40 and body.startswith("本报讯", end) and "。" not in body[:end]


def _lead(body: str, at: int = 0) -> tuple[int, int] | None:
    """Style and number of the item that begins at a place."""
    if body[at : at + 1] not in _FIRST:
        return None
    for style, pattern in enumerate(_STYLES):
        if match := pattern.match(body, at):
            return style, _value(match[2])
    return None


def _fields(body: str) -> list[int]:
    """Fields behind a heading, the text behind a salutation, and further entries of a list of projects in one line."""
    out = []
    if (match := _FIELD.search(body)) and match.start() <= 40 and not re.search("[，。；：]", body[: match.start()]):
        out.append(match.end())
    if match := _NOTICE.match(body):
        out.append(match.end())
    if body[0] == "各" and (match := _SALUTE.match(body)):
        out.append(match.end())
    if match := _ENTRY.match(body):
        out += [m.end() for m in re.finditer(rf"(?<=。) ?(?=[^，。：；]{{4,30}}：{match['field']})", body)]
    return out


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    tens, found, ones = digits.rpartition("十")
    return (_NUMBERS.get(tens, 1) * 10 if found else 0) + _NUMBERS.get(ones, 0)
