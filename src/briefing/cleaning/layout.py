"""Lines → blocks: headings, paragraphs, captions and tables; broken lines joined.

Everything works on the canonical text, which has the offsets of the source: a block is a list of pieces of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.cleaning import cards, joints
from briefing.cleaning.fields import mark_cut, mark_unlike
from briefing.cleaning.heads import mark_glued, mark_torn
from briefing.cleaning.joints import Setting
from briefing.cleaning.lines import Line, text_lines
from briefing.cleaning.tables import Grid, grids
from briefing.model.base import Span
from briefing.model.source import Dropped
from briefing.model.text import CUT_OFF, BlockKind

_END = "。！？；：”』…）】"
_CAPTION = re.compile(r"图[①-⑳\d]|[↑↓←→▲△▼◀▶]")
_CAPTION_END = ("效果图", "效果图。", "（资料图片）", "（资料图）", "摄", "供图）", "供图")
_ITEM = re.compile(r"^(?:[▲△■□●◆★]|——)")
_SHORT = 40
"""A line up to this length without a closing mark is a heading."""
_HEADLINE = 70
"""The same for a headline of several phrases divided by blanks."""
_LONG = 60
"""A line of a newspaper column that breaks off is at least so long."""
_MARKS = (
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章部]分?")),
    (3, re.compile(r"（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+[节条]")),
    (3, re.compile(r"\d{1,3}[.、．](?!\d)|（\d{1,3}）|[①-⑳]")),
)
_MARK_FIRST = frozenset("一二三四五六七八九十第（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_DIGIT = re.compile(r"\d")
_FIELD = re.compile(
    r"[一-龥]{0,8}(?:投资|内容|进展|情况|单位|时间|地点|规模|工期|性质|业主|进度|问题|措施|目标|节点|效益|占地|面积|资金|来源|领导|状态|阶段|年限|时限|位置|产能|产值)：."
    r"|[^，：]{2,12}：[^，]*\d+(?:\.\d+)?(?:亿|万|%|个|家|户|人|亩|平方|公里|米|年|月)"
)
"""A line of a ledger: 建设内容：…, 总投资：3亿元."""
_UNFINISHED = re.compile(r"[A-Za-z\d，、的和与及在为将对由从把被是至]$")
_FULL = 0.82
"""A line of a wrapped text fills at least this share of the width; what ends earlier ends a paragraph."""
_UNIT_ONLY = re.compile(r"（?(?:计量)?单位：[^，。]{1,20}）?")
_ORPHAN = re.compile(r"[的等与及]|[^“]{0,60}?”")
"""What no sentence begins with: a fragment of another column."""


@dataclass(slots=True)
class Draft:
    """A block in the making: its kind, its pieces in the source, its 自然段 number."""

    kind: BlockKind
    pieces: list[Span]
    number: int
    level: int = 0
    doubt: str | None = None
    torn: int = 0
    """How many broken lines were joined."""
    joints: list[int] = field(default_factory=list)
    """Where the pieces begin that may be paragraphs of their own."""
    repeats: list[tuple[Span, ...]] = field(default_factory=list)
    card: bool = False
    """Whether it is a card of an indicator and its value."""
    rows: tuple[tuple[Span, ...], ...] = ()
    """For a table: the places of the cells."""
    caption: str | None = None

    def text(self, canon: str) -> str:
        return "".join([canon[a:b] for a, b in self.pieces])

    def ending(self, canon: str) -> str:
        """The last pieces, two hundred characters at least: enough to tell whether a sentence is open."""
        parts: list[str] = []
        size = 0
        for a, b in reversed(self.pieces):
            parts.append(canon[a:b])
            size += b - a
            if size >= 200:
                break
        return "".join(reversed(parts))


def drafts(canon: str, raw: str) -> tuple[list[Draft], list[Dropped]]:
    """The blocks of a canonical text in reading order, and what was set aside. `raw` is the source, of the same length (tabs)."""
    lines, dropped = text_lines(canon)
    tables = {grid.first: grid for grid in grids([(line.start, line.text) for line in lines], raw)}
    wrapped = _width(lines)
    setting = Setting() if wrapped else Setting.of(lines, canon)
    rare = frozenset() if wrapped else joints.breaks(lines, raw)
    blocks: list[Draft] = []
    index = 0
    while index < len(lines):
        if (grid := tables.get(index)) is not None:
            blocks.append(_table(grid, lines, blocks, canon))
            index = grid.last + 1
            continue
        if not _rejoined(blocks, lines[index], canon, wrapped, rare=lines[index].start in rare):
            _place(blocks, lines[index], canon, wrapped, setting)
        index += 1
    _finish(blocks, canon)
    return blocks, dropped


def _width(lines: list[Line]) -> int:
    """The width of a full line where the text is wrapped at a fixed width, 0 where a line is a paragraph."""
    if len(lines) < 8 or sum(len(line.text) > 60 for line in lines) * 10 > len(lines):
        return 0
    widths = sorted(_columns(line.text) for line in lines)
    full = widths[int(len(widths) * 0.9)]
    broken = [_columns(line.text) for line in lines if line.text[-1] not in _END]
    near = sum(width >= full * _FULL for width in broken)
    return full if 30 <= full <= 120 and near >= 4 and near >= 0.6 * len(broken) else 0


def _columns(text: str) -> int:
    """Columns of a fixed-width page: two for a Chinese character, one for a digit or letter."""
    return len(text.encode("gbk", "replace"))


_HAN = re.compile(r"[\u4e00-\u9fff]")


def _table(grid: Grid, lines: list[Line], blocks: list[Draft], canon: str) -> Draft:
    """The table as one block from its first to its last line; the line feeds between its rows are the source's own."""
    captions: list[str] = []
    for draft in reversed(blocks[-3:]):
        if draft.kind in ("heading", "paragraph") and not captions and not _HAN.search(draft.text(canon)):
            continue  # the title again in another language
        if draft.kind != "heading" or len(captions) > 1 or (grid.caption is None and captions):
            break
        captions.insert(0, draft.text(canon).strip())
        if not _UNIT_ONLY.fullmatch(captions[0]):
            break
        draft.kind, draft.level = "caption", 0
    last = lines[grid.last]
    span = (lines[grid.first].start, last.start + len(last.text))
    return Draft("table", [span], lines[grid.first].number, rows=grid.rows, caption=" ".join(captions) or None)


