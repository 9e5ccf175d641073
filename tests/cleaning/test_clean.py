from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.model.text import CleanText
from briefing.options import Options, SourceOption
from briefing.readers import discover, read

LONG = (
    "今年以来，清河区坚持项目为王，加强谋划储备，"
    "计划实施重点项目，总投资稳步增长，全年目标任务有序推进，各项工作走在前列，其中亿元以上的工业项目数量达到77"
)


def cleaned(text: str, **options: object) -> CleanText:
    return clean(Source.from_text(text, name="a.txt"), Options(**options))  # type: ignore[arg-type]


def kinds(text: str) -> list[tuple[str, str]]:
    out = cleaned(text)
    return [(block.kind, out.text[block.start : block.end]) for block in out.blocks]


def test_a_sentence_torn_by_a_column_is_joined_and_leads_back() -> None:
    out = cleaned(f"{LONG}\n\n个，同比增加9个。")
    (block,) = out.blocks
    at = out.text.index("77个")
    found = out.evidence(at, at + 3, block=block)
    assert (found.quote, len(found.pieces)) == ("77个", 2)


def test_digits_torn_apart_are_told() -> None:
    (block,) = cleaned(f"{LONG[:-2]}1\n\n16.3亿元，同比增长。").blocks
    assert block.doubt == "数字跨行"


def test_headings_and_numbered_items_are_never_joined() -> None:
    assert kinds(f"{LONG}\n二、投资结构，持续优化。")[1][1] == "二、投资结构，持续优化。"
    assert kinds(f"{LONG}个。\n投资结构持续优化\n增长5%。")[1] == ("heading", "投资结构持续优化")


@pytest.mark.parametrize(
    "line",
    ["当前位置: 首页 > 新闻中心 > 要闻", "责任编辑：甲乙    值班热线：0000-2861573", "微信号:abc888",
     "020-88888666", "【打印本页】【关闭窗口】",
     "发布日期:2025-04-17 18:39  浏览次数:", "免责声明：本站部分内容转自网络", "本报记者 甲 乙"],
)  # fmt: skip
def test_what_is_set_aside_whole(line: str) -> None:
    out = cleaned(f"全市地区生产总值增长6.1%。\n{line}")
    assert len(out.blocks) == 1
    assert [d.span for d in out.source.info.dropped][-1][1] <= len(out.source.text)


@pytest.mark.parametrize(
    "line",
    [
        "联系企业办结问题262个，刷新速度。",
        "来源于全市的税收收入98.6亿元，占比69.4%。",
        "一、石桥至岚口一级公路改建工程",
        "编辑部新建厂房4.2万平方米。",
    ],
)
def test_what_holds_a_fact_stays(line: str) -> None:
    assert kinds(line)[0][1] == line


def test_a_caption_keeps_its_fact_and_loses_its_credit() -> None:
    assert kinds("产业园一期封顶，预计年底前达到使用条件。图为项目现场。 本报记者 甲乙丙 摄") == [
        ("caption", "产业园一期封顶，预计年底前达到使用条件。")
    ]


def test_anti_scrape_pinyin_and_doubled_marks_vanish_from_the_clean_text_only() -> None:
    text = "海岛小县做(zuò)活文章，，渔业总产(chǎn)值24.7亿元（现价）。。"
    out = cleaned(text)
    assert out.text.strip() == "海岛小县做活文章，渔业总产值24.7亿元（现价）。"
    assert out.source.text == text


def test_a_repeated_paragraph_counts_once_and_keeps_its_places() -> None:
    paragraph = "围绕争取政策，争取国家支持等政策5项；围绕争取项目，争取到项目48个；获得省级以上荣誉11项。"
    out = cleaned(f"{paragraph}\n甲乙丙丁。\n{paragraph}\n{paragraph}")
    assert [len(block.repeats) for block in out.blocks] == [2, 0]
    places = [out.source.text[a:b] for pieces in out.blocks[0].repeats for a, b in pieces]
    assert places == [paragraph, paragraph]


