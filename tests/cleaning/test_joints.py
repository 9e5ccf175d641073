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
    out = cleaned("北山县农村污水治理项目\n建设内容：对12个乡镇、78个村\n实施污水治理，铺设管网213公里。\n")
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("生物医", "药产业园一期占地252亩，已经开工。"),
        ("北山县农村污水治理项目建有国家", "级企业技术中心2家，省级工程研究中心11家。"),
        ("在“三十", "工程”中，北山县承担的项目有7个。"),
        ("截至目前北山县直接服务的", "项目有7个，投资3亿元。"),
        ("今年确定的民生实事10", "件，已完成6件。"),
        ("北", "山县全年增长5%，好于预期。"),
        ("如期完成了路基施工，投资约", "4200万，长约17公里。"),
        ("主会场开工的产业园，总投资", "52亿元，占地416亩。"),
        ("10.", "文化惠民。送戏下乡600场次。"),
        ("一、青陵市2025", "年工作回顾"),
        ("图③：内装收尾的青年公", "寓可提供住房1260套。 通讯员 岑砚 摄"),
        ("图③：内装收尾的北山县青年公寓，可以", "提供住房1260套。 通讯员 岑砚 摄"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_cut_inside_a_word_a_name_or_an_amount_is_whole_again(before: str, after: str, gap: str) -> None:
    head = "青陵市重点项目建设情况\n\n北山县和北山县委抓项目。\n\n"
    whole = (before + after).removesuffix(" 通讯员 岑砚 摄")
    assert whole in texts(f"{head}{before}{gap}{after}\n\n各地加快建设。\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("在青陵市第六届人民代表大会第四次会议上", "海南镇镇长 龚正"),
        ("（五）持续加强政府自身建设", "营商环境进一步改善，办事更快。"),
        ("二、工作回顾", "过去一年很不平凡，全市增长5%。"),
        ("四、石桥县污水治理项目和", "建设内容：铺设管网213公里，建设处理站31座。"),
        ("奋进青陵", "市委书记张三出席，项目开工。"),
        ("地区生产总值", "146.2亿元，增长5%。"),
        ("阅读 2106", "2025年6月17日，项目开工，投资3亿元。"),
    ],
)
def test_lines_that_only_look_cut_stay_two(before: str, after: str) -> None:
    out = texts(f"青陵市重点项目建设情况\n\n青陵市抓项目。\n\n{before}\n\n{after}\n\n各地加快建设。\n")
    assert before + after not in out


def test_a_break_the_text_has_nowhere_else_is_a_cut() -> None:
    whole = "".join("　　" + p + "\n\n" for p in (*PARAGRAPHS, *PARAGRAPHS[::-1]))
    torn = whole.replace("其中工业投资", "其中\r\n工业投资", 1)
    assert texts(torn) == texts(whole)
    listed = whole.replace("\n\n", "\n", 12)  # where both ways are common none is a cut
    assert len(texts(listed)) == len(texts(whole))
