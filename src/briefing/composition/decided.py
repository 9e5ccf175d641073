"""人工核定: what people decided about the figures of this issue, and which decisions found their sentence changed or gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.composition.desk import Desk
from briefing.composition.tokens import plain
from briefing.model.run import Run, Runs
from briefing.model.summary import Decision

_ROWS, _AROUND, _LONG = 12, 14, 40
_WORDS = {"accept": "采用", "reject": "不采用", "correct": "更正", "pin": "置顶", "hide": "隐藏", "reword": "改写"}
_MISSED = {"changed": "原句已有变化，未采用", "vanished": "来源中已找不到原句，未采用"}
_ORDER = ("correct", "reword", "pin", "reject")


@dataclass(frozen=True)
class Row:
    """One decision: what was decided, about what, what came of it, by whom and when."""

    action: str
    about: Runs
    outcome: Runs
    by: Runs
    on: Runs


@dataclass(frozen=True)
class Decided:
    rows: tuple[Row, ...]
    more: Runs
    silent: tuple[tuple[str, Run], ...]
    """What is only counted: confirmed and hidden figures. A hidden figure is named nowhere."""


def decided(desk: Desk) -> Decided | None:
    """None without decisions. Those that could not be applied come first."""
    found = desk.summary.decisions
    if not found:
        return None
    missed = [d for d in found if d.state != "applied"]
    told = [d for action in _ORDER for d in found if d.state == "applied" and d.action == action]
    counted = Counter(_WORDS[d.action] for d in found if d.state == "applied" and d.action not in _ORDER)
    shown = [*missed, *told]
    return Decided(
        rows=tuple(_row(desk, d) for d in shown[:_ROWS]),
        more=(desk.count(len(shown) - _ROWS),) if len(shown) > _ROWS else (),
        silent=tuple((word, desk.count(number)) for word, number in counted.items()),
    )


def _row(desk: Desk, decision: Decision) -> Row:
    def human(text: str | None) -> Runs:
        words = plain(text or "")
        return (Run(kind="human", ref=decision.id, text=words if len(words) <= _LONG else words[:_LONG]),) if words else ()

    applied = decision.state == "applied"
    around = f"{decision.before[-_AROUND:]}{decision.quote}{decision.after[:_AROUND]}"
    return Row(
        action=_WORDS[decision.action],
        about=human(decision.indicator if applied else around) or human(decision.quote),
        outcome=_outcome(desk, decision) if applied else (Run(kind="text", text=_MISSED[decision.state]),),
        by=human(decision.by),
        on=human(decision.on.isoformat() if decision.on else None),
    )


def _outcome(desk: Desk, decision: Decision) -> Runs:
    """What stands in this issue now: the corrected value, the sentence written, the place."""
    figure = desk.figures.get(decision.fact or "")
    if decision.action == "correct" and figure is not None:
        return (Run(kind="text", text="更正为"), desk.shown(figure), *desk.mark(figure))
    if decision.action == "reword" and figure is not None:
        return (Run(kind="text", text="按核定的说法印出"), *desk.mark(figure))
    if decision.action == "pin" and figure is not None:
        weak = desk.weak(figure.evidence)
        return (Run(kind="text", text="只有低可信来源，不入首页" if weak else "列入首页"), *desk.mark(figure))
    if decision.action == "reject":
        return (Run(kind="text", text="不入本期"),)
    return (Run(kind="text", text="与同一事实合并"),)
