from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.model.text import Block, CleanText
from briefing.options import Options


def cleaned(text: str) -> CleanText:
    return clean(Source.from_text(text, name="a.txt"), Options())


def tables(text: str) -> list[Block]:
    return [block for block in cleaned(text).blocks if block.kind == "table"]


def cells(text: str) -> list[list[str]]:
    (table,) = tables(text)
    return [[cell.text for cell in row] for row in table.rows]


ROWS = [
    ["指标", "1-9月", "增长（%）"],
    ["地区生产总值", "1127.35", "5.7"],
    ["固定资产投资", "—", "-2.8"],
    ["用电量", "62.47", "4.9"],
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(" | ".join(row) for row in ROWS),
        "| " + " |\n| ".join(" | ".join(row) for row in ROWS) + " |",
        "\n".join("\t".join(row) for row in ROWS),
        "\n".join("    ".join(row) for row in ROWS),
        "\n".join("　　".join(row) for row in ROWS),
        "\n".join(" ".join(row) for row in ROWS),
        "\n".join("\n".join(row) for row in ROWS),
        "\n\n".join("\n\n".join(row) for row in ROWS),
        "\r\n".join("\r\n".join(row) for row in ROWS),
    ],
    ids=["bars", "markdown", "tabs", "blanks", "wide blanks", "single blanks", "one cell a line", "with empty lines", "CRLF"],
)
def test_one_table_in_every_shape(text: str) -> None:
    assert cells(f"全市经济运行平稳，稳中有进。\n{text}\n注：数据为初步核算数。") == ROWS


def test_cells_are_places_of_the_clean_text_and_lead_back() -> None:
    out = cleaned("表1 主要指标 单位:亿元\n区县 | ＧＤＰ | 增速\n东岗区 | 402.18 | 6.4\n")
    (table,) = [b for b in out.blocks if b.kind == "table"]
    for row in table.rows:
        for cell in row:
            assert out.text[cell.start : cell.end] == cell.text
    assert [out.original(c.start, c.end) for c in table.rows[0]] == ["区县", "ＧＤＰ", "增速"]
    assert table.caption == "表1 主要指标 单位：亿元"


def test_the_line_of_the_unit_and_the_title_above_it_are_the_caption() -> None:
    (table,) = tables("2025年9月主要经济指标\n单位：亿元\n" + "\n".join("\n".join(row) for row in ROWS))
    assert table.caption == "2025年9月主要经济指标 单位：亿元"


def test_an_empty_cell_keeps_its_column_between_bars() -> None:
    assert cells("| 区县 | 投资 | 增速 |\n|---|---|---|\n| 东岗区 |  | 5.6 |\n| 石桥县 | 3 | -3.1 |")[1] == ["东岗区", "", "5.6"]


def test_a_numbered_ledger_and_years_in_the_head() -> None:
    ledger = [["序号", "项目名称", "总投资", "进度"], ["1", "东岗产业园", "12.5", "主体完工"], ["2", "石桥水厂", "3.2", "开工"]]
    assert cells("\n".join("\n".join(row) for row in ledger)) == ledger
    years = [["指标", "2023", "2024"], ["生产总值", "1050.2", "1127.35"], ["用电量", "60.1", "62.47"], ["人口", "2013", "2025"]]
    assert cells("\n".join("\n".join(row) for row in years)) == years


@pytest.mark.parametrize(
    "text",
    [
        "三个转变\n五个提升\n六个围绕\n一区两城\n三基地\n清河区\n东岗区\n2025年\n项目为王",
        "全市完成投资12亿元，增长5%。\n全区完成投资3亿元，增长6%。",
        "2026-02-09\n\n下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】",
        "张三 李四 王五",
        "项目为王 | 提速增效",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert tables(text) == []


@given(
    st.lists(
        st.tuples(st.sampled_from(["投资", "工业", "消费"]), st.decimals(1, 99, places=1), st.decimals(1, 9, places=1)), min_size=2
    )
)
def test_any_numbers_come_back_from_one_cell_a_line(rows: list[tuple[object, ...]]) -> None:
    text = "\n".join(["指标", "数值", "增速", *(str(cell) for row in rows for cell in row)])
    assert cells(text)[1:] == [[str(cell) for cell in row] for row in rows]
