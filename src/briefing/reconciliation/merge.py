"""One question, one answer: the same fact of several sources becomes one figure with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from briefing.model.fact import Figure
from briefing.model.source import SourceInfo

RANK = {"low": 0, "medium": 1, "high": 2}
_ROUNDING = Decimal("0.03")
"""How far a value with 近, 约, 超 may stand from the exact one it rounds (近70亿元 ~ 69.8亿元)."""


def merge_figures(figures: Iterable[Figure], sources: Mapping[str, SourceInfo]) -> list[Figure]:
    """Figures with the same key and the same quantity (or its rounding) become one; order of first appearance is kept.

    The exact wording of the most trusted source leads. A low-trust source adds evidence and never trust. Values that differ
    stay apart: they are a conflict, told elsewhere.
    """
    groups: dict[str, list[list[Figure]]] = defaultdict(list)
    order: list[list[Figure]] = []
    for figure in figures:
        same = next((group for group in groups[figure.key] if _same(group[0], figure)), None)
        if same is None:
            same = []
            groups[figure.key].append(same)
            order.append(same)
        same.append(figure)
    merged = [_join(group, sources) for group in order]
    return _relink(merged, {figure.id: merged[i].id for i, group in enumerate(order) for figure in group})


def _same(a: Figure, b: Figure) -> bool:
    (va, ua), (vb, ub) = a.quantity.base(), b.quantity.base()
    if ua != ub or (a.value_max is None) != (b.value_max is None) or a.direction != b.direction:
        return False
    if va == vb:
        return a.value_max == b.value_max
    if bool(a.approx) == bool(b.approx) or not va or not vb:
        return False
    return abs(va - vb) <= _ROUNDING * max(abs(va), abs(vb))


def trust_of(figure: Figure, sources: Mapping[str, SourceInfo]) -> str:
    """The best trust among the sources of a figure."""
    return max((sources[e.source].trust for e in figure.evidence), key=RANK.__getitem__)


def _join(group: list[Figure], sources: Mapping[str, SourceInfo]) -> Figure:
    lead = max(group, key=lambda f: (RANK[trust_of(f, sources)], f.approx is None, f.salience, -group.index(f)))
    rest = [figure for figure in group if figure is not lead]
    evidence = lead.evidence + tuple(e for figure in rest for e in figure.evidence)
    best = max((trust_of(figure, sources) for figure in group), key=RANK.__getitem__)
    update: dict[str, object] = {"evidence": evidence, "trust": best, "salience": max(f.salience for f in group)}
    if lead.doubt and any(figure.doubt is None for figure in rest):
        update["doubt"] = None  # a clean place confirms what a torn one says
    return lead.model_copy(update=update)


def _relink(figures: list[Figure], new_id: Mapping[str, str]) -> list[Figure]:
    """`of` and `part_of` point at the merged figures."""
    out = []
    for figure in figures:
        links = {k: new_id[v] for k in ("of", "part_of") if (v := getattr(figure, k)) and new_id.get(v, v) != v}
        out.append(figure.model_copy(update=links) if links else figure)
    return out
