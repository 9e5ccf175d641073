"""How a change is told: in the source's own words where they stand right before its number, else by a verb that fits its unit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from briefing.composition.desk import Desk
from briefing.composition.facts import falls
from briefing.model.fact import Figure
from briefing.model.run import Run, Runs

_WORDS = re.compile(
    r"(?:增速|增幅|降幅|占比)?(?:同比|环比|[比较][^，。；、,;（）]{2,14}?)"
    r"(?:净?增加|净?减少|净增|净减|提高|提升|回升|上升|下降|降低|回落|加快|放缓|收窄|扩大|前移|后移)(?=\s*([\d.]+))"
)
_MONTHS = re.compile(r"(\d{1,2})[-~～－](\d{1,2})月")
_POINTS = ("%", "个百分点", "百分点", "位", "名", "倍")


def turn(desk: Desk, change: Figure, *, of_growth: bool = False) -> Runs:
    """What stands before the number of a change: 比上半年回落, 降幅比1—8月收窄, 提高. `of_growth`: it is told behind a growth."""
    found = next((m for m in _WORDS.finditer(change.evidence[0].quote) if _is(m[1], change.value)), None)
    if found is None:
        rates = change.unit in _POINTS
        return (_text(("下降" if rates else "减少") if falls(change) else "提高" if rates else "增加"),)
    words = found[0]
    lead = (_text("增速"),) if of_growth and change.unit in _POINTS and words[0] not in "增降占" else ()
    return (*lead, desk.quote(change.evidence[0], _MONTHS.sub(r"\1—\2月", words)))


def _is(written: str, value: Decimal) -> bool:
    try:
        return Decimal(written) == abs(value)
    except InvalidOperation:
        return False


def _text(words: str) -> Run:
    return Run(kind="text", text=words)
