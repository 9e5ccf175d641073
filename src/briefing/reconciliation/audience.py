"""What a public edition must not hold anywhere: leads of discipline inspection, and what a source marks as internal.

Whole facts leave the summary, so that no writer has to remember: text, quotes, attachments, JSON and sheets all come from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefing.model.extraction import Extraction
from briefing.model.fact import District, Enumeration, Evidence, Figure, Phrase, Project
from briefing.model.summary import Decision, Summary

CONFIDENTIAL = re.compile(r"问题线索|线索处置|线索移送|立案审查|审查调查|留置|涉嫌(?:严重)?违纪|纪律审查|信访举报件")


def for_public(extraction: Extraction) -> Extraction:
    """An extraction without anything that stands in a confidential sentence."""
    data: dict[str, object] = {}
    for field in ("figures", "enumerations"):
        data[field] = tuple(f for fact in getattr(extraction, field) if (f := _open(fact)) is not None)
    data["matters"] = tuple(m for m in extraction.matters if m.audience == "public" and _shown(m.evidence) == m.evidence)
    data["projects"] = tuple(p for project in extraction.projects if (p := _project(project)) is not None)
    data["districts"] = tuple(map(_district, extraction.districts))
    data["offices"] = tuple(o for o in extraction.offices if _shown((o.evidence,)))
    data["refused"] = ()
    return extraction.model_copy(update=data)


def summary_for_public(summary: Summary) -> Summary:
    """A previous issue without anything confidential: an internal issue may stand before a public one, and what it says would come
    back as 未更新 or 销号."""

    def shown(facts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(f for f in facts if _shown(f.evidence) == f.evidence)

    data: dict[str, object] = {name: shown(getattr(summary, name)) for name in ("figures", "projects", "changes")}
    data["matters"] = tuple(m for m in shown(summary.matters) if m.audience == "public")
    data["offices"] = tuple(o for o in summary.offices if _shown((o.evidence,)))
    return summary.model_copy(update=data)


def decisions_for_public(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions without those about a confidential sentence: their anchor would tell it."""
    return [
        d for d in decisions if not CONFIDENTIAL.search("\n".join((d.before + d.quote + d.after, d.wording or "", d.comment or "")))
    ]


def _shown(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if not CONFIDENTIAL.search(e.before + e.quote + e.after))


def _open(fact: Figure | Enumeration) -> Figure | Enumeration | None:
    evidence = _shown(fact.evidence)
    return fact.model_copy(update={"evidence": evidence}) if evidence else None


def _project(project: Project) -> Project | None:
    evidence = _shown(project.evidence)
    if not evidence:
        return None
    history = tuple(r for r in project.history if _shown((r.evidence,)))
    planned = tuple(m for m in project.planned if m.evidence is None or _shown((m.evidence,)))
    problems = tuple(p for p in project.problems if not CONFIDENTIAL.search(p))
    return project.model_copy(update={"evidence": evidence, "history": history, "planned": planned, "problems": problems})


def _district(district: District) -> District:
    def phrases(items: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        return tuple(p for p in items if _shown((p.evidence,)))

    update = {field: phrases(getattr(district, field)) for field in ("positioning", "industries", "highlights")}
    return district.model_copy(update=update | {"evidence": _shown(district.evidence)})
