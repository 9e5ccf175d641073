"""Of doubled marks the text's own stays: the copier's is a half-width comma."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.options import Options


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("投资增长5.1%,,居全省第三位,。消费增长6.2%。", "投资增长5.1%，居全省第三位。消费增长6.2%。"),
        ("装备,、化工,、材料增加值分别增长1.2%,、3.4%、5.6%。", "装备、化工、材料增加值分别增长1.2%、3.4%、5.6%。"),
        ("工业增长4.8%,；农业增长3.9%。。", "工业增长4.8%；农业增长3.9%。"),
        ("工业增长4.8%，农业增长3.9%。", "工业增长4.8%，农业增长3.9%。"),
        ("工业增长4.8%，，农业增长3.9%。", "工业增长4.8%，农业增长3.9%。"),
    ],
)
def test_the_texts_own_mark_stays(text: str, read: str) -> None:
    found = clean(Source.from_text(text), Options())
    assert found.text.strip() == read
    at = found.text.index("增长")
    assert found.original(at, at + 2) == "增长"
