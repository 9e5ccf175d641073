from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese.script import canonical, is_traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("増", "増"),
        ("增长5.4%,居全省第七;", "增长5.4%，居全省第七；"),
        ("吞吐量4,186.5万吨,增长6.8%", "吞吐量4,186.5万吨，增长6.8%"),
        ("时间:18:39", "时间：18:39"),
        ("结构9.3∶41.8∶48.9", "结构9.3:41.8:48.9"),
        ("增长５.４％（不含农户)", "增长5.4%（不含农户）"),
        ("「小巨人」企業產值達億元，著力發展經濟開發區實驗", "“小巨人”企业产值达亿元，着力发展经济开发区实验"),
        ("村,6个社区,3.5万群众", "村，6个社区，3.5万群众"),
    ],
)
def test_canonical_form(text: str, expected: str) -> None:
    assert canonical(text) == expected


def test_a_quotation_does_not_make_a_text_traditional() -> None:
    assert not is_traditional("全市经济运行平稳" * 40 + "産業")
    assert is_traditional("全市規模以上工業增加值實現較快發展")
    assert is_traditional("類別 | 以上月價格 | 以上年同期價格\n衣著 | 100.0 | 97.3 | 98.4\n食品 | 102.0 | 99.8 | 100.2\n" * 3)


@given(st.text(max_size=80))
def test_the_length_never_changes(text: str) -> None:
    assert len(canonical(text)) == len(text)
