"""In a work report a place that opens a sentence is spoken of in that sentence alone; elsewhere it holds for the paragraph."""

from __future__ import annotations

import pytest

from briefing import Source, extract
from briefing.options import Options

SAID = "东湖区地区生产总值增长8%，工业投资增长6%。新增高新技术企业26家。"


@pytest.mark.parametrize(("title", "scope"), [("青陵市政府工作报告", "青陵市"), ("青陵市高质量发展纪实", "东湖区")])
def test_next_sentence(title: str, scope: str) -> None:
    options = Options.model_validate({"region": "青陵市", "districts": [{"name": "东湖区"}]})
    found = extract(Source.from_text(f"{title}\n\n2026-01-20\n\n青陵市人民政府向大会报告工作。\n\n{SAID}\n"), options)
    by_label = {figure.indicator: figure.scope for figure in found.figures}
    assert by_label["地区生产总值增速"] == by_label["工业投资增速"] == "东湖区"
    assert by_label["新增高新技术企业数"] == scope
