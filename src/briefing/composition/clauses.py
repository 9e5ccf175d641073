"""A fact in the source's own words: the clause its number stands in, with every number of the clause as a typed figure.

Labels of open indicators are made by rule and seldom read well; the clause they were taken from does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.chinese.format import unsaid
from briefing.chinese.script import simplified
from briefing.composition.desk import Desk, written
from briefing.composition.marks import Sentence, offsets
from briefing.composition.tokens import plain
from briefing.model.base import Span
from briefing.model.fact import Evidence, Figure
from briefing.model.run import Run, Runs, RunStyle

_BORDER = re.compile(r"[，。；：！？;:!?\n]|,(?!\d{3})|(?<!\d),")
_LEAD = re.compile(
    r"其中|同时|此外|另外|特别是|尤其是|并且|还|也|正因如此|据统计|今天|今日|昨天|昨日|当天|日前|近日|我[市省区县州盟]|全[市省区县州]|该[市省区县州]"
    r"|\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,2}(?:、|是)|[①-⑳]"
)
_THIS = re.compile("[该本](?:项目|工程|园区|企业|公司)")
"""Said of what is no place and stands before the clause by its name."""
_PLACE = re.compile("[省市区县州盟旗镇乡]$")
_BODY = re.compile("委|政[府协]|人大|人民|[级属直]|统计局|发改|财政局")
"""What makes a place's name the beginning of a body's: 湖南省委、省政府."""
_TIME = re.compile(
    r"(?:全年(?=共|累计|实施|完成|实现)|(?:\d{4}年)?\d{1,2}(?:[-—~－至]\d{1,2})?月(?:份|底|末)?|截至目前|截至\d{4}年底|(?:今年|去年|前年|\d{4}年)(?:以来|上半年|下半年|底|末)?|上半年|下半年|目前)[，,]?"
)
_LEANS = re.compile(
    r"[对占较比并且即从为使让]|其(?!中)|分别|同比|位居|居全|完成(?:了)?(?:年度|全年|年初|目标)|(?:增速|增幅|降幅|总量|增量|数量|规模)(?!最|以)"
)
"""Beginnings that lean on the clause before."""
_FRAME = re.compile(r"在[^，]*[中里内]")
"""A frame for what follows, which says nothing by itself: 在38个行业大类中."""
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("‘", "’"), ("「", "」"))
_START = re.compile(r"[一-鿿“《A-Za-z0-9]")
_MIN, _MAX = 6, 46
_WORDS = 4
"""Characters a clause must hold beside its units."""


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence: its place in the sentence's text, the words printed, the figures among them."""

    start: int
    end: int
    runs: Runs
    figures: tuple[Figure, ...]
    size: int


