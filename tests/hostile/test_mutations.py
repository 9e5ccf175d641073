"""Noise makes facts fewer, hardly ever wrong. `python tests/hostile/noise.py 6000` prints the figures by kind."""

from __future__ import annotations

import random
from collections import Counter

import noise
import pytest
from hypothesis import settings

OVER = (noise.ROOT / "seeds", noise.ROOT / "tests/accuracy/other/text")
LONG = settings().max_examples > 1000
WANTED = 20_000 if LONG else 1_500
CEILING = 16 if LONG else 5
"""Wrong facts per 1,000 mutations of the fixed samples: it only falls."""


@pytest.fixture(scope="module")
def measured() -> tuple[Counter[str], list[noise.Wrong]]:
    made: Counter[str] = Counter()
    found: list[noise.Wrong] = []
    for kind, count, wrong in noise.measure(noise.texts(*OVER), random.Random(2), WANTED):
        made[kind] += count
        found += wrong
    return made, found


def test_noise_hardly_ever_makes_a_wrong_fact(measured: tuple[Counter[str], list[noise.Wrong]]) -> None:
    made, found = measured
    assert len(found) <= CEILING * made.total() / 1000, Counter(w.kind for w in found)


def test_no_damaged_number_is_read_as_another(measured: tuple[Counter[str], list[noise.Wrong]]) -> None:
    """A digit lost, misread or torn off: the number is refused or told, never another number."""
    made, found = measured
    bad = [w for w in found if w.kind in noise.IN_NUMBER and w.what in ("value", "unit", "broken")]
    assert len(bad) <= sum(made[k] for k in noise.IN_NUMBER) * (1 if LONG else 0) / 1000, bad[:4]
