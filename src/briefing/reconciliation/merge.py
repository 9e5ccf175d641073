"""One question, one answer: the same fact of several sources becomes one figure with all its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from briefing.chinese.units import side
from briefing.model.fact import Figure, figure_key
from briefing.model.quantity import based
from briefing.model.source import SourceInfo
from briefing.reconciliation.copies import RANK, confirmations, trust_of

_PUNCTUATION = re.compile(r"[“”‘’\"'《》（）()·、，,\s\-—]")
_LIMIT = Decimal("0.05")

Cluster = list[tuple[int, Figure]]


def merge_figures(
    figures: Iterable[Figure],
    sources: Mapping[str, SourceInfo],
    places: Mapping[str, str] | None = None,
    renamed: dict[str, str] | None = None,
) -> list[Figure]:
    """Figures that answer one question with one value (or its rounding) become one; order of first appearance is kept.

    The exact wording of the most trusted source leads. A low-trust source adds evidence and never trust, a copy adds evidence
    and no confirmation. Values that differ stay apart: they are a conflict, told elsewhere. `places` gives the full name for the
    other names of places and projects; `renamed` takes the id each figure has now where that is another one.
    """
    questions: dict[Hashable, dict[Hashable, Cluster]] = defaultdict(dict)
    for index, figure in enumerate(figures):
        if places and figure.scope and figure.scope in places and places[figure.scope] != figure.scope:
            figure = _moved(figure, places[figure.scope])
        questions[question(figure)].setdefault(_answer(figure), []).append((index, figure))
    clusters = [cluster for answers in questions.values() for cluster in _with_rounded(answers)]
    clusters = _with_undated(clusters)
    for cluster in clusters:
        cluster.sort(key=lambda item: item[0])
    clusters.sort(key=lambda cluster: cluster[0][0])
    merged = [_join([figure for _, figure in cluster], sources) for cluster in clusters]
    new_id = {f.id: new.id for new, cluster in zip(merged, clusters, strict=True) for _, f in cluster if f.id != new.id}
    if renamed is not None:
        renamed |= new_id
    return _relink(merged, new_id)


def _moved(figure: Figure, scope: str) -> Figure:
    key = figure_key(figure.indicator, scope, figure.period, figure.measure, figure.modality, figure.among)
    return figure.model_copy(update={"scope": scope, "key": key})


@lru_cache(maxsize=1 << 16)
def label(text: str) -> str:
    """An indicator's name without quotation marks, brackets and spaces."""
    return _PUNCTUATION.sub("", text)


def question(figure: Figure) -> tuple[str, str | None, str | None, str, str, str | None]:
    """What a figure answers: indicator, scope, period, measure, modality and rank base."""
    return label(figure.indicator), figure.scope, figure.period, figure.measure, figure.modality, figure.among


def amount(figure: Figure) -> tuple[Decimal, str]:
    """The value with 亿 and 万 folded in, and the bare unit."""
    return based(figure.value, figure.unit)


def _answer(figure: Figure) -> Hashable:
    value, unit = amount(figure)
    return value, unit, figure.value_max, figure.direction, figure.approx


def _with_rounded(answers: dict[Hashable, Cluster]) -> list[Cluster]:
    """Joins each rounded value (近70亿元) to the nearest exact one it can stand for (69.8亿元), and the wordings of one rounded
    value to each other."""
    if len(answers) == 1:
        return list(answers.values())
    exact: dict[Hashable, list[tuple[Decimal, Cluster]]] = defaultdict(list)
    rounded: dict[Hashable, Cluster] = {}
    out: list[Cluster] = []
    for cluster in answers.values():
        figure = cluster[0][1]
        value, unit = amount(figure)
        if figure.value_max is not None:
            out.append(cluster)
        elif figure.approx:
            rounded.setdefault((value, unit, figure.direction, side(figure.approx)), []).extend(cluster)
        else:
            exact[(unit, figure.direction)].append((value, cluster))
    for pairs in exact.values():
        pairs.sort(key=lambda pair: pair[0])
    for cluster in rounded.values():
        home = _nearest(cluster[0][1], exact)
        home.extend(cluster) if home is not None else out.append(cluster)
    return out + [cluster for pairs in exact.values() for _, cluster in pairs]


