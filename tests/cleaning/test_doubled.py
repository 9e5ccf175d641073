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


def test_commas_put_before_every_mark_of_a_page_leave_no_doubt_about_the_marks() -> None:
    page = "上半年,,全市工业增加值增长9%,。农业形势良好,,夏粮丰收,;固定资产投资增长10%,,居全省前列。"
    out = clean(Source.from_text(page, name="a.txt"), Options())
    assert [block.doubt for block in out.blocks] == [None]
    assert "增长9%。农业" in out.text and "夏粮丰收；固定" in out.text
    once = "上半年,全市工业增加值增长9%,。农业形势良好,夏粮丰收,固定资产投资增长10%,居全省前列。"
    assert [b.doubt for b in clean(Source.from_text(once, name="a.txt"), Options()).blocks] == ["标点重叠"]
