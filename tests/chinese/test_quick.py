"""A guarded pattern finds what the pattern alone finds, and its words stand in every match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.chinese.quick import Quick, needed
from briefing.extraction import matters
from briefing.extraction.measures import predicates
from briefing.extraction.profiles import industries
from briefing.extraction.works import proofs, stages

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LEXICONS = (stages.load(), matters.load())
GUARDED = [
    *(value for module in (predicates, proofs) for value in vars(module).values() if isinstance(value, Quick)),
    *(value for lexis in LEXICONS for value in vars(lexis).values() if isinstance(value, Quick)),
    *industries._patterns(),
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("已?停工(?!率)|烂尾", {"停工", "烂尾"}),
        ("(?:正在|加快)[^、]{0,4}(?:施工|建设)", {"正在", "加快"}),
        ("未(?:批复|开工)", {"批复", "开工"}),
        ("(?<=在)建成(?:了)?", {"建成"}),
        (r"停工|\d+天", {"停工", "天"}),
        (r"(?>投产|投用)$", {"投"}),
    ],
)
def test_words_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert needed(pattern) == words


@pytest.mark.parametrize("pattern", [r"\d+", "(?:完成)?", r"停工|\d+", "[^，。]+"])
def test_a_pattern_that_needs_no_word_has_no_guard(pattern: str) -> None:
    assert needed(pattern) is None
    assert Quick(pattern).search("停工12天完成") is not None


def test_the_guard_takes_nothing_away() -> None:
    assert len(GUARDED) > 20
    for path in SEEDS:
        for clause in re.split("[，。；\n]", path.read_text(encoding="utf-8")):
            for quick in GUARDED:
                alone, guarded = quick.pattern.search(clause), quick.search(clause)
                assert (alone and alone.span()) == (guarded and guarded.span()), (quick.pattern.pattern, clause)
                assert [m.span() for m in quick.pattern.finditer(clause)] == [m.span() for m in quick.finditer(clause)]
