"""What papers of earlier issues still say and no new one has said again: the regular figures that wait for their next value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.fact import Figure
from briefing.model.period import bounds, is_whole_year, period_shape
from briefing.model.summary import Change, Summary
from briefing.reconciliation.changes import KEEP, Series, key_of, series, told
from briefing.reconciliation.changes import subject as about


def find_silent(figures: Iterable[Figure], changes: Sequence[Change], previous: Summary) -> list[Change]:
    """未更新 for each regular question the previous issue answered as this one does: known indicators that matter, told by month,
    quarter, half or from January on; annual values and single events wait for nothing. A question whose silence is longer than
    what is carried along is no longer told."""
    moved = {key for change in changes if change.what == "figure" and (key := key_of(change))}
    before = {(figure.key, figure.value) for figure in previous.figures}
    silence = {key_of(c): c.silent for c in previous.changes if c.class_ == "未更新" and c.what == "figure"}
    newest: dict[Series, Figure] = {}
    for figure in figures:
        key = series(figure)
        if _regular(figure) and key not in moved and (key not in newest or _last(figure) > _last(newest[key])):
            newest[key] = figure
    out = []
    for key, figure in newest.items():
        silent = silence.get(key, 0) + 1
        if (figure.key, figure.value) in before and silent <= KEEP:
            out.append(_change(figure, silent))
    return out


def _regular(figure: Figure) -> bool:
    if figure.indicator_id is None or figure.modality != "actual" or figure.salience < 2 or not figure.fresh:
        return False
    return figure.period is not None and not is_whole_year(figure.period) and period_shape(figure.period) is not None


def _last(figure: Figure) -> tuple[object, object]:
    span = bounds(str(figure.period))
    return span.last, (span.last - span.first).days


def _change(figure: Figure, silent: int) -> Change:
    return Change.model_validate(
        {
            "class": "未更新",
            "key": figure.key,
            "text": about(figure),
            "old": told(figure),
            "old_period": figure.period,
            "salience": figure.salience,
            "silent": silent,
            "evidence": figure.evidence[:1],
            "weak": figure.trust == "low",
        }
    )
