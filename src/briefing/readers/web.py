"""Saved web pages: the main text, what was left out told. No network: nothing a page names is ever fetched."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import Any

from briefing.errors import SourceError
from briefing.readers.reading import Reading, row
from briefing.readers.text import decode

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LEGACY = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5-hkscs": "big5"}
_DATE = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})")
_PUBLISHED = ("pubdate", "publishdate", "article:published_time", "datepublished")
_PUBLISHER = ("contentsource", "source", "sitename", "og:site_name")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENOUGH = 0.45
"""Least share of the page's Chinese that the main text must hold; below it the article itself may have been taken for furniture."""
_BOX = re.compile(
    r"<(/)?(?:div|span|section|article|center|font|blockquote|ul|ol|b|i|em|strong|table|tbody)\b[^<>]{0,500}>", re.IGNORECASE
)
_DEEPEST = 500
_TITLE_END = re.compile(r"\s*[-_|—–]{1,2}\s*")


def read(data: bytes) -> Reading:
    """The main text of an HTML page, by resiliparse (Bevendorff et al., ECIR 2018). Raises `SourceError` for a page without
    Chinese text, and when the extra is not installed."""
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree
    except ImportError as error:
        raise SourceError("读网页需要另装：pip install 'make-briefing[html]'。") from error
    markup, encoding = _decoded(data)
    tree = HTMLTree.parse(_flat(markup))
    page = _text(extract_plain_text(tree, main_content=False, alt_texts=False))
    text = _text(extract_plain_text(tree, main_content=True, alt_texts=False))
    if _han(text) < _ENOUGH * _han(page):
        text = page
    if not _han(text):
        raise SourceError("网页里没有中文正文。")
    meta = _meta(tree)
    left = _han(page) - _han(text)
    return Reading(
        text,
        "html/2",
        encoding,
        title=_TITLE_END.split((tree.title or "").strip())[0] or None,
        publisher=next((meta[key] for key in _PUBLISHER if meta.get(key)), None),
        published=_published(meta),
        dropped=f"网页正文之外的导航、广告等 {left} 个汉字未读" if left > 0 else None,
    )


def _flat(markup: str) -> str:
    """Markup as it is; when its boxes are nested deeper than any page needs, without the boxes: parsing costs the square of the
    depth."""
    depth = 0
    for match in _BOX.finditer(markup):
        depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            return _BOX.sub("\n", markup)
    return markup


def _decoded(data: bytes) -> tuple[str, str]:
    """By the page's own declaration when it holds, else by the bytes."""
    if declared := _DECLARED.search(data[:4096]):
        name = declared[1].decode("ascii", "replace").lower()
        name = _LEGACY.get(name, name)
        try:
            return data.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _han(text: str) -> int:
    return len(_HAN.findall(text))


def _text(text: str) -> str:
    """Lines without white space at their ends, tables as rows between bars; empty ones fold to one."""
    lines = _tables(text.split("\n")) if _CELL in text else text.split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip() + "\n"


_CELL = "\t\t"
"""What parts the cells of a row in the extractor's text; an empty cell has it on both sides."""


def _tables(lines: list[str]) -> list[str]:
    """The lines with the rows of tables as ``a | b | c``, so that an empty cell keeps its place. Boxes that only lay out a page,
    with sentences or labels in them, stay as they are."""
    out: list[str] = []
    for parted, group in groupby(lines, key=lambda line: _CELL in line):
        run = list(group)
        rows = [line.split(_CELL) for line in run] if parted else []
        wide = max(map(len, rows), default=0)
        if len(rows) < 2 or (wide < 3 and len(rows) < 3) or any(_PROSE.search(line) for line in run):
            out += run
            continue
        out += [f"| {line} |" if not (cells[0].strip() and cells[-1].strip()) else line for cells in rows if (line := row(cells))]
    return out


_PROSE = re.compile(r"[。；！？]|：[ 　]{0,4}(?:\t\t|$)")
"""Sentences, or the labels of a head (发布日期： 2025-08-20)."""


def _meta(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.document.get_elements_by_tag_name("meta"):
        name = node.getattr("name") or node.getattr("property") or node.getattr("itemprop")
        if name and (content := (node.getattr("content") or "").strip()):
            out.setdefault(name.lower(), content)
    return out


def _published(meta: dict[str, str]) -> date | None:
    for key in _PUBLISHED:
        if match := _DATE.search(meta.get(key, "")):
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
