"""Facts a caller brings along: rows of a table become figures of a source of their own, marked 外部数据.

The rows are written down as a text, one a line, and every figure points into that text: what is printed of it can be looked up like
anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from briefing.chinese import indicators
from briefing.errors import UsageError, wrong
from briefing.model.extraction import Extraction
from briefing.model.fact import Figure, figure_id, figure_key
from briefing.model.source import Source, Trust
from briefing.model.text import Block, CleanText

KIND = "外部数据"
READER = "frame/1"
REQUIRED = ("indicator", "value", "unit")
COLUMNS = (*REQUIRED, "scope", "period", "measure", "modality", "direction", "basis", "among", "approx", "value_max")
_SHOWN = ("scope", "period", "indicator", "basis", "among")


def from_rows(rows: Iterable[Mapping[str, Any]], *, source: str, published: date | None, trust: Trust) -> Extraction:
    """The figures of rows with the columns `COLUMNS`. Raises `UsageError` naming the row and the column at fault."""
    known = [_row(row, number) for number, row in enumerate(rows, 1)]
    if not known:
        raise UsageError("外部数据一行也没有。")
    lines = [_line(row) for row in known]
    clean = _clean([head + number for head, number in lines], source, published, trust)
    figures = [
        _figure(clean, block, len(head), row, number)
        for number, (block, (head, _), row) in enumerate(zip(clean.blocks, lines, known, strict=True), 1)
    ]
    return Extraction(source=clean.source.info, figures=tuple(figures))


def _row(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    if strange := [str(name) for name in row if name not in COLUMNS]:
        raise UsageError(f"外部数据有不认识的列：{'、'.join(strange)}；可用 {'、'.join(COLUMNS)}。")
    known = {name: value for name, raw in row.items() if (value := _known(raw)) is not None}
    if missing := [name for name in REQUIRED if name not in known]:
        raise UsageError(f"外部数据第 {number} 行缺 {'、'.join(missing)}。")
    for name in ("value", "value_max"):
        if name in known:
            known[name] = _decimal(known[name], name, number)
    return {name: value if isinstance(value, Decimal) else " ".join(str(value).split()) for name, value in known.items()}


def _known(value: Any) -> Any:
    """None for what a data frame holds where there is nothing: NaN, NaT, NA, an empty text."""
    try:
        if value is None or value != value:
            return None
    except TypeError:  # pandas' NA is neither equal nor unequal to itself
        return None
    return None if isinstance(value, str) and not value.strip() else value


def _decimal(value: Any, name: str, number: int) -> Decimal:
    """The digits as given; a whole float is a whole number."""
    try:
        if isinstance(value, bool):
            raise InvalidOperation
        out = Decimal(int(value)) if isinstance(value, float) and value.is_integer() else Decimal(str(value).replace(",", ""))
        if out.is_finite():
            return out
    except (InvalidOperation, ValueError, OverflowError):
        pass
    raise UsageError(f"外部数据第 {number} 行的 {name}“{value}”不是数字。")


def _line(row: Mapping[str, Any]) -> tuple[str, str]:
    """A row in words, and its number with the unit at the end."""
    upper = f"—{row['value_max']}" if "value_max" in row else ""
    head = "　".join(str(row[name]) for name in _SHOWN if name in row)
    return f"{head}　", f"{row.get('approx', '')}{row['value']}{upper}{row['unit']}"


def _clean(lines: list[str], name: str, published: date | None, trust: Trust) -> CleanText:
    text = "\n".join(lines)
    source = Source.from_text(
        text, name=f"{KIND}：{name}", title=f"{KIND}：{name}", publisher=name, published=published, trust=trust
    )
    info = source.info.model_copy(update={"kind": KIND, "reader": READER})
    blocks, at = [], 0
    for number, line in enumerate(lines, 1):
        blocks.append(Block("paragraph", at, at + len(line), number))
        at += len(line) + 1
    return CleanText(source.model_copy(update={"info": info}), text, tuple(blocks), ((0, 0, len(text)),))


def _figure(clean: CleanText, block: Block, head: int, row: Mapping[str, Any], number: int) -> Figure:
    label = row["indicator"]
    found = indicators.lookup(label)
    indicator = found.label if found else label
    measure, modality = row.get("measure", "level"), row.get("modality", "actual")
    place = (block.start, block.end)
    evidence = clean.evidence(*place, number=(block.start + head, block.end), sentence=place, block=block)
    try:
        return Figure.model_validate(
            {name: row.get(name) for name in COLUMNS if name in row}
            | {
                "id": figure_id(clean.source.info.text_sha256, evidence.number, indicator, measure),
                "key": figure_key(indicator, row.get("scope"), row.get("period"), measure, modality, row.get("among")),
                "indicator": indicator,
                "indicator_id": found.id if found else None,
                "measure": measure,
                "modality": modality,
                "salience": indicators.salience(indicator, found, measure, modality),
                "confidence": "high",
                "rule": KIND,
                "evidence": (evidence,),
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"外部数据第 {number} 行的 {first['loc'][0]} 不对：{wrong(first)}") from error
