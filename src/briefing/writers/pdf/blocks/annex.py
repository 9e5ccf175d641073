"""来源与依据: every mark with its sentence, in as many columns of 200 and more as the measure holds (two of 240)."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.document import Annex, Citation
from briefing.model.run import Run
from briefing.writers.pdf.flow import Anchor, Op, Slab, Text, balanced
from briefing.writers.pdf.setting import Place, Setter
from briefing.writers.pdf.tree import Node

_COLUMN = 200.0
_MARK = 22.5
_WHOLE = 6
"""Lines up to which a citation is not torn."""
BACK = "use:"
"""Prefix of the anchor where a mark was first used."""


def annex(block: Annex, setter: Setter, place: Place) -> list[Slab]:
    """The citations run through two columns; the last page's columns are of one height."""
    across = max(int((place.width + setter.style.page.gutter) // (_COLUMN + setter.style.page.gutter)), 1)
    width = (place.width - (across - 1) * setter.style.page.gutter) / across
    flow: list[Slab] = []
    for citation in block.citations:
        flow += _citation(citation, setter, width, place.node)
    if not flow:
        return []
    edges = [at * (width + setter.style.page.gutter) for at in range(across)]
    return [balanced(flow, edges, what="来源与依据")]


def _citation(citation: Citation, setter: Setter, width: float, parent: Node) -> list[Slab]:
    note = parent.add("Note", id=citation.anchor)
    room = width - _MARK
    look = setter.role("citation")
    mark = Run(
        kind="structure", text=f"[{citation.number}]", ref=f"mark:{citation.number}", style="mark", link=BACK + citation.anchor
    )
    number = setter.one((mark,), "citation-mark", _MARK)
    label = note.add("Lbl")
    slabs = setter.slabs(setter.lines(citation.runs, "citation", room), "citation", note.add("P"), x=_MARK)
    place = setter.slabs(setter.lines(citation.place, "citation-place", room), "citation-place", note.add("P"), x=_MARK)
    if slabs and place:
        slabs[-1] = replace(slabs[-1], keep=True)
    slabs += place
    first: list[Op] = [Anchor(citation.anchor), Text(0.0, look.base, number, label)]
    if not slabs:
        return [Slab(look.line, tuple(first))]
    slabs[0] = replace(slabs[0], ops=(*first, *slabs[0].ops))
    whole = len(slabs) <= _WHOLE
    last = len(slabs) - 1
    return [
        replace(slab, keep=(slab.keep or whole) and at < last, what=f"依据[{citation.number}]") for at, slab in enumerate(slabs)
    ]
