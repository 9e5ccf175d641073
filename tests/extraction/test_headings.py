"""What headings in two lines and headings without a number say for what stands below them."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.model.fact import Figure
from briefing.model.source import Source
from briefing.options import Options


def figures(text: str) -> list[Figure]:
    options = Options(region="青陵市")
    return list(extract(clean(Source.from_text(text, name="a.txt"), options), options).figures)


def test_a_heading_without_a_number_beneath_counted_ones_leaves_goals_goals() -> None:
    text = (
        "政府工作报告\n2026年1月13日在青陵市人民代表大会会议上\n一、2025年工作回顾\n城镇新增就业3万人。\n"
        "二、2026年工作安排\n固定资产投资增长6%。\n民生实事\n新增学位2万个。\n"
    )
    assert [f.modality for f in figures(text)] == ["actual", "target", "target"]


def test_the_second_line_of_a_heading_keeps_the_name_of_the_first() -> None:
    text = (
        "青陵市要闻\n\n全市重点项目加快推进，一批项目建成投用。\n\n南岭跨河大桥\n\n主桥合龙\n\n总投资38.5亿元的南岭跨河大桥主桥7月16日合龙。"
        "大桥全长5.37公里，计划年底通车。届时，南岭到市区的车程将由75分钟缩短至20分钟。\n"
    )
    assert [f.scope for f in figures(text) if f.unit == "分钟"] == ["南岭跨河大桥"] * 2


def test_a_title_in_two_lines_tells_its_day() -> None:
    text = "青陵市2025年民生实事进展\n情况（截至9月底）\n2025年10月14日\n\n1. 教育扩容。已建成学校7所。\n"
    assert figures(text)[-1].period == "as-of:2025-09-30"


def test_printed_copies_are_no_figure() -> None:
    assert not figures("重点项目推进情况\n\n发：各乡镇、县直各单位。（共印60份）\n")


def test_an_article_that_begins_without_its_title_is_not_of_the_section_before() -> None:
    text = (
        "青陵市要闻\n\n沁泉湖公园\n\n总投资2亿元的沁泉湖公园5月开园，为全市文明创建添彩。全市模范评选开始\n\n"
        "本报讯（记者 李明）昨日，模范评选启动，每类推荐2名。\n"
    )
    assert [f.scope for f in figures(text)][-1] == "青陵市"


def test_the_time_a_paragraph_opened_with_ends_where_a_later_year_is_told() -> None:
    text = (
        "青陵市发展情况\n2025年6月17日\n\n2024年，全市农村居民人均可支配收入27916元。全市今年新签约项目23个。"
        "市政务服务中心把企业开办时间由3天压缩至0.5天。\n"
    )
    assert "2024" not in [f.period for f in figures(text) if f.unit == "天"]


def test_since_when_something_has_been_so_is_no_time_of_the_paragraph() -> None:
    text = "青陵市发展情况\n\n2022年以来信访工作质效排名全省第一，获得称号。围绕争取政策，争取支持政策5项。\n"
    assert [f.period for f in figures(text)][-1] is None


@pytest.mark.parametrize("title", ["青陵市\n2026年第一季度重点项目集中开工", "青陵市2026年第一季度重点项目集中\n开工"])
def test_a_title_of_an_event_in_two_lines_tells_no_quarter(title: str) -> None:
    text = f"{title}\n2026年2月28日\n\n2月27日上午，青陵市2026年第一季度重点项目集中开工活动举行。此次集中开工项目122个。\n"
    assert figures(text)[-1].period == "2026-02-27"


def test_a_day_of_account_that_went_with_a_byline_is_told() -> None:
    sound = "青陵市2025年民生实事进展情况（截至9月底）\n2025年10月14日\n\n1. 教育扩容。已建成学校7所，新增学位5400个。\n"
    assert not any(f.doubt for f in figures(sound) if f.unit == "所")
    torn = figures(sound.replace("（截至", "（记者 李明截至"))
    assert {f.doubt for f in torn if f.unit == "所"} <= {"期间存疑"}
