"""Typed runs on their way into a drawing: how each is set, how wide it is, and where a long label breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from briefing.charts import style
from briefing.model.document import Run

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
            white = style.TAG_GAP + style.TAG_PAD
            return Word(run.text, "hei", style.TAG, "ink", run, _TAGS[tag], before=white, after=white)
        case "badge" | "badge-first" as badge:
            white = style.TAG_GAP + style.BADGE_PAD
            ink = "white" if badge == "badge-first" else "ink"
            return Word(run.text, "hei-bold", style.BADGE, ink, run, _BADGES[badge], before=white, after=white)
        case "strong":
            return Word(run.text, "hei-bold", size, color, run)
        case "unit" | "quiet":
            return Word(run.text, "hei", min(size, style.LABEL), "g2", run)
        case "red":
            return Word(run.text, face, size, "red", run)
        case _:
            return Word(run.text, face, size, color, run)


def words(runs: Iterable[Run], size: float = style.LABEL, face: str = "hei", color: str = "ink") -> tuple[Word, ...]:
    return tuple(word(run, size, face, color) for run in runs if run.text)


def extent(items: Iterable[Word], faces: Measure) -> float:
    """The width of words set one after the other, outer white included."""
    return sum(item.before + faces.width(item.text, item.face, item.size) + item.after for item in items)


_TOKEN = re.compile(r"[0-9A-Za-z０-９.,%+\-~/]+|.", re.S)
_NO_START = set("，。、；：？！）》】”’…—·～%％)]")
_NO_END = set("（《【“‘([")
_GOOD_END = set("、，；：）》”·—）")
_GOOD_START = ("（", "《", "“", "及其", "和", "与", "项目", "工程", "产业", "园区", "中心", "基地", "建设", "改造", "占", "增")


def wrap(text: str, faces: Measure, width: float, lines: int = 2, face: str = "hei", size: float = style.LABEL) -> tuple[str, ...]:
    """`text` on at most `lines` lines of `width`, never inside a number or a Latin word and never against the rules for line
    ends. A break at the border of a phrase is preferred when it costs no line. What does not fit ends in …."""
    out: list[str] = []
    rest = _TOKEN.findall(text)
    while rest:
        fit = _fit(rest, faces, width, face, size)
        if len(out) == lines - 1 and fit < len(rest):
            out.append(_cut(rest, faces, width, face, size))
            return tuple(out)
        if fit < len(rest):
            fit = _phrase(rest, fit, faces, width, (lines - len(out) - 1), face, size)
        out.append("".join(rest[:fit]).strip())
        rest = rest[fit:]
    return tuple(out)


def _fit(tokens: Sequence[str], faces: Measure, width: float, face: str, size: float) -> int:
    """How many tokens stand on a line, at least one."""
    used, count = 0.0, 0
    for token in tokens:
        used += faces.width(token, face, size)
        if used > width + 0.01 and count:
            break
        count += 1
    last = count
    while last > 1 and last < len(tokens) and not _may_break(tokens, last):
        last -= 1
    return last if last >= 1 else count


def _may_break(tokens: Sequence[str], at: int) -> bool:
    return tokens[at][0] not in _NO_START and tokens[at - 1][-1] not in _NO_END


def _phrase(tokens: Sequence[str], fit: int, faces: Measure, width: float, left: int, face: str, size: float) -> int:
    """A better place than `fit` from which the rest still fits on the lines left."""
    for at in range(fit, max(fit // 2, 1) - 1, -1):
        if not _may_break(tokens, at):
            continue
        after = "".join(tokens[at:])
        good = tokens[at - 1][-1] in _GOOD_END or after.startswith(_GOOD_START)
        if good and len(after) > 1 and faces.width(after, face, size) <= left * width * 0.98:
            return at
    if fit == len(tokens) - 1 and fit > 2 and _may_break(tokens, fit - 1):
        return fit - 1  # no line of one character
    return fit


def _cut(tokens: Sequence[str], faces: Measure, width: float, face: str, size: float) -> str:
    room = width - faces.width("…", face, size)
    kept = ""
    for token in tokens:
        if faces.width(kept + token, face, size) > room:
            break
        kept += token
    return kept.rstrip("（《“‘、，·—") + "…"
