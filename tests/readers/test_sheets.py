from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from briefing.errors import UsageError
from briefing.readers.sheets import rows

PARTS = {
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="x"/></Relationships>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>45678</v></c></row>'
    '<row r="2"><c r="AB2" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c></row></sheetData></worksheet>',
}


def zipped(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return data.getvalue()


def test_texts_numbers_and_gaps() -> None:
    first, second = rows(zipped(PARTS), "表")
    assert first == ["甲", "", "45678"]
    assert (len(second), second[-1]) == (28, "乙丙")


def test_shared_strings_line_feeds_and_the_named_sheet() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.add_worksheet("别的").write_string(0, 0, "不读")
    sheet = book.add_worksheet("核定")
    for at, text in enumerate(["第一行\n第二行", "=1+1", "<&>", "", " 空格 "]):
        sheet.write_string(0, at, text)
    book.close()
    assert rows(data.getvalue(), "核定") == [["第一行\n第二行", "=1+1", "<&>", "", " 空格 "]]
    assert rows(data.getvalue(), "没有这张") == [["不读"]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a workbook",
        zipped({"a.txt": "x"}),
        zipped(PARTS | {"xl/worksheets/sheet1.xml": "<broken"}),
        zipped(PARTS | {"xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UsageError, match="工作簿"):
        rows(data, "表")
