"""The seeds' gold annotations as extractions: what reconciliation gets when reading has made no mistake."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

import briefing
from briefing.model.extraction import Extraction
from briefing.model.fact import (
    STAGES,
    District,
    Evidence,
    Figure,
    Locator,
    Measure,
    Milestone,
    Phrase,
    Project,
    Stage,
    StageReport,
    figure_id,
    figure_key,
)
from briefing.model.period import bounds
from briefing.model.quantity import Quantity
from briefing.model.source import SourceInfo
from conftest import ROOT

Line = dict[str, Any]
_TRUST = {"低": "low", "中": "medium", "较": "high", "高": "high"}


@lru_cache(maxsize=1)
def extractions() -> tuple[Extraction, ...]:
    """One extraction a seed, in the order of their names."""
    return tuple(_document(path.name) for path in sorted((ROOT / "seeds").glob("*.txt")))


def _document(name: str) -> Extraction:
    lines = (ROOT / f"tests/accuracy/gold/{name[:3]}.jsonl").read_text(encoding="utf-8").splitlines()
    gold: list[Line] = [json.loads(line) for line in lines if line.strip()]
    source = briefing.read(ROOT / "seeds" / name)
    doc = next(line for line in gold if line["kind"] == "doc")
    info = _described(source.info, doc)
    text, by = source.text, {kind: [x for x in gold if x["kind"] == kind] for kind in ("figure", "project", "district")}
    ids = {x["id"]: _id(x, info) for x in by["figure"]}
    return Extraction(
        source=info,
        figures=tuple(_figure(x, ids, info, text) for x in by["figure"]),
        projects=tuple(_project(x, info, text) for x in by["project"]),
        districts=tuple(_district(x, info, text) for x in by["district"]),
    )


def _described(info: SourceInfo, doc: Line) -> SourceInfo:
    known = doc.get("published") or doc.get("published_inferred")
    day = date.fromisoformat((known + "-01-01")[:10]) if known else None
    trust = _TRUST.get(doc["trust"][:1], "medium")
    how = None if day is None else "printed" if doc.get("published") else "inferred"
    return info.model_copy(update={"title": doc["title"], "published": day, "published_how": how, "trust": trust})


def _period(text: str | None) -> str | None:
    try:
        return text if text and bounds(text) else None
    except ValueError:
        return None


def _evidence(x: Line, info: SourceInfo, text: str) -> Evidence:
    paragraph = sum(1 for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text) if m.start() <= x["start"])
    number = ((x["num_start"], x["num_end"]),) if x.get("num_start") is not None else ()
    return Evidence(
        source=info.id,
        pieces=((x["start"], x["end"]),),
        quote=text[x["start"] : x["end"]],
        number=number,
        locator=Locator(paragraph=paragraph),
    )


def _measure(x: Line) -> str:
    return x["type"] if x["type"] in get_args(Measure) else "count" if x["unit"] in ("个", "家", "人") else "level"


def _id(x: Line, info: SourceInfo) -> str:
    place = ((x.get("num_start", x["start"]), x.get("num_end", x["end"])),)
    return figure_id(info.text_sha256, place, x["indicator"], _measure(x))


def _figure(x: Line, ids: dict[str, str], info: SourceInfo, text: str) -> Figure:
    modality, period = "target" if x["type"] == "target" else "actual", _period(x.get("period"))
    fields = {k: x.get(k) for k in ("indicator", "unit", "approx", "direction", "basis", "scope", "among")}
    upper = x.get("value_max")
    return Figure.model_validate(
        fields
        | {
            "id": ids[x["id"]],
            "key": figure_key(x["indicator"], x.get("scope"), period, _measure(x), modality, x.get("among")),
            "value": Decimal(x["value"].replace(",", "")),
            "value_max": Decimal(upper) if upper else None,
            "measure": _measure(x),
            "modality": modality,
            "period": period,
            "of": ids.get(x.get("of") or ""),
            "part_of": ids.get(x.get("part_of") or ""),
            "salience": x.get("salience", 1),
            "confidence": "high",
            "rule": "gold",
            "evidence": (_evidence(x, info, text),),
        }
    )


def _amount(text: str | None) -> Quantity | None:
    match = re.search(r"([\d.]+)\s*(\S*)", text or "")
    return Quantity(value=Decimal(match[1]), unit=match[2]) if match else None


def _project(x: Line, info: SourceInfo, text: str) -> Project:
    stage = {"投用": "投产"}.get(s := re.sub(r"[(（].*", "", x.get("stage") or ""), s)
    known = stage if stage in get_args(Stage) else None
    place, day = _evidence(x, info, text), _period(x.get("stage_date"))
    report = StageReport(stage=known, text=x.get("stage_text") or known, date=day, evidence=place) if known in STAGES else None
    return Project.model_validate(
        {
            "key": f"{x['name']}@{info.id}",
            "name": x["name"],
            "aliases": tuple(x.get("alt", [])),
            "district": x.get("district"),
            "programme": x.get("programme"),
            "investment_total": _amount(x.get("investment_total")),
            "investment_done": _amount(x.get("investment_done")),
            "stage": known,
            "stage_text": x.get("stage_text"),
            "stage_date": day,
            "history": (report,) if report else (),
            "planned": tuple(Milestone(what=m["what"], when=_period(m.get("when")), evidence=place) for m in x.get("planned", [])),
            "problems": (x["issue"],) if x.get("issue") else (),
            "evidence": (place,),
        }
    )


def _district(x: Line, info: SourceInfo, text: str) -> District:
    place = _evidence(x, info, text)
    phrases = {k: tuple(Phrase(text=t, evidence=place) for t in x.get(k, [])) for k in ("positioning", "industries", "highlights")}
    return District(name=x["name"], evidence=(place,), **phrases)
