"""Web pages, PDF, Word, Excel and CSV: text in order, where each fact stands, and bad files told in a sentence.

The files are made by other libraries than the ones that read them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.errors import SourceError
from briefing.options import Options
from briefing.resources import font_file

OPTIONS = Options.model_validate({"region": "河岭市", "period": "2025-01", "issued": "2025-01-22"})
SENTENCE = "2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%。"
LEDGER = [
    ["项目名称", "责任单位", "总投资（亿元）", "形象进度"],
    ["智能装备产业园项目", "清源区", 12.5, "主体已封顶"],
    ["城东净水厂项目", "市水务局", 3.25, "已投产"],
]


def page(encoding: str = "utf-8") -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in LEDGER)
    declared = "gb2312" if encoding == "gb18030" else encoding
    return f"""<html><head><meta charset="{declared}"><title>河岭市经济运行情况_河岭市政府</title>
    <meta name="PubDate" content="2025-01-20 09:30"><meta name="ContentSource" content="河岭市统计局"></head>
    <body><div class="nav"><a href="/">首页</a><a href="/x">新闻中心</a></div><div class="content"><h1>河岭市经济运行情况</h1>
    <p>{SENTENCE}</p><p>固定资产投资增长8.1%，高于全省平均水平1.4个百分点。</p><table>{rows}</table></div>
    <script>var a = "脚本里的数字99.9%";</script><div class="footer">版权所有 河岭市政府</div></body></html>""".encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_page_gives_its_main_text(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(page(encoding))
    source = briefing.read(file)
    assert SENTENCE in source.text and "脚本" not in source.text and "首页" not in source.text
    assert (source.info.title, source.info.publisher, str(source.info.published)) == (
        "河岭市经济运行情况",
        "河岭市统计局",
        "2025-01-20",
    )
    assert source.info.left_out and source.info.encoding == encoding
    found = {f.indicator: f for f in briefing.extract(source, OPTIONS).figures}
    assert str(found["地区生产总值"].value) == "1386.5"


def test_an_empty_cell_of_a_web_table_keeps_its_place(tmp_path: Path) -> None:
    rows = "<tr><th>指标</th><th>2025年上半年</th><th>增速（%）</th></tr>"
    rows += "<tr><td>地区生产总值（亿元）</td><td>96.4</td><td>5.2</td></tr>"
    rows += "<tr><td>固定资产投资</td><td>—</td><td>-3.1</td></tr>"
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><p>{SENTENCE}</p><table>{rows}</table></body></html>", encoding="utf-8")
    source = briefing.read(file)
    assert "固定资产投资 |  | -3.1" in source.text
    found = {f.indicator: str(f.value) for f in briefing.extract(source, OPTIONS).figures}
    assert found["地区生产总值增速"] == "5.2" and found["固定资产投资增速"] == "-3.1"


def test_a_page_laid_out_in_boxes_is_no_table(tmp_path: Path) -> None:
    row = f"<tr><td>栏目</td><td>{SENTENCE}</td><td>时间</td></tr>"
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><table>{row * 3}</table></body></html>", encoding="utf-8")
    assert "|" not in briefing.read(file).text


def test_nothing_a_page_names_is_fetched_and_deep_pages_end(tmp_path: Path) -> None:
    file = tmp_path / "deep.html"
    file.write_bytes(("<div>" * 100_000 + f"<p>{SENTENCE}</p><img src='file:///etc/passwd'>" + "</div>" * 100_000).encode())
    assert SENTENCE in briefing.read(file).text


def pdf(pages: list[list[str]]) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("test-hei", str(font_file("BriefingHei-Regular.ttf"))))
    data = io.BytesIO()
    canvas = Canvas(data)
    for lines in pages:
        canvas.setFont("test-hei", 12)
        for at, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def test_a_pdf_keeps_the_page_of_every_fact(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    head = "河岭市统计月报"
    file.write_bytes(
        pdf([[head, SENTENCE, "— 1 —"], [head, "固定资产投资增长8.1%。", "— 2 —"], [head, "一般公共预算收入74.2亿元。", "— 3 —"]])
    )
    source = briefing.read(file)
    assert head not in source.text and "— 2 —" not in source.text and source.info.left_out
    pages = {f.indicator: f.evidence[0].locator.page for f in briefing.extract(source, OPTIONS).figures}
    assert pages["地区生产总值"] == 1 and pages["固定资产投资增速"] == 2 and pages["一般公共预算收入"] == 3


def test_a_scan_and_a_damaged_pdf_are_told(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([[], []]))
    with pytest.raises(SourceError, match="扫描件"):
        briefing.read(tmp_path / "scan.pdf")
    (tmp_path / "cut.pdf").write_bytes(pdf([[SENTENCE]])[:300])
    with pytest.raises(SourceError, match="读不出来"):
        briefing.read(tmp_path / "cut.pdf")


def word(body: str) -> bytes:
    """A Word document written by hand: the smallest package Word opens."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{link}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}</w:body></w:document>'
        )
    return data.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(str(cell))}</w:tc>" for cell in row) + "</w:tr>" for row in LEDGER)
    file = tmp_path / "a.docx"
    file.write_bytes(
        word(
            paragraph("河岭市经济运行情况")
            + paragraph(SENTENCE)
            + f"<w:tbl>{rows}</w:tbl>"
            + paragraph("一般公共预算收入74.2亿元。")
        )
    )
    text = briefing.read(file).text
    assert text.split("\n")[:3] == ["河岭市经济运行情况", SENTENCE, "项目名称 | 责任单位 | 总投资（亿元） | 形象进度"]
    assert "智能装备产业园项目 | 清源区 | 12.5 | 主体已封顶" in text and text.rstrip().endswith("74.2亿元。")


