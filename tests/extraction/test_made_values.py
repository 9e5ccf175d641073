"""What the rules make without validation is what validation would have made: every field there, each of its declared type."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.extraction import Extraction

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_made_is_validated(path: Path) -> None:
    found = briefing.extract(briefing.read(path))
    again = Extraction.model_validate(found.model_dump(), strict=True)
    assert again == found
    assert again.model_dump_json() == found.model_dump_json()
    assert all(list(figure.__dict__) == list(type(figure).model_fields) for figure in found.figures)
