"""The part of a summary that the proof of one document needs: what it prints, what that was computed from, where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.model.base import Span, Value, within
from briefing.model.document import Document
from briefing.model.fact import Evidence, Figure
from briefing.model.run import Run
from briefing.model.summary import Summary
from briefing.verification.facts import check, spans_of

LARGEST = 10_000
"""Figures a summary may hold to be attached whole. A month of a county has some thousands; beyond, a PDF would be a data file."""


def attachable(summary: Summary, document: Document) -> Summary:
    """The summary as it is attached to the PDF of `document`: whole, or when it is very large the part the proof needs. Should that
    part not do, it is the whole all the same."""
    if len(summary.figures) <= LARGEST:
        return summary
    part = _excerpt(summary, document)
    return part if not check(document, part) else summary


def _excerpt(summary: Summary, document: Document) -> Summary:
    printed = _Printed(within(document, Run))
    derived = tuple(d for d in summary.derived if d.id in printed.ids)
    printed.ids.update(name for value in derived for name in value.inputs)
    kept: dict[str, Any] = {"derived": derived}
    for field, value in summary:
        if isinstance(value, tuple) and field not in ("derived", "sources", "notes", "decisions"):
            kept[field] = tuple(item for item in value if printed.holds(item))
    cited = {e.source for items in kept.values() for item in items for e in within(item, Evidence)} | set(printed.places)
    kept["sources"] = tuple(s for s in summary.sources if s.info.id in cited or s.letter in printed.words)
    return summary.model_copy(update=kept)


class _Printed:
    """What a document prints: ids of facts, names, and the quoted places of each source."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.ids: set[str] = set()
        self.words: set[str] = set()
        found: dict[str, list[Span]] = defaultdict(list)
        for run in runs:
            if run.kind in ("figure", "derived", "human"):
                self.ids.add(run.ref or "")
            elif run.kind == "name":
                self.words.update((run.text, (run.ref or "").partition(":")[2], *run.text.split("；")))
            elif run.kind == "quote":
                source, spans = spans_of(run)
                found[source] += spans
        self.places = {source: _joined(spans) for source, spans in found.items()}

    def holds(self, item: Value) -> bool:
        """Whether the document speaks of a fact: by its id, by its name, or by words of its sentence."""
        if isinstance(item, Figure):
            return item.id in self.ids or any(map(self._quotes, item.evidence))
        return any(name in self.words for name in _called(item)) or any(map(self._quotes, within(item, Evidence)))

    def _quotes(self, evidence: Evidence) -> bool:
        spans = self.places.get(evidence.source)
        if not spans:
            return False
        pieces = evidence.sentence or evidence.pieces
        first, last = pieces[0][0], pieces[-1][1]
        at = bisect_left(spans, first, key=lambda span: span[1])
        return at < len(spans) and spans[at][0] < last


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that touch as one."""
    out: list[Span] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


_NAMES = ("subject", "id", "key", "name", "text", "head", "question", "indicator", "person")
"""The fields a value is called by; what has a subject (a question, whose words are those of its kind) by that alone."""


def _called(item: Value) -> Iterator[str]:
    held = item.__dict__
    for field in _NAMES[:1] if "subject" in held else _NAMES:
        if held.get(field):
            yield held[field]