class Clauses:
    """Clauses of one issue, by figure. Built once; a figure is looked up by its leading evidence."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._places: dict[int, list[tuple[Span, Figure]]] = defaultdict(list)
        for figure in desk.summary.figures:
            sentence = desk.marks.sentence(figure.evidence[0])
            for span in sorted(offsets(sentence.pieces, figure.evidence[0].number)):
                self._places[sentence.number].append((span, figure))

    def of(self, figures: Iterable[Figure], style: RunStyle | None, *, first: bool = True) -> Clause | None:
        """The clause in which the numbers of these figures stand, through neighbouring clauses when they stand in two. None when
        it would not read as one: torn, too long, or with a number nobody has typed."""
        figures = list(figures)
        sentence = self.desk.marks.sentence(figures[0].evidence[0])
        spans = sorted(span for f in figures for span in offsets(sentence.pieces, f.evidence[0].number))
        if not spans or any(f.evidence[0].source != sentence.source for f in figures):
            return None
        start, end = _bounds(sentence.text, spans[0][0], spans[-1][1])
        dated = all(figure.period is not None for figure in figures)
        start += len(_leading(sentence.text[start : spans[0][0]], figures[0].scope or "", dated, first))
        if _LEANS.match(sentence.text, start):
            start = _bounds(sentence.text, max(0, start - 1), start)[0]
            start += len(_leading(sentence.text[start : spans[0][0]], figures[0].scope or "", dated, first))
        text = sentence.text[start:end]
        if not _readable(text) or _LEANS.match(text) or _FRAME.fullmatch(text):
            return None
        if sum("一" <= c <= "鿿" for c in text) < _WORDS + sum(len(f.unit) for f in figures):
            return None
        places = [(span, f) for span, f in self._places[sentence.number] if start <= span[0] and span[1] <= end]
        if len({f.id for _, f in places}) < len(places):
            return None  # one number in two places would be printed twice
        return self._typed(sentence, start, end, places, style)

    def _typed(
        self, sentence: Sentence, start: int, end: int, places: list[tuple[Span, Figure]], style: RunStyle | None
    ) -> Clause | None:
        out: list[Run] = []
        at, told = start, list[Figure]()
        for (a, b), figure in sorted(places, key=lambda place: place[0]):
            told.append(figure)
            if a < at:
                continue
            before, tail = self._around(sentence, at, a, b, figure)
            self._words(out, sentence, at, before)
            out.append(self.desk.value(figure, style))
            at = tail
        self._words(out, sentence, at, end)
        loose = "".join(run.text for run in out if run.kind == "quote")
        if re.search(r"\d{2,}|\d[%亿万]", re.sub(r"\d+[A-Z]|[A-Z]\w*\d|“[^”]*”|\d{4}年", "", loose)):
            return None  # a number the extraction did not take stays in the annex
        return Clause(start, end, tuple(out), tuple(told), sum(len(run.text) for run in out))

    def _around(self, sentence: Sentence, at: int, a: int, b: int, figure: Figure) -> tuple[int, int]:
        """Where the words before the number end and those after it begin: a word of limit is part of the written figure."""
        text, approx = sentence.text, figure.approx or ""
        if approx and approx in written(figure):
            if self._plain(sentence, text[at:a]).endswith(approx):
                return a - len(approx), b
            if self._plain(sentence, text[b:]).startswith(approx) and approx not in text[a:b]:
                return a, b + len(approx)
        return a, b

    def _plain(self, sentence: Sentence, text: str) -> str:
        """Words of a sentence in Simplified characters."""
        source = self.desk.sources.get(sentence.source)
        return simplified(text, force=True) if source and source.info.script == "hant" else text

    def _words(self, out: list[Run], sentence: Sentence, start: int, end: int) -> None:
        text = self._plain(sentence, sentence.text[start:end])
        text = plain(re.sub(r"\s+", "", text)).replace(",", "，").replace(";", "；")
        if text:
            out.append(Run(kind="quote", ref=sentence.ref(start, end), text=text))


def _bounds(text: str, first: int, last: int) -> Span:
    """From the border before the first number to the one behind the last."""
    start = max((m.end() for m in _BORDER.finditer(text, 0, first)), default=0)
    stop = _BORDER.search(text, last)
    return start, stop.start() if stop else len(text.rstrip("。 "))


def _leading(words: str, scope: str, dated: bool, first: bool) -> str:
    """Words that lead in a clause and are said elsewhere or mean nothing outside the source: 其中, 我市, the place's own name, and
    去年 when the period is printed."""
    if not first and words.startswith("其中"):
        return ""  # it goes on with the clause before
    rest = words
    while True:
        match = _LEAD.match(rest) or (_TIME.match(rest) if dated else None)
        if match:
            rest = rest[match.end() :]
        elif scope and rest.startswith(scope) and len(rest) > len(scope) and not _BODY.match(rest, len(scope)):
            rest = rest[len(scope) :]
        elif scope and not _PLACE.search(scope) and (this := _THIS.match(rest)):
            rest = rest[this.end() :]
        else:
            rest = rest if _PLACE.search(scope) else unsaid(scope, rest)
            return words[: len(words) - len(rest)]


def _readable(text: str) -> bool:
    size = len(text)
    if not _MIN <= size <= _MAX or not _START.match(text) or "|" in text or text.count("“") != text.count("”"):
        return False  # too long, torn, or a row of a table
    return all(text.count(a) == text.count(b) for a, b in _PAIRS)


def excerpt(desk: Desk, evidence: Evidence, text: str, room: int) -> Runs:
    """Words of a sentence cut to `room` characters at a comma where there is one; ……  says that something is left out."""
    said = text.strip("，。；、,; \n")
    cut = said
    if len(said) > room:
        stops = [m.start() for m in _BORDER.finditer(said, room // 2, room)]
        cut = said[: stops[-1]] if stops else said[: room - 2]
    source = desk.sources.get(evidence.source)
    shown = simplified(cut, force=True) if source and source.info.script == "hant" else cut
    shown = re.sub(r"\s+", "", shown).replace(",", "，").replace(";", "；")
    for a, b in _PAIRS:
        if shown.count(a) > shown.count(b):
            shown = shown.replace(a, "") if not shown.count(b) else shown + b
        elif shown.count(b) > shown.count(a):
            shown = shown.replace(b, "") if not shown.count(a) else a + shown
    runs: Runs = (desk.quote(evidence, shown),)
    return (*runs, Run(kind="text", text="……")) if cut is not said and not shown.endswith("”") else runs
