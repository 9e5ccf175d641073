"""Projects, districts, matters, lists and offices: the cases of `tests/cases/facts`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.model.extraction import Extraction
from briefing.model.source import Source
from briefing.options import Options
from extraction.casefile import OPTIONS
from extraction.factfile import FactCase, cases, missed

FOLDER = Path(__file__).parent.parent / "cases" / "facts"
FILES = sorted(FOLDER.glob("*.md"))
OPTIONS_WITH_PROGRAMME = Options.model_validate(
    OPTIONS.model_dump(by_alias=True)
    | {"programme": [{"name": "双百工程", "classes": ["百个产业项目", "百个民生项目"]}], "project": [{"name": "青澜大桥"}]}
)


def read(case: FactCase) -> Extraction:
    published = date.fromisoformat(case.head.get("published", "2026-01-27"))
    source = Source.from_text(case.text, name=case.name, published=published, title=case.head.get("title"))
    source = source.model_copy(update={"info": source.info.model_copy(update={"home": case.head.get("home", "青陵市")})})
    return extract(clean(source, OPTIONS_WITH_PROGRAMME), OPTIONS_WITH_PROGRAMME)


ALL = [pytest.param(case, id=f"{path.stem}:{case.name}") for path in FILES for case in cases(path)]


def test_there_are_cases() -> None:
    assert len(ALL) >= 60


@pytest.mark.parametrize("case", ALL)
def test_case(case: FactCase) -> None:
    extraction = read(case)
    assert missed(case, extraction) == []


@pytest.mark.parametrize("case", ALL)
def test_every_fact_has_its_place(case: FactCase) -> None:
    """Evidence is text of the source, and what a project says of its stage stands in it."""
    extraction = read(case)
    facts = [*extraction.projects, *extraction.matters, *extraction.enumerations]
    for fact in facts:
        for evidence in fact.evidence:
            assert evidence.quote == "".join(case.text[a:b] for a, b in evidence.pieces)
    for project in extraction.projects:
        assert project.stage is None or (project.stage_text and project.history) or not project.history
