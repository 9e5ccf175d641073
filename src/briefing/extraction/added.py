"""Figures read by the rules of other packages, held to what our own promise: no number without its place."""

from __future__ import annotations

from briefing import plugins
from briefing.errors import BriefingError
from briefing.model.fact import Evidence, Figure
from briefing.model.text import CleanText
from briefing.options import Options


def added(clean: CleanText, options: Options, made: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures and those of other packages behind them; of a number that is read already, ours stands.

    Raises `BriefingError` naming the rule that fails or whose evidence is not what the source says there.
    """
    rules = plugins.load("rules")
    if not rules:
        return made
    taken = {span for figure in made for place in figure.evidence for span in place.number}
    out = list(made)
    for name, rule in rules.items():
        try:
            found = list(rule(clean, options))
        except Exception as error:
            raise BriefingError(f"扩展规则 {name} 出错：{type(error).__name__}：{error}") from error
        for figure in found:
            if not all(_stands(place, clean) for place in figure.evidence):
                raise BriefingError(f"扩展规则 {name} 给出的依据与原文不符：{figure.indicator} {figure.value}{figure.unit}")
            spans = {span for place in figure.evidence for span in place.number}
            if not spans & taken:
                out.append(figure)
                taken |= spans
    return tuple(out)


def _stands(place: Evidence, clean: CleanText) -> bool:
    text = clean.source.text
    quoted = "".join(text[a:b] for a, b in place.pieces)
    inside = all(any(a <= first and last <= b for a, b in place.pieces) for first, last in place.number)
    return place.source == clean.source.info.id and quoted == place.quote and bool(place.number) and inside
