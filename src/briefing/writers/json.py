"""JSON of the extraction (schema ``briefing-extraction/1``), the summary and the document: one codec, stable key order.

Numbers are strings in the written unit, so that 7.0 stays 7.0; places are half-open character offsets into the source's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from briefing.errors import UsageError, reason, wrong
from briefing.model.base import Value, compact
from briefing.model.extraction import SCHEMA, Extraction
from briefing.model.fact import District, Evidence, Figure, Phrase, Project
from briefing.model.quantity import Quantity
from briefing.model.summary import Summary
from briefing.threads import uncollected


def dumps(value: Value) -> bytes:
    """A summary or document as UTF-8 JSON with a final line feed; the same value gives the same bytes."""
    return value.model_dump_json(by_alias=True, indent=1).encode() + b"\n"


def chunks(value: Value) -> Iterator[bytes]:
    """The bytes of `dumps` piece by piece, one fact at a time: a summary of ten thousand documents has hundreds of megabytes."""
    before = "{"
    for name, field in type(value).model_fields.items():
        yield f'{before}\n "{field.serialization_alias or field.alias or name}": '.encode()
        before = ","
        held = getattr(value, name)
        if isinstance(held, tuple) and held and isinstance(held[0], Value):
            for at, item in enumerate(held):
                yield (",\n  " if at else "[\n  ").encode() + _indented(item, 2)
            yield b"\n ]"
        elif isinstance(held, Value):
            yield _indented(held, 1)
        else:
            yield to_json(held, indent=1).replace(b"\n", b"\n ")
    yield b"\n}\n"


def _indented(value: Value, by: int) -> bytes:
    """A value as it stands inside another: no line feed of a text is one in JSON."""
    return value.model_dump_json(by_alias=True, indent=1).encode().replace(b"\n", b"\n" + b" " * by)


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
        raise UsageError(f"不是本版本的摘要 JSON（{where or '内容'}：{wrong(first)}）") from error


def read_summary(path: Path) -> Summary:
    """`loads_summary` of a file, fact by fact where it is as `dumps` wrote it: the text is never in memory as a whole. Raises
    `UsageError`, also for a file that cannot be read."""
    try:
        with path.open("rb") as file, uncollected():
            found = _by_lines(iter(file))
        return found or loads_summary(path.read_bytes())
    except OSError as error:
        raise UsageError(f"打不开 {path}：{reason(error)}。") from error


def _by_lines(lines: Iterator[bytes]) -> Summary | None:
    """A summary as `chunks` writes it, whose indents tell where a fact begins and ends; None when it is not, or none of ours."""
    names = {field.alias or name: name for name, field in Summary.model_fields.items()}
    fields: dict[str, Any] = {}
    try:
        if next(lines, b"") != b"{\n":
            return None
        while (line := next(lines)) != b"}\n":
            name, _, rest = line[2:].rstrip(b",\n").partition(b'": ')
            field = names[name.decode()]
            kind = next((k for k in _kinds(Summary.model_fields[field].annotation) if issubclass(k, Value)), Value)
            if rest == b"[":
                fields[field] = tuple(_items(lines, kind))
            else:
                fields[field] = _one(lines, kind, b" }") if rest == b"{" else from_json(rest)
        return Summary.model_validate(fields) if not next(lines, b"") else None
    except (ValueError, LookupError, StopIteration):
        return None


def _kinds(hint: Any) -> Iterator[type]:
    """The classes in an annotation."""
    if isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _kinds(inner)


def _items(lines: Iterator[bytes], kind: type[Value]) -> Iterator[Value]:
    for line in lines:
        if line.startswith(b" ]"):
            return
        if line != b"  {\n":
            raise ValueError("no fact")
        yield _one(lines, kind, b"  }")
    raise ValueError("cut off")


def _one(lines: Iterator[bytes], kind: type[Value], end: bytes) -> Value:
    """The value whose lines go on up to the indent of its end."""
    body = [b"{"]
    for line in lines:
        if line.startswith(end):
            return compact(kind.model_validate_json(b"".join((*body, b"}"))))
        body.append(line)
    raise ValueError("cut off")


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
