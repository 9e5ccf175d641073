"""Typed runs on their way into a drawing: how each is set, how wide it is, and where a long label breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal, Protocol

from briefing.charts import style
from briefing.chinese import words as dictionary
from briefing.model.run import Run
from briefing.typography.glue import segments
from briefing.typography.places import unbroken

Box = Literal["outline", "filled", "badge", "badge-first"]


class Measure(Protocol):
    """What charts need of `briefing.typography.roles.Faces`."""

    def width(self, text: str, role: str, size: float) -> float: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of text set in one go. `before` and `after` are the white (and the frame's padding) around it."""

    text: str
    face: str = "hei"
    size: float = style.LABEL
    color: str = "ink"
    run: Run | None = None
    box: Box | None = None
    rise: float = 0.0
    before: float = 0.0
    after: float = 0.0


_TAGS: dict[str, Box] = {"tag-outline": "outline", "tag-filled": "filled"}
_BADGES: dict[str, Box] = {"badge": "badge", "badge-first": "badge-first"}


def word(run: Run, size: float = style.LABEL, face: str = "hei", color: str = "ink") -> Word:
    """A run as its style asks; a run without style takes the size, face and colour given."""
    match run.style:
        case "mark":
            return Word(run.text, "hei", style.MARK, "blue", run, rise=style.MARK_RISE, before=2.5)
        case "tag-outline" | "tag-filled" as tag:
            white = style.TAG["gap"] + style.TAG["pad"]
            return Word(run.text, "hei", style.TAG["size"], "ink", run, _TAGS[tag], before=white, after=white)
        case "badge" | "badge-first" as badge:
            white = style.BADGE["gap"] + style.BADGE["pad"]
            ink = "white" if badge == "badge-first" else "ink"
            return Word(run.text, "hei-bold", style.BADGE["size"], ink, run, _BADGES[badge], before=white, after=white)
        case "strong":
            return Word(run.text, "hei-bold", size, color, run)
        case "unit" | "quiet":
            return Word(run.text, "hei", min(size, style.LABEL), "g2", run)
        case "red":
            return Word(run.text, face, size, "red", run)
        case _:
            return Word(run.text, face, size, color, run)


def words(runs: Iterable[Run], size: float = style.LABEL, face: str = "hei", color: str = "ink") -> tuple[Word, ...]:
    """Runs as words, a quarter em between two of them where Han meets a letter or a digit."""
    out: list[Word] = []
    for item in (word(run, size, face, color) for run in runs if run.text):
        last = out[-1] if out else None
        if last and not last.box and not item.box and not item.before and len(segments(last.text[-1] + item.text[0])) == 2:
            item = replace(item, before=min(last.size, item.size) / 4)
        out.append(item)
    return tuple(out)


def extent(items: Iterable[Word], faces: Measure) -> float:
    """The width of words set one after the other, outer white included."""
    return sum(item.before + faces.width(item.text, item.face, item.size) + item.after for item in items)


