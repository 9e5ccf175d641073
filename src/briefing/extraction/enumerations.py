"""Enumerations: a head “N个X” (三个转变, 六个围绕, 7个) with the items the text lists for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefing.chinese import numerals
from briefing.chinese.places import Gazetteer
from briefing.extraction.setting import Setting
from briefing.model.base import Span
from briefing.model.fact import Enumeration
from briefing.model.text import CleanText
from briefing.options import Options

_NUMERAL = r"[一二两三四五六七八九十]{1,3}"
_HEAD = re.compile(rf"(?P<q>“)?(?P<n>{_NUMERAL})(?:个|项|大|种|条|张|类|化|带|区)(?P<what>[\u4e00-\u9fff]{{1,6}})(?(q)”)")
_LIST_AFTER = re.compile(r"[，：]?(?:即|分别是|分别为|就是|包括|：|——)(?P<items>[^。！？\n]{4,220})")


def read(clean: CleanText, gazetteer: Gazetteer, options: Options) -> tuple[Enumeration, ...]:
    """The heads whose items the text lists, in order; a head named again is further evidence of the same enumeration."""
    setting = Setting(clean, gazetteer, options)
    found: dict[str, Enumeration] = {}
    for head, count, span, items in _found(setting):
        known = found.get(head)
        evidence = setting.evidence(*span)
        if known is None:
            found[head] = Enumeration(head=head, count=count, items=items, evidence=(evidence,))
        else:
            longer = items if len(items) > len(known.items) else known.items
            found[head] = known.model_copy(update={"items": longer, "evidence": (*known.evidence, evidence)})
    return tuple(e for e in found.values() if e.items)


def _found(setting: Setting) -> Iterator[tuple[str, int, Span, tuple[str, ...]]]:
    text = setting.text
    for match in _HEAD.finditer(text):
        count = numerals.number(match["n"]) or Decimal(0)
        if not 2 <= count <= 30:
            continue
        block = setting.block(match.start())
        items = _after(text, match.end(), int(count)) or _before(text, match.start(), block.start, int(count))
        if not items and block.kind == "heading" and match.end() - match.start() >= block.end - block.start - 2:
            items = _below(setting, match, int(count))
        yield match[0].strip("“”"), int(count), match.span(), items


def _after(text: str, at: int, count: int) -> tuple[str, ...]:
    """三个X，即A、B、C."""
    match = _LIST_AFTER.match(text, at)
    if not match:
        return ()
    for mark in ("，", "；", "、"):
        items = [item.strip("“”；，和及 ") for item in match["items"].split(mark)]
        items = [item for item in items if item]
        if len(items) == count:
            return tuple(items)
    pieces = [p for p in re.split(r"[、，；]|以及|和(?=[\u4e00-\u9fff]{2,})", match["items"]) if p]
    return tuple(pieces) if len(pieces) == count else ()


def _before(text: str, at: int, start: int, count: int) -> tuple[str, ...]:
    """A、B、C“三张清单”."""
    clause = max(text.rfind(mark, start, at) for mark in "，。；：") + 1
    pieces = [p for p in text[max(clause, start) : at].split("、") if p]
    if len(pieces) != count or count < 3:
        return ()
    first = re.sub(r"^.*(?:建立|围绕|实施|推进|聚焦|做好|完善|制定|健全|打造|构建|提升|形成|创新|推动)", "", pieces[0])
    return (first, *pieces[1:]) if first else ()


def _below(setting: Setting, match: re.Match[str], count: int) -> tuple[str, ...]:
    """A heading 五个X whose sub-headings end (or begin) in X: 产业X, 城乡X."""
    what = match["what"]
    number = setting.block_number(match.start())
    items = []
    for block in setting.clean.blocks[number + 1 :]:
        line = setting.text[block.start : block.end].strip()
        if block.kind == "heading" and _HEAD.fullmatch(line):
            break
        if block.kind == "heading" and len(line) <= 16 and (line.endswith(what) or line.startswith(what)):
            items.append(line)
        elif block.kind == "paragraph" and (lead := re.match(rf"({what}[^，。；]{{2,20}})。", line)):
            items.append(lead[1])
    return tuple(dict.fromkeys(items)) if len(items) <= count + 2 else ()
