"""Source marks [n] and the annex they lead to: one mark a source sentence, numbered in the order of the finished document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from briefing.model.base import Span, Value
from briefing.model.chart import Chart
from briefing.model.document import Heading, Table
from briefing.model.fact import Evidence, Figure
from briefing.model.run import Run, Runs

T = TypeVar("T")
_PENDING = "mark:?"


@dataclass
class Sentence:
    """A cited sentence: its text, where its characters stand in the source, and what of it was used."""

    source: str
    text: str
    pieces: tuple[Span, ...]
    number: int = 0
    """Place among all sentences that were asked for."""
    paragraph: int | None = None
    caption: bool = False
    strong: set[Span] = field(default_factory=set)
    """Offsets into `text` of the numbers the document prints."""
    wanted: set[Span] = field(default_factory=set)
    """Offsets of the clauses used, shown even when they hold no number."""
    figures: dict[str, Figure] = field(default_factory=dict)

    def ref(self, start: int, end: int) -> str:
        """``<source>:<start>-<end>[,…]`` of a stretch of the sentence."""
        found = [(max(a, start), min(b, end), origin) for a, b, origin in _places(self.pieces) if a < end and b > start]
        spans = ",".join(f"{origin + a}-{origin + b}" for a, b, origin in found)
        return f"{self.source}:{spans}"


def _places(pieces: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
    """(start, end, source offset of text offset 0) of every piece within the joined text."""
    at = 0
    for a, b in pieces:
        yield at, at + b - a, a - at
        at += b - a


def offsets(pieces: Iterable[Span], spans: Iterable[Span]) -> set[Span]:
    """Source spans as offsets into the joined text of the pieces; what stands together there is one span, whatever lies between
    in the source (a blank inside a number)."""
    found = []
    for a, b in spans:
        for start, end, origin in _places(pieces):
            first, last = max(a - origin, start), min(b - origin, end)
            if first < last:
                found.append((first, last))
    out: list[Span] = []
    for first, last in sorted(found):
        if out and first == out[-1][1]:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return set(out)


class Marks:
    """Hands out marks while the document is composed; `number` replaces them by their numbers when it is whole."""

    def __init__(self) -> None:
        self._sentences: dict[tuple[str, str], Sentence] = {}
        self._starts: dict[tuple[str, int], Sentence] = {}
        self._order: list[Sentence] = []

    def sentence(self, evidence: Evidence) -> Sentence:
        """The sentence an evidence stands in; one object however many facts it holds. Of two that begin at one place the longer
        stands for both: cells of one table row."""
        text = evidence.before + evidence.quote + evidence.after
        key = (evidence.source, text)
        sentence = self._sentences.get(key)
        if sentence is None:
            pieces = _pieces(evidence)
            start = (evidence.source, pieces[0][0])
            sentence = self._starts.get(start)
            if sentence is None or not (sentence.text.startswith(text) or text.startswith(sentence.text)):
                sentence = Sentence(
                    source=evidence.source, text=text, pieces=pieces, number=len(self._order),
                    paragraph=evidence.locator.paragraph, caption=evidence.locator.caption,
                )  # fmt: skip
                self._order.append(sentence)
                self._starts.setdefault(start, sentence)
            elif len(text) > len(sentence.text):
                sentence.text, sentence.pieces = text, pieces
            self._sentences[key] = sentence
        return sentence

    def of(self, evidence: Evidence, figure: Figure | None = None) -> Run:
        """The mark of the sentence an evidence stands in."""
        sentence = self.sentence(evidence)
        sentence.strong |= offsets(sentence.pieces, evidence.number)
        sentence.wanted |= offsets(sentence.pieces, evidence.pieces)
        if figure is not None:
            sentence.figures.setdefault(figure.id, figure)
        return Run(kind="structure", ref=f"{_PENDING}{sentence.number}", text=f"[{sentence.number}]", style="mark")

    def number(self, value: T) -> tuple[T, list[Sentence]]:
        """The value with every mark numbered by first appearance, and the sentences in that order."""
        order: dict[str, int] = {}
        first: set[str] = set()

        def final(run: Run) -> Run:
            if not (run.ref or "").startswith(_PENDING):
                return run
            ref = str(run.ref)
            n = order.setdefault(ref, len(order) + 1)
            anchor = None if ref in first else f"mark-{n}"
            first.add(ref)
            return run.model_copy(update={"ref": f"mark:{n}", "text": f"[{n}]", "link": f"cite-{n}", "anchor": anchor})

        done = rewrite(value, final)
        return done, [self._order[int(ref.removeprefix(_PENDING))] for ref in order]


def _pieces(evidence: Evidence) -> tuple[Span, ...]:
    """The places of the whole sentence; without them the clause with what stands directly around it."""
    if evidence.sentence:
        return evidence.sentence
    (first, *rest) = evidence.pieces
    pieces = [(first[0] - len(evidence.before), first[1]), *rest]
    pieces[-1] = (pieces[-1][0], pieces[-1][1] + len(evidence.after))
    return tuple(pieces)


def unique(marks: Iterable[Run]) -> Runs:
    """Marks without repeats, in order."""
    return tuple({run.ref: run for run in marks}.values())


_FIRST = {Chart: ("title", "subtitle"), Table: ("title", "subtitle"), Heading: ("runs", "aside")}
"""Fields that are read before the others on the page, where the model names them later."""


def rewrite(value: T, change: Callable[[Run], Run]) -> T:
    """The same tree with every run changed, visited in the order of reading."""
    return _rewrite(value, change)  # type: ignore[no-any-return]


def _rewrite(value: Any, change: Callable[[Run], Run]) -> Any:
    if isinstance(value, Run):
        return change(value)
    if isinstance(value, tuple):
        new = tuple(_rewrite(item, change) for item in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    if isinstance(value, Value):
        names = list(type(value).model_fields)
        early = [name for name in _FIRST.get(type(value), ()) if name in names]
        update = {}
        for name in early + [name for name in names if name not in early]:
            old = getattr(value, name)
            new = _rewrite(old, change)
            if new is not old:
                update[name] = new
        return value.model_copy(update=update) if update else value
    return value
