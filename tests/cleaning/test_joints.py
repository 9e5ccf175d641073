"""A line that was cut is joined where the text shows it, and told where it may have been."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.model.text import CleanText
from briefing.options import Options

PARAGRAPHS = (
    "今年以来，全市上下坚持稳中求进，扎实推进高质量发展，经济运行总体平稳、稳中向好，主要指标好于预期。",
    "工业生产较快增长。规模以上工业增加值同比增长8.4%，高于全省平均水平1.2个百分点，增速居全省第五位。",
    "投资结构持续优化。固定资产投资增长5.6%，其中工业投资增长12.7%，占全部投资的比重达到41.2%。",
    "消费市场稳步回升。社会消费品零售总额93.24亿元，增长6.6%，其中限额以上单位零售额31.7亿元。",
    "居民生活持续改善。全体居民人均可支配收入36482元，增长5.7%，城乡居民收入比由1.90降至1.87。",
)


def cleaned(text: str) -> CleanText:
    return clean(Source.from_text(text, name="a.txt"), Options())


def texts(text: str) -> list[str]:
    out = cleaned(text)
    return [out.text[b.start : b.end] for b in out.blocks]


@pytest.mark.parametrize(
    ("indent", "gap", "cut"), [("　　", "\n", "\n"), ("　　", "\n\n", "\n\n"), ("", "\n\n", "\n"), ("    ", "\n", "\n  ")]
)
@pytest.mark.parametrize("place", ["规模以上工", "工业生产较快增长。", "社会消费品零售总额93.24亿"])
def test_a_cut_line_is_joined(indent: str, gap: str, cut: str, place: str) -> None:
    whole = "".join(indent + p + gap for p in PARAGRAPHS)
    torn = whole.replace(place, place + cut)
    if place.endswith("。"):
        assert "".join(texts(torn)) == "".join(texts(whole))  # where the cut falls behind a full stop it is a new paragraph
    else:
        assert texts(torn) == texts(whole)


def test_a_line_that_begins_with_a_mark_goes_on() -> None:
    assert texts("建设内容：新建厂房4.2万平方米\n，购置生产线6条，形成年产5万吨能力。\n") == [
        "建设内容：新建厂房4.2万平方米，购置生产线6条，形成年产5万吨能力。"
    ]


def test_what_may_be_torn_is_told() -> None:
    out = cleaned("北山县农村污水治理项目\n建设内容：对12个乡镇、78个行\n政村实施污水治理，铺设管网213公里。\n")
    assert [b.doubt for b in out.blocks if b.kind == "paragraph"] == ["断行存疑", "断行存疑"]


@pytest.mark.parametrize(
    "text",
    [
        "北山县\n总投资：3亿元\n建设内容：新建厂房4万平方米，购置生产线6条。\n",
        "一、综合\n初步核算，全年地区生产总值617.5亿元，增长5.2%。\n",
        "经济稳中向好\n全年地区生产总值617.5亿元，增长5.2%。\n",
        "开工项目27个，总投资130.23亿元\n\n全市27个项目集中开工，总投资130.23亿元，涉及多个领域。\n",
    ],
)
def test_headings_and_fields_carry_no_note(text: str) -> None:
    assert not any(b.doubt for b in cleaned("青陵市情况\n" + text).blocks)


def test_a_number_left_out_is_told() -> None:
    text = "一、甲工程\n完成投资3亿元。\n二、乙工程\n完成投资4亿元。\n三广告丙工程\n完成投资5亿元。\n四、丁工程\n完成投资6亿元。\n"
    sound = text.replace("三广告丙", "三、丙")
    assert not any(b.doubt for b in cleaned(sound).blocks)
    doubts = {cleaned(text).text[b.start : b.end]: b.doubt for b in cleaned(text).blocks}
    assert doubts["完成投资5亿元。"] == "缺序号" and doubts["完成投资6亿元。"] is None
