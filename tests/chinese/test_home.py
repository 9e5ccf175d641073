"""Which place a text speaks from, in cases real pages have shown; the places stand in the national table."""

from __future__ import annotations

import pytest

from briefing.chinese.home import infer

_CASES = {
    "a district after its city": ("昆明市官渡区人民政府工作报告\n昆明市各区情况如下。全区生产总值806亿元。", "官渡区"),
    "a province before its city": ("四川巴中市发展成效显著\n全年投资0.7亿元。", "巴中市"),
    "the short name of a county begins the headline": ("云霄第三季度签约17个项目\n福建日报\n全县计划总投资44.8亿元。", "云霄县"),
    "the county named, not the city of its name": ("3月，湘潭县20个项目开工。湘潭县推进项目，湘潭柏屹园在建。", "湘潭县"),
    "where a visit went": ("全镇先后赴北京、上海、杭州、昆山等地拜访企业32家。", None),
    "a place once among many cities": (
        "重点项目进展顺利\n完成投资20.5亿元。莆田疏港公路开工，漳州至龙岩公路获批，沙县改线工程获批，福州机场、三明公路在建。",
        None,
    ),
    "a prefecture by its counties": (
        "1-9月，146个州重点建设项目复工。州直项目58个。\n吉首市57个，泸溪县27个，凤凰县34个，花垣县21个，龙山县21个。",
        "湘西土家族苗族自治州",
    ),
    "该区 before its name": ("该区坚持项目为王，对标南阳新一轮城市建设。2023年，卧龙区将紧盯南阳产业。", "卧龙区"),
    "where investors are looked for": (
        "我区紧盯长三角、珠三角等重点地区，以及市内主城区、两江新区，签约项目9个。我区储备45个项目。",
        None,
    ),
    "a headline below an introduction": (
        "本文摘要\n高港十项民生实事进展如何\n据了解，10个项目推进。高港实验学校操场开放。\n",
        "高港区",
    ),
    "two counties of a city that says 全市": (
        "全市36件水利工程推进\n临翔区鸭子塘水库开工；凤庆县郭大寨水库封顶。我市推动水利发展，全市在建工程36件。",
        "临沧市",
    ),
    "a reporter called like a city": ("本报讯（黄朝阳 王志晖）近年来，我县加快工业发展，全县工业总产值115亿元。\n", None),
    "该区 of a district named before": ("南阳市宛城区签约3个项目，该区还储备项目。南阳市今年开工12个。南阳、南阳。", "南阳市"),
}


@pytest.mark.parametrize("case", _CASES)
def test_home(case: str) -> None:
    text, home = _CASES[case]
    assert infer(text).name == home


def test_a_district_whose_name_is_a_word_elsewhere() -> None:
    text = "江北区位于重庆主城，与渝中区隔江相望。全区幅员面积162.92平方公里，全区常住人口111万人。\n"
    assert infer(text).name == "江北区"
    assert infer("长江江北区域发展加快，渝中区地区生产总值1500亿元，我区工业增长5%。\n").name == "渝中区"
