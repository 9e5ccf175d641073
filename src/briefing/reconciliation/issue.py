"""What an issue is: its month, number, dates and name, and the letters its sources are cited by."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable
from datetime import date

from briefing.chinese.divisions import kind_level
from briefing.model.extraction import Extraction
from briefing.model.fact import Modality
from briefing.model.period import bounds, is_whole_year, months_between
from briefing.model.source import SourceInfo
from briefing.model.summary import Meta, PreviousIssue, Summary, SummarySource
from briefing.options import Options
from briefing.reconciliation.copies import RANK


def order(info: SourceInfo) -> tuple[bool, int, str, str]:
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


_COPIED = 18
"""Months between what a paper reports and its date beyond which the date is that of a copy."""


def issue_period(documents: Iterable[Extraction], options: Options) -> str:
    """The month an issue is for: the configured one, else that of the newest source to be trusted, else the one in which the newest
    reported period ends, else the clock's. A period that has not ended (a budget of this year) makes no issue of months to come."""
    documents = list(documents)
    now = options.clock().isoformat()[:7]
    found = options.period or _newest_month(documents)
    return found or min(_newest_reported(documents) or now, now)


def _newest_month(documents: Iterable[Extraction]) -> str | None:
    """The month of the newest source that is not of low trust; of any source when there is no better one."""
    told = [(x.source, day) for x in documents if (day := _told_on(x))]
    newest = max((day for info, day in told if RANK[info.trust] > 0), default=None) or max((day for _, day in told), default=None)
    return newest.isoformat()[:7] if newest else None


def _told_on(found: Extraction) -> date | None:
    """The day a document was published; where most of its figures are of a time long before, the date is that of a copy, and the
    document speaks of its newest figures' time."""
    day = found.source.published
    ends = _ends([found])
    old = [end for end in ends if day and months_between(end, day) > _COPIED]
    return max(old) if len(old) == len(ends) and 2 * len(old) > len(found.figures) else day


def _newest_reported(documents: Iterable[Extraction]) -> str | None:
    """Papers without a date speak of their time by what they report."""
    documents = list(documents)
    newest = max(_ends(documents) or _ends(documents, "forecast"), default=None)
    return (_counted_on(documents, newest) or newest).isoformat()[:7] if newest else None


def _counted_on(documents: Iterable[Extraction], newest: date) -> date | None:
    """截至4月12日, in papers that tell of the year only beside it: they speak of that day, not of the year's end."""
    told = [f.period for x in documents for f in x.figures if f.period and f.modality == "actual"]
    ends = [bounds(period).last for period in told if period.startswith("as-of:")]
    ends = [end for end in ends if end.year == newest.year and end < newest]
    of_year = [period for period in told if is_whole_year(period) and bounds(period).last == newest]
    others = [p for p in told if p not in of_year and bounds(p).kind == "span" and bounds(p).last > max(ends, default=newest)]
    return max(ends) if len(ends) > len(of_year) > 0 and not others else None


def _ends(documents: Iterable[Extraction], modality: Modality = "actual") -> list[date]:
    """The last days of the periods in which something was counted, or expected."""
    told = (bounds(f.period) for x in documents for f in x.figures if f.period and f.modality == modality)
    return [span.last for span in told if span.kind == "span"]


def meta_of(options: Options, period: str, sources: Iterable[SourceInfo], version: str, previous: Summary | None) -> Meta:
    last = bounds(period).last
    end = date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
    if options.today and bounds(period).first <= options.today < end:
        end = options.today
    inputs = hashlib.sha256("\n".join(sorted(s.text_sha256 for s in sources)).encode()).hexdigest()
    return Meta(
        name=options.name or _name(options.region),
        publisher=options.publisher,
        classification=options.classification,
        region=options.region,
        period=period,
        issue=max(options.issue or 1, previous.meta.issue + 1 if previous else 1),
        issued=options.issued or end,
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
    if kind_level(region) == "zone":
        return f"{region}简报"
    for tail in ("市", "县", "区", "省", "州", "盟"):
        if region.endswith(tail) and len(region) > 2:
            return f"{region[: -len(tail)]}{tail}情简报"
    return f"{region}简报"


def cited(documents: Iterable[Extraction]) -> tuple[SummarySource, ...]:
    return tuple(
        SummarySource(letter=_letter(i), info=x.source, figures=len(x.figures), projects=len(x.projects))
        for i, x in enumerate(documents)
    )


def previous_issue(previous: Summary | None) -> PreviousIssue | None:
    if previous is None:
        return None
    meta = previous.meta
    return PreviousIssue(period=meta.period, issue=meta.issue, inputs_sha256=meta.inputs_sha256)
