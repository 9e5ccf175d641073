"""JSON of the extraction (schema ``briefing-extraction/1``), the summary and the document: one codec, stable key order.

Numbers are strings in the written unit, so that 7.0 stays 7.0; places are half-open character offsets into the source's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from briefing.errors import UsageError
from briefing.model.base import Value
from briefing.model.extraction import SCHEMA, Extraction
from briefing.model.fact import District, Evidence, Figure, Phrase, Project
from briefing.model.quantity import Quantity
from briefing.model.summary import Summary


def dumps(value: Value) -> bytes:
    """A summary or document as UTF-8 JSON with a final line feed; the same value gives the same bytes."""
    return value.model_dump_json(by_alias=True, indent=1).encode() + b"\n"


def loads_summary(data: bytes) -> Summary:
    """A summary written by `dumps`, also by a newer version of the same schema: fields it has beyond ours are left out. Raises
    `UsageError` for another schema or a file that is none."""
    try:
        return Summary.model_validate_json(data)
    except ValidationError as error:
        problems = error.errors()
        if newer := [problem["loc"] for problem in problems if problem["type"] == "extra_forbidden"]:
            return loads_summary(_without(data, newer))
        first = problems[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"不是本版本的摘要 JSON（{where or '内容'}：{first['msg']}）") from error


def _without(data: bytes, places: Iterable[tuple[int | str, ...]]) -> bytes:
    """The JSON without the fields at the places."""
    tree = json.loads(data)
    for *way, name in places:
        at = tree
        for step in way:
            at = at[step]
        at.pop(name, None)
    return json.dumps(tree).encode()


def extractions(items: Iterable[Extraction]) -> dict[str, Any]:
    """The ``briefing-extraction/1`` object: one entry a document, one entry a fact."""
    return {"schema": SCHEMA, "documents": [_extraction(item) for item in items]}


def pack(data: Any) -> bytes:
    """Plain data as UTF-8 JSON with a final line feed."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _extraction(item: Extraction) -> dict[str, Any]:
    info = item.source
    return {
        "path": info.path,
        "title": info.title,
        "publisher": info.publisher,
        "published": info.published.isoformat() if info.published else None,
        "published_how": info.published_how,
        "script": info.script,
        "trust": {"level": info.trust, "reasons": list(info.trust_reasons)},
        "figures": [_figure(figure) for figure in item.figures],
        "projects": [_project(project) for project in item.projects],
        "districts": [_district(district) for district in item.districts],
        "matters": [_with_evidence(matter.model_dump(mode="json"), matter.evidence) for matter in item.matters],
        "enumerations": [_with_evidence(x.model_dump(mode="json"), x.evidence) for x in item.enumerations],
        "noise": [{"type": d.type, "start": d.span[0], "end": d.span[1]} for d in info.dropped],
        "refused": [{"reason": r.reason, "text": r.text, "start": r.span[0], "end": r.span[1]} for r in item.refused],
        "notes": [note.model_dump(mode="json") for note in item.notes],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    out: dict[str, Any] = {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
    if evidence.number:
        out |= {"number_start": evidence.number[0][0], "number_end": evidence.number[-1][1]}
    if len(evidence.pieces) > 1:  # one piece is start and end; a quote over a torn line needs them all
        out["pieces"] = [list(piece) for piece in evidence.pieces]
    if evidence.locator.paragraph is not None:
        out["paragraph"] = evidence.locator.paragraph
    return out


def _with_evidence(data: dict[str, Any], evidence: Iterable[Evidence]) -> dict[str, Any]:
    return data | {"evidence": [_evidence(e) for e in evidence]}


def _figure(figure: Figure) -> dict[str, Any]:
    data = figure.model_dump(mode="json", exclude={"evidence", "trust", "fresh"})
    return _with_evidence(data, figure.evidence)


def _amount(quantity: Quantity | None) -> dict[str, str] | None:
    return {"value": str(quantity.value), "unit": quantity.unit} if quantity else None


def _project(project: Project) -> dict[str, Any]:
    return {
        "name": project.name,
        "aliases": list(project.aliases),
        "district": project.district,
        "programme": project.programme,
        "class": project.class_,
        "owner": project.owner,
        "investment_total": _amount(project.investment_total),
        "investment_done": _amount(project.investment_done),
        "attributes": list(project.attributes),
        "stage": project.stage,
        "stage_text": project.stage_text,
        "stage_date": project.stage_date,
        "planned": [{"what": milestone.what, "when": milestone.when} for milestone in project.planned],
        "problems": list(project.problems),
        "part_of": project.part_of,
        "evidence": [_evidence(e) for e in project.evidence],
    }


def _phrases(phrases: Iterable[Phrase]) -> list[str]:
    return [phrase.text for phrase in phrases]


def _district(district: District) -> dict[str, Any]:
    return {
        "name": district.name,
        "positioning": _phrases(district.positioning),
        "industries": _phrases(district.industries),
        "highlights": _phrases(district.highlights),
        "evidence": [_evidence(e) for e in district.evidence],
    }
