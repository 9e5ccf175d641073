"""Typed runs → pieces ready to be set: what a run's style means in the text role it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.run import Run, RunStyle
from briefing.typography.pieces import Box, Piece
from briefing.writers.pdf.style import Style, TextStyle

_BOXES: dict[RunStyle, Box] = {
    "tag-outline": "outline",
    "tag-filled": "filled",
    "badge": "badge",
    "badge-first": "badge-first",
}
SPACE = "\u3000"
_STRONG = 0.97
"""Hei looks larger than Song: a bold figure in a Song sentence is set a little smaller."""
_MARK = 0.82
"""A mark is never larger than this share of the words it stands behind."""
_FLAT = frozenset({"subtitle", "cell-mark", "citation-mark"})
"""Roles whose marks stand on the baseline, as they do where they stand alone."""


def reference(run: Run) -> str | None:
    """The anchor whose page the run names."""
    return run.ref[5:] if run.kind == "structure" and run.ref and run.ref.startswith("page:") else None


def pieces(runs: Sequence[Run] | str, role: TextStyle, style: Style, factor: float = 1.0, digits: int = 2) -> tuple[Piece, ...]:
    """The runs (or plain words) in a text role, all sizes times `factor`. A page reference, known only after layout, is given the
    room of `digits` digits."""
    size = role.size * factor
    if isinstance(runs, str):
        made = [Piece(runs, role.face, size, role.color)] if runs else []
    else:
        flat = role.name in _FLAT or all(run.style == "mark" for run in runs)
        made = [_piece(run, role, style, size, flat) for run in runs if run.text]
        made = [_reserved(piece, digits) for piece in made]
        if role.name == "subtitle":
            made = _apart(made, role)
    if role.justify:
        return tuple(made)
    return tuple(part for piece in made for part in _parted(piece))


def _reserved(piece: Piece, digits: int) -> Piece:
    waiting = isinstance(piece.source, Run) and reference(piece.source) is not None
    return replace(piece, text="0" * digits) if waiting else piece


def _apart(made: list[Piece], role: TextStyle) -> list[Piece]:
    """Marks on the baseline stand apart from the words before them."""
    out: list[Piece] = []
    for piece in made:
        if piece.color == "blue" and piece.glue and out and not out[-1].glue and not out[-1].text.endswith((SPACE, " ")):
            out.append(Piece(SPACE, role.face, role.size * 0.75, role.color, glue=True))
        out.append(piece)
    return out


def _parted(piece: Piece) -> list[Piece]:
    """An ideographic space outside prose parts two facts: it keeps its whole em."""
    if SPACE not in piece.text or piece.box or piece.glue:
        return [piece]
    parts = [replace(piece, text=text) for text in re.split(f"({SPACE})", piece.text) if text]
    return [replace(part, glue=True) if part.text == SPACE else part for part in parts]


def _piece(run: Run, role: TextStyle, style: Style, size: float, flat: bool) -> Piece:
    song = role.face.startswith("song")
    if run.style is None:
        return Piece(run.text, role.face, size, role.color, link=run.link, source=run)
    if run.style == "mark":
        mark = style.mark["column_size"] if flat else min(style.mark["size"], size * _MARK)
        rise = 0.0 if flat else style.mark["rise"] * mark / style.mark["size"]
        return Piece(run.text, "hei", mark, "blue", rise, True, link=run.link, source=run)
    if box := _BOXES.get(run.style):
        face, boxed = ("hei-bold", style.badge.size) if box.startswith("badge") else ("hei", style.tag.size)
        color = "white" if box == "badge-first" else "ink"
        return Piece(run.text, face, boxed, color, glue=True, box=box, link=run.link, source=run)
    if run.style == "strong":
        return Piece(run.text, "hei-bold", size * (_STRONG if song else 1.0), role.color, link=run.link, source=run)
    if run.style in ("label", "unit"):
        return Piece(run.text, "hei", size * (_STRONG if song else 1.0), role.color, link=run.link, source=run)
    return Piece(run.text, role.face, size, "g2" if run.style == "quiet" else "red", link=run.link, source=run)
