"""The tokenizer is our own: words join to the text, and nothing of the host program changes."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from briefing.chinese.words import TOTAL, tokenizer, words


def test_words_join_to_the_text_and_nothing_is_left_behind() -> None:
    before = {p.name for p in Path(tempfile.gettempdir()).iterdir()}
    text = "完成既有老旧小区供热设施建设"
    found = words(text)
    assert "".join(found) == text
    assert "小区" in found and len(found) < len(text)
    assert logging.getLogger("jieba").getEffectiveLevel() >= logging.WARNING  # nothing is told unless the host program asks
    left = {p.name for p in Path(tempfile.gettempdir()).iterdir()} - before
    assert not [name for name in left if "jieba" in name or "briefing-words" in name]


def test_the_words_are_those_of_the_whole_dictionary(seeds: Path) -> None:
    import jieba

    whole = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        whole.tmp_dir = folder
        whole.initialize()
    asked = tokenizer().FREQ
    some = [*list(whole.FREQ)[::50], "AT&T", "T恤", "吉林", "高姓大名", "高富帅"]
    assert [asked.get(word) for word in some] == [whole.FREQ[word] for word in some] and whole.total == TOTAL
    assert asked.get("") is None and "丁酉龙" not in asked
    for path in sorted(seeds.glob("*.txt"))[:2]:
        text = path.read_text(encoding="utf-8")[:1500]
        assert words(text) == list(whole.cut(text))
