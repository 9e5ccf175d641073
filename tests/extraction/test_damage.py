"""Signs of damage in words and marks: told on the figures beside them, and never on sound prose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.extraction.doubts.oddnames import odd
from briefing.model.source import Source
from briefing.options import Options


def doubts(text: str) -> set[str | None]:
    found = extract(clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n", name="a.txt"), Options()), Options())
    assert found.figures
    return {figure.doubt for figure in found.figures}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("全年固定资产投的资增长5.6%，工业投资增长12%。", "疑有衍字"),
        ("全年固定资产 投资增长5.6%。", "疑有衍字"),
        ("全年完成投资#总额56亿元，增长5.6%。", "疑有衍字"),
        ("全年贷款余额为2…894.3亿元，存款余额3517.6亿元。", "疑有衍字"),
        ("新材料产值增长12%。责任编辑：李明装备制造业产值36亿元，增长3%。", "疑有衍字"),
        ("全年批发业、零售业销售额分别增长8.3%6.9%，住宿业增长2%。", "疑缺标点"),
        ("3月当月增长9.8%，比1-2月加快12.5个百分点从行业看，装备制造业增长7%。", "疑缺标点"),
        ("全市累计完成投资3亿元截至10月底，交付设备62台。", "疑缺标点"),
        ("高新技术企业96家上市公司3家，外资企业47家。", "疑缺标点"),
        ("新签约项目41个协议投资额168亿元，其中10亿元以上项目6个。", "疑缺标点"),
        ("年度计划投资853亿元1-8月共完成投资622亿元。", "疑缺标点"),
        ("青陵区16个项目集中开工其中环线公路总投资7.92亿元。", "疑缺标点"),
        ("是主要拖累亿元以上在建项目137个，同比减少9个。", "疑缺标点"),
        ("更加注重质量和效益技改投资占工业投资比重44.4%，高于全市平均水平15.7个百分点。", "疑缺标点"),
        ("现场机械往来穿梭该工程全长6.8公里，双向六车道。", "疑缺标点"),
        ("固定资产投资下降6.8%，1—●9月完成3亿元。", "疑有衍字"),
        ("从规模看，全市向好。规模看50亿元以上项目12个。", "疑缺标点"),
        ("可提供就业岗位2600个“施工许可证”从申报到拿证用了21天。", "疑缺标点"),
        ("完成率分别为81.5%、66.4%、的58.9%。", "疑有衍字"),
        ("海上牧场项（●xiàng）目已完成投资3.92亿元。", "疑有衍字"),
        ("青岩县、南岭县、白水县完成率分别为81.5%、76.2%。", "分别难对"),
        ("纳入台账的6在个项目总投资113亿元。", "疑有衍字"),
        ("由1690亿元增加到2380亿元以上年均增长6.2%，占比提高0.4个百分点。", "疑缺标点"),
        ("新增学位180和0个，新增托位120个。", "数字残缺"),
        ("完成率66.●4%，新增托位120个。", "数字残缺"),
        ("新增公办学位1.2万介，新增托位120个。", "数字残缺"),
        ("新人库项目17个，计划总投资43亿元。", "疑有误字"),
        ("四季平稳。1的-3月，固定资产投资下降6.8%。", "疑有衍字"),
        ("青岩县南岭县分别完成投资3亿元、5亿元，青岩县开工项目6个，南岭县开工项目9个。", "疑缺标点"),
        ("全体居民入均可支配收入36482元，增长5.7%。", "疑有误字"),
        ("一般公共预算收人增长4.2%。", "疑有误字"),
        ("城乡低保、特困供养、孤儿保障标准分别增长5.2%、6.1%。", "分别难对"),
    ],
)
def test_damage_is_told(text: str, why: str) -> None:
    assert why in doubts(text)


@pytest.mark.parametrize(
    "text",
    [
        "固定资产投资增长5.6%，其中，工业投资增长12%、基础设施投资增长3.3%。",
        "占地320亩的再生铝项目完成投资3.2亿元，建成标准厂房5万平方米。",
        "规上工业增加值增长8.4%，增速由上年的7%提高到8.4%，高于全省1.2个百分点。",
        "对12个乡镇78个行政村实施污水治理，新建改建农村公路260公里、改造危桥15座。",
        "全市38个重点项目开复工35个，完成投资56亿元。",
        "开展“进窗口 走流程”活动12次，1~7月份完成投资36亿元。",
        "今年全市城镇新增就业3.86万人，城镇、农村居民收入分别增长4.9%和6.8%。",
        "派出2000名农村科技特派员，服务12个县。",
        "建成4座水电站总投资超过1500亿元，在其中完成投资12亿元。",
        "竣工投产项目12个，提前转移避险群众197万人次，抓好重点改革14项。",
        "总投资150亿元新型显示器件项目开工，生产安全事故起数下降15%。",
    ],
)
def test_sound_prose_carries_no_note(text: str) -> None:
    assert doubts(text) == {None}


SOUND = "。".join(("全市开展检查", "各部门加强协作", "各地稳步推进", "产销衔接向好"))


@pytest.mark.parametrize(
    ("joint", "why"),
    [
        ("全市经济平稳增长。{}2024年上半年，全市完成投资3亿元。{}新开工项目12个，完成投资5亿元。", "分段存疑"),
        ("全市经济平稳增长。{}全市完成投资3亿元。{}全市新开工项目12个，完成投资5亿元。", None),
    ],
)
def test_paragraphs_that_ran_together_are_told_where_it_matters(joint: str, why: str | None) -> None:
    text = joint.format(SOUND + "。", " ") + SOUND + "。"
    found = extract(
        clean(Source.from_text(f"青陵市重点项目\n\n{text}\n", name="a.txt"), Options(region="青陵市")), Options(region="青陵市")
    )
    assert [f.doubt for f in found.figures][-1] == why
    habit = text.replace("。", "。 ")
    found = extract(
        clean(Source.from_text(f"青陵市重点项目\n\n{habit}\n", name="a.txt"), Options(region="青陵市")), Options(region="青陵市")
    )
    assert {f.doubt for f in found.figures} == {None}


def test_months_with_blanks_between_them_are_read() -> None:
    text = "1- 9月，固定资产投资增长6.8%，而1 -2月下降2.7%。"
    found = extract(clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n", name="a.txt"), Options()), Options())
    assert [(f.period, f.doubt) for f in found.figures] == [("2025-01/2025-09", None), ("2025-01/2025-02", None)]


def test_a_head_with_a_torn_time_makes_its_column_doubtful() -> None:
    rows = "".join(f"指标{i} | 亿元 | {i}3.5\n" for i in range(1, 6))
    for head, why in (("1-9在月", "期间存疑"), ("1-9月", None)):
        text = f"青陵市2025年主要指标\n\n指标 | 单位 | {head}\n{rows}"
        found = extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
        assert {f.doubt for f in found.figures} == {why}


def test_an_event_whose_day_is_misread_is_told() -> None:
    text = "青陵市重点项目集中开工\n\n本报讯 2目27曰上午，全市重点项目集中开工仪式举行。\n\n此次开工项目27个，总投资130亿元。\n"
    found = extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
    assert found.figures and {f.doubt for f in found.figures} == {"期间存疑"}
    sound = extract(clean(Source.from_text(text.replace("目27曰", "月27日"), name="a.txt"), Options()), Options())
    assert {f.doubt for f in sound.figures} == {None}


LEDGER = """石桥县重点项目建设推进情况

