"""What stands between two atoms: blank halves of marks, the quarter em between Han and Latin, word spaces, gaps of boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.typography.characters import (
    CLASSES,
    CLOSE,
    COMMA,
    DASH,
    HAN,
    LATIN,
    LATIN_CLOSING,
    LATIN_OPENING,
    MIDDLE,
    OBJECT,
    OPEN,
    STOP,
)
from briefing.typography.metrics import boxes

if TYPE_CHECKING:
    from briefing.typography.atoms import Atoms

WORD_SPACE, INTERPUNCT, BRACKET, PAUSE, HAN_LATIN, PERIOD = range(6)
"""Kinds of glue in the order in which they shrink (CLREQ)."""
STAGES = 6
_TOUCHES = frozenset("%％‰℃°+−-$€£²³")


def _meets(han: str, latin: str) -> bool:
    """Whether a quarter em stands between two neighbours: a Han character (no sign like ￥ or ①) and a letter, a digit or what
    belongs to a number."""
    return han.isalpha() and (latin.isalnum() or latin in _TOUCHES)


def segments(text: str) -> list[str]:
    """The text of a box divided where a quarter em stands between Han and Latin: it has no other glue."""
    parts, start = [], 0
    for place in range(1, len(text)):
        left, right = text[place - 1], text[place]
        kinds = CLASSES[left], CLASSES[right]
        if (kinds == (HAN, LATIN) and _meets(left, right)) or (kinds == (LATIN, HAN) and _meets(right, left)):
            parts.append(text[start:place])
            start = place
    return [*parts, text[start:]]


def set_glue(atoms: Atoms) -> None:
    """The glue behind every atom from its kind and that of its neighbour."""
    count, kinds, texts, size, spaces = len(atoms), atoms.kinds, atoms.text, atoms.size, atoms.spaces
    glue, shrink, stretch, stage, elastic = [0.0] * count, [0.0] * count, [0.0] * count, [PERIOD] * count, [1] * count
    for at in range(count - 1):
        here, there = kinds[at], kinds[at + 1]
        if here == HAN and there == HAN and at not in spaces:
            continue
        em = min(size[at], size[at + 1])
        trail, lead = atoms.trail[at], atoms.lead[at + 1]
        if OBJECT in (here, there):
            _beside_object(atoms, at, glue, elastic)
            if glue[at] and (trail or lead):
                stage[at], shrink[at] = BRACKET, glue[at] / 2
        elif trail or lead:
            wide, kind = _marks(here, there, trail, lead)
            if (trail and texts[at + 1][0] in LATIN_CLOSING) or (lead and texts[at][-1] in LATIN_OPENING):
                wide = 0.0
            glue[at], stage[at] = wide, kind
            shrink[at] = wide / 2 if kind != BRACKET or (trail and lead) else wide
        elif (here == HAN and there == LATIN and _meets(texts[at], texts[at + 1][0])) or (
            here == LATIN and there == HAN and _meets(texts[at + 1], texts[at][-1])
        ):
            glue[at], shrink[at], stretch[at], stage[at] = em / 4, em / 8, em / 12, HAN_LATIN
        elif (here == LATIN and there == HAN and texts[at][-1] in ",;:!?)]") or (
            here == HAN and there == LATIN and texts[at + 1][0] in "(["
        ):
            # A mark of half width in Chinese text gets a little of the blank it lacks.
            glue[at], shrink[at], stretch[at], stage[at] = em / 6, em / 12, em / 12, HAN_LATIN
        elif (here == LATIN and there == LATIN and at not in spaces) or MIDDLE in (here, there):
            elastic[at] = 0
        if at in spaces:
            natural = _blank(spaces[at], em, LATIN in (here, there))
            if glue[at] < natural:
                less = natural / 3 if here == LATIN == there else natural / 2
                glue[at], shrink[at], stretch[at], stage[at] = natural, less, em / 4, WORD_SPACE
            elastic[at] = 1
    atoms.glue, atoms.shrink, atoms.stretch, atoms.stage, atoms.elastic = glue, shrink, stretch, stage, elastic


def _blank(spaces: str, em: float, latin: bool) -> float:
    """Natural width of stated spaces: ideographic ones an em each, others a word space whatever their number."""
    wide = spaces.count("\u3000")
    return wide * em if wide else em / 4 if latin else em / 2


def _marks(here: int, there: int, trail: float, lead: float) -> tuple[float, int]:
    """Blank between two neighbours of which one is a wide mark, and the kind of glue it is."""
    if trail and there in (CLOSE, COMMA, STOP, MIDDLE):
        return 0.0, BRACKET  # two marks in a row share one blank half
    if trail and there == DASH:
        return trail / 2, BRACKET
    if lead and here == OPEN:
        return 0.0, BRACKET
    if trail and lead:
        return max(trail, lead), BRACKET
    if lead:
        return lead, BRACKET
    return trail, {CLOSE: BRACKET, COMMA: PAUSE}.get(here, PERIOD)


def _beside_object(atoms: Atoms, at: int, glue: list[float], elastic: list[int]) -> None:
    """A box keeps its gap to both sides; a glued mark follows its word at once, over the blank half of a mark before it."""
    left, right = atoms.pieces[atoms.owner[at]], atoms.pieces[atoms.owner[at + 1]]
    if left.box or right.box:
        gap = max(boxes()[piece.box][1] for piece in (left, right) if piece.box)
        glue[at] = max(gap, atoms.trail[at], atoms.lead[at + 1])
        if atoms.kinds[at + 1] in (CLOSE, COMMA, STOP):
            glue[at], elastic[at] = gap / 2, 0
    elif atoms.kinds[at + 1] == OBJECT or left.text.isspace():
        elastic[at] = 0
    elif left.glue and not left.rise and atoms.kinds[at + 1] in (HAN, LATIN) and not left.text.isspace():
        glue[at] = right.size / 4
    else:
        glue[at] = atoms.lead[at + 1]
