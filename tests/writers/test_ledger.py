"""The workbook, the data frames and the Markdown: all facts, each with its sentence, and no source text that becomes anything."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

import briefing
from briefing.model.summary import CountCheck, Decision, Race, RacePlace, Summary
from briefing.options import Options
from briefing.writers.markdown import escape
from briefing.writers.markdown import write as write_markdown
from briefing.writers.rows import tables
from briefing.writers.xlsx import write as write_xlsx

FORMULA = '=HYPERLINK("http://x","点")'
TEXT = f"""河岭市2024年经济运行情况
2025年1月20日
2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位。固定资产投资增长8.0%，高于全省平均水平1.4个百分点。
清源区总投资12.5亿元的智能装备产业园项目主体已封顶，计划2025年6月投产。清源区打造“{FORMULA}”基地。
"""
OPTIONS = Options.model_validate(
    {"region": "河岭市", "period": "2025-01", "issued": "2025-01-22", "name": FORMULA, "district": [{"name": "清源区"}]}
)


@pytest.fixture(scope="module")
def summary() -> Summary:
    source = briefing.Source.from_text(TEXT, name="=a.txt", title=FORMULA, publisher="@SUM(1)")
    return briefing.reconcile([briefing.extract(source, OPTIONS)], OPTIONS)


@pytest.fixture(scope="module")
def book(summary: Summary) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(summary)))


def test_every_table_is_a_sheet_with_head_and_rows(summary: Summary, book: Any) -> None:
    assert book.sheetnames == [table.title for table in tables(summary)]
    for table in tables(summary):
        sheet = book[table.title]
        assert [cell.value for cell in sheet[1]] == [column.head for column in table.columns]
        assert sheet.max_row == len(table.rows) + 1
        assert sheet.freeze_panes == "B2"
    assert book["关键指标"].max_row > 4


def test_no_text_is_a_formula_or_an_outside_link(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert FORMULA in {cell.value for cell in cells}
    assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)


def test_a_link_leads_to_the_sentence_of_its_fact(summary: Summary, book: Any) -> None:
    sheet = book["关键指标"]
    link = next(at for at, cell in enumerate(sheet[1]) if cell.value == "依据")
    for row, figure in zip(sheet.iter_rows(min_row=2), summary.figures, strict=True):
        place = row[link].hyperlink.location
        name, _, cell = place.partition("!")
        line = book[name.strip("'")][cell.replace("A", "F")]
        assert line.value == figure.evidence[0].quote


def test_decimals_are_those_of_the_source(book: Any) -> None:
    sheet = book["关键指标"]
    formats = {row[3].value: row[3].number_format for row in sheet.iter_rows(min_row=2)}
    assert formats[8] == "#,##0.0" and formats[1386.5] == "#,##0.0"


def test_the_same_summary_gives_the_same_workbook(summary: Summary) -> None:
    assert write_xlsx(summary) == write_xlsx(summary)


def test_frames_have_their_columns_types_and_missing_values(summary: Summary) -> None:
    frames = briefing.frames(summary)
    assert list(frames) == [table.key for table in tables(summary)]
    figures = frames["figures"]
    assert len(figures) == len(summary.figures)
    assert str(figures["value"].dtype) == "Float64" and str(figures["salience"].dtype) == "Int64"
    assert str(frames["sources"]["published"].dtype) == "datetime64[s]"
    assert figures["value_max"].isna().all() and (figures["indicator"] != "").all()
    places = frames["evidence"].set_index("row")["sentence"]
    gdp = figures[figures["indicator"] == "地区生产总值"].iloc[0]
    assert "1386.5亿元" in places[gdp["evidence"]]


def test_markdown_says_what_the_document_says(summary: Summary) -> None:
    text = write_markdown(briefing.compose(summary, OPTIONS)).decode()
    assert text.startswith("# ") and "5.9%" in text and "来源与依据" in text
    assert "=HYPERLINK" in text and "](http" not in text


@pytest.mark.parametrize("text", ["# 题", "1. 项", "- 项", "[a](http://x)", "<b>", "a|b", "**粗**", "`x`", "> 引"])
def test_markdown_leaves_marks_of_the_source_alone(text: str) -> None:
    assert "\\" in escape(text)
    assert escape(text).replace("\\", "") == text


def test_what_was_judged_has_its_sheets(summary: Summary) -> None:
    """Races, counts, questions and decisions; a hidden figure is named in none."""
    figure = summary.figures[0]
    place = RacePlace(place="清源区", fact=figure.id, rank=1, old="5.1%", old_rank=2, difference="+0.8个百分点")
    race = Race(indicator="工业增速", measure="growth", period="2024", old_period="2024-01/2024-10", issue=3, places=(place,))
    check = CountCheck(head="四个突破", expected=4, found=("产业突破",), evidence=figure.evidence)
    made = [
        Decision(id="c1", action="reword", quote="5%", before="增长", wording="=1+1", by="甲某"),
        Decision(id="c2", action="hide", quote="66%", before="秘密的"),
    ]
    told = summary.model_copy(update={"races": (race,), "counts": (check,), "decisions": tuple(made)})
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(told)))
    rows = {title: [cell.value for cell in book[title][2]] for title in ("较短比长", "点数", "人工核定")}
    assert rows["较短比长"][2:9] == ["清源区", f"{figure.value}{figure.unit}", 1, "2024-01/2024-10", "5.1%", 2, "+0.8个百分点"]
    assert rows["点数"][:4] == ["四个突破", 4, 1, "产业突破"]
    assert rows["人工核定"][:5] == ["改写", None, "增长5%", None, "=1+1"] and book["人工核定"].max_row == 2
    assert book["读后待核"].max_row == len(summary.questions) + 1
    assert "秘密的" not in str([cell.value for sheet in book for row in sheet.iter_rows() for cell in row])
