"""Facts of many documents → one summary: merged, dated, weighed, in a fixed order."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from briefing.model.extraction import Extraction
from briefing.model.fact import Programme, Project
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.model.summary import Change, Decision, Meta, PreviousIssue, Summary, SummarySource
from briefing.options import Options
from briefing.reconciliation.audience import for_public, summary_for_public
from briefing.reconciliation.changes import find_changes
from briefing.reconciliation.conflicts import find_conflicts
from briefing.reconciliation.copies import RANK, find_copies
from briefing.reconciliation.corrections import anchor, apply_decisions, decision_id
from briefing.reconciliation.counts import check_counts, merge_enumerations, merge_programmes
from briefing.reconciliation.derived import derive
from briefing.reconciliation.districts import merge_districts
from briefing.reconciliation.freshness import mark_fresh
from briefing.reconciliation.ledger import judge
from briefing.reconciliation.merge import merge_figures
from briefing.reconciliation.offices import merge_offices
from briefing.reconciliation.projects import keep_keys, merge_projects
from briefing.reconciliation.questions import ask
from briefing.reconciliation.salience import weigh
from briefing.reconciliation.stages import stage_conflicts
from briefing.reconciliation.worklists import work_lists

__all__ = ["anchor", "decision_id", "diff", "issue_period", "reconcile"]


def reconcile(
    extractions: Iterable[Extraction],
    options: Options,
    *,
    version: str = "0",
    previous: Summary | None = None,
    decisions: Sequence[Decision] = (),
) -> Summary:
    """The summary of all extractions for one issue, with the decisions of people applied, compared with the previous issue's
    summary when there is one.

    The order of the documents does not matter: they are sorted by trust, date and content first.
    """
    documents = sorted(extractions, key=lambda x: _order(x.source))
    if options.audience == "public":
        documents = [for_public(document) for document in documents]
        previous = summary_for_public(previous) if previous else None
    documents, decided, unapplied = apply_decisions(_with_copies(documents), decisions)
    sources = {x.source.id: x.source for x in documents}
    period = issue_period(sources.values(), options)
    end = bounds(period).last
    here = [name for name in (options.region, *(d.name for d in options.districts)) if name]
    inside = {d.name: options.region for d in options.districts if options.region}
    projects = merge_projects((p for x in documents for p in x.projects), sources, options.projects, inside)
    projects = judge(keep_keys(projects, previous.projects if previous else ()), end)
    figures = merge_figures((f for x in documents for f in x.figures), sources, full_names(options, projects))
    figures = weigh(mark_fresh(figures, sources, end, options.fresh_months), here)
    districts = merge_districts((d for x in documents for d in x.districts), options.region, here[1:] if options.region else here)
    offices = merge_offices(o for x in documents for o in x.offices)
    enumerations = merge_enumerations(e for x in documents for e in x.enumerations)
    programmes = merge_programmes([*_configured(options), *(p for x in documents for p in x.programmes)], projects)
    conflicts = find_conflicts(figures, sources, here) + stage_conflicts(projects, sources)
    counts = check_counts(enumerations, programmes, figures)
    changes = find_changes(figures, projects, offices, sources, previous) if previous else []
    before = previous.matters if previous else ()
    return Summary(
        meta=_meta(options, period, sources.values(), version, previous),
        sources=_cited(documents),
        figures=tuple(figures),
        projects=tuple(projects),
        districts=tuple(districts),
        matters=tuple(work_lists((m for x in documents for m in x.matters), projects, figures, sources, end, before)),
        enumerations=tuple(enumerations),
        programmes=tuple(programmes),
        offices=tuple(offices),
        conflicts=tuple(conflicts),
        derived=tuple(derive(figures, options.region)),
        counts=tuple(counts),
        changes=tuple(changes),
        previous=_previous(previous),
        questions=tuple(
            ask(
                districts=districts,
                figures=figures,
                projects=projects,
                conflicts=conflicts,
                counts=counts,
                changes=changes,
                sources=sources.values(),
                region=options.region,
            )
        ),
        decisions=tuple(decided),
        notes=(*unapplied, *(n for x in documents for n in x.notes)),
    )


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


def _cited(documents: Iterable[Extraction]) -> tuple[SummarySource, ...]:
    return tuple(
        SummarySource(letter=_letter(i), info=x.source, figures=len(x.figures), projects=len(x.projects))
        for i, x in enumerate(documents)
    )


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


def _previous(previous: Summary | None) -> PreviousIssue | None:
    if previous is None:
        return None
    meta = previous.meta
    return PreviousIssue(period=meta.period, issue=meta.issue, inputs_sha256=meta.inputs_sha256)


def _order(info: SourceInfo) -> tuple[bool, int, str, str]:
    """Low trust last; newest first; the content decides between equals, so that file names do not."""
    age = (date.max - info.published).days if info.published else 10**7
    return info.trust == "low", age, info.title or "", info.id


def _letter(index: int) -> str:
    """A … Z, AA, AB … as in a spreadsheet."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def issue_period(sources: Iterable[SourceInfo], options: Options) -> str:
    """The month an issue is for: the configured one, else that of the newest source to be trusted, else the clock's."""
    return options.period or _newest_month(sources) or options.clock().isoformat()[:7]


def _newest_month(sources: Iterable[SourceInfo]) -> str | None:
    """The month of the newest source that is not of low trust; of any source when there is no better one."""
    sources = list(sources)
    dated = [s for s in sources if s.published and RANK[s.trust] > 0] or [s for s in sources if s.published]
    newest = max((s.published for s in dated if s.published), default=None)
    return newest.isoformat()[:7] if newest else None


def _meta(options: Options, period: str, sources: Iterable[SourceInfo], version: str, previous: Summary | None) -> Meta:
    last = bounds(period).last
    inputs = hashlib.sha256("\n".join(sorted(s.text_sha256 for s in sources)).encode()).hexdigest()
    return Meta(
        name=options.name or _name(options.region),
        publisher=options.publisher,
        classification=options.classification,
        region=options.region,
        period=period,
        issue=options.issue or (previous.meta.issue + 1 if previous else 1),
        issued=options.issued or date(last.year, last.month, calendar.monthrange(last.year, last.month)[1]),
        fresh_months=options.fresh_months,
        report_to=options.report_to,
        send_to=options.send_to,
        distribute_to=options.distribute_to,
        copies=options.copies,
        signer=options.signer,
        edition=options.edition,
        version=version,
        inputs_sha256=inputs,
    )


def _name(region: str | None) -> str:
    """The default 简报名: the region's short name and 市情, 县情 …; 简报 alone without a region."""
    if not region:
        return "政务信息简报"
    for tail in ("市", "县", "区", "省", "州", "盟"):
        if region.endswith(tail) and len(region) > 2:
            return f"{region[: -len(tail)]}{tail}情简报"
    return f"{region}简报"
