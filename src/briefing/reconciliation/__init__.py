"""Facts of many documents → one summary: merged, dated, weighed, in a fixed order."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable
from datetime import date

from briefing.model.extraction import Extraction
from briefing.model.period import bounds
from briefing.model.source import SourceInfo
from briefing.model.summary import Meta, Summary, SummarySource
from briefing.options import Options
from briefing.reconciliation.derived import derive
from briefing.reconciliation.districts import merge_districts
from briefing.reconciliation.freshness import mark_fresh
from briefing.reconciliation.merge import RANK, merge_figures
from briefing.reconciliation.projects import merge_projects

__all__ = ["reconcile"]


def reconcile(extractions: Iterable[Extraction], options: Options, *, version: str = "0") -> Summary:
    """The summary of all extractions for one issue. The order of the documents does not matter: they are sorted by trust, date
    and content first."""
    documents = sorted(extractions, key=lambda x: _order(x.source))
    sources = {x.source.id: x.source for x in documents}
    period = options.period or _newest_month(sources.values()) or options.clock().isoformat()[:7]
    end = bounds(period).last
    figures = merge_figures((f for x in documents for f in x.figures), sources)
    figures = mark_fresh(figures, sources, end, options.fresh_months)
    projects = merge_projects((p for x in documents for p in x.projects), sources, options.projects)
    names = [district.name for district in options.districts]
    return Summary(
        meta=_meta(options, period, sources.values(), version),
        sources=tuple(
            SummarySource(letter=_letter(i), info=x.source, figures=len(x.figures), projects=len(x.projects))
            for i, x in enumerate(documents)
        ),
        figures=tuple(figures),
        projects=tuple(projects),
        districts=tuple(merge_districts((d for x in documents for d in x.districts), options.region, names)),
        matters=tuple(m for x in documents for m in x.matters),
        enumerations=tuple(e for x in documents for e in x.enumerations),
        programmes=tuple(p for x in documents for p in x.programmes),
        offices=tuple(o for x in documents for o in x.offices),
        derived=tuple(derive(figures, options.region)),
        notes=tuple(n for x in documents for n in x.notes),
    )


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


def _newest_month(sources: Iterable[SourceInfo]) -> str | None:
    """The month of the newest source that is not of low trust; of any source when there is no better one."""
    sources = list(sources)
    dated = [s for s in sources if s.published and RANK[s.trust] > 0] or [s for s in sources if s.published]
    newest = max((s.published for s in dated if s.published), default=None)
    return newest.isoformat()[:7] if newest else None


def _meta(options: Options, period: str, sources: Iterable[SourceInfo], version: str) -> Meta:
    last = bounds(period).last
    inputs = hashlib.sha256("\n".join(sorted(s.text_sha256 for s in sources)).encode()).hexdigest()
    return Meta(
        name=options.name or _name(options.region),
        publisher=options.publisher,
        classification=options.classification,
        region=options.region,
        period=period,
        issue=options.issue,
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