def workbook() -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("重点项目")
    two, percent = book.add_format({"num_format": "0.00"}), book.add_format({"num_format": "0.0%"})
    for row, cells in enumerate(LEDGER):
        for at, value in enumerate(cells):
            sheet.write(row, at, value, two if isinstance(value, float) else None)
    sheet.write(0, 4, "完成率")
    sheet.write(1, 4, 0.853, percent)
    sheet.merge_range(3, 0, 4, 0, "两期项目")
    sheet.write(3, 1, "一期"), sheet.write(4, 1, "二期")
    book.close()
    return data.getvalue()


def test_a_workbook_shows_its_numbers_and_names_its_cells(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook())
    source = briefing.read(file)
    assert "智能装备产业园项目 | 清源区 | 12.50 | 主体已封顶 | 85.3%" in source.text
    assert "两期项目 | 一期" in source.text and "两期项目 | 二期" in source.text
    clean = briefing.clean(source, OPTIONS)
    at = clean.text.index("12.50")
    locator = clean.evidence(at, at + 5, number=(at, at + 5)).locator
    assert (locator.sheet, locator.cell) == ("重点项目", "C2")


def test_a_csv_in_the_encoding_of_offices(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(LEDGER)
    file = tmp_path / "a.csv"
    file.write_bytes(text.getvalue().encode("gb18030"))
    source = briefing.read(file)
    assert source.info.encoding == "gb18030" and "城东净水厂项目 | 市水务局 | 3.25 | 已投产" in source.text


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 50_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"no package", "损坏"),
        ("a.xlsx", b"PK\x03\x04 cut", "损坏"),
        ("a.docx", bomb(), "压缩炸弹"),
        ("a.html", b"<html><body></body></html>", "正文"),
        ("a.csv", b"\n\n", "空"),
        ("a.doc", b"x", "可读的有"),
    ],
)
def test_bad_files_are_told_in_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(SourceError, match=said) as error:
        briefing.read(file)
    assert str(error.value).startswith(f"{name}：")


def test_an_entity_bomb_is_no_text(tmp_path: Path) -> None:
    body = '<!DOCTYPE x [<!ENTITY a "' + "九" * 1000 + '">' + "".join(f'<!ENTITY b{i} "&a;&a;&a;&a;">' for i in range(3)) + "]>"
    data: Any = word(paragraph("正文。")).replace(b"PK", b"PK")
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            if item == "word/document.xml":
                content = content.replace(b"<w:document", body.encode() + b"<w:document").replace("正文。".encode(), b"&b0;")
            new.writestr(item, content)
    try:
        assert len(briefing.read(file).text) < 10_000
    except SourceError as error:
        assert "Word" in str(error)


def test_a_row_whose_last_cells_are_empty_has_them_too(tmp_path: Path) -> None:
    rows = "项目名称,所在县区,总投资（亿元）,存在问题\n清源水厂项目,清源区,3.2,\n清源大桥项目,清源区,4.1,专线未批复\n"
    file = tmp_path / "a.csv"
    file.write_text(rows, encoding="utf-8")
    found = briefing.extract(briefing.read(file), OPTIONS)
    assert [figure.doubt for figure in found.figures] == [None, None]
    assert [matter.text for matter in found.matters] == ["专线未批复"]
