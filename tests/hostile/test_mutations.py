"""Noise makes facts fewer, hardly ever wrong. `python tests/hostile/noise.py 6000` prints the figures by kind."""

from __future__ import annotations

import random
from collections import Counter

import noise
import pytest
from hypothesis import settings

OVER = (noise.ROOT / "seeds", noise.ROOT / "tests/accuracy/other/text")
LONG = settings().max_examples > 1000
WANTED = 20_000 if LONG else 420
CEILINGS = {
    "doubled mark": 5, "broken number": 30, "digit misread": 25, "blank in a number": 60, "line twice": 10,
}  # fmt: skip
"""Wrong facts per 1,000 mutations that are never passed again, by kind; the others only under `ALL`."""
ALL = 200


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
    wrong = Counter(w.kind for w in found)
    slack = 1 if LONG else 2  # a small sample scatters
    over = {k: wrong[k] for k, most in CEILINGS.items() if wrong[k] > max(3, slack * most * made[k] / 1000)}
    assert not over, [w for w in found if w.kind in over][:4]
    assert len(found) <= slack * ALL * made.total() / 1000


def test_no_damaged_number_is_read_as_another(measured: tuple[Counter[str], list[noise.Wrong]]) -> None:
    """A digit lost, misread or torn off: the number is refused or told, never another number."""
    made, found = measured
    bad = [w for w in found if w.kind in noise.IN_NUMBER and w.what in ("value", "unit", "broken")]
    assert len(bad) <= sum(made[k] for k in noise.IN_NUMBER) * (5 if LONG else 0) / 1000, bad[:4]