def _nearest(figure: Figure, exact: Mapping[Hashable, list[tuple[Decimal, Cluster]]]) -> Cluster | None:
    value, unit = amount(figure)
    pairs = exact.get((unit, figure.direction), [])
    at = bisect_left(pairs, value, key=lambda pair: pair[0])
    near = [pair for pair in pairs[max(at - 1, 0) : at + 2] if stands_for(figure, pair[0])]
    return min(near, key=lambda pair: abs(pair[0] - value))[1] if near else None


def stands_for(rounded: Figure, exact: Decimal) -> bool:
    """Whether a value with 近, 约, 超 … can be a rounding of an exact one (both in bare units): at most one step of its last
    written digit away, at most 5 %, and on the side the word says."""
    value, _ = amount(rounded)
    exponent = value.normalize().as_tuple().exponent
    step = min(Decimal(1).scaleb(int(exponent)), abs(value) * _LIMIT)
    way = side(rounded.approx)
    low = value - step if way <= 0 else value
    high = value + step if way >= 0 else value
    return low <= exact <= high


def _with_undated(clusters: list[Cluster]) -> list[Cluster]:
    """A statement without a period joins the one dated statement of the same value: only for values of three digits or more,
    which nobody repeats by chance."""
    homes: dict[Hashable, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        key = _telling(cluster[0][1])
        if key is not None:
            homes[key].append(cluster)
    gone: set[int] = set()
    for group in homes.values():
        dated = [c for c in group if c[0][1].period]
        if len(dated) == 1 and len(group) > 1:
            for cluster in group:
                if cluster is not dated[0]:
                    dated[0].extend(cluster)
                    gone.add(id(cluster))
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _telling(figure: Figure) -> Hashable | None:
    if len(figure.value.as_tuple().digits) < 3 or figure.approx or figure.value_max is not None:
        return None
    indicator, scope, _, measure, modality, among = question(figure)
    return indicator, scope, measure, modality, among, amount(figure), figure.direction


def _join(group: list[Figure], sources: Mapping[str, SourceInfo]) -> Figure:
    if len(group) == 1:
        (only,) = group
        known = {"trust": trust_of(only.evidence, sources), "confirmed": confirmations(only.evidence, sources)}
        return only.model_copy(update=known)
    trust = [trust_of(figure.evidence, sources) for figure in group]

    def rank(index: int) -> tuple[bool, bool, bool, int, bool, int, int]:
        figure = group[index]
        return (
            figure.correction is not None,
            RANK[trust[index]] > 0,
            figure.period is not None,
            RANK[trust[index]],
            figure.approx is None,
            figure.salience,
            -index,
        )

    first = max(range(len(group)), key=rank)
    lead = group[first]
    rest = [figure for index, figure in enumerate(group) if index != first]
    evidence = lead.evidence + tuple(e for figure in rest for e in figure.evidence)
    update: dict[str, object] = {
        "evidence": evidence,
        "trust": max(trust, key=RANK.__getitem__),
        "confirmed": confirmations(evidence, sources),
        "salience": max(f.salience for f in group),
    }
    update["pinned"] = any(f.pinned for f in group)
    if lead.doubt and any(figure.doubt is None for figure in rest):
        update["doubt"] = None  # a clean place confirms what a torn one says
    return lead.model_copy(update=update)


def _relink(figures: list[Figure], new_id: Mapping[str, str]) -> list[Figure]:
    """`of` and `part_of` point at the merged figures; a figure that became one with what it pointed at points nowhere."""
    out = []
    for figure in figures:
        links: dict[str, str | None] = {}
        for field in ("of", "part_of"):
            old = getattr(figure, field)
            new = new_id.get(old, old)
            if old and (new != old or new == figure.id):
                links[field] = None if new == figure.id else new
        out.append(figure.model_copy(update=links) if links else figure)
    return out
