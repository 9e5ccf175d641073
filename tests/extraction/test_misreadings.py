"""Words that look misread are told, never mended; sound words are left alone."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.extraction.doubts.misreadings import misread, read
from briefing.model.source import Source
from briefing.options import Options, ProjectOption

OPTIONS = Options(project=(ProjectOption(name="云岭低碳物流枢纽", aliases=("云岭低碳教育枢纽", "低碳枢纽")),))


def told(text: str) -> list[str]:
    return [note.message for note in read(clean(Source.from_text(text), OPTIONS), OPTIONS)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("企业的发醇技术领先全国。", "“发醇”疑为“发酵”"),
        ("一期己建成投产，二期尚末完成。", "“己建成”疑为“已……”"),
        ("撬动的不仅仅仅是投资。", "“仅仅仅”疑有衍字"),
        ("全市工程顶目共12个。", "“顶目”疑为“项目”"),
        ("云岭低碳教育枢纽已开工建设。", "“云岭低碳教育枢纽”疑为“云岭低碳物流枢纽”"),
    ],
)
def test_a_misreading_is_told(text: str, message: str) -> None:
    assert message in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "悦己经济蓬勃发展，自己完成了任务。",
        "年末完成投资12亿元，周末开工。",
        "欢声笑语哈哈哈，〇〇〇一号。",
        "低碳枢纽已开工，人民政府十分重视，入口通畅。",
        "园区圆满完成任务，发酵技术领先，竞争有序。",
        "“十四五”末完成改造，期末达到标准。",
    ],
)
def test_sound_words_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_the_place_is_that_of_the_source_and_the_quote_stays() -> None:
    text = "全市工程顶目共12个。"
    extraction = extract(clean(Source.from_text(text), OPTIONS), OPTIONS)
    (note,) = [n for n in extraction.notes if n.code == "ocr-doubt"]
    assert note.span is not None and text[note.span[0] : note.span[1]] == "顶目"
    assert all("顶目" in f.evidence[0].before + f.evidence[0].quote for f in extraction.figures)


def test_a_name_of_another_length_is_no_misreading() -> None:
    assert misread("甲乙丙丁", "甲乙丙戊") and not misread("甲乙丙", "甲乙丙丁") and not misread("子丑寅卯", "甲乙丙丁")