一、石桥至岚口公路改建工程
建设内容：改建公路17.8公里，新建大桥3座。
形象进度：路基完成92%。

二、禾曜铸件智能工厂
建设内容：新建厂房4.2万平方米，生产线6条。
形象进度：厂房封顶，完成80%。

三、石桥县供热管网改造
建设内容：改造一次网9.4公里，换热站14座。
形象进度：一次网完成76%。
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("改建公路", "改建\n公路", "断行存疑"),
        ("建设内容：新建", "建设\n\n内容：新建", "断行存疑"),
        ("建设内容：新建", "建设内容广告：新建", "断行存疑"),
        ("建设内容：新建", "建设热点内容：新建", "断行存疑"),
        ("建设内容：新建", "建设内容●：新建", "断行存疑"),
        ("禾曜铸件智能工厂", "禾曜铸件智能\n工厂", "断行存疑"),
        ("禾曜铸件智能工厂", "禾曜铸件智能工厂和", "标题存疑"),
        ("禾曜铸件智能工厂", "禾曜铸件智能展开全文工厂", "标题存疑"),
        ("", "", None),
        ("建设内容：", "建设内容：\n", None),
    ],
)
def test_a_ledger_whose_field_or_heading_is_cut_is_told(old: str, new: str, why: str | None) -> None:
    text = LEDGER.replace(old, new) if why is None else LEDGER.replace(old, new, 1)
    found = extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
    told = {f.doubt for f in found.figures}
    assert None in told and (told - {None} <= {"断行存疑", "标题存疑", "标题残缺"} and len(told) > 1 if why else told == {None})


