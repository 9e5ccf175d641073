"""The lines of a text that are the document's own: what is set aside as a whole line, what is cut out of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.cleaning.boilerplate import cuts, line_type
from briefing.cleaning.glued import split
from briefing.limits import check
from briefing.model.base import Span
from briefing.model.source import Dropped

_LINE = re.compile(r"[^\n]+")
_HEAD_LINES = 12
"""A masthead stands among the first lines."""
_MASTHEAD = re.compile(
    r"(?!.*(?:截[至止]|会议?上))(?!——|（|.*\d(?:\.\d+)?(?:亿|万|%|个|家|户|项|元))[^\n。，；|]{0,40}?"
    r"\d{4}(?:年\d{1,2}月|([-/.])\d{1,2}\1)\d{1,2}日?(?![月\d])[^\n。，；|]{0,70}"
)
"""A line of the head that is little more than a date: paper, number, page, editors."""
_RELATED = re.compile(
    r"(?:>{0,2}最新信息|新闻推荐|推荐(?:阅读|文章)|猜你喜欢|为[你您]推荐|热门(?:推荐|文章)|相关(?:推荐|文章|新闻)|热点新闻|留言与评论|网友评论)"
)
"""What stands under such a line in the second half of a page belongs to other pages."""
_NOTES = re.compile(r"(?:附注|(?:主要)?(?:统计)?(?:指标|名词)解释(?:及说明)?|统计口径说明)：?")
_NOTE = re.compile(r"(?:\d{1,2}[.、]|[（(]?\d{1,2}[）)]|[①-⑳]|注\d?：).*(?:指|包括|口径|按|统计|数据|计算|为|以|参见)")
"""Under a heading of notes: how a figure is defined. Its numbers (年主营业务收入2000万元以上) are no facts."""
_DATELIKE = re.compile(r"\d{4}(?:年\d{1,2}月|([-/.])\d{1,2}\1)\d{1,2}(?![月\d])")


@dataclass(slots=True)
class Line:
    """A line with something on it: trimmed text, its place, its number, the pieces that stay."""

    start: int
    text: str
    number: int
    pieces: list[Span]
    kept: str
    bylined: bool = False


def text_lines(canon: str) -> tuple[list[Line], list[Dropped]]:
    """The lines that stay, with what was cut out of them, and what was set aside."""
    starts, bodies, numbers = split(*_split(canon))
    found = iter([*cuts(canon, starts, [start + len(body) for start, body in zip(starts, bodies, strict=True)]), _NONE])
    cut = next(found)
    lines: list[Line] = []
    dropped: list[Dropped] = []
    judge = _Judge(len(canon))
    for number, start, body in zip(numbers, starts, bodies, strict=True):
        check()
        end = start + len(body)
        kind = judge.kind(body, start, number)
        own: list[tuple[str, Span]] = []
        while cut[1][0] < end:
            if cut[1][0] >= start:
                own.append(cut)
            cut = next(found)
        if kind:
            dropped.append(Dropped(type=kind, span=(start, end), reason="整行"))
        elif not own:
            lines.append(Line(start, body, number, [(start, end)], body))
        else:
            line, away = _cut(Line(start, body, number, [], "", any(k == "byline" and s[0] == start for k, s in own)), own, canon)
            lines += line
            dropped += away
    return lines, dropped


_NONE: tuple[str, Span] = ("", (2**60, 2**60))


def _split(canon: str) -> tuple[list[int], list[str]]:
    """The trimmed lines with something on them: where each starts, and its text."""
    starts: list[int] = []
    bodies: list[str] = []
    for match in _LINE.finditer(canon):
        line = match[0]
        if body := line.strip():
            starts.append(match.start() + (len(line) - len(line.lstrip())))
            bodies.append(body)
    return starts, bodies


class _Judge:
    """Says what kind of line is set aside whole; remembers when notes or other pages' articles have begun."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._notes = self._rest = False

    def kind(self, body: str, start: int, number: int) -> str | None:
        """The type of a line that is set aside; None for text."""
        kind = line_type(body)
        if self._rest or (start * 2 > self._size and len(body) <= 16 and _RELATED.match(body)):
            self._rest = True
            return kind or "boilerplate"
        if kind is None and self._notes:
            self._notes = _NOTE.match(body) is not None
        if len(body) <= 14 and _NOTES.fullmatch(body):
            self._notes = True
        if kind is None and self._notes:
            return "boilerplate"
        if kind is None and number <= _HEAD_LINES and len(body) <= 110 and _DATELIKE.search(body) and _MASTHEAD.fullmatch(body):
            return "boilerplate"
        return kind


def _cut(line: Line, own: list[tuple[str, Span]], canon: str) -> tuple[list[Line], list[Dropped]]:
    """The line without the pieces cut out of it; none when what is left is nothing, or no text."""
    dropped = [Dropped(type=kind, span=span, reason="行内") for kind, span in own]
    pieces = _without(line.start, line.start + len(line.text), [span for _, span in own])
    kept = "".join(canon[a:b] for a, b in pieces).strip()
    if not kept:
        return [], dropped
    if kind := line_type(kept):
        return [], [*dropped, Dropped(type=kind, span=(pieces[0][0], pieces[-1][1]), reason="整行")]
    line.pieces, line.kept = _trimmed(pieces, canon), kept
    if own[0][0] == "boilerplate" and own[0][1][0] == line.start and len(line.pieces) == 1:
        line.start, line.text = line.pieces[0][0], kept
    return [line], dropped


def _without(start: int, end: int, spans: list[Span]) -> list[Span]:
    """The pieces of a line that stay when the cuts are taken out."""
    pieces, at = [], start
    for a, b in spans:
        if a > at:
            pieces.append((at, a))
        at = max(at, b)
    if at < end:
        pieces.append((at, end))
    return pieces


def _trimmed(pieces: list[Span], canon: str) -> list[Span]:
    """Without the blanks a cut leaves at either end."""
    while pieces and canon[pieces[0][0]] == " ":
        pieces[0] = (pieces[0][0] + 1, pieces[0][1])
        pieces = pieces if pieces[0][0] < pieces[0][1] else pieces[1:]
    while pieces and canon[pieces[-1][1] - 1] == " ":
        pieces[-1] = (pieces[-1][0], pieces[-1][1] - 1)
        pieces = pieces if pieces[-1][0] < pieces[-1][1] else pieces[:-1]
    return pieces
