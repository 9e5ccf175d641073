"""Cells in the wrong column are told; sound tables carry no note."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.extraction.tabular.cells import DOUBT
from briefing.model.source import Source
from briefing.options import Options

HEAD = "区县 | 指标 | 本月 | 累计 | 同比(%)"
ROWS = """\
东湖区 | 地区生产总值 | — | 402.18 | 6.4
东湖区 | 社会消费品零售总额 | 23.41 | 201.36 | 5.9
东湖区 | 一般公共预算收入 | 2.06 | 21.37 | -4.5
石泉县 | 地区生产总值 | — | 291.47 | 5.2
石泉县 | 社会消费品零售总额 | 13.88 | 118.72 | 4.6
石泉县 | 一般公共预算收入 | 1.49 | 14.26 | 3.2
北山县 | 地区生产总值 | — | 186.05 | 4.7
北山县 | 社会消费品零售总额 | 8.27 | 71.54 | 4.0
北山县 | 一般公共预算收入 | 0.88 | 8.93 | 0.0
青陵经开区 | 地区生产总值 | — | 247.65 | 6.2
青陵经开区 | 社会消费品零售总额 | 3.06 | 26.28 | 3.8
青陵经开区 | 一般公共预算收入 | 1.32 | 11.58 | 5.3"""


def noted(head: str, rows: str) -> dict[str, str | None]:
    text = f"青陵市2025年9月主要经济指标\n表1 分地区主要指标 单位:亿元\n{head}\n{rows}\n"
    found = extract(clean(Source.from_text(text, name="a.txt"), Options()), Options())
    return {str(f.value): f.doubt for f in found.figures}


def test_a_sound_table_carries_no_note() -> None:
    found = noted(HEAD, ROWS)
    assert len(found) > 20 and not any(found.values())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("石泉县 | 地区生产总值 | — | 291.47 | 5.2", "石泉县 | 地区生产总值 | — | 5.2 | 291.47"),
        ("石泉县 | 地区生产总值 | — | 291.47 | 5.2", "石泉县 | 地区生产总值 | 291.47 | — | 5.2"),
        ("石泉县 | 地区生产总值 | — | 291.47 | 5.2", "地区生产总值 | 石泉县 | — | 291.47 | 5.2"),
        ("石泉县 | 社会消费品零售总额 | 13.88 | 118.72 | 4.6", "石泉县 | 社会消费品零售总额 | 118.72 | 13.88 | 4.6"),
        ("石泉县 | 社会消费品零售总额 | 13.88 | 118.72 | 4.6", "石泉县 | 社会消费品零售总额 | 13.88 | 4.6 | 118.72"),
        ("石泉县 | 社会消费品零售总额 | 13.88 | 118.72 | 4.6", "石泉县 | 4.6 | 13.88 | 118.72 | 社会消费品零售总额"),
    ],
)
def test_exchanged_cells_are_told(right: str, wrong: str) -> None:
    found, sound = noted(HEAD, ROWS.replace(right, wrong)), noted(HEAD, ROWS)
    own = set(wrong.split(" | "))
    assert all(doubt == DOUBT for value, doubt in found.items() if value in own)
    assert all(found[value] is None for value in sound if value not in own)


@pytest.mark.parametrize(
    "head",
    [
        "指标 | 区县 | 本月 | 累计 | 同比(%)",
        "区县 | 指标 | 累计 | 本月 | 同比(%)",
        "区县 | 累计 | 本月 | 指标 | 同比(%)",
        "区县 | 指标 | 本月 | 同比(%) | 累计",
    ],
)
def test_an_exchanged_head_makes_the_table_doubtful(head: str) -> None:
    assert set(noted(head, ROWS).values()) <= {DOUBT}
