"""Damaged and odd text gives facts or none, never an error: whole documents and ones with characters lost or digits swapped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.model.extraction import Extraction
from briefing.model.source import Source
from briefing.options import Options
from extraction.factfile import cases

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "facts"
TEXTS = [case.text for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


def read(text: str) -> Extraction:
    return extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())


@pytest.mark.parametrize(
    "text",
    [
        "青陵市2026年1月经济运行情况\n（2026年2月10日）\n截至5月，全市完成投资21亿元。",
        "青陵市2024年2月项目简报\n（2024年3月8日）\n2023年，全市完成投资21亿元，截至2月29日，开工项目12个。",
        "梅岭日报 0895年1月7日\n上半年，全市完成投资21亿元，项目于6月底前竣工。",
        "截至9月31日，完成投资3亿元。澜芯项目于2月30日竣工。",
        "一、澜芯封装项目\n总投资：\n形象进度：\n存在问题：\n责任单位：",
        "",
        "。，；：！？\n\n、、、",
    ],
)
def test_odd_text(text: str) -> None:
    read(text)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.lists(st.integers(0, 400), max_size=20), st.integers(0, 9))
def test_text_with_losses(first: str, second: str, lost: list[int], digit: int) -> None:
    """Two texts run into one, some characters gone and some digits another."""
    kept = [char for i, char in enumerate(first + second) if i not in lost]
    for i in lost:
        if i < len(kept) and kept[i].isdigit():
            kept[i] = str(digit)
    text = "".join(kept)
    extraction = read(text)
    quotes = [e.quote for p in extraction.projects for e in p.evidence] + [e.quote for m in extraction.matters for e in m.evidence]
    assert all(quote.strip() for quote in quotes)
