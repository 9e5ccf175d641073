"""The numbers of a text as flat tokens: quantities, ranks, ratios, and numbers that are no figure, each with its reason.

Offsets count in the text that was scanned. The search starts at digits, at 第, and at Chinese numerals, so text without numbers
costs nearly nothing; patterns of the lexicon are tried only around the numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from briefing.extraction.tokens import placings, quantities
from briefing.extraction.tokens.quantities import Token
from briefing.resources import lexicon

_RUN = re.compile(r"\d[\d.,]*")
_FIRST_OF_REFUSED = (
    r"[0-9A-Za-z“第（(①-⑳［\[〔. 国省县乡村世全中民企亚双凌早上下晚今浏阅点访人字建成诞胜创一二三四五六七八九十两百千万h]"
)
"""What the patterns of ``exclusions.toml`` can begin with; a guard that makes the search quick."""
_LEFT, _RIGHT = 16, 26
"""How far around a number the exclusion patterns look, in characters."""


@lru_cache(maxsize=1)
def _exclusions() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What is no figure, one group a pattern, and the reason of every group. At a digit only what can begin with one is tried,
    behind another digit only what can begin there, elsewhere only what can begin with something else."""
    data = tomllib.loads(lexicon("exclusions.toml").read_text(encoding="utf-8"))
    sides = []
    for never in (_WORDY, _LATER, _DIGITAL):
        kept = (tuple(pattern for pattern in patterns if not never.match(pattern)) for patterns in data.values())
        sides.append("|".join(f"({'|'.join(patterns) or '(?!)'})" for patterns in kept))
    digits = "(?=[0-9])(?:(?<=前)|(?!{}))(?:(?<![0-9])(?:{})|(?<=[0-9])(?:{}))".format(_SURE, *sides)
    return re.compile(f"(?={_FIRST_OF_REFUSED})(?:{digits}|(?![0-9])(?:{sides[2]}))", re.M), (*data, *data, *data)


_SURE = r"[0-9]{1,6}+(?:\.[0-9]++)?+(?:%|个百分点|[万亿]?(?:元|吨|人|亩|户)(?![一二三四五六七\d口]))"
"""A number with a unit that makes it a figure, unless 前 stands before it: at its digits nothing else is tried."""
_LOOK = r"(?:\(\?<[!=][^()]*\)|\^)*"
_DIGITAL = re.compile(_LOOK + r"(?:\\d(?![?*])|[0-9]|\[1-9\]|\(\?:\[01\]\?\\d|\(\?:19)")
_WORDY = re.compile(_LOOK + r"[\u4e00-\u9fff“（第PA-Za-z〔](?!\?)")
"""Patterns that surely begin with a digit, and that surely do not."""
_LATER = re.compile(
    rf"{_WORDY.pattern}|\^|\(\?<!(?:\\d|\[\\d\.\])\)|\(\?<=(?:[\u4e00-\u9fff]+|\[[^\\0-9\]-]+-?\][\u4e00-\u9fff]*)\)"
)
"""Patterns that surely do not begin behind a digit."""


def tokens(text: str) -> list[Token]:
    """Every number of a text in order; none overlaps another."""
    found = [*placings.ranks(text), *quantities.in_words(text)]
    runs = [m.span() for m in _RUN.finditer(text)]
    if runs:
        refused = list(_refused(text, runs))
        found = [t for t in found if not _covered(t.number[0], refused)] + refused
        found += quantities.in_digits(text, runs, sorted((t.start, t.end) for t in found))
    found.sort(key=lambda t: t.number)
    return _shared(_compound(_without_overlaps(found)), text)


_PARTS = {("亿", "万"): 10**4, ("亿", "千万"): 10, ("万", "千"): 10}
_ENDS = {"亿": 10**8, "万": 10**4}
_LEAST = 100
"""Ones right behind a scale have three digits and more: 50万2316人; 100亿3家 has lost a mark."""


