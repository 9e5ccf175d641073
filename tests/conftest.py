"""What all tests share: hypothesis profiles and the folders of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=5000, deadline=None)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The user's five documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real reports that are not part of the repository; the tests that read them skip visibly without the folder."""
    folder = os.environ.get("BRIEFING_CORPUS")
    if not folder:
        pytest.skip("BRIEFING_CORPUS is not set")
    return Path(folder)
