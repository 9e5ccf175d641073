"""Facts of many documents → one summary: merged, dated, weighed, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.model.extraction import Extraction
from briefing.model.fact import District, Enumeration, Figure, Matter, Office, Programme, Project
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.model.summary import Change, Decision, Summary
from briefing.options import Options
from briefing.reconciliation.audience import decisions_for_public, for_public, summary_for_public
from briefing.reconciliation.changes import find_changes
from briefing.reconciliation.conflicts import find_conflicts
from briefing.reconciliation.copies import find_copies
from briefing.reconciliation.corrections import anchor, apply_decisions, decision_id, still_here, without_hidden
from briefing.reconciliation.counts import check_counts, merge_enumerations, merge_programmes
from briefing.reconciliation.derived import derive
from briefing.reconciliation.districts import merge_districts
from briefing.reconciliation.focus import Focus
from briefing.reconciliation.freshness import mark_fresh
from briefing.reconciliation.issue import cited, issue_period, meta_of, order, previous_issue
from briefing.reconciliation.ledger import judge
from briefing.reconciliation.merge import merge_figures
from briefing.reconciliation.offices import merge_offices
from briefing.reconciliation.projects import keep_keys, merge_projects, relinked
from briefing.reconciliation.questions import ask
from briefing.reconciliation.races import comparable, compare
from briefing.reconciliation.revision import as_revision
from briefing.reconciliation.salience import weigh
from briefing.reconciliation.silent import find_silent
from briefing.reconciliation.stages import stage_conflicts
from briefing.reconciliation.totals import of_projects
from briefing.reconciliation.trends import trace
from briefing.reconciliation.worklists import work_lists
from briefing.threads import uncollected

__all__ = ["anchor", "comparable", "decision_id", "diff", "issue_period", "reconcile"]


class _Facts(NamedTuple):
    """The facts of all documents, each once."""

    sources: dict[str, SourceInfo]
    matters: list[Matter]
    figures: list[Figure]
    projects: list[Project]
    districts: list[District]
    offices: list[Office]
    enumerations: list[Enumeration]
    programmes: list[Programme]


def reconcile(
    extractions: Iterable[Extraction],
    options: Options,
    *,
    version: str = "0",
    previous: Summary | None = None,
    standing: Summary | None = None,
    earlier: Sequence[Summary] = (),
    decisions: Sequence[Decision] = (),
) -> Summary:
    """The summary of all extractions for one issue, with the decisions of people applied, compared with the previous issue's
    summary when there is one. `standing` is this very issue as it was printed before: one that differs is its correction.
    `earlier` are issues of the months before, the previous one among them: the districts are compared with where they stood then.

    The order of the documents does not matter: they are sorted by trust, date and content first. A generator that lets go of each
    keeps the facts in memory once: what is merged is not held twice.
    """
    with uncollected():
        return _reconciled(extractions, options, version, previous, standing, earlier, decisions)


def _reconciled(
    extractions: Iterable[Extraction],
    options: Options,
    version: str,
    previous: Summary | None,
    standing: Summary | None,
    earlier: Sequence[Summary],
    decisions: Sequence[Decision],
) -> Summary:
    decisions = decisions_for_public(decisions) if options.audience == "public" else decisions
    documents = _with_copies(sorted(extractions, key=lambda x: order(x.source)))
    documents, decided, unapplied = apply_decisions(documents, decisions)
    past = [without_hidden(old, decisions) if old else None for old in (previous, standing, *earlier)]
    if options.audience == "public":
        documents = [for_public(document) for document in documents]
        past = [summary_for_public(old) if old else None for old in past]
    if options.focus:
        focus = Focus(options)
        documents = [focus.extraction(document) for document in documents]
        past = [past[0] and focus.summary(past[0]), past[1], *(old and focus.summary(old) for old in past[2:])]
        options = focus.options
    previous, standing = past[:2]
    decided = still_here(decided, documents)
    period = issue_period(documents, options)
    notes = (*unapplied, *(n for x in documents for n in x.notes))
    known: dict[str, object] = {"sources": cited(documents), "notes": notes, "decisions": tuple(decided)}
    facts = _gathered(documents, options, period, previous)
    meta = meta_of(options, period, facts.sources.values(), version, previous)
    here, old_issues = _places(options), [old for old in past[2:] if old]
    races = compare(facts.figures, [name for name in here if name != options.region], old_issues)
    trends = trace(facts.figures, here, old_issues, meta.issue)
    known |= {"meta": meta, "races": tuple(races), "trends": tuple(trends)}
    summary = _judged(facts, options, period, previous, known)
    return as_revision(summary, standing) if standing else summary


def _gathered(documents: list[Extraction], options: Options, period: str, previous: Summary | None) -> _Facts:
    """The facts merged, dated and weighed; `documents` is emptied."""
    sources = {x.source.id: x.source for x in documents}
    end = bounds(period).last
    here = _places(options)
    others = [name for name in here if name != options.region]
    inside = {d.name: options.region for d in options.districts if options.region}
    projects = merge_projects(_taken(documents, "projects"), sources, options.projects, inside)
    projects = judge(keep_keys(projects, previous.projects if previous else ()), end)
    names = full_names(options, projects)
    renamed: dict[str, str] = {}
    merged = merge_figures(_taken(documents, "figures"), sources, names, renamed)
    fresh = mark_fresh(merged, sources, end, options.fresh_months)
    projects = [relinked(project, renamed) for project in projects]
    return _Facts(
        sources,
        figures=weigh(fresh, here),
        projects=projects,
        matters=list(_taken(documents, "matters")),
        districts=merge_districts(_taken(documents, "districts"), options.region, others),
        offices=merge_offices(_taken(documents, "offices")),
        enumerations=merge_enumerations(_taken(documents, "enumerations")),
        programmes=merge_programmes([*_configured(options), *_taken(documents, "programmes")], projects),
    )


def _taken(documents: list[Extraction], kind: str) -> Iterator[Any]:
    """All facts of a kind, taken out of the documents: who asks for them has them alone."""
    for at, document in enumerate(documents):
        facts = getattr(document, kind)
        if facts:
            documents[at] = document.model_copy(update={kind: ()})
            del document
            yield from facts


def _judged(facts: _Facts, options: Options, period: str, previous: Summary | None, known: Mapping[str, object]) -> Summary:
    """The summary: the facts and what follows from them."""
    figures, projects, sources = facts.figures, facts.projects, facts.sources
    end = bounds(period).last
    conflicts = find_conflicts(figures, sources, _places(options)) + stage_conflicts(projects, sources)
    counts = check_counts(facts.enumerations, facts.programmes, figures, projects)
    changes = find_changes(figures, projects, facts.offices, sources, previous) if previous else []
    before = previous.matters if previous else ()
    questions = ask(
        districts=facts.districts,
        figures=figures,
        projects=projects,
        conflicts=conflicts,
        counts=counts,
        changes=changes,
        sources=sources.values(),
        region=options.region,
    )
    silent = find_silent(figures, changes, previous) if previous else []
    data: dict[str, object] = {
        "figures": tuple(figures),
        "projects": tuple(projects),
        "districts": tuple(facts.districts),
        "matters": tuple(work_lists(facts.matters, projects, figures, sources, end, before)),
        "enumerations": tuple(facts.enumerations),
        "programmes": tuple(facts.programmes),
        "offices": tuple(facts.offices),
        "conflicts": tuple(conflicts),
        "derived": (*derive(figures, options.region), *of_projects(projects, figures, end, options.fresh_months)),
        "counts": tuple(counts),
        "changes": (*changes, *silent),
        "previous": previous_issue(previous),
        "questions": tuple(questions),
    }
    return Summary.model_validate(dict(known) | data)


def _places(options: Options) -> list[str]:
    """The region and its districts by full name, the region first."""
    return [name for name in (options.region, *(d.name for d in options.districts)) if name]


def diff(old: Summary, new: Summary) -> tuple[Change, ...]:
    """What differs between two summaries."""
    return tuple(find_changes(new.figures, new.projects, new.offices, (s.info.id for s in new.sources), old))


def _with_copies(documents: list[Extraction]) -> list[Extraction]:
    copies = find_copies(documents)
    return [
        x.model_copy(update={"source": x.source.model_copy(update={"copy_of": copies[x.source.id]})})
        if x.source.id in copies
        else x
        for x in documents
    ]


def _configured(options: Options) -> list[Programme]:
    return [Programme(name=p.name, classes=p.classes, expected=p.expected) for p in options.programmes]


def full_names(options: Options, projects: Iterable[Project]) -> dict[str, str]:
    """Other names of the region, its districts, known projects and merged projects → the full name."""
    names: dict[str, str] = {}
    for project in projects:
        names |= dict.fromkeys(project.aliases, project.name)
    for known in options.projects:
        names |= dict.fromkeys(known.aliases, known.name)
    for district in options.districts:
        names |= dict.fromkeys(district.aliases, district.name)
        if options.region:
            names[options.region + district.name] = district.name
    if options.region:
        names |= dict.fromkeys(options.aliases, options.region)
    return names
