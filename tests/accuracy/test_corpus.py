"""Real reports of other places: read without a crash, every quote true, every number a number of the text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import briefing
from briefing.model.fact import Evidence

SAMPLE = 6
"""So many reports, spread over the folder; `make-briefing extract` on all of them is the bench's work."""


@pytest.fixture(scope="module")
def read(corpus: Path) -> list[tuple[briefing.Source, briefing.Extraction]]:
    files = sorted(corpus.glob("*.txt"))
    assert files, "the corpus folder holds texts"
    chosen = files[:: max(len(files) // SAMPLE, 1)][:SAMPLE]
    sources = [briefing.read(path) for path in chosen]
    return [(source, briefing.extract(source)) for source in sources]


def test_every_report_gives_figures_with_a_region(read: list[tuple[briefing.Source, briefing.Extraction]]) -> None:
    for source, extraction in read:
        assert len(extraction.figures) >= 100, source.info.path
        named = sum(figure.scope is not None for figure in extraction.figures)
        assert named >= 0.8 * len(extraction.figures), source.info.path


def test_every_place_says_what_the_text_says(read: list[tuple[briefing.Source, briefing.Extraction]]) -> None:
    for source, extraction in read:
        facts = (*extraction.figures, *extraction.projects, *extraction.matters, *extraction.districts)
        places: list[Evidence] = [e for fact in facts for e in fact.evidence]
        assert places
        for place in places:
            assert "".join(source.text[a:b] for a, b in place.pieces) == place.quote
            assert all(any(a <= x and y <= b for a, b in place.pieces) for x, y in place.number)


def test_values_are_numbers_a_person_can_print(read: list[tuple[briefing.Source, briefing.Extraction]]) -> None:
    for _, extraction in read:
        for figure in extraction.figures:
            assert abs(figure.value) < Decimal(10) ** 12
            assert figure.indicator.strip() and figure.unit.strip()
