"""The districts of the region in their order, each with what all sources say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.fact import District, Phrase


def merge_districts(found: Iterable[District], region: str | None, order: Sequence[str]) -> list[District]:
    """The region itself first, then its districts in the configured order (with or without data), then any other place the
    documents profile."""
    by_name: dict[str, District] = {}
    for district in found:
        other = by_name.get(district.name)
        by_name[district.name] = _join(other, district) if other else district
    names = [n for n in dict.fromkeys(([region] if region else []) + list(order)) if n]
    rest = [name for name in by_name if name not in names]
    return [by_name.get(name) or District(name=name) for name in names] + [by_name[name] for name in rest]


def _join(a: District, b: District) -> District:
    return a.model_copy(
        update={
            "positioning": _phrases(a.positioning + b.positioning),
            "industries": _phrases(a.industries + b.industries),
            "highlights": _phrases(a.highlights + b.highlights),
            "evidence": a.evidence + b.evidence,
        }
    )


def _phrases(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(phrase.text, phrase)
    return tuple(seen.values())
