"""What a monthly briefing must carry (3), what belongs in a table (2), what is minor (1): written criteria, applied in order.

The lexicon gives the base (a principal indicator 3, a known one 2, anything else 1). Then:

raised
- to 3: a place among the first three of the province or the country;
- to 3: a known value (2) of the region or a district that the text itself ranks, or that two independent sources state;

set by a person
- to 3: pinned to page 1, whatever else is said of it;

lowered, and this has the last word
- to 2: history; what a company or a project says of itself; a target;
- to 1: a value nobody but low-trust sources gives; low confidence; a torn or misplaced place of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from briefing.model.fact import Figure

_WIDE = ("全国", "全省", "全自治区", "全世界", "全球")
_PLACES = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道", "全国")
_BODIES = ("园区", "小区", "社区", "产业区", "集聚区", "景区", "厂区", "校区", "院区", "片区")


def weigh(figures: Iterable[Figure], places: Collection[str] = ()) -> list[Figure]:
    """Sets `salience` of merged and dated figures. `places` are the region and its districts by full name."""
    figures = list(figures)
    ranked = {figure.of for figure in figures if figure.measure in ("rank", "gap") and figure.of}
    out = []
    for figure in figures:
        level = min(_raised(figure, figure.id in ranked, places), _ceiling(figure, places))
        out.append(figure if level == figure.salience else figure.model_copy(update={"salience": level}))
    return out


def is_place(scope: str | None, places: Collection[str] = ()) -> bool:
    """Whether a figure speaks of a place and not of a company, park or project. No scope is no place."""
    if not scope:
        return False
    return scope in places or (scope.endswith(_PLACES) and not scope.endswith(_BODIES) and len(scope) <= 12)


def _raised(figure: Figure, ranked: bool, places: Collection[str]) -> int:
    if figure.pinned:
        return 3
    if figure.measure == "rank" and figure.value <= Decimal(3) and (figure.among or "").startswith(_WIDE):
        return 3
    if figure.salience == 2 and is_place(figure.scope, places) and (ranked or figure.confirmed >= 2):
        return 3
    return figure.salience


def _ceiling(figure: Figure, places: Collection[str]) -> int:
    if figure.pinned:
        return 3
    if figure.trust == "low" or figure.confidence == "low" or figure.doubt:
        return 1
    unnamed = figure.scope is None and not places  # papers that name no place speak of the one they are all about
    if figure.fresh is False or figure.modality != "actual" or not (unnamed or is_place(figure.scope, places)):
        return 2
    return 3