def _place(blocks: list[Draft], line: Line, canon: str, wrapped: int, setting: Setting) -> None:
    last = blocks[-1] if blocks else None
    draft = Draft("paragraph", line.pieces, line.number)
    kept = line.kept
    level = _level(kept)
    if last and (cards.goes_on(kept) if last.card else last.kind == "heading" and cards.begins(last.text(canon).strip(), kept)):
        last.kind, last.level, last.card = "paragraph", 0, True
        last.pieces += draft.pieces
        return
    if _is_caption(line.text) and not (level or (_ITEM.match(kept) and kept[-1] in "。；")):
        draft.kind = "caption"
    elif last and not level and _tail(last, canon) not in _END and _orphan(kept) and _open(last.ending(canon)):
        draft.doubt = "错位残句"
    elif (
        not level
        and (last := _open_block(blocks, canon))
        and (_continues(last, kept, canon, wrapped, line.bylined) or (not line.bylined and _cut_off(last, line, canon, setting)))
    ):
        before = last.ending(canon)
        if before[-1].isdigit() and kept[0].isdigit():
            last.doubt = "数字跨行"  # 1⏎16.3亿元 may be 116.3 or a lost column: told, never silently joined
        last.torn += not wrapped
        if not wrapped and joints.may_end(before):
            last.joints.append(line.pieces[0][0])
        last.kind, last.level = ("paragraph", 0) if joints.is_sentence(kept) else (last.kind, last.level)
        last.pieces += draft.pieces
        return
    elif _is_heading(kept, level, wrapped):
        draft.kind = "heading"
        draft.level = level or (2 if blocks else 1)
    if line.bylined and not _title_of_article(blocks) and blocks and draft.kind == "paragraph" and not level:
        draft.level = 1
    blocks.append(draft)


_NUMBER_ALONE = re.compile(r"\d{1,2}[.、．]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")


def _rejoined(blocks: list[Draft], line: Line, canon: str, wrapped: int, *, rare: bool) -> bool:
    """Joins a line to the block before where they are one: cut inside a word, behind the number of an item, or by a break the
    text has hardly anywhere else. Behind a full stop it may be a paragraph all the same."""
    last, kept = blocks[-1] if blocks else None, line.kept
    if (
        last is None
        or last.kind == "table"
        or last.card
        or last.doubt == "错位残句"
        or line.bylined
        or _level(kept)
        or _ITEM.match(kept)
    ):
        return False
    before = last.ending(canon).strip()
    credited = last.kind == "caption" and _is_caption(line.text) and not _CAPTION.match(line.text)
    if credited and _CAPTION.match(before) and not before.endswith((*_CAPTION_END, *_END)):
        last.pieces += line.pieces  # the caption goes on to its credit
        return True
    rare = rare and last.kind != "caption" and not _is_caption(line.text) and re.search("[，。；]", kept) is not None
    if not (rare or joints.cut_inside(before, kept, canon) or _NUMBER_ALONE.fullmatch(before)):
        return False
    if rare and (before[-1] in _END or joints.may_end(before)):
        last.joints.append(line.pieces[0][0])
    if before[-1].isdigit() and kept[0].isdigit():
        last.doubt = "数字跨行"
    last.torn += not wrapped
    last.pieces += line.pieces
    if last.kind != "caption":
        last.kind, last.level = _kind_of(last, canon, wrapped)
    return True


def _kind_of(draft: Draft, canon: str, wrapped: int) -> tuple[BlockKind, int]:
    """What a block is that a line was joined to."""
    text = draft.text(canon).strip()
    level = _level(text)
    if not _is_heading(text, level, wrapped):
        return "paragraph", 0
    return "heading", level or draft.level or 2


