"""Text as atoms: the smallest things a line is made of, with the glue between them.

An atom is a character, a Latin word, a number, a dash pair or a box. Its `width` is its body: a wide mark counts half an em, the
blank half is glue towards its neighbour and vanishes at the edge of a line. All measures in points.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.typography.characters import CLASSES, DASH, HAN, INVISIBLE, LATIN, MIDDLE, OBJECT, OBJECT_CHAR, OPEN, SPACE
from briefing.typography.glue import segments, set_glue
from briefing.typography.metrics import boxes
from briefing.typography.pieces import Piece
from briefing.typography.places import DASHED, FREE, GLUED, RARE, SOFT, TORN, break_costs
from briefing.typography.roles import Face, Faces

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
    costs = break_costs(flat, owners, pieces)
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
    set_glue(atoms)
    return atoms


def _flatten(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    texts, owners = [], []
    for number, piece in enumerate(pieces):
        text = OBJECT_CHAR if (piece.box or piece.glue) and piece.text else piece.text.replace(OBJECT_CHAR, "")
        texts.append(text)
        owners.extend([number] * len(text))
    return "".join(texts), owners


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
        atoms.cost[-1] = DASHED if piece.box else GLUED  # a tag may follow on the next line before words are spaced out
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
