"""Cases in Markdown: a heading a construction, `##` a case, its text, then what must be read from it.

    ## 分别对两项
    全市接待游客100万人次、旅游收入9亿元，分别增长5%、6.5%。
    = 接待游客人次 100万人次
    = 旅游收入增速 6.5% growth up @青陵市 P2025 A全省 ~近 ^7 of:旅游收入
    ! 5000万元 threshold

`=` is a figure: label, value with unit, then in any order its measure, modality, direction, `@` scope (`@-` none), `P` period
(`P-` none), `A` rank base, `~` approximation, `^` upper value, `of:` and `part:` labels of linked figures. What is not written is
not asked. `!` is a number that must be refused, with the reason. The figures of a case are exactly those of its `=` lines; after a
line `...` further ones are allowed. A file may begin with `published` (`-`: undated), `title`, `home` lines; the places of every
case are 青陵市 with 东湖区, 石泉县, 北山县.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from briefing.cleaning import clean
from briefing.extraction import extract
from briefing.model.extraction import Extraction
from briefing.model.fact import Figure
from briefing.model.source import Source
from briefing.options import Options

OPTIONS = Options.model_validate(
    {"region": "青陵市", "aliases": ["青陵"], "district": [{"name": "东湖区"}, {"name": "石泉县"}, {"name": "北山县"}]}
)
_MEASURES = {"level", "growth", "share", "count", "rank", "gap", "change"}
_MODALITIES = {"actual", "target", "forecast", "capacity"}
_QUANTITY = re.compile(r"(-?\d[\d.]*)(.*)")


@dataclass
class Case:
    name: str
    text: str = ""
    figures: list[list[str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    open: bool = False
    head: dict[str, str] = field(default_factory=dict)


def cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    out: list[Case] = []
    head: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            out.append(Case(line[3:], head=dict(head)))
        elif not out:
            key, _, value = line.partition(" ")
            if key in ("published", "title", "home"):
                head[key] = value
        elif line.startswith("= "):
            out[-1].figures.append(line[2:].split())
        elif line.startswith("! "):
            words, reason = line[2:].rsplit(" ", 1)
            out[-1].refused.append((words, reason))
        elif line == "...":
            out[-1].open = True
        elif line.strip():
            out[-1].text += ("\n\n" if out[-1].text else "") + line
    return out


def read(case: Case, text: str | None = None) -> Extraction:
    """The extraction of a case's text (or of another form of it)."""
    said = case.head.get("published", "2026-01-27")
    published = None if said == "-" else date.fromisoformat(said)
    source = Source.from_text(text or case.text, name=case.name, published=published, title=case.head.get("title"))
    source = source.model_copy(update={"info": source.info.model_copy(update={"home": case.head.get("home", "青陵市")})})
    return extract(clean(source, OPTIONS), OPTIONS)


def shown(figure: Figure) -> str:
    """A figure as a `=` line with everything it says."""
    parts = [figure.indicator, f"{figure.value}{figure.unit}", figure.measure]
    if figure.modality != "actual":
        parts.append(figure.modality)
    if figure.direction:
        parts.append(figure.direction)
    parts += [f"@{figure.scope or '-'}", f"P{figure.period or '-'}"]
    for mark, value in (("A", figure.among), ("~", figure.approx), ("^", figure.value_max)):
        if value is not None:
            parts.append(f"{mark}{value}")
    return " ".join(parts)


def mistakes(case: Case, found: Extraction) -> list[str]:
    """What differs from the case, in words."""
    left = list(found.figures)
    names = {figure.id: figure.indicator for figure in found.figures}
    out = []
    for wanted in case.figures:
        hit = next((f for f in left if not _differences(wanted, f, names)), None)
        if hit is not None:
            left.remove(hit)
            continue
        near = next((f for f in left if f"{f.value}{f.unit}" == wanted[1]), None)
        out.append(f"missing: {' '.join(wanted)}" + (f"; got {shown(near)}" if near else ""))
    if not case.open:
        out += [f"not in the text: {shown(f)}" for f in left]
    refused = {(r.text, r.reason) for r in found.refused}
    out += [f"not refused: {words} {reason}" for words, reason in case.refused if (words, reason) not in refused]
    return out


def _differences(wanted: list[str], figure: Figure, names: dict[str, str]) -> list[str]:
    label, quantity, *rest = wanted
    match = _QUANTITY.fullmatch(quantity)
    assert match, f"no quantity: {quantity}"
    if (figure.indicator, figure.value, figure.unit) != (label, Decimal(match[1]), match[2]):
        return ["value"]
    return [word for word in rest if not _holds(word, figure, names)]


def _holds(word: str, figure: Figure, names: dict[str, str]) -> bool:
    if word in _MEASURES:
        return figure.measure == word
    if word in _MODALITIES:
        return figure.modality == word
    if word in ("up", "down"):
        return figure.direction == word
    if word.startswith("of:"):
        return names.get(figure.of or "") == word[3:]
    if word.startswith("part:"):
        return names.get(figure.part_of or "") == word[5:]
    fields = {"@": figure.scope, "P": figure.period, "A": figure.among, "~": figure.approx, "^": str(figure.value_max)}
    assert word[0] in fields, f"unknown word in a case: {word}"
    value = fields[word[0]]
    return (value or "-") == word[1:]
