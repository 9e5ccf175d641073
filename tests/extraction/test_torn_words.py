"""Words with something in their middle, names of two statements, numbers in two: told or refused, and sound ones left alone."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.extraction.doubts.oddnames import odd
from briefing.model.extraction import Extraction
from briefing.model.source import Source
from briefing.options import Options


def read(text: str) -> Extraction:
    options = Options(region="青陵市")
    return extract(clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n", name="a.txt"), options), options)


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("落户企广告业数", "疑有衍字"),
        ("森林覆和盖率", "疑有衍字"),
        ("国内市的场占有率", "疑有衍字"),
        ("人均公和园绿地面积", "疑有衍字"),
        ("区累计淘汰落后产能", "疑有衍字"),
        ("中税收收入", "疑有衍字"),
        ("财政金融平稳运行一般公共预算收入", "疑缺标点"),
        ("固定资产投资社会消费品零售总额增速", "疑缺标点"),
        ("城镇乡村零售额", "疑缺标点"),
        ("居民消费价格涨幅数", "疑缺标点"),
        ("实现增长增长面", "疑缺标点"),
        ("以海藻深加工为特色海藻酸钠国内市场占有率", "疑缺标点"),
        ("她介绍总投资", "疑缺标点"),
        ("能力总投资", "疑缺标点"),
        ("三大专题报告通过审查可行性研究报告编制完成比例", "疑缺标点"),
        ("居民消费价格涨幅占比", "疑缺标点"),
        ("和煤炭工业占规上工业比重", "疑缺标点"),
        ("和平县地区生产总值", None),
        ("行政村路面硬化率数", None),
        ("电力、热力、燃气及水的生产和供应业增速", None),
        ("有效期内高新技术企业数", None),
        ("实施草原禁牧和草畜平衡", None),
        ("集中开工和县区自行开工重点项目数", None),
        ("农村居民人均可支配收入", None),
        ("广告业营业收入", None),
        ("总税收收入", None),
        ("商品零售零售额", None),
    ],
)
def test_names_nothing_is_called_by(label: str, why: str | None) -> None:
    assert odd(label, None) == why


@pytest.mark.parametrize(
    "text",
    [
        "新增学位5和400个，完成率56.3%。",
        "规上工业企业15和2家，增长5%。",
        "工业投资增长12.5~6%，好于预期。",
        "一般公共预算收入增长3%和—5%，好于预期。",
        "第二产业增加值1012.86……亿元，增长7.2%。",
        "完成率分别为73.8%、73.的3%，好于预期。",
        "地区生产总值增长6.1●%，增速居全省第四位。",
        "今年前10和个月完成投资6亿元。",
        "协调贷款共计11,9729亿元，用于周转。",
        "城乡居民收入比由1.90降至1.8 7。",
        "完成投资387.6亿的元，开工122个项目。",
        "总投资8.6亿元在的海上牧场项目已完成投资3.92亿元。",
    ],
)
def test_a_number_that_something_parts_is_no_other_number(text: str) -> None:
    assert all(f.doubt for f in read(text).figures)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("高中和初中分别新增学位5和400个。", ["5", "400"]),
        ("工业投资增长5~8%，好于预期。", ["5"]),
        ("全年接待游客120万人次。", ["120"]),
        ("外来务工者占比1/10，4386名外来务工者参保。", ["4386"]),
        ("城镇的居民人均可支配收入45916元。", ["45916"]),
    ],
)
def test_two_numbers_and_spans_are_read(text: str, values: list[str]) -> None:
    found = read(text).figures
    assert [str(f.value) for f in found] == values and not any(f.doubt for f in found)


def test_a_year_is_no_end_of_a_span() -> None:
    found = read("研发投入强度提高到2.4%到2027年新材料产业规模突破600亿元。").figures
    assert all(f.unit != "年" and f.value_max is None for f in found)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("1-9月", "1■-9月", "期间存疑"), ("单位：亿元", "单位：★亿元", "单位存疑"), ("单位：亿元", "单位：亿登录元", "单位存疑")],
)
def test_a_torn_head_of_a_table_is_told(old: str, new: str, why: str) -> None:
    text = (
        "表1 主要指标 单位：亿元\n指标 | 1-9月 | 增长(%)\n地区生产总值 | 127.3 | 5.7\n社会消费品零售总额 | 48.6 | 4.1\n"
        "一般公共预算收入 | 7.1 | 2.2\n"
    )
    assert not any(f.doubt for f in read(text).figures)
    assert {f.doubt for f in read(text.replace(old, new)).figures} == {why}


def test_a_last_heading_without_its_mark_is_told() -> None:
    text = (
        "一、甲大桥工程\n完成投资3亿元。\n二、乙大桥工程\n完成投资4亿元。\n"
        "三、丙大桥工程\n完成投资5亿元。\n四丁大桥工程\n完成投资6亿元。\n"
    )
    assert {str(f.value): f.doubt for f in read(text).figures} == {"3": None, "4": None, "5": None, "6": "缺序号"}


@pytest.mark.parametrize("junk", ["更多", "展开全文"])
@pytest.mark.parametrize("number", [1, 2])
def test_an_item_behind_a_web_word_is_told(junk: str, number: int) -> None:
    items = [
        "1. 教育扩容。新建学校12所。",
        "2. 供水保障。铺设管网85公里。",
        "3. 停车便民。新增泊位5000个。",
        "4. 文化惠民。新建书房16家。",
    ]
    items[number - 1] = junk + items[number - 1]
    doubts = [f.doubt for f in read("\n\n".join(items)).figures]
    assert doubts[number - 1] and [d for i, d in enumerate(doubts) if i != number - 1] == [None] * 3


def test_what_is_said_of_a_torn_sentence_is_told() -> None:
    sound = "全体居民人均可支配收入36482元，增长5.7%。其中，城镇居民45916元、农村居民24573元。"
    assert not any(f.doubt for f in read(sound).figures)
    torn = read(sound.replace("可支配", "可支热点配")).figures
    assert {f.doubt for f in torn if str(f.value) in ("45916", "24573")} == {"疑有衍字"}


def test_a_list_with_blanks_in_it_is_one_list() -> None:
    text = "分地区看，南岭区、北山县年度投资完成率分别为76.2%  、66.4%。"
    assert [str(f.value) for f in read(text).figures if f.doubt is None] in (["76.2", "66.4"], [])


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("新增普惠性学位1800个力争每千人拥有婴幼儿托位达到5个。", {"疑缺标点"}),
        ("引进外资企业47家世界500强投资项目5个。", {"疑缺标点"}),
        ("新开工5个项目，建成12家养老机构。", {None}),
        ("全市共有上市公司12家，新增3家高新技术企业。", {None}),
    ],
)
def test_a_number_behind_a_thing_counts_that_thing(text: str, doubts: set[str | None]) -> None:
    assert {f.doubt for f in read(text).figures} == doubts