def _compound(found: list[Token]) -> list[Token]:
    """2亿6400余万元, 50万2316人: one number in two scales and more."""
    out: list[Token] = []
    for token in found:
        last = out[-1] if out else None
        size = re.match(r"[百千]?万|千", token.unit) if last is not None and last.number[1] == token.number[0] else None
        part = _PARTS.get((last.unit, size[0])) if last is not None and size is not None else None
        if last is not None and size is None and last.number[1] == token.number[0] and _LEAST <= token.value < 10**4:
            part = _ENDS.get(last.unit) if token.unit and token.value == int(token.value) else None
        if (
            last is None
            or part is None
            or token.kind != "quantity"
            or token.value >= min(part, 10**4)
            or last.value_max
            or token.value_max
        ):
            out.append(token)
            continue
        unit = last.unit + token.unit[len(size[0] if size else "") :]
        kind = last._replace(kind="quantity", reason="", value=last.value + token.value / part, unit=unit)
        out[-1] = kind._replace(end=token.end, number=(last.number[0], token.number[1]), approx=last.approx or token.approx)
    return out


def _covered(at: int, spans: list[Token]) -> bool:
    return any(t.start <= at < t.end for t in spans)


def _without_overlaps(found: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in found:
        if out and token.number[0] < out[-1].number[1]:
            continue
        if out and token.start < out[-1].end:
            token = token._replace(start=max(out[-1].end, min(token.start, token.number[0])))
        out.append(token)
    return out


def _refused(text: str, runs: list[tuple[int, int]]) -> Iterator[Token]:
    """Numbers that are no figure, looked for in windows around the runs of digits."""
    pattern, reasons = _exclusions()
    at = 0
    for first, last in _windows(runs, len(text)):
        for match in pattern.finditer(text, max(first, at), last):
            if match.end() > match.start():
                at = match.end()
                reason = reasons[(match.lastindex or 1) - 1]
                if reason == "clock" and _COMPOSED.search(text, max(match.start() - 16, 0), match.start()):
                    continue
                yield Token("refused", match.start(), at, match.span(), reason=reason)


_COMPOSED = re.compile(r"结构|之比|比例|收入比|调整|优化|演进")
"""Before a ratio that looks like a time: 三次产业结构比为18:48:34."""


def _windows(runs: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    first, last = runs[0][0] - _LEFT, runs[0][1] + _RIGHT
    for a, b in runs[1:]:
        if a - _LEFT <= last:
            last = b + _RIGHT
        else:
            yield max(first, 0), min(last, size)
            first, last = a - _LEFT, b + _RIGHT
    yield max(first, 0), min(last, size)


_JOIN = re.compile(r"[、，/]|和|及|与|以及|[、，](?:和|及|与)")
_AGAINST = re.compile(r"[、，和](?:全国|全省|全市|全区|全县|[\u4e00-\u9fff]{2,3}[省市])(?:平均水平|平均)?")
"""高于全国0.7、全省2.3个百分点."""


def _shared(found: list[Token], text: str) -> list[Token]:
    """Numbers without a unit take the unit of the last of their list: 0.7、0.5和0.2个百分点."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.reason != "no-unit" and here.unit not in ("亿", "万", "个"):
            continue
        joined = here.reason == "no-unit" and after.kind == "quantity" and not after.spelled
        short = here.unit in ("亿", "万") and after.unit.startswith(here.unit) and len(after.unit) == 2  # 29.8亿、12.9亿元
        points = short or (here.unit == "个" and after.unit == "个百分点" and not here.spelled)  # 分别回升2.9个、23.9个百分点
        between = text[here.end : after.start].strip()
        if joined and between == "，" and _GROUPS.fullmatch(text, here.number[0], after.number[0] + 4):
            out[i], out[i + 1] = here._replace(reason="malformed"), after._replace(kind="refused", reason="malformed")
            continue  # 541，412万元 may be 541412: the mark was doubled or misread
        against = (joined or here.unit == "个") and after.unit == "个百分点" and _AGAINST.fullmatch(between)
        if against or ((joined or points) and _JOIN.fullmatch(between)):
            out[i] = here._replace(kind="quantity", unit=after.unit, reason="", shared=True)
    for i in range(1, len(out)):
        here, before = out[i], out[i - 1]
        listed = before.approx and not here.approx and here.unit == before.unit and text.startswith(_MARKS_PASSED, here.end)
        if listed and _JOIN.fullmatch(text[before.end : here.start]):
            out[i] = here._replace(approx=before.approx)  # 连续突破4000亿元、5000亿元大关
    return out


_GROUPS = re.compile(r"\d{1,3}，\d{3}\D")
_MARKS_PASSED = ("大关", "关口", "台阶", "新台阶")
