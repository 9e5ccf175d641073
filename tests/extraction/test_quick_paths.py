"""What the grammar does quickly, against what it stands for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.extraction import setting
from briefing.extraction.works import namewords
from briefing.extraction.works.namewords import alternation

WORDS = ["桥", "大桥", "特大桥", "大道", "路", "公路", "高速公路", "高速", "+x"]


@given(st.lists(st.sampled_from([*WORDS, "大", "特", "高", "公", "，", "速"]), max_size=12).map("".join))
def test_words_with_one_beginning_together_match_as_one_by_one(text: str) -> None:
    plain = re.compile("|".join(map(re.escape, namewords.words(WORDS))))
    assert [m.span() for m in re.compile(alternation(WORDS)).finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(st.text("一二。！？\n，", min_size=1, max_size=30), st.data())
def test_a_sentence_ends_at_the_next_mark_of_its_block(text: str, data: st.DataObject) -> None:
    from briefing.chinese.places import Gazetteer
    from briefing.model.source import Source, SourceInfo
    from briefing.model.text import Block, CleanText
    from briefing.options import Options

    cut = data.draw(st.integers(0, len(text)))
    blocks = (Block("paragraph", 0, cut, 1), Block("paragraph", cut, len(text), 2))
    source = Source(info=SourceInfo(id="s", path="a.txt", text_sha256="0" * 64), text=text)
    clean = CleanText(source, text, blocks, ((0, 0, len(text)),))
    here = setting.Setting(clean, Gazetteer.of(Options()), Options())
    at = data.draw(st.integers(0, len(text) - 1))
    block = here.block(at)
    first = max(block.start, *(text.rfind(mark, block.start, at) + 1 for mark in "。！？\n"))
    last = next((i + 1 for i in range(at, block.end) if text[i] in "。！？\n"), block.end)
    assert here.sentence(at) == (first, last)
