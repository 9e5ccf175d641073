"""Kinds of noise as texts carry it: each gives edits of a text, so that every character left still knows where it came from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = tuple[int, int, str]
"""Characters from–to of the text and what stands there instead."""

_MARK = re.compile("[，。；、]")
_NUMBER = re.compile(r"(?<![\d.])\d+\.\d+(?=%|个百分点|[万亿]|元|亩|公里|吨)")
_WHOLE = re.compile(r"(?<![\d.,])\d{2,6}(?=%|个|[万亿]|元|亩|公里|吨|家|户|人|项)(?!个?月)")
_LINE = re.compile(r"[^\n]+")
_OCR = {"0": "OoＯ〇", "1": "lI|", "5": "S", "8": "B", "2": "Z", "6": "b", "9": "g", "3": "з"}
_WORDS = (
    "（图）",
    "点击查看",
    "转载",
    "的",
    "小编",
    "VIP",
    "●",
    "（下转第三版）",
    "记者 李明",
    "★",
    "~",
    "相关链接",
    "……",
    "广告",
    "和",
    "分享到",
)
_TALK = (
    "欢迎关注我们的公众号。", "免责声明：以上内容仅供参考。", "本报讯", "责任编辑：李明", "最新消息，敬请期待。",
    "热烈庆祝活动圆满举行。", "感谢阅读，谢谢。", "图片来自网络。",
)  # fmt: skip

_STRANGE_WORDS = (
    "（组图）", "展开全文", "编者按", "◆", "■", "更多", "热点", "赞", "版权所有", "（资料图）", "了", "在", "#", "【收藏】",
    "通讯员 王芳", "延伸阅读", "VR", "登录", "扫码", "◇",
)  # fmt: skip
_STRANGE_TALK = (
    "长按二维码关注我们。", "转载请注明出处。", "以上内容不代表本站立场。", "点赞、在看、转发。", "更多精彩内容请下载客户端。",
    "本文由编辑整理发布。", "欢迎收看今天的节目。", "如有侵权请联系删除。",
)  # fmt: skip
"""Further words and sentences of web pages, chosen before the rules: mended by class, never one by one."""


def _some(chance: random.Random, found: Sequence[re.Match[str]]) -> re.Match[str] | None:
    return chance.choice(found) if found else None


def _doubled(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.end(), at.end(), chance.choice("，。；、")) if at else None


def _lost_mark(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.start(), at.end(), "") if at else None


def _word_between(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.end(), at.end(), chance.choice(_WORDS)) if at else None


def _word_anywhere(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice(_WORDS)


def _strange_word(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice(_STRANGE_WORDS)


def _strange_talk(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"[。\n]", text)))
    return (at.end(), at.end(), chance.choice(_STRANGE_TALK)) if at else None


def _talk(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"[。\n]", text)))
    return (at.end(), at.end(), chance.choice(_TALK)) if at else None


def _line_of_talk(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"\n", text)))
    return (at.end(), at.end(), chance.choice(_TALK) + "\n") if at else None


def _blank(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice((" ", "　", "  ", "\u200b", "\xa0", "\ufeff"))


def _blank_in_number(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"(?<=\d)(?=\d|\.\d)|(?<=\d\.)(?=\d)", text)))
    return (at.end(), at.end(), chance.choice((" ", "　", "  ", "\xa0", "\u2009", "\u200b", "\n"))) if at else None


def _joined(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"\s*\n\s*", text)))
    return (at.start(), at.end(), chance.choice(("", " "))) if at else None


def _cut(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice(("\n", "\n\n", "\r\n", "\n  "))


def _broken_number(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_NUMBER.finditer(text)))
    if not at:
        return None
    whole, part = at[0].split(".")
    shapes = (f".{part}", f"{whole}.", f"{whole}..{part}", f"{whole}。{part}", f"{whole},{part}", f"{whole} .{part}",
              f"{whole}. {part}",
              f"{whole}.{part}.", f"{whole}.{part}.{part}", f"{whole}·{part}", f"{whole}.-{part}", f"-.{part}", f"{whole}，{part}",
              f"{whole}.{part[:1]}?{part[1:]}", f"{whole}□{part}", f"{whole}.□", f"□.{part}", f"*{part}", f"{whole}.*")  # fmt: skip
    return at.start(), at.end(), chance.choice(shapes)


def _misread_digit(text: str, chance: random.Random) -> Edit | None:
    number = _some(chance, [*_NUMBER.finditer(text), *_WHOLE.finditer(text)])
    if not number:
        return None
    places = [i for i in range(*number.span()) if text[i] in _OCR]
    if not places:
        return None
    at = chance.choice(places)
    return at, at + 1, chance.choice(_OCR[text[at]])


def _misread_word(text: str, chance: random.Random) -> Edit | None:
    swaps = {
        "日": "曰",
        "亿": "忆",
        "元": "无",
        "末": "未",
        "未": "末",
        "己": "已",
        "入": "人",
        "人": "入",
        "个": "介",
        "月": "目",
        "万": "方",
        "％": "96",
        "%": "％",
    }
    at = _some(chance, list(re.finditer("[日亿元末未己入人个月万]", text)))
    return (at.start(), at.end(), swaps[at[0]]) if at else None


def _lines(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _LINE.finditer(text)]


def _twice(text: str, chance: random.Random) -> Edit | None:
    a, b = chance.choice(_lines(text))
    return b, b, "\n" + text[a:b]


def _swapped_cells(text: str, chance: random.Random) -> Edit | None:
    rows = [span for span in _lines(text) if " | " in text[slice(*span)]]
    if not rows:
        return None
    a, b = chance.choice(rows)
    cells = text[a:b].split(" | ")
    i, j = sorted(chance.sample(range(len(cells)), 2)) if len(cells) > 1 else (0, 0)
    cells[i], cells[j] = cells[j], cells[i]
    return a, b, " | ".join(cells)


KINDS: dict[str, Callable[[str, random.Random], Edit | None]] = {
    "doubled mark": _doubled,
    "lost mark": _lost_mark,
    "word at a mark": _word_between,
    "word anywhere": _word_anywhere,
    "strange word anywhere": _strange_word,
    "sentence of noise": _talk,
    "strange sentence": _strange_talk,
    "line of noise": _line_of_talk,
    "blank": _blank,
    "blank in a number": _blank_in_number,
    "lines joined": _joined,
    "line cut": _cut,
    "broken number": _broken_number,
    "digit misread": _misread_digit,
    "word misread": _misread_word,
    "line twice": _twice,
    "cells swapped": _swapped_cells,
}
"""Kinds of noise; each gives one edit of a text, or None where the text has no place for it."""
IN_NUMBER = ("blank in a number", "broken number", "digit misread")
"""Kinds that damage a number: what is read there is held against that number."""


def mutated(text: str, kind: str, chance: random.Random, count: int) -> tuple[str, list[Edit]]:
    """The text with up to `count` edits of one kind at different places, and the edits."""
    edits: list[Edit] = []
    for _ in range(count):
        edit = KINDS[kind](text, chance)
        if edit and all(edit[1] + 40 < a or b + 40 < edit[0] for a, b, _ in edits):
            edits.append(edit)
    edits.sort()
    for a, b, new in reversed(edits):
        text = text[:a] + new + text[b:]
    return text, edits


def origin(at: int, edits: Sequence[Edit]) -> int | None:
    """The place in the old text of a place in the new one; None inside what an edit put there."""
    shift = 0
    for a, b, new in edits:
        if at < a + shift:
            break
        if at < a + shift + len(new):
            return None
        shift += len(new) - (b - a)
    return at - shift
