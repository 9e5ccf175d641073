"""About how much room words take, in characters of the body size: enough to plan a page, never to set it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import is_dataclass
from typing import Any

from briefing.composition.speech import Passage
from briefing.model.run import Run

POINT = 31.5
"""Characters of a line of a key point or a paragraph beside the side table (324 points)."""


def em(text: str) -> float:
    """Han characters count one, Latin letters and digits a little over half (the figures of key points are bold)."""
    return sum(0.56 if c.isascii() else 1.0 for c in text)


def runs_of(value: Any) -> Iterable[Run]:
    """The typed runs in a value: passages, points and the like, however deep."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from runs_of(item)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from runs_of(getattr(value, name))


def passage(found: Passage) -> float:
    """The words of a passage with its connectives; marks and tags are small."""
    small = sum(1.4 for run in runs_of(found) if run.style in ("mark", "tag-outline", "tag-filled"))
    told = [run for run in runs_of(found) if run.style not in ("mark", "tag-outline", "tag-filled")]
    words = sum(em(run.text) for run in told)
    gaps = 0.45 * sum(run.kind == "figure" for run in told)
    return words + small + gaps + 1.6 * len(found.facts) + 1.0


def lines(found: Iterable[Passage], width: float = POINT, indent: float = 0.0) -> int:
    """Lines of a paragraph made of these passages."""
    return max(1, math.ceil((indent + sum(passage(one) for one in found)) / width))
