"""The published JSON Schemas of what the package writes."""

from __future__ import annotations

from typing import Any

from briefing.model import extraction as model
from briefing.model.base import Value
from briefing.model.document import Document
from briefing.model.fact import STAGES, Enumeration, Figure, Matter
from briefing.model.note import Note
from briefing.model.summary import Summary

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_OFFSET: Schema = {"type": "integer", "minimum": 0}


def json_schema(what: str) -> Schema:
    """The schema of ``extraction`` (what `make-briefing extract` writes), ``summary`` or ``document``."""
    if what == "extraction":
        return _extraction()
    trees: dict[str, type[Value]] = {"summary": Summary, "document": Document}
    return trees[what].model_json_schema(mode="serialization")


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    properties = required | (optional or {})
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{of}"}}


def _with_evidence(value: type[Value], definitions: Schema, leave: tuple[str, ...] = ()) -> Schema:
    """A value of the model as the extraction writes it: its own fields, and the evidence in the extraction's short form."""
    schema = value.model_json_schema(mode="serialization")
    definitions |= {name: piece for name, piece in schema.pop("$defs", {}).items() if name not in ("Evidence", "Locator")}
    fields = {name: piece for name, piece in schema["properties"].items() if name not in ("evidence", *leave)}
    return _object(fields | {"evidence": _list("Evidence") | {"minItems": 1}})


def _extraction() -> Schema:
    amount = {"anyOf": [_object({"value": _TEXT, "unit": _TEXT}), {"type": "null"}]}
    span = {"start": _OFFSET, "end": _OFFSET}
    definitions: Schema = {}
    figure = _with_evidence(Figure, definitions, ("trust", "fresh"))
    matter, enumeration = _with_evidence(Matter, definitions), _with_evidence(Enumeration, definitions)
    note = Note.model_json_schema(mode="serialization")
    pieces = {"type": "array", "items": {"type": "array", "items": _OFFSET, "minItems": 2, "maxItems": 2}}
    places = {"number_start": _OFFSET, "number_end": _OFFSET, "pieces": pieces, "paragraph": _OFFSET}
    project = dict.fromkeys(("name",), _TEXT) | {"aliases": _TEXTS}
    project |= dict.fromkeys(("district", "programme", "class", "owner"), _MAYBE)
    project |= {"investment_total": amount, "investment_done": amount, "attributes": _TEXTS}
    project |= {"stage": {"enum": [*STAGES, "停滞", None]}, "stage_text": _MAYBE, "stage_date": _MAYBE}
    project |= {"planned": {"type": "array", "items": _object({"what": _TEXT, "when": _MAYBE})}}
    project |= {"problems": _TEXTS, "part_of": _MAYBE, "evidence": _list("Evidence")}
    district = {"name": _TEXT, "positioning": _TEXTS, "industries": _TEXTS, "highlights": _TEXTS, "evidence": _list("Evidence")}
    definitions |= {
        "Evidence": _object(span | {"quote": _TEXT}, places),
        "Figure": figure,
        "Matter": matter,
        "Enumeration": enumeration,
        "Project": _object(project),
        "District": _object(district),
        "Noise": _object({"type": _TEXT} | span),
        "Refused": _object({"reason": _TEXT, "text": _TEXT} | span),
        "Note": note,
        "Document": _document(),
    }
    whole = _object({"schema": {"const": model.SCHEMA}, "documents": _list("Document")}, {"notes": _list("Note")})
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": model.SCHEMA}
    return head | whole | {"$defs": dict(sorted(definitions.items()))}


def _document() -> Schema:
    trust = _object({"level": {"enum": ["high", "medium", "low"]}, "reasons": _TEXTS})
    fields: Schema = {"path": _TEXT, "title": _MAYBE, "publisher": _MAYBE, "published": _MAYBE, "published_how": _MAYBE}
    fields |= {"script": {"enum": ["hans", "hant"]}, "trust": trust}
    names = ("Figure", "Project", "District", "Matter", "Enumeration")
    fields |= {f"{name.lower()}s": _list(name) for name in names}
    return _object(fields | {"noise": _list("Noise"), "refused": _list("Refused"), "notes": _list("Note")})