def bounds(items: Sequence[Word], x: float, base: float, faces: Measure) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom) of words set from `x` on the baseline `base`."""
    top = max((item.size * style.ASCENT + item.rise for item in items), default=0.0)
    bottom = max((item.size * style.DESCENT - item.rise for item in items), default=0.0)
    return (x, base - top, x + extent(items, faces), base + bottom)


def opening(items: Sequence[Word]) -> tuple[Word, ...]:
    """Words at the beginning of a line: no white before the first but the padding of its frame."""
    if not items:
        return ()
    frame = items[0].box
    pad = 0.0 if frame is None else style.BADGE["pad"] if frame.startswith("badge") else style.TAG["pad"]
    return (replace(items[0], before=pad), *items[1:])


_TOKEN = re.compile(r"[0-9A-Za-z０-９.,%+\-~/]+|.", re.S)
_NO_START = set("，。、；：？！）》】”’…—·～%％)]")
_NO_END = set("（《【“‘([")
_GOOD_END = (*"、，；：）》”·—", "公司", "集团", "学院", "大学", "区", "县", "市", "镇", "街道", "路", "年", "期间", "以上")
_STARTS = """（ 《 “ 及其 和 与 项目 工程 产业 园区 中心 基地 建设 改造 占 增 有限 股份 管理 科技 高科技 高新 新材料 新能源 生物
智慧 综合 示范 提升 服务 研发"""
_GOOD_START = tuple(_STARTS.split())
_BORDER = 5.0
"""What the border of a phrase is worth: two lines may differ by some three characters for it."""
_TORN = 20.0
"""What a break inside a word costs."""


def wrap(text: str, faces: Measure, width: float, lines: int = 2, face: str = "hei", size: float = style.LABEL) -> tuple[str, ...]:
    """`text` on as few lines of `width` as it needs, at most `lines`, evenly filled and broken at the border of a phrase where
    one is near; never inside a number or a Latin word, never against the rules for line ends. What does not fit ends in …."""

    def fits(line: str, room: float) -> bool:
        return faces.width(line, face, size) <= room + 0.01

    if fits(text, width):
        return (text,)
    tokens = [part for whole in unbroken(text) for part in ([whole] if fits(whole, width) else _TOKEN.findall(whole))]
    plain = _greedy(tokens, fits, width)
    if len(plain) > lines:
        rest = "".join(plain[lines - 1 :])
        return (*plain[: lines - 1], _cut(_TOKEN.findall(rest), faces, width, face, size))
    widths = [faces.width(token, face, size) for token in tokens]
    even = _even(tokens, widths, len(plain), size, _inside_words(text, tokens))
    return even if even and all(fits(line, width) for line in even) else plain


def _inside_words(text: str, tokens: Sequence[str]) -> frozenset[int]:
    """Token borders that lie inside a word. The dictionary is loaded with the first label that must be divided."""
    edges = {0, *accumulate(len(found) for found in dictionary.words(text))}
    at, inside = 0, set()
    for number, token in enumerate(tokens):
        if at not in edges:
            inside.add(number)
        at += len(token)
    return frozenset(inside)


def _greedy(tokens: Sequence[str], fits: Callable[[str, float], bool], width: float) -> tuple[str, ...]:
    """Lines as full as the rules for line ends allow."""
    out: list[str] = []
    start = 0
    while start < len(tokens):
        low, high = start + 1, len(tokens)
        while low < high:  # the last end that fits: a longer line is never narrower
            end = (low + high + 1) // 2
            low, high = (end, high) if fits("".join(tokens[start:end]), width) else (low, end - 1)
        end = low
        while start + 1 < end < len(tokens) and not _may_break(tokens, end):
            end -= 1
        out.append("".join(tokens[start:end]))
        start = end
    return tuple(out)


def _may_break(tokens: Sequence[str], at: int) -> bool:
    return tokens[at][0] not in _NO_START and tokens[at - 1][-1] not in _NO_END


def _even(
    tokens: Sequence[str], widths: Sequence[float], lines: int, size: float, inside: frozenset[int]
) -> tuple[str, ...] | None:
    """The best division into so many lines: as even as may be, with some unevenness given for the border of a phrase and more
    against a break inside a word."""
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width)
    mean = ends[-1] / lines
    # best[at]: least cost of the tokens before `at` on the lines so far, and the breaks that lead there
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(1, lines + 1):
        now: dict[int, tuple[float, tuple[int, ...]]] = {}
        stops = (len(tokens),) if line == lines else range(line, len(tokens))
        for stop in stops:
            if stop < len(tokens) and not _may_break(tokens, stop):
                continue
            bonus = -_TORN if stop in inside else _BORDER if stop < len(tokens) and _border(tokens, stop) else 0.0
            options = [
                (cost + ((ends[stop] - ends[start] - mean) / size) ** 2 - bonus, (*breaks, stop))
                for start, (cost, breaks) in best.items()
                if start < stop
            ]
            if options:
                now[stop] = min(options)
        best = now
    if len(tokens) not in best:
        return None
    return tuple("".join(tokens[start:stop]) for start, stop in pairwise((0, *best[len(tokens)][1])))


def _border(tokens: Sequence[str], at: int) -> bool:
    """Does a phrase end before `at` or begin there?"""
    return "".join(tokens[:at]).endswith(_GOOD_END) or "".join(tokens[at:]).startswith(_GOOD_START)


def _cut(tokens: Sequence[str], faces: Measure, width: float, face: str, size: float) -> str:
    room = width - faces.width("…", face, size)
    kept = ""
    for token in tokens:
        if faces.width(kept + token, face, size) > room:
            break
        kept += token
    if kept.count("（") > kept.count("）") and len(kept) - kept.rindex("（") <= 4:
        kept = kept[: kept.rindex("（")]
    return kept.rstrip("（《“‘、，·—") + "…"


def flow(items: Iterable[Word], faces: Measure, width: float, lines: int = 2) -> tuple[tuple[Word, ...], ...]:
    """Words on lines of `width`: a word goes to the next line whole if it fits there; a long one that is no number is wrapped."""
    out: list[list[Word]] = [[]]
    used = 0.0
    for item in items:
        whole = extent((item,), faces)
        if used and used + whole > width + 0.01:
            out.append([])
            used = 0.0
            (item,) = opening((item,))
            whole = extent((item,), faces)
        if whole > width and item.box is None and (item.run is None or item.run.kind in ("text", "name", "quote")):
            parts = wrap(item.text, faces, width - item.before - item.after, lines, item.face, item.size)
            for index, text in enumerate(parts):
                if index:
                    out.append([])
                out[-1].append(replace(item, text=text))
            used = extent(out[-1], faces)
            continue
        out[-1].append(item)
        used += whole
    return tuple(tuple(line) for line in out if line)


def named(name: Word, extra: Sequence[Word], faces: Measure, width: float, lines: int = 5) -> tuple[tuple[Word, ...], ...]:
    """A label on its lines with marks and tags behind the last one, or below it where there is no room."""
    rows = [(replace(name, text=text),) for text in wrap(name.text, faces, width, lines, name.face, name.size)]
    if not extra:
        return tuple(rows)
    if extent((*rows[-1], *extra), faces) <= width + 0.01:
        return (*rows[:-1], (*rows[-1], *extra))
    short = (
        wrap(name.text, faces, width - extent(extra, faces), lines, name.face, name.size)
        if extent(extra, faces) < width / 2
        else ()
    )
    if short and not short[-1].endswith("…"):
        rows = [(replace(name, text=text),) for text in short]
        return (*rows[:-1], (*rows[-1], *extra))
    return (*rows, *flow(opening(extra), faces, width))
