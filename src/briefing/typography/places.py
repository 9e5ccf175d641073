"""Where a line may break: the cost of a break behind every character, from the character rules and the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.typography.characters import (
    CLASSES,
    DATES,
    HAN_BEFORE,
    HAN_NUMERALS,
    INVISIBLE,
    LATIN,
    MARKS,
    NO_END,
    NO_START,
    OBJECT_CHAR,
    ORDINALS,
    SPACE,
    quantities,
)
from briefing.typography.pieces import Piece

FREE, SOFT, RARE, DASHED = 0.0, 40.0, 400.0, 1500.0
"""Costs of breaking after an atom: anywhere, better not, only inside an overlong word, before a dash or dots of two ems (which the
standard allows: GB/T 15834 5.1.4, 5.1.5)."""
TORN, KINSOKU, GLUED = 1e5, 1e6, 1e7
"""Forbidden: a number or word torn, a mark at the wrong edge, a source mark parted from its word."""


def break_costs(flat: str, owners: Sequence[int], pieces: Sequence[Piece]) -> list[float]:
    """Cost of breaking behind each character. A glued mark stands between two characters without parting them for the rules."""
    if OBJECT_CHAR not in flat:
        return _plain_costs(flat)
    seen = [place for place, char in enumerate(flat) if char != OBJECT_CHAR or not pieces[owners[place]].glue]
    costs = [FREE] * len(flat)
    for place, cost in zip(seen, _plain_costs("".join(flat[place] for place in seen)), strict=True):
        costs[place] = cost
    for place in range(1, len(flat)):
        if flat[place] == OBJECT_CHAR and pieces[owners[place]].glue:
            costs[place] = costs[place - 1]
    return costs


def _plain_costs(text: str) -> list[float]:
    """Cost of breaking behind each character, from the character rules and the numbers."""
    costs = [FREE] * len(text)
    for place in range(len(text) - 1):
        here, there = text[place], text[place + 1]
        if there in NO_START or here in NO_END:
            sign = there in "-－" and here in MARKS and text[place + 2 : place + 3].isdigit()
            dashed = there in "—…" and here != there and here not in NO_END and text[place + 2 : place + 3] == there
            costs[place] = FREE if sign else DASHED if dashed else KINSOKU
        elif there in "0123456789" and here in HAN_BEFORE:
            costs[place] = SOFT
    for pattern, cost in ((HAN_NUMERALS, RARE), (DATES, RARE), (ORDINALS, TORN), (quantities(), TORN)):
        for match in pattern.finditer(text):
            for place in range(match.start(), match.end() - 1):
                costs[place] = max(costs[place], cost)
    return _through_spaces(text, costs)


def _through_spaces(text: str, costs: list[float]) -> list[float]:
    """A space is a place between two characters: the rules look through it."""
    blank = [CLASSES[char] in (SPACE, INVISIBLE) for char in text]
    if True not in blank:
        return costs
    for place in range(len(text) - 1, 0, -1):
        if blank[place]:
            costs[place - 1] = max(costs[place - 1], costs[place])
            if text[place + 1 : place + 2] and text[place + 1] in NO_START:
                costs[place - 1] = costs[place] = KINSOKU
    for place in range(len(text) - 1):
        if blank[place + 1]:
            costs[place + 1] = max(costs[place + 1], costs[place])
    return costs


def unbroken(text: str) -> list[str]:
    """The text in the pieces a label may be divided between: characters with their marks, words, numbers with their units."""
    costs = _plain_costs(text)
    parts, start = [], 0
    for place in range(1, len(text)):
        word = CLASSES[text[place - 1]] == LATIN == CLASSES[text[place]]
        pair = text[place - 1] == text[place] and text[place] in "—―…"
        if costs[place - 1] <= RARE and not word and not pair and CLASSES[text[place]] != SPACE:
            parts.append(text[start:place])
            start = place
    return [*parts, text[start:]] if text else []