def _level(text: str) -> int:
    """The level the numbering of a line shows: 一、 is 2, （一） and 1. are 3; 0 without a number."""
    if text[0] not in _MARK_FIRST:
        return 0
    return next((level for level, pattern in _MARKS if pattern.match(text)), 0)


def _is_caption(text: str) -> bool:
    return _CAPTION.match(text) is not None or text.endswith(_CAPTION_END) or "图为" in text


def _tail(draft: Draft, canon: str) -> str:
    """The last character of a block."""
    return canon[draft.pieces[-1][1] - 1]


def _is_heading(kept: str, level: int, wrapped: int) -> bool:
    if len(kept) > (_HEADLINE if " " in kept else _SHORT) or kept[-1] in "。！？；，、：—" or re.search(r"；|。.|，.*，", kept):
        return False
    if ("，" in kept and _DIGIT.search(kept)) or (_FIELD.match(kept) and not _UNIT_ONLY.fullmatch(kept)):
        return False
    return not wrapped or _columns(kept) < wrapped * _FULL


def _orphan(kept: str) -> bool:
    """A line no sentence begins like: with 的, or with the end of a quotation that was never opened."""
    match = _ORPHAN.match(kept)
    return bool(match) and (match[0][0] in "的等" if match and len(match[0]) == 1 else True)


def _open(text: str) -> bool:
    """A text that broke off in the middle of a sentence."""
    text = text.rstrip()
    return bool(text) and text[-1] not in _END and ("，" in text or "。" in text)


def _open_block(blocks: list[Draft], canon: str) -> Draft | None:
    """The block the next line may go on: the last one, or the one before a misplaced fragment."""
    for draft in reversed(blocks[-2:]):
        if draft.doubt != "错位残句":
            return draft if draft.kind in ("paragraph", "heading") and _tail(draft, canon) not in _END else None
    return None


def _continues(last: Draft, kept: str, canon: str, wrapped: int, bylined: bool) -> bool:
    """A paragraph that broke off in the middle of a sentence goes on in the next line."""
    before = last.ending(canon).rstrip()
    if bylined or not before or before[-1] in _END or (_ITEM.match(kept) is not None) or _level(kept):
        return False
    if wrapped and _columns(canon[slice(*last.pieces[-1])]) >= wrapped * _FULL:
        return True
    if last.kind != "paragraph" or not re.search(r"[，。；]", kept):
        return False
    closed = kept[-1] in _END
    if "。" not in before and not closed:
        return False  # items of a list without closing marks
    return len(before) >= _LONG or (len(before) >= 20 and ("。" in before or _UNFINISHED.search(before) is not None))


def _cut_off(last: Draft, line: Line, canon: str, setting: Setting) -> bool:
    """Whether a line is the rest of the one before: it begins with a mark, or is running text set unlike a paragraph."""
    before = canon[slice(*last.pieces[-1])]
    if joints.begins_inside(line.kept):
        return last.kind == "paragraph" or joints.is_sentence(line.kept)
    return joints.is_sentence(line.kept) and not _FIELD.match(line.kept) and setting.goes_on(line.start, canon, before)


def _title_of_article(blocks: list[Draft]) -> bool:
    """The headings right before a byline are the title of an article; whether there are any. A paragraph that begins an article
    without one has their level."""
    titled = False
    for draft in reversed(blocks[-2:]):
        if draft.kind != "heading":
            break
        draft.level, titled = 1, True
    return titled


def _finish(blocks: list[Draft], canon: str) -> None:
    """Marks what begins or ends in the middle of a sentence."""
    for draft in blocks:
        if draft.kind == "paragraph" and draft.doubt is None:
            if _tail(draft, canon) in _END and not _orphan(canon[draft.pieces[0][0] : draft.pieces[0][0] + 64]):
                continue
            text = draft.text(canon).strip()
            if _orphan(text):
                draft.doubt = "残句"
            elif len(text) >= _SHORT and text[-1] not in _END and "。" in text:
                draft.doubt = CUT_OFF
    under = False
    for last, draft in pairwise(blocks):
        if draft.kind == "paragraph" and last.kind in ("paragraph", "heading"):
            _mark_split(last, draft, canon)
        under, headline = last.kind == "heading", under and last.pieces[-1][1] - last.pieces[0][0] <= _SHORT
        if headline and not re.search("[。：]", last.text(canon)):
            continue  # the second line of a headline
        if draft.kind == last.kind == "paragraph" and _tail(last, canon) not in _END:
            first = draft.text(canon).strip()
            if joints.torn(last.ending(canon).strip(), first) and not _FIELD.match(first):
                last.doubt, draft.doubt = last.doubt or joints.DOUBT, draft.doubt or joints.DOUBT
    mark_glued(blocks, canon)
    mark_torn(blocks, canon)
    mark_cut(blocks, canon)
    mark_unlike(blocks, canon)


def _mark_split(last: Draft, draft: Draft, canon: str) -> None:
    """Marks two lines between which a word is cut."""
    before, first = last.ending(canon).strip(), draft.text(canon).strip()
    if before and first and joints.split_word(before, first):
        last.doubt, draft.doubt = last.doubt or joints.DOUBT, draft.doubt or joints.DOUBT
