"""Figures go out in a workbook, decisions come back as text, and the next build keeps them."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

import briefing
from briefing.archive import load_decisions, merge_decisions, save_decisions
from briefing.cli import main, review
from briefing.errors import UsageError
from briefing.model.summary import Decision, Summary
from briefing.readers.sheets import rows
from briefing.writers.review import COLUMNS, SHEET, workbook
from cli.test_build import folder  # noqa: F401
from support import run

HEADS = [column.head for column in COLUMNS]


def filled(summary: Summary, **by_indicator: dict[str, str]) -> bytes:
    """The workbook as a person would send it back: decisions by indicator."""
    out = []
    for row in review._rows(summary):
        key = "rank" if row.figure.measure == "rank" else row.figure.measure
        out.append(row._replace(decided=by_indicator.get(key, {})))
    return workbook(summary, out)


@pytest.fixture()
def issue(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:  # noqa: F811
    assert run(folder, "-o", folder.parent / "out", "--format", "json", "-q") == 0
    capsys.readouterr()
    return next((folder.parent / "out").glob("20*"))


def test_the_round_trip_keeps_every_decision(issue: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    sheet, store = folder.parent / "核定表.xlsx", folder / "corrections.toml"
    assert run("review", "export", issue, "-o", sheet) == 0
    assert rows(sheet.read_bytes(), SHEET)[0] == HEADS
    summary = briefing.load_summary(issue / "briefing.json")
    assert len(rows(sheet.read_bytes(), SHEET)) == len(summary.figures) + 1

    sheet.write_bytes(
        filled(
            summary,
            rank={"决定": "更正", "更正值": "2", "核定人": "甲某", "核定日期": "2025/3/1", "说明": '=HYPERLINK("x")'},
            level={"决定": "不采用"},
        )
    )
    assert run("review", "apply", sheet, "--config", folder / "briefing.toml", "--by", "乙某") == 0
    stored = tomllib.loads(store.read_text(encoding="utf-8"))["decision"]
    assert [(d["action"], d.get("value"), d["by"], str(d.get("on"))) for d in sorted(stored, key=lambda d: d["action"])] == [
        ("correct", "2", "甲某", "2025-03-01"),
        ("reject", None, "乙某", "None"),
    ]
    os.chmod(folder, 0o555)  # a source folder may be read-only: building only reads it
    try:
        assert run(folder, "-o", folder.parent / "out", "--format", "json", "-q") == 0
    finally:
        os.chmod(folder, 0o755)
    after = briefing.load_summary(issue / "briefing.json")
    (rank,) = [f for f in after.figures if f.measure == "rank"]
    assert rank.value == 2 and rank.correction
    assert not [f for f in after.figures if f.measure == "level"]
    assert {(d.action, d.state) for d in after.decisions} == {("correct", "applied"), ("reject", "applied")}

    again = {row.figure.id: row.decided for row in review._rows(after)}
    assert again[rank.id]["决定"] == "更正" and again[rank.id]["更正值"] == "2"

    (folder / "a.txt").write_text(
        (folder / "a.txt").read_text(encoding="utf-8").replace("居全省第三位", "全省排第三位"), encoding="utf-8"
    )
    assert run(folder, "-o", folder.parent / "out", "--format", "json") == 0
    assert "人工核定未采用" in capsys.readouterr().err
    assert {f.value for f in briefing.load_summary(issue / "briefing.json").figures if f.measure == "rank"} == {3}


def test_decisions_survive_files_and_meetings(tmp_path: Path) -> None:
    odd = '引号"反斜\\杠\n换行\x7f'
    first = [Decision(id="c1", action="accept", quote="5%", before=odd), Decision(id="c2", action="hide", quote="6%")]
    save_decisions(tmp_path / "deep" / "c.toml", first)
    assert load_decisions(tmp_path / "deep" / "c.toml") == first
    newer = Decision(id="c2", action="accept", quote="6%")
    assert merge_decisions(first, [newer]) == [first[0], newer]
    assert load_decisions(tmp_path / "none.toml") == []
    (tmp_path / "bad.toml").write_text("[[decision]]\nid = 'c'\naction = 'burn'\nquote = '1'\n", encoding="utf-8")
    with pytest.raises(UsageError, match="action"):
        load_decisions(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"决定": "也许"}, "不认识"),
        ({"决定": "更正"}, "没有填更正的内容"),
        ({"决定": "更正", "更正值": "五"}, "不是数字"),
        ({"决定": "更正", "更正期间": "去年"}, "period"),
        ({"决定": "更正", "更正值": "381.5亿元"}, "不带单位"),
        ({"决定": "改写"}, "改写为"),
        ({"决定": "改写", "改写为": "全市共有315个", "原句": "全市共有312个。", "数值": "312个"}, "315"),
        ({"决定": "采用", "核定日期": "昨天"}, "核定日期"),
    ],
)
def test_mistakes_in_the_workbook_name_their_row(cells: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=f"第 2 行.*{told}|第 2 行.*“{told}”"):
        review.decisions([HEADS, [cells.get(head, "x" if head == "锚·数" else "") for head in HEADS]])


def test_a_workbook_date_may_be_a_day_number() -> None:
    cells = {"决定": "采用", "核定日期": "45717", "锚·数": "5%", "指标": "工业增速"}
    (decision,) = review.decisions([HEADS, [cells.get(head, "") for head in HEADS], []])
    assert str(decision.on) == "2025-03-01"


def test_another_workbook_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no")
    with pytest.raises(SystemExit) as stop:
        main(["review", "apply", str(tmp_path / "x.xlsx"), "--to", str(tmp_path / "c.toml")])
    assert stop.value.code == 2
    assert "工作簿" in capsys.readouterr().err
    with pytest.raises(UsageError, match="缺少列"):
        review.decisions([["甲", "乙"]])


def test_a_workbook_filled_in_with_another_program(issue: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    """Opened, filled and saved by openpyxl: the sentence of a person is in the PDF with who and when, what is pinned on page 1,
    what is hidden only in the source's own sentence, and the PDF proves itself."""
    openpyxl = pytest.importorskip("openpyxl")
    import pypdfium2

    sheet = folder.parent / "核定表.xlsx"
    assert run("review", "export", issue, "-o", sheet) == 0
    book = openpyxl.load_workbook(sheet)
    page = book[SHEET]
    assert [v.formula1 for v in page.data_validations.dataValidation] == ['"采用,不采用,更正,置顶,隐藏,改写"']
    column = {page.cell(1, at).value: at for at in range(1, page.max_column + 1)}
    answers = {
        "规模以上工业增加值增速/growth": {"决定": "改写", "改写为": "全市工业增长5.4%，好于预期。"},
        "一般公共预算收入/level": {"决定": "置顶"},
        "一般公共预算收入增速/growth": {"决定": "隐藏"},
    }
    met = set()
    for row in range(2, page.max_row + 1):
        name = f"{page.cell(row, column['指标']).value}/{str(page.cell(row, column['类型']).value).partition('/')[0]}"
        for head, value in answers.get(name, {}).items():
            met.add(name)
            page.cell(row, column[head], value)
            page.cell(row, column["核定日期"], "2025-01-05")
    assert met == set(answers)
    book.save(sheet)
    assert run("review", "apply", sheet, "--config", folder / "briefing.toml", "--by", "乙某") == 0
    assert run(folder, "-o", folder.parent / "out", "--format", "pdf,json,html,md,xlsx", "-q") == 0
    capsys.readouterr()
    pdf = pypdfium2.PdfDocument((issue / "briefing.pdf").read_bytes())
    pages = ["".join(p.get_textpage().get_text_range().split()) for p in pdf]
    assert "全市工业增长5.4%，好于预期人工核定乙某2025-01-05" in pages[0]
    assert "置顶" in pages[0] and "130.5亿元" in pages[0]
    assert "人工核定" in "".join(pages[1:]) and "隐藏1条" in "".join(pages)
    body = "".join(pages).partition("来源与依据")[0]
    assert "4.1%" not in body
    assert "4.1" not in {str(f.value) for f in briefing.load_summary(issue / "briefing.json").figures}
    told = (issue / "briefing.md").read_text(encoding="utf-8").partition("来源与依据")[0]
    assert "4.1%" not in told and "好于预期" in told
    assert run("verify", issue / "briefing.pdf", "--sources", folder) == 0
