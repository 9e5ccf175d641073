"""The same document in other spellings gives the same blocks and the same description."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.options import Options
from briefing.readers import discover, read

HALF = dict(zip("，：；！？（）", ",:;!?()", strict=True))
PAGE = """首页 > 新闻中心
清河市举行一季度新闻发布会
发布时间：2026-04-27 09:16  来源：清河日报
　　4月26日，市政府新闻办公室举行新闻发布会（第3场），介绍全市开发区发展情况；全市地区生产总值增长6.1%，居全省第七。
单位：亿元
指标 | 1-3月 | 增长（%）
固定资产投资 | 4,186.5 | -2.8
工业用电量 | 38.10 | 3.2
一、产业发展
著力打造国家级产业园区，实现产值12.5亿元，占比41.2%：其中，新兴产业占56.5%！
责任编辑：张三  值班热线：0000-2861573
"""


def half(text: str) -> str:
    return "".join(HALF.get(c, c) for c in text)


def full(text: str) -> str:
    back = {v: k for k, v in HALF.items()}
    return re.sub(r"(?<!\d)[,:;!?()]|[,:;!?()](?!\d)", lambda m: back[m[0]], text)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789%" else c for c in text)


def traditional(text: str) -> str:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    return "".join(new if len(new := convert(c)) == 1 else c for c in text)


VARIANTS: list[Callable[[str], str]] = [half, full, wide, traditional, lambda text: text.replace("\n", "\r\n")]


def shape(text: str) -> tuple[object, ...]:
    out = clean(Source.from_text(text, name="a.txt"), Options())
    info = out.source.info
    blocks = [
        (
            b.kind,
            b.level,
            re.sub(r"\n+", "\n", out.text[b.start : b.end]),
            b.doubt,
            len(b.repeats),
            [[c.text for c in r] for r in b.rows],
        )
        for b in out.blocks
    ]
    return blocks, info.title, info.publisher, info.published, info.kind, info.home, info.trust


@pytest.mark.parametrize("spell", VARIANTS, ids=["half width", "full width", "wide digits", "traditional", "CRLF"])
def test_other_spellings_change_nothing(spell: Callable[[str], str], seeds: Path) -> None:
    texts = [PAGE.replace("著力", "着力"), *(read(path).text for path in discover([seeds]))]
    for text in texts:
        assert shape(spell(text)) == shape(text)


def test_the_page_itself() -> None:
    blocks, title, publisher, published, kind, home, trust = shape(PAGE)
    assert (title, publisher, str(published)) == ("清河市举行一季度新闻发布会", "清河日报", "2026-04-27")
    assert (kind, home, trust) == ("新闻发布会", "清河市", "high")
    assert isinstance(blocks, list) and [b[0] for b in blocks] == [
        "heading",
        "paragraph",
        "caption",
        "table",
        "heading",
        "paragraph",
    ]


def test_著_becomes_着_in_traditional_text_only() -> None:
    text = "焦作市著力發展經濟產業，實現較快增長，著名企業與著手建設的開發區。" * 2
    out = clean(Source.from_text(text), Options())
    assert "着力" in out.text and "著名" in out.text and "着手" in out.text
    more = clean(Source.from_text("沿著總書記指引的方向，顯著增強經濟產業發展實力，承載著期望，出版專著。" * 2), Options())
    assert all(word in more.text for word in ("沿着", "显著增强", "承载着", "专著"))
    assert "著力" in clean(Source.from_text("全市著力发展经济产业，实现较快增长。"), Options()).text
