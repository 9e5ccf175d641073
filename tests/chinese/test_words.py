"""The tokenizer is our own: words join to the text, and nothing of the host program changes."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from briefing.chinese.words import words


def test_words_join_to_the_text_and_nothing_is_left_behind() -> None:
    before = {p.name for p in Path(tempfile.gettempdir()).iterdir()}
    text = "完成既有老旧小区供热设施建设"
    found = words(text)
    assert "".join(found) == text
    assert "小区" in found and len(found) < len(text)
    assert logging.getLogger("jieba").getEffectiveLevel() >= logging.WARNING  # nothing is told unless the host program asks
    left = {p.name for p in Path(tempfile.gettempdir()).iterdir()} - before
    assert not [name for name in left if "jieba" in name or "briefing-words" in name]