def test_this_project_is_never_the_place() -> None:
    text = "南岭区完成投资36亿元。该项目总投资11.2亿元，占地56亩。"
    found = extract(
        clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n", name="a.txt"), Options(region="青陵市")),
        Options(region="青陵市"),
    )
    assert [f.scope for f in found.figures] == ["南岭区", None, None]


def test_what_stood_before_the_damage_is_sure() -> None:
    text = "工业投资增长12.1%。固定资产投的资增长5.6%。社会消费品零售总额增长6.6%。"
    found = extract(clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n", name="a.txt"), Options()), Options())
    assert [(str(f.value), f.doubt) for f in found.figures] == [("12.1", None), ("5.6", "疑有衍字"), ("6.6", "疑有衍字")]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("青陵市2025年9目主要经济指标", "期间存疑"),
        ("青陵市20 25年主要经济指标", "期间存疑"),
        ("青陵市2025年民生实事进展情况（截至9热点月底）", "期间存疑"),
        ("青陵市重点项目进展（截至2025年\n9月30日）", "期间存疑"),
        ("青陵市重点项目进展（截至2025年9月30日）", None),
        ("青陵市2025年9月主要经济指标", None),
        ("青陵市2025年民生实事进展情况（截至9月底）", None),
        ("青陵市2025年第一批重点项目集中开工情况", None),
    ],
)
def test_a_damaged_time_in_the_title_is_told_where_it_is_leant_on(title: str, why: str | None) -> None:
    text = f"{title}\n\n全市固定资产投资完成125亿元，工业投资完成36亿元。2024年12月，完成投资21亿元。\n"
    found = extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
    assert {figure.doubt for figure in found.figures if figure.period and figure.value != 21} <= {why}
    assert {figure.doubt for figure in found.figures if figure.value == 21} == {None}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("规上工业增编者按加值增速", True),
        ("模以上工业增加值增速", True),
        ("建成通车空气质量优良天数比例", True),
        ("全体居民人均可支配收人", True),
        ("规模以上工业增加值增速", False),
        ("规上民营工业增加值增速", False),
        ("高标准农田耕地总面积", False),
        ("竣工投产项目总投资", False),
        ("投用充电桩数", False),
    ],
)
def test_names_are_looked_at_by_themselves(label: str, told: bool) -> None:
    assert (odd(label, None) is not None) is told


def test_a_misread_word_at_the_head_throws_no_doubt_on_the_times() -> None:
    text = "按照市政府安排部暑，现就推进情况通报如下。\n\n2025年1—9月，重点项目开复工405个，完成投资198.8亿元。"
    assert doubts(text) == {None}


def test_of_a_paragraph_whose_end_is_lost_the_last_sentence_alone_is_doubtful() -> None:
    text = "全年固定资产投资增长5.6%。规上工业增加值增长8.4%，在全市各项事业全面推进的同时，又有12个重大项目的前期工作正在加快"
    found = extract(
        clean(Source.from_text(f"青陵市2025年经济运行情况\n\n{text}\n\n二、下一步打算\n", name="a.txt"), Options()), Options()
    )
    assert (found.figures[0].value, found.figures[0].doubt) == (Decimal("5.6"), None)
    assert {f.doubt for f in found.figures[1:]} == {"句尾残缺"}


def test_an_ellipsis_behind_a_list_and_a_meeting_of_a_series_are_sound() -> None:
    assert doubts("整齐的停车位、滨水小径、家门口的综合服务区……在新城社区，新增了402个停车位。") == {None}
    assert doubts("在“实事惠民生”系列第二场新闻发布会上获悉，全市新增停车位402个。") == {None}
