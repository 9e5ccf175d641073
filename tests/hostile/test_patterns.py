"""No pattern of the package takes more than the square of a paragraph's length, whatever stands in it. Paragraphs are cut at
`cleaning.lengths.LONGEST`, so that a whole document takes time in proportion to its text (`test_input.py`)."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pumps
import pytest
from hypothesis import settings

LONG = settings().max_examples > 1000
SIZE, ROUNDS = (1200, 40) if LONG else (500, 3)
SQUARE = re.compile("(?:年初|的|了)+$")
"""Takes the square of a text of 的, by as many steps a character as any pattern of words takes."""
SUSPECT, NEVER = 12, 400
"""How many times the steps of `SQUARE` a pattern takes to be looked at again, and to be condemned at once."""
GROWTH = 5.6
"""A square takes four times as long for twice the text, a cube eight times."""


class TooLong(Exception):
    """Raised by the clock of the process."""


@pytest.fixture(scope="module")
def patterns(seeds: Path) -> list[tuple[str, int, str]]:
    run = subprocess.run([sys.executable, "-W", "ignore", pumps.__file__, seeds], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return [tuple(entry) for entry in json.loads(run.stdout)]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """An alarm by the time of this process alone: another load on the machine does not hasten it."""

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def cost(pattern: re.Pattern[str], text: str, most: float = 60) -> float:
    """Seconds of this process for every way a pattern is used; `most` when it takes longer."""
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    started = time.process_time()
    try:
        for at, _ in enumerate(pattern.finditer(text)):
            if at > 2000:
                break
        pattern.match(text)
        pattern.fullmatch(text)
    except TooLong:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def square() -> float:
    return max(min(cost(SQUARE, "的" * SIZE + "\x00") for _ in range(3)), 1e-3)


def slow(pattern: re.Pattern[str], lead: str, piece: str, once: float) -> bool:
    """Whether the time grows faster than the square. Lengths are compared in pairs, and only what is slow every time is."""
    if cost(pattern, pumps.text(lead, piece, SIZE), NEVER * once) < SUSPECT * once:
        return False
    for _ in range(3):
        now = square()
        short = cost(pattern, pumps.text(lead, piece, SIZE), NEVER * now)
        if short < NEVER * now and cost(pattern, pumps.text(lead, piece, 2 * SIZE), 8 * short) < GROWTH * short:
            return False
    return True


@pytest.mark.parametrize(
    ("pattern", "piece"), [("(?:a|aa)+$", "a"), (r"\s*\s*\s*x", " "), ("(?:[^，]*，?)*。", "甲"), (".*?(?:均)*比", "均")]
)
def test_what_is_slow_is_found(pattern: str, piece: str) -> None:
    assert slow(re.compile(pattern), "", piece, square())


def test_no_pattern_takes_more_than_the_square(patterns: list[tuple[str, int, str]]) -> None:
    assert len(patterns) > 900
    chance, once = random.Random(None if LONG else 5), square()
    found = {}
    for source, flags, where in patterns:
        pattern = re.compile(source, flags)
        own = pumps.pumps(source, flags, chance, ROUNDS)
        bad = next(((lead, piece) for lead, piece in own if slow(pattern, lead, piece, once)), None)
        if bad:
            found[where] = (source[:80], *bad)
    assert found == {}
