"""The typed runs of the tree against the attached summary: every figure formatted anew, every derived value computed anew,
every quotation and name found where it says it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from briefing.chinese.format import change_text, figure_text, number_text, rank_text, value_text
from briefing.chinese.script import canonical, simplified
from briefing.model.base import Span, within
from briefing.model.document import Document
from briefing.model.fact import Evidence, Figure
from briefing.model.quantity import Quantity
from briefing.model.run import Run
from briefing.model.summary import Derived, Summary
from briefing.verification.formula import evaluate, terms
from briefing.verification.reading import bare
from briefing.verification.report import Miss

_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"(?<=\d)[-~～–—－](?=\d)")
"""Whatever mark a source writes between two months, 1-2月 is printed 1—2月."""
_SPANS = re.compile(r"(\d+)-(\d+)")


def check(document: Document, summary: Summary) -> list[Miss]:
    """All runs that hold something to prove."""
    checker = _Checker(summary)
    misses = [miss for run in within(document, Run) for miss in checker.run(run)]
    return misses + list(checker.derived_values())


def presentations(figure: Figure) -> set[str]:
    """Every way the one formatter may write a figure: whole, without unit, the unit alone, as a badge, as a change."""
    whole = {"approx": figure.approx, "value_max": figure.value_max}
    if figure.measure == "rank":
        bases = (None, figure.among)
        ranks = {rank_text(figure.value, approx=figure.approx, among=a, digits=d) for a in bases for d in (False, True)}
        return {bare(text) for text in ranks | {number_text(figure.value)}}
    value = abs(figure.value)
    out = {
        figure_text(v, figure.unit, measure=figure.measure, show_unit=unit, **whole)  # type: ignore[arg-type]
        for v in (figure.value, value)
        for unit in (True, False)
    }
    out |= {figure.unit, number_text(value), number_text(-value), value_text(value, figure.unit)}
    out |= {change_text(figure.value, figure.unit, direction=d) for d in ("up", "down", None)}
    if figure.direction == "down" and figure.measure in ("growth", "gap", "change"):
        fall = {"measure": figure.measure} | whole
        out |= {figure_text(-value, figure.unit, show_unit=unit, **fall) for unit in (True, False)}  # type: ignore[arg-type]
    if figure.value_max is not None:
        out.add(value_text(value, figure.unit, value_max=figure.value_max))
    return {bare(text) for text in out}


class _Checker:
    """The summary, indexed once."""

    def __init__(self, summary: Summary) -> None:
        self.figures: Mapping[str, Figure] = {f.id: f for f in summary.figures}
        self.derived: Mapping[str, Derived] = {d.id: d for d in summary.derived}
        self.decisions = {d.id: d for d in summary.decisions}
        self.evidence = _places(summary)
        self.words = bare(summary.model_dump_json())

    def run(self, run: Run) -> Iterator[Miss]:
        test: Callable[[Run], str | None] | None = {
            "figure": self._figure,
            "derived": self._derived,
            "quote": self._quote,
            "name": self._name,
            "human": self._human,
        }.get(run.kind)
        problem = test(run) if test else None
        if problem:
            yield Miss(run.kind, problem, text=run.text)  # type: ignore[arg-type]

    def _figure(self, run: Run) -> str | None:
        figure = self.figures.get(run.ref or "")
        if figure is None:
            return f"数字“{run.text}”没有对应的事实"
        if bare(run.text) in presentations(figure):
            return None
        return f"印的是“{run.text}”，事实是“{value_text(figure.value, figure.unit)}”（{figure.indicator}）"

    def _derived(self, run: Run) -> str | None:
        value = self.derived.get(run.ref or "")
        if value is None:
            return f"推算值“{run.text}”没有对应的算式"
        ways = {number_text(value.value), value_text(value.value, value.unit), bare(value.formula), value.unit}
        ways |= {number_text(-value.value), value_text(abs(value.value), value.unit)}
        return None if bare(run.text) in {bare(w) for w in ways} else f"推算值印的是“{run.text}”，算得“{number_text(value.value)}”"

    def _human(self, run: Run) -> str | None:
        if (run.ref or "").startswith("note:"):
            return None
        decision = self.decisions.get(run.ref or "")
        if decision is None:
            return f"人工内容“{run.text}”没有登记"
        said = (decision.wording, decision.by, decision.on, decision.indicator, decision.before + decision.quote + decision.after)
        return None if any(bare(run.text) in bare(str(words)) for words in said if words) else f"核定里没有“{run.text}”"

    def _quote(self, run: Run) -> str | None:
        source, spans = spans_of(run)
        text = bare(run.text).strip("“”…")
        if not spans:
            return f"引文“{run.text}”没有出处" if _DIGIT.search(text) else None
        held = self.evidence.get(source, ())
        if any(text in words for words in held):
            return None
        # A phrase may be printed in the form it is read in: Simplified, with Chinese punctuation.
        text = _folded(text)
        return None if any(text in _folded(words) for words in held) else f"引文“{run.text}”不在所注来源中"

    def _name(self, run: Run) -> str | None:
        strange = [part for part in run.text.split("；") if _DIGIT.search(part) and _escaped(bare(part)) not in self.words]
        return f"名称“{strange[0]}”不在摘要中" if strange else None

    def derived_values(self) -> Iterator[Miss]:
        """Every derived value computed anew from its formula, whose numbers must be those of its inputs."""
        for value in self.derived.values():
            inputs = [self.figures[i] for i in value.inputs if i in self.figures]
            if len(inputs) != len(value.inputs):
                yield Miss("derived", f"推算值{value.indicator}的依据不全")
                continue
            if problem := recomputed(value, inputs):
                yield Miss("derived", problem, text=value.formula)


def recomputed(value: Derived, inputs: list[Figure]) -> str | None:
    """What is wrong with a derived value; None when its formula gives it and uses the numbers of its inputs."""
    known = {number_text(abs(f.value)) for f in inputs} | {"100", "1"}
    strange = [term for term in terms(value.formula) if term not in known]
    if strange:
        return f"算式“{value.formula}”用了依据中没有的数“{strange[0]}”"
    try:
        result = evaluate(value.formula)
    except (ValueError, InvalidOperation, DivisionByZero):
        return f"算式“{value.formula}”算不出来"
    places = Decimal(1).scaleb(min(0, value.value.as_tuple().exponent))  # type: ignore[arg-type]
    scales = {Decimal(1), Decimal(100) if value.unit == "%" else 1 / Quantity(value=Decimal(1), unit=value.unit).base()[0]}
    if any((result * scale).quantize(places, ROUND_HALF_UP) == value.value for scale in scales):
        return None
    return f"算式“{value.formula}”算得 {result.normalize():f}，印的是 {number_text(value.value)}"


def spans_of(run: Run) -> tuple[str, list[Span]]:
    """The source and the places a quotation is taken from."""
    source, _, place = (run.ref or "").rpartition(":")
    return source, [(int(a), int(b)) for a, b in _SPANS.findall(place)]


def _folded(text: str) -> str:
    return _RANGE.sub("—", canonical(simplified(text, force=True)))


def _places(summary: Summary) -> dict[str, set[str]]:
    """All words the summary holds of each source: quotations with the rest of their sentence, and what fields were taken from."""
    out: dict[str, set[str]] = {}
    for item in within(summary, Evidence):
        out.setdefault(item.source, set()).add(bare(item.before + item.quote + item.after))
    for figure in summary.figures:
        for support in figure.support:
            for item in figure.evidence:
                out.setdefault(item.source, set()).add(bare(support.text))
    return out


def _escaped(text: str) -> str:
    """A text as it stands in JSON: quotation marks and backslashes of a source are escaped there."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
