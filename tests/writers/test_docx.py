"""The Word draft: a package Word opens, the words of the document, links that arrive, hostile text that stays text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import briefing
from briefing.model.document import Document
from briefing.options import Options
from briefing.writers.docx import write

HOSTILE = "<w:p>&amp;]]>“'\x07"
TEXT = f"""河岭市2024年经济运行情况
2025年1月20日
2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位。固定资产投资增长8.0%，高于全省平均水平1.4个百分点；社会消费品零售总额增长6.6%，居全省第五位。
清源区总投资12.5亿元的智能装备产业园项目主体已封顶，计划2025年6月投产。
{HOSTILE}
"""
OPTIONS = Options.model_validate(
    {"region": "河岭市", "period": "2025-01", "issued": "2025-01-22", "publisher": HOSTILE, "district": [{"name": "清源区"}]}
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document() -> Document:
    source = briefing.Source.from_text(TEXT, name="a.txt")
    return briefing.compose(briefing.reconcile([briefing.extract(source, OPTIONS)], OPTIONS), OPTIONS)


@pytest.fixture(scope="module")
def data(document: Document) -> bytes:
    return write(document, OPTIONS)


def body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert not [name for name in package.namelist() if "vba" in name.lower()]
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        relations = package.read("word/_rels/document.xml.rels").decode()
        assert 'TargetMode="External"' not in relations
        return ElementTree.fromstring(package.read("word/document.xml"))


def test_the_words_of_the_document_are_there(data: bytes) -> None:
    text = "".join(node.text or "" for node in body(data).iter(f"{W}t"))
    assert "1386.5" in text and "5.9%" in text and "来源与依据" in text
    assert "<w:p>&amp;]]>" in text and "\x07" not in text


def test_marks_lead_to_their_sentences(data: bytes) -> None:
    tree = body(data)
    places = {node.get(f"{W}name") for node in tree.iter(f"{W}bookmarkStart")}
    targets = {node.get(f"{W}anchor") for node in tree.iter(f"{W}hyperlink")}
    assert targets and targets <= places
    ids = [node.get(f"{W}id") for node in tree.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_heads_of_tables_repeat_and_pictures_are_told(data: bytes) -> None:
    tree = body(data)
    tables = list(tree.iter(f"{W}tbl"))
    assert tables and len(list(tree.iter(f"{W}tblHeader"))) == len(tables)
    alts = re.findall(r'descr="([^"]*)"', ElementTree.tostring(tree, "unicode"))
    assert all(alts)


def test_the_same_document_gives_the_same_bytes(document: Document, data: bytes) -> None:
    assert write(document, OPTIONS) == data


def test_an_office_program_opens_it(data: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.docx").write_bytes(data)
    run = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "a.docx",
    ]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "5.9%" in (tmp_path / "a.txt").read_text(encoding="utf-8")
