from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.model.text import CleanText
from briefing.options import Options


def cleaned(text: str) -> CleanText:
    return clean(Source.from_text(text, name="a.txt"), Options())


def blocks(text: str) -> list[tuple[str, int, str]]:
    out = cleaned(text)
    return [(b.kind, b.level, out.text[b.start : b.end]) for b in out.blocks]


def texts(text: str) -> list[str]:
    return [words for _, _, words in blocks(text)]


WRAPPED = """清河市一季度经济运行情况
{indent}今年以来，全市上下坚持稳中求进工作总基调，扎实推进
高质量发展，经济运行总体平稳、稳中向好。初步核算，一
季度全市地区生产总值386.5亿元，同比增长6.1%，增速居
全省第七位。
{indent}一、工业生产较快增长。全市规模以上工业增加值同比增
长8.4%，高于全省平均水平1.2个百分点。其中，制造业增
长9.1%，高技术制造业增长15.3%。
{indent}二、投资结构持续优化。固定资产投资同比增长5.6%，工
业投资增长12.7%，占全部投资的比重达到41.2%。"""


@pytest.mark.parametrize("indent", ["", "    ", "　　"])
def test_lines_wrapped_at_a_fixed_width_become_paragraphs(indent: str) -> None:
    title, *paragraphs = texts(WRAPPED.format(indent=indent))
    assert title == "清河市一季度经济运行情况"
    assert [p[:6] for p in paragraphs] == ["今年以来，全", "一、工业生产", "二、投资结构"]
    assert all(p.endswith("。") for p in paragraphs) and "一季度全市地区生产总值386.5亿元" in paragraphs[0]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("近年来，清河区坚持项目为王，全区规上工业增加值连续多年位居前列，GDP\n\n增速全市城区第一，投资增长8.3%。", "GDP增速"),
        ("今年上半年，全市新签约亿元以上项目143\n\n个，协议总投资629.4亿元。其中制造业97个。", "143个，协议"),
        ("年处理能力居前列。清河产业集群不断壮大，建成智能制造产业集\n\n群和电子信息产业集群，实现产值120亿元。", "产业集群和"),
    ],
)
def test_a_torn_sentence_is_joined(text: str, joined: str) -> None:
    (only,) = texts(text)
    assert joined in only


@pytest.mark.parametrize(
    "text",
    [
        "东岗智能制造产业园，总投资12.5亿元，主体完工\n石桥污水处理厂，总投资3.2亿元，已开工\n岚口水厂，总投资1.1亿元，前期",
        "1.东岗产业园，总投资12.5亿元\n2.石桥水厂，总投资3.2亿元，已开工。",
        "▲市第三医院取得许可证，总投资7.4亿元。\n▲白沙大桥完成28根桩基施工。",
        "——突出项目带动。新开工项目120个。\n——突出创新驱动。研发投入增长12%。",
        "问：今年投资情况如何？\n答：全市投资增长5.6%。",
    ],
)
def test_items_stay_apart(text: str) -> None:
    assert texts(text) == text.split("\n")
    assert all(kind == "paragraph" for kind, _, _ in blocks(text))


def test_headings_and_their_levels() -> None:
    page = (
        "清河市重点项目推进情况\n一、总体情况\n（一）亮红灯项目\n1.东岗产业园项目\n坚持创新引领，打造示范城市\n全市完成投资12亿元。"
    )
    assert [(kind, level) for kind, level, _ in blocks(page)] == [
        ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 3), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip


def test_the_heading_before_a_byline_is_the_title_of_an_article() -> None:
    page = (
        "第一篇标题在这里\n本报讯（记者张三）全市投资增长5%。\n第二篇标题在这里\n副题说明情况\n本报讯（记者李四）全市工业增长6%。"
    )
    assert [level for kind, level, _ in blocks(page) if kind == "heading"] == [1, 1, 1]


@pytest.mark.parametrize(
    "line",
    [
        "项目总投资：12.5亿元",
        "建设内容：新建厂房8万平方米",
        "开工项目27个，总投资130.23亿元",
        "报告指出：“加快医院建设。”",
        "各位代表：",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert blocks(f"标题\n{line}\n正文一句。")[1] == ("paragraph", 0, line)


@pytest.mark.parametrize(
    "line",
    [
        "图①：合龙后的跨海大桥。",
        "↑锻造车间建成并进入试生产阶段。",
        "产业园一期封顶。图为项目现场。",
        "已投用的生产车间。（资料图片）",
    ],
)
def test_captions(line: str) -> None:
    assert blocks(f"正文一句。\n{line}")[1][0] == "caption"


def test_a_fragment_of_another_column_is_told_and_the_sentence_goes_on_after_it() -> None:
    page = (
        "该工程全长6.8公里，双向六车道。目前，桥梁下部结构完成90%，路基填筑完成过半，\n\n"
        "的工业互联网平台，已接入设备1.2万台。\n\n计划2026年4月建成通车，工期压缩到11个月。"
    )
    out = cleaned(page)
    assert [b.doubt for b in out.blocks] == [None, "错位残句"]
    assert out.text[out.blocks[0].start : out.blocks[0].end].endswith("路基填筑完成过半，计划2026年4月建成通车，工期压缩到11个月。")
    assert texts("示范城市建设成效明显，全市面貌一新。\n宜业、宜游城市核心区。”示范区绘好蓝图，完成投资3亿元。")[1].startswith(
        "宜业"
    )
    assert cleaned("全市面貌一新。\n宜业、宜游城市核心区。”示范区完成投资3亿元。").blocks[1].doubt == "残句"


def test_a_paragraph_that_ends_in_the_middle_is_told() -> None:
    out = cleaned(
        "在发展中保障和改善民生是重大任务。全市新增就业3.2万人，要坚持以人民为中心的发展思想，全面推进各项事业，筑牢民\n二、下一步打算"
    )
    assert out.blocks[0].doubt == "句尾残缺"


def test_near_repeats_are_folded_and_other_numbers_are_not() -> None:
    first = "围绕争取资金，争取省级补助资金5.1亿元；围绕争取平台，争取省级平台19项；围绕争取荣誉，获得荣誉11项。"
    out = cleaned(f"{first}\n甲乙丙丁。\n{first.replace('省级平台', '各类省级平台')}\n{first.replace('5.1', '6.3')}")
    assert [len(b.repeats) for b in out.blocks] == [1, 0, 0]
    assert [d.type for d in out.source.info.dropped] == ["duplicate"]


def test_a_title_glued_to_the_text_is_cut_when_a_copy_shows_it() -> None:
    body = "清河区规划建设经济技术开发区，面积25.23平方公里，入驻企业221家，成效十分明显。"
    out = cleaned(f"清河区焕发新活力\n清河区焕发新活力{body}\n中间一段文字。\n{body}")
    assert [out.text[b.start : b.end] for b in out.blocks] == ["清河区焕发新活力", body, "中间一段文字。"]
    alone = f"清河区焕发新活力\n清河区焕发新活力{body}"
    assert texts(alone)[1].startswith("清河区焕发新活力清河")
