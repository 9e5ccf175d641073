"""Lines that lost their break are broken again where the text shows it, and nowhere else."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.options import Options

LEDGER = """一、北山至石泉公路
建设内容：改建公路17.8公里。责任单位：县交通局。

二、县医院新院区
建设内容：建筑面积8.6万平方米。责任单位：县卫健委。
"""
ITEMS = (
    "（二）亮黄灯项目\n1.东湖大桥(北山县)。总投资9.3亿元。\n2.海藻产业园(石泉县)。尚未开工，滞后5个月。\n3.青年公寓。主体完工。\n"
)


def texts(text: str) -> list[str]:
    out = clean(Source.from_text(text, name="a.txt"), Options())
    return [out.text[b.start : b.end].strip() for b in out.blocks]


@pytest.mark.parametrize(
    ("whole", "joint"),
    [
        (LEDGER, "局。\n\n二、"),
        (LEDGER, "新院区\n建设"),
        (ITEMS, "亿元。\n2."),
        (ITEMS, "个月。\n3."),
        ("各区县人民政府，市直有关单位：\n10月20日，对68个项目进行督查，情况如下。\n", "单位：\n10月"),
        ("北山项目：总投资11亿元，已试生产。\n东湖区管网更新：总投资2.6亿元，已完工。\n", "生产。\n东湖"),
        ("县里概况\n——海工产业。集聚企业43家，产值286亿元。\n——化工产业。集聚企业21家。\n", "亿元。\n——"),
        ("新签约项目143个\n本报讯（记者 栾屿）7月21日，新签约项目143个，总投资629亿元。\n", "个\n本报讯"),
    ],
)
@pytest.mark.parametrize("blank", ["", " "])
def test_a_lost_break_is_made_again(whole: str, joint: str, blank: str) -> None:
    left, right = joint.split("\n")[0], joint.split("\n")[-1]
    assert joint in whole
    assert texts(whole.replace(joint, left + blank + right)) == texts(whole)


@pytest.mark.parametrize(
    "line",
    [
        "会议强调三点。一、抓项目；二、抓投资。三、抓民生，全年完成投资12亿元。",
        "石泉县完成投资3.2亿元。2024年以来，新开工项目12个，其中亿元以上5个。",
        "他说：“今年新增岗位300个。”——这是实话。",
        "责任单位：县住建局。该局表示，年底前完成12个小区改造。",
        "12.5亿元。3.2亿元用于民生。",
    ],
)
def test_a_line_that_is_whole_stays_one(line: str) -> None:
    assert texts(f"前言说明，本期情况如下所示。\n{line}\n") == ["前言说明，本期情况如下所示。", line]


def test_a_heading_of_the_commonest_kind_is_parted_from_its_sentence() -> None:
    lines = ["一、2025年工作回顾", "全市生产总值增长6%，投资增长5%。", "二、2026年工作安排", "今年的目标是：投资增长6%。"]
    assert texts("\n".join(lines[:2]) + "\n" + "".join(lines[2:])) == lines


def test_a_numbered_paragraph_among_headings_is_told() -> None:
    glued = "（二）亮黄灯项目青年公寓因资料不全，推迟2个月。\n沙溪河桥剩余6根桩。\n"
    text = f"（一）亮红灯项目\n东湖大桥未完工。\n{glued}（三）重点工作\n完成3项。\n"
    out = clean(Source.from_text(text, name="a.txt"), Options())
    doubts = {out.text[b.start : b.end][:6]: b.doubt for b in out.blocks}
    assert doubts["（二）亮黄灯"] == doubts["沙溪河桥剩余"] == "标题粘连"
    assert not any(doubt for head, doubt in doubts.items() if head not in ("（二）亮黄灯", "沙溪河桥剩余"))


def test_a_table_that_runs_on_from_the_text_begins_a_line() -> None:
    told = "1-2月，全县实现财政收入17056万元，完成预算的16.18%。从结构看：税收收入15348万元，非税收入1708万元。"
    table = "具体收入项目如下：收入执行情况表 | 科目 | 计划 | 完成 |"
    assert texts(f"{told} {table}\n") == texts(f"{told}\n{table}\n")
    built = "建设内容：建筑面积8.6万平方米，床位600张。配套建设地下车库、污水处理站和道路绿化等附属设施，购置医疗设备。"
    row = f"县医院新院区项目 | {built} | 5亿元 | 在建"
    assert texts(f"{row}\n") == [row]


@pytest.mark.parametrize("blank", ["", " "])
def test_a_title_that_ran_into_its_publisher_is_a_title(blank: str) -> None:
    out = texts(f"青陵市2025年9月主要经济指标{blank}青陵市统计局    2025-10-22    点击数:206\n全市增长5%，好于预期。\n")
    assert out[0] == "青陵市2025年9月主要经济指标"


def test_a_headline_with_a_mark_that_ran_into_its_report() -> None:
    out = texts("开工项目27个，总投资130亿元本报讯（记者 李明）2月27日，青陵市举行集中开工活动，会场设在城东。\n")
    assert out[0] == "开工项目27个，总投资130亿元"
