"""Conflicts with both quotes, counts 应有 N 见到 M, and what to ask before the next issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.composition.clauses import excerpt
from briefing.composition.desk import Desk
from briefing.composition.facts import subject
from briefing.composition.inline import structure
from briefing.composition.marks import Sentence, offsets
from briefing.composition.tokens import plain
from briefing.model.document import CountBox
from briefing.model.fact import Evidence
from briefing.model.run import Run, Runs
from briefing.model.summary import Conflict, CountCheck, Question

_CONFLICTS, _COUNTS, _QUESTIONS = 4, 5, 10
_ORDER = ("冲突", "修订", "进度用语", "约数", "范围不同", "其他期间")
_QUOTE = 56


@dataclass(frozen=True)
class Side:
    words: Runs
    place: Runs


@dataclass(frozen=True)
class ConflictView:
    title: Run
    real: bool
    left: Side
    right: Side
    tag: str
    done: Run
    marks: Runs


@dataclass(frozen=True)
class QuestionView:
    kind: str
    place: Runs
    subject: Runs
    text: Run
    marks: Runs


def conflicts(desk: Desk) -> tuple[list[ConflictView], int]:
    """The conflicts worth a box (two quotes of sources of this issue), true ones first, and how many are left out."""
    found = [c for c in desk.summary.conflicts if len(c.evidence) >= 2]
    ordered = sorted(found, key=lambda c: _ORDER.index(c.class_))
    return [_conflict(desk, c) for c in ordered[:_CONFLICTS]], max(0, len(ordered) - _CONFLICTS)


def _conflict(desk: Desk, conflict: Conflict) -> ConflictView:
    first, second = conflict.evidence[:2]
    return ConflictView(
        title=desk.name("question", conflict.question),
        real=conflict.class_ in ("冲突", "修订", "进度用语"),
        left=_side(desk, first),
        right=_side(desk, second),
        tag=conflict.class_,
        done=desk.name("resolution", conflict.resolution, key=conflict.question),
        marks=desk.mark_evidence(first, second),
    )


def _side(desk: Desk, evidence: Evidence) -> Side:
    """The clause with its number emphasised, and where it stands."""
    before = plain(evidence.before)[-18:] if len(evidence.quote) < 24 else ""
    before = before.replace("\n", "")
    for stop in "，。；,;":
        before = before.rpartition(stop)[2] if stop in before else before
    sentence = desk.marks.sentence(evidence)
    start = len(evidence.before) - len(before) if evidence.before.endswith(before) else len(evidence.before)
    end = len(evidence.before) + len(evidence.quote)
    words: list[Run] = [Run(kind="text", text="“")]
    if len(evidence.quote) > _QUOTE:
        words += excerpt(desk, evidence, evidence.quote, _QUOTE)
    else:
        at = start
        for a, b in sorted(span for span in _numbers(desk, evidence) if start <= span[0] and span[1] <= end):
            words += _piece(sentence, at, a) + _piece(sentence, a, b, strong=True)
            at = b
        words += _piece(sentence, at, end)
    words.append(Run(kind="text", text="”"))
    place = [desk.name("source", desk.letter(evidence.source), key=evidence.source)]
    if evidence.locator.paragraph is not None:
        place += [Run(kind="text", text="　"), structure("paragraph", f"第{evidence.locator.paragraph}段")]
    if evidence.locator.caption:
        place.append(Run(kind="text", text="　图片说明"))
    return Side(tuple(words), tuple(place))


def _numbers(desk: Desk, evidence: Evidence) -> set[tuple[int, int]]:
    return offsets(desk.marks.sentence(evidence).pieces, evidence.number)


def _piece(sentence: Sentence, start: int, end: int, *, strong: bool = False) -> list[Run]:
    text = plain("".join(sentence.text[start:end].split()))
    return [Run(kind="quote", ref=sentence.ref(start, end), text=text, style="strong" if strong else None)] if text else []


def counts(desk: Desk) -> list[CountBox]:
    """应有 N 见到 M, those with something missing first; a list of thirty or more is told in words of its ratio alone."""
    found = [c for c in desk.summary.counts if 2 <= c.expected <= 40]
    ordered = sorted(found, key=lambda c: (len(c.found) >= c.expected or bool(c.parts), -c.expected))
    return [_count(desk, check) for check in ordered[:_COUNTS]]


def _count(desk: Desk, check: CountCheck) -> CountBox:
    if check.parts:
        return _sum(desk, check)
    seen = min(len(check.found), check.expected)
    below: list[Run] = []
    if check.found:
        below += [Run(kind="text", text="见到"), *_names(desk, check.found, 30, check.head)]
    if check.missing:
        below += [Run(kind="text", text="；未见"), *_names(desk, check.missing, 20, check.head)]
    below += desk.mark_evidence(*check.evidence[:1])
    return CountBox(
        label=plain(check.head), expected=check.expected, found=seen,
        ratio=structure("count", f"{seen}/{check.expected}", "strong"), below=tuple(below),
    )  # fmt: skip


def _sum(desk: Desk, check: CountCheck) -> CountBox:
    """N = a + b: the parts are counted by their values."""
    parts = [desk.figures[key] for key in check.parts if key in desk.figures]
    seen = int(sum(figure.value for figure in parts))
    below: list[Run] = [Run(kind="text", text="分项合计：")]
    for at, figure in enumerate(parts):
        below += [Run(kind="text", text="、")] if at else []
        below += [desk.name("indicator", subject(figure), key=figure.indicator), desk.shown(figure)]
    below += desk.mark_evidence(*check.evidence[:1])
    return CountBox(
        label=plain(check.head), expected=check.expected, found=min(seen, check.expected),
        ratio=structure("count", f"{seen}/{check.expected}", "strong"), below=tuple(below),
    )  # fmt: skip


def _names(desk: Desk, names: Iterable[str], room: int, key: str) -> Runs:
    """A、B、C等: as many whole names as the room holds, one at least."""
    names = list(names)
    out: list[Run] = []
    for name in names:
        room -= len(name) + 1
        if out and room < 0:
            return (*out, Run(kind="text", text="等"))
        out += [*([Run(kind="text", text="、")] if out else []), desk.name("item", name, key=key)]
    return tuple(out)


def questions(desk: Desk) -> tuple[list[QuestionView], int]:
    """读后待核: what to ask, and how many are left out."""
    found = _joined(desk.summary.questions)
    return [_question(desk, q) for q in found[:_QUESTIONS]], max(0, len(found) - _QUESTIONS)


def _joined(questions: Iterable[Question]) -> list[list[Question]]:
    """Questions of the same words as one: to several places (青石区、白河县……), or on several works of one place."""
    groups: dict[tuple[str, str, bool], list[Question]] = {}
    for question in questions:
        own = question.place is None or question.place == question.subject
        key = (question.kind, question.text, own) if own else (question.kind, f"{question.text}|{question.place}", own)
        groups.setdefault(key, []).append(question)
    return list(groups.values())


def _question(desk: Desk, same: list[Question]) -> QuestionView:
    question = same[0]
    place = question.place or question.subject
    own = question.subject == place
    known = [e for q in same[:3] for e in q.evidence[:1] if e.source in desk.sources and (len(same) == 1 or not own)]
    return QuestionView(
        kind=question.kind,
        place=_names(desk, (q.place or q.subject for q in (same if own else same[:1])), 44, question.kind),
        subject=() if own else _names(desk, (q.subject for q in same), 44, question.kind),
        text=desk.name("question", question.text, key=question.subject),
        marks=desk.mark_evidence(*known),
    )
