"""Text as atoms: the smallest things a line is made of, with the glue between them.

An atom is a character, a Latin word, a number, a dash pair or a box. Its `width` is its body: a wide mark counts half an em, the
blank half is glue towards its neighbour and vanishes at the edge of a line. All measures in points.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.typography.characters import (
    CLASSES,
    CLOSE,
    COMMA,
    DASH,
    HAN,
    HAN_BEFORE,
    HAN_NUMERALS,
    INVISIBLE,
    LATIN,
    LATIN_CLOSING,
    LATIN_OPENING,
    MARKS,
    MIDDLE,
    NO_END,
    NO_START,
    OBJECT,
    OBJECT_CHAR,
    OPEN,
    ORDINALS,
    SPACE,
    STOP,
    quantities,
)
from briefing.typography.metrics import boxes
from briefing.typography.pieces import Piece
from briefing.typography.roles import Face, Faces

FREE, SOFT, RARE, DASHED = 0.0, 40.0, 400.0, 1500.0
"""Costs of breaking after an atom: anywhere, better not, only inside an overlong word, before a dash or dots of two ems (which the
standard allows: GB/T 15834 5.1.4, 5.1.5)."""
TORN, KINSOKU, GLUED = 1e5, 1e6, 1e7
"""Forbidden: a number or word torn, a mark at the wrong edge, a source mark parted from its word."""

WORD_SPACE, INTERPUNCT, BRACKET, PAUSE, HAN_LATIN, PERIOD = range(6)
"""Kinds of glue in the order in which they shrink (CLREQ)."""
STAGES = 6


_OVERLONG = 0.6
"""Share of the measure beyond which a Latin word may be divided anywhere."""


class Atoms:
    """Parallel lists, one entry an atom; the glue, its kind and the cost of a break belong to the place behind it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.text: list[str] = []
        self.owner: list[int] = []
        self.face: list[Face] = []
        self.kinds: list[int] = []
        self.size: list[float] = []
        self.width: list[float] = []
        self.shift: list[float] = []
        self.lead: list[float] = []
        self.trail: list[float] = []
        self.glue: list[float] = []
        self.shrink: list[float] = []
        self.stretch: list[float] = []
        self.stage: list[int] = []
        self.elastic: list[int] = []
        self.cost: list[float] = []
        self.spaces: dict[int, str] = {}
        """Spaces of the text behind an atom: they are glue, and written out inside a line."""
        self.em = max(
            (piece.size for piece in pieces if not piece.glue and not piece.box), default=pieces[0].size if pieces else 10.5
        )

    def __len__(self) -> int:
        return len(self.text)

    def hanging(self, place: int) -> bool:
        """Whether the atom is a source mark or the like, which makes no line longer for the eye."""
        return self.kinds[place] == OBJECT and not self.pieces[self.owner[place]].box

    def words(self, place: int) -> bool:
        """Whether the atom is a word or character of the text, not a mark or a box."""
        return self.kinds[place] in (HAN, LATIN) and any(char.isalnum() for char in self.text[place])

    def add(
        self, text: str, owner: int, face: Face, kind: int, width: float, shift: float = 0.0, blank: tuple[float, float] = (0, 0)
    ) -> None:
        self.text.append(text)
        self.owner.append(owner)
        self.face.append(face)
        self.kinds.append(kind)
        self.size.append(self.pieces[owner].size)
        self.width.append(width)
        self.shift.append(shift)
        self.lead.append(blank[0])
        self.trail.append(blank[1])
        self.cost.append(FREE)


def atomize(pieces: Sequence[Piece], faces: Faces, narrowest: float) -> Atoms:
    """Atoms of a paragraph. A word wider than `narrowest` is laid down character by character."""
    atoms = Atoms(pieces)
    flat, owners = _flatten(pieces)
    costs = _costs(flat, owners, pieces)
    spaces: dict[int, str] = {}
    place, length = 0, len(flat)
    while place < length:
        char, owner = flat[place], owners[place]
        kind = CLASSES[char]
        end = place + 1
        if kind == SPACE:
            if len(atoms):
                spaces[len(atoms) - 1] = spaces.get(len(atoms) - 1, "") + char
                atoms.cost[-1] = max(costs[place], 0.0)
        elif kind == OBJECT:
            _object(atoms, owner, faces, costs[place])
        elif kind == LATIN:
            while end < length and owners[end] == owner and CLASSES[flat[end]] == LATIN:
                end += 1
            _word(atoms, flat[place:end], owner, faces, narrowest, costs, place)
        elif char in "—―" and flat[end : end + 1] == char and owners[end] == owner:
            end += 1
            _dashes(atoms, flat[place:end], owner, faces)
            atoms.cost[-1] = costs[end - 1]
        elif kind != INVISIBLE:
            _single(atoms, char, owner, faces, kind)
            atoms.cost[-1] = costs[place]
        place = end
    atoms.spaces = spaces
    _glue(atoms)
    return atoms


