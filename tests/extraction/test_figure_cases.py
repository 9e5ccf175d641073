"""The cases of `tests/cases/figures`: one test a case, and each case again in another dress."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.chinese.script import is_traditional, simplified
from extraction.casefile import Case, cases, mistakes, read

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "figures"
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


def test_there_are_cases() -> None:
    assert len(CASES) > 60


@pytest.mark.parametrize(("_", "case"), CASES, ids=[f"{stem}-{case.name}" for stem, case in CASES])
def test_case(_: str, case: Case) -> None:
    assert mistakes(case, read(case)) == []


def facts(case: Case, text: str | None = None) -> list[tuple[str, ...]]:
    return [
        (f.indicator, str(f.value), f.unit, f.measure, f.modality, str(f.scope), str(f.period), str(f.among))
        for f in read(case, text).figures
    ]


HALF = str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "％": "%"})
FULL = str.maketrans({**{str(n): chr(0xFF10 + n) for n in range(10)}, "%": "％"})


@pytest.mark.parametrize("dress", [HALF, FULL], ids=["half-width punctuation", "full-width digits"])
def test_another_width_gives_the_same_facts(dress: dict[int, str]) -> None:
    plain = [case for stem, case in CASES if stem not in ("不是数字", "表格") and "1、" not in case.text]
    assert len(plain) > 50
    different = [case.name for case in plain if facts(case) != facts(case, case.text.translate(dress))]
    assert different == []


def test_traditional_characters_give_the_same_facts() -> None:
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("s2t").convert
    asked = 0
    for _, case in CASES:
        text = convert(case.text)
        if is_traditional(text) and simplified(text) == case.text:
            asked += 1
            assert facts(case, text) == facts(case), case.name
    assert asked > 50


def test_every_quote_is_the_text_and_holds_its_number() -> None:
    for _, case in CASES:
        source = read(case)
        for figure in source.figures:
            for evidence in figure.evidence:
                assert evidence.number
                assert evidence.pieces[0][0] <= evidence.number[0][0] < evidence.number[-1][1] <= evidence.pieces[-1][1]
                assert "".join(case.text[a:b] for a, b in evidence.pieces) == evidence.quote
