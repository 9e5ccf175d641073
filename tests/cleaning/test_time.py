"""Cleaning takes time in proportion to the text, whatever the text is."""

from __future__ import annotations

import time

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.options import Options

SENTENCE = "清河区围绕争取政策，争取国家支持等政策5项；围绕争取项目，争取到项目48个；获得省级以上荣誉11项。"
SIZE = 60_000


@pytest.mark.parametrize(
    "piece",
    [
        "1\n", "甲\n", "指标\n1\n", "1 2 3\n", "甲  乙  丙\n", "a | b\n", "，", "。（", "【", "】", "摄", "2024年", "10月18日",
        "记者 张", "（a）", "全市我市", "甲区、", "焦作高新区增长，", SENTENCE,
        f"{SENTENCE}\n", f"{SENTENCE[:-1]}，\n", "同一个标题行内容\n",
        "图为现场。本报记者 张三 摄\n", "金球体育官方网站\n", "1.东岗产业园，总投资12亿元\n", "电话：", "上接第", " ", "\n",
    ],
)  # fmt: skip
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    start = time.process_time()
    clean(Source.from_text(piece * (SIZE // len(piece)), name="a.txt"), Options())
    assert time.process_time() - start < 2


def test_many_paragraphs_that_are_nearly_the_same() -> None:
    start = time.process_time()
    text = "金球体育官方网站\n" + "\n".join(SENTENCE.replace("5项", f"{i}项") for i in range(1500))
    clean(Source.from_text(text, name="a.txt"), Options())
    assert time.process_time() - start < 2