@pytest.mark.parametrize(
    ("first", "later", "kept"),
    [
        # The lines of a list of works are alike but for the name, and two of them may give the same amount and month.
        ("白河智能装备产业园项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。",
         "古田绿色建材产业园项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。", 2),
        ("白河大道一标段位于青石县城东，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。",
         "白河大道二标段位于青石县城东，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。", 2),
        ("白河智能装备产业园项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。",
         "白河智能装备产业园项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月", 1),
        ("白河智能装备产业园项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。",
         "白河智能装备产业园重点项目位于青石县，总投资4.5亿元，目前已完成立项，预计2026年2月竣工。", 1),
    ],
)  # fmt: skip
def test_a_near_repeat_names_nothing_else(first: str, later: str, kept: int) -> None:
    assert len(cleaned(f"{first}\n{later}").blocks) == kept


def test_a_brand_pasted_into_one_copy_is_found_by_the_other() -> None:
    one = "利用山前坡地和沉陷区，规划建设经济技术开发区，面积25.23平方公里，入驻企业221家，成效明显。"
    out = cleaned(f"金球体育·(中国)官方网站\n{one}\n{one.replace('区，规划', '区金球，规划')}")
    assert "金球" not in out.text
    assert out.source.info.trust == "low"
    assert len(out.blocks) == 1 and len(out.blocks[0].repeats) == 1


def test_a_line_that_is_nothing_but_the_brand_leaves_no_empty_block() -> None:
    one = "利用山前坡地和沉陷区，规划建设经济技术开发区，面积25.23平方公里，入驻企业221家，成效明显。"
    out = cleaned(f"金球\n\n体育·(中国)官方网站\n\n金球体育官网\n{one}\n{one.replace('区，规划', '区金球，规划')}")
    assert "金球" not in out.text and all(block.end > block.start for block in out.blocks)


def test_without_a_brand_line_nothing_is_taken_out() -> None:
    one = "利用山前坡地和沉陷区，规划建设经济技术开发区，面积25.23平方公里，入驻企业221家，成效明显。"
    assert "金球" in cleaned(f"{one.replace('区，规划', '区金球，规划')}\n{one}").text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n发布时间：2026-01-27 09:16    来源：某中心\n正文。", date(2026, 1, 27)),
        ("2024年10月1日 星期二\n正文。", date(2024, 10, 1)),
        ("某市统计局    2025-10-22    点击数:206\n正文。", date(2025, 10, 22)),
        ("服务中心　2025年10月11日印发　第9期\n正文。", date(2025, 10, 11)),
        ("10月18日，某办召开发布会，介绍2023年有关情况。", None),
        ("截至2024年12月31日，全市规上工业企业418家，比上年末净增23家，增长较快。", None),
    ],
)
def test_the_printed_date(text: str, day: date | None) -> None:
    info = cleaned(text).source.info
    assert (info.published if info.published_how == "printed" else None) == day


def test_what_a_person_knows_is_not_overruled() -> None:
    known = SourceOption(file="a*", published=date(2025, 1, 2), trust="high", publisher="某日报")
    info = cleaned("2024年10月1日 星期二\n正文。", source=(known,)).source.info
    assert (info.published, info.published_how, info.trust, info.publisher) == (date(2025, 1, 2), "given", "high", "某日报")


@given(st.text(alphabet="甲乙，。1２％(zuò)\n |第图摄：", max_size=120))
def test_every_clean_character_is_one_character_of_the_source(text: str) -> None:
    out = cleaned(text)
    for block in out.blocks:
        pieces = out.pieces(block.start, block.end)
        assert sum(b - a for a, b in pieces) == block.end - block.start
        assert all(0 <= a < b <= len(text) for a, b in pieces)
        assert list(pieces) == sorted(pieces)


def test_the_seeds_lose_their_noise_and_nothing_else(seeds: Path) -> None:
    for path in discover([seeds]):
        out = clean(read(path, root=seeds), Options())
        assert not any(word in out.text for word in ("8797000", "88888666", "wixin", "校对", "返回顶部"))
        for block in out.blocks:
            assert out.original(block.start, block.end)