def _flatten(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    texts, owners = [], []
    for number, piece in enumerate(pieces):
        text = OBJECT_CHAR if (piece.box or piece.glue) and piece.text else piece.text.replace(OBJECT_CHAR, "")
        texts.append(text)
        owners.extend([number] * len(text))
    return "".join(texts), owners


def _costs(flat: str, owners: Sequence[int], pieces: Sequence[Piece]) -> list[float]:
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
    for pattern, cost in ((HAN_NUMERALS, RARE), (ORDINALS, TORN), (quantities(), TORN)):
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


def _single(atoms: Atoms, char: str, owner: int, faces: Faces, kind: int) -> None:
    piece = atoms.pieces[owner]
    face, advance = faces.picks(piece.face)[char]
    size = piece.size
    width = advance * size
    if kind in (HAN, DASH) or advance < 0.9:
        atoms.add(char, owner, face, kind, width)
    elif kind == OPEN:
        atoms.add(char, owner, face, kind, width - size / 2, -size / 2, (size / 2, 0))
    elif kind == MIDDLE:
        atoms.add(char, owner, face, kind, width - size / 2, -size / 4)
    else:
        atoms.add(char, owner, face, kind, width - size / 2, 0.0, (0, size / 2))


def _dashes(atoms: Atoms, text: str, owner: int, faces: Faces) -> None:
    """A dash of two ems, drawn as one stroke whatever the font's advance."""
    piece = atoms.pieces[owner]
    atoms.add(text, owner, faces.picks(piece.face)[text[0]][0], DASH, 2 * piece.size)


def _object(atoms: Atoms, owner: int, faces: Faces, cost: float) -> None:
    piece = atoms.pieces[owner]
    width = faces.advance(piece.text, piece.face, piece.size)
    face = faces.picks(piece.face)[piece.text[0]][0]
    if piece.box:
        width += 2 * boxes()[piece.box][0] + (len(segments(piece.text)) - 1) * piece.size / 4
    if piece.glue and len(atoms):
        atoms.cost[-1] = GLUED
    atoms.add(piece.text, owner, face, OBJECT, width)
    atoms.cost[-1] = cost


def _word(atoms: Atoms, word: str, owner: int, faces: Faces, narrowest: float, costs: list[float], place: int) -> None:
    """A Latin word or a number as one atom; addresses may break behind their marks, overlong words anywhere."""
    piece = atoms.pieces[owner]
    picks = faces.picks(piece.face)
    width = sum(picks[char][1] for char in word) * piece.size
    parts = [word]
    if width > _OVERLONG * narrowest:
        parts = list(word)
    elif len(word) > 12 and any(mark in word for mark in "/_?&"):
        parts = _divided(word)
    at = place
    for part in parts:
        at += len(part)
        face = picks[part[0]][0]
        if len(part) > 1 and any(picks[char][0] is not face for char in part):
            for char in part:
                atoms.add(char, owner, picks[char][0], LATIN, picks[char][1] * piece.size)
                atoms.cost[-1] = TORN
        else:
            atoms.add(part, owner, face, LATIN, sum(picks[char][1] for char in part) * piece.size)
        inside = at < place + len(word) and costs[at - 1] < TORN
        atoms.cost[-1] = costs[at - 1] if not inside else SOFT if part[-1] in "/-._?&=" else RARE


def _divided(word: str) -> list[str]:
    parts, start = [], 0
    for place, char in enumerate(word[:-1]):
        if char in "/_?&=-" and word[place + 1] not in "/_?&=-":
            parts.append(word[start : place + 1])
            start = place + 1
    return [*parts, word[start:]]


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


def _glue(atoms: Atoms) -> None:
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


__all__ = ["FREE", "GLUED", "KINSOKU", "PERIOD", "RARE", "SOFT", "STAGES", "STOP", "TORN", "Atoms", "atomize"]
