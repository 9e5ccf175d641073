"""CleanText → Extraction: figures, projects, districts, matters and enumerations, each with the place it was read from."""

from __future__ import annotations

from briefing.chinese.places import Gazetteer
from briefing.extraction import enumerations, figures, matters, offices
from briefing.extraction.added import added
from briefing.extraction.course import opening, sections
from briefing.extraction.course.context import Context
from briefing.extraction.course.passages import Passage, passage
from briefing.extraction.document import Reading
from briefing.extraction.doubts import misreadings
from briefing.extraction.measures import items
from briefing.extraction.measures.items import Item
from briefing.extraction.profiles import districts
from briefing.extraction.setting import Setting
from briefing.extraction.tabular import tables
from briefing.extraction.works import projects
from briefing.extraction.works.names import find_names
from briefing.model.base import made
from briefing.model.extraction import Extraction, Refused
from briefing.model.text import CleanText
from briefing.options import Options
from briefing.threads import uncollected

__all__ = ["extract"]


@uncollected()
def extract(clean: CleanText, options: Options) -> Extraction:
    """Everything the rules read from one clean text. Numbers that were seen and not taken stand in `Extraction.refused`."""
    info = clean.source.info
    gazetteer = Gazetteer.of(options, info.home, info.region, clean.text)
    names = find_names(clean, gazetteer, options)
    reading = Reading.of(clean, options, gazetteer, names)
    found, passages = _figures(reading)
    setting = Setting.of(clean, gazetteer, options, names)
    told = added(clean, options, items.figures(reading, found))
    return Extraction(
        source=info,
        figures=told,
        projects=projects.read(setting, told),
        districts=districts.read(setting),
        matters=matters.read(setting),
        enumerations=enumerations.read(setting),
        offices=offices.read(setting),
        refused=tuple(_refused(reading, passages, found)),
        notes=(*clean.notes, *misreadings.read(clean, options)),
    )


def _figures(reading: Reading) -> tuple[list[Item], list[Passage]]:
    context = Context(reading)
    opening.begin(context)
    found: list[Item] = []
    passages: list[Passage] = []
    for block in reading.clean.blocks:
        if block.rows:
            found += tables.read(context, block)
            continue
        part = passage(reading, block)
        passages.append(part)
        sections.enter(context, part)
        found += figures.read(context, part)
    return found, passages


def _refused(reading: Reading, passages: list[Passage], found: list[Item]) -> list[Refused]:
    taken = {item.number[0] for item in found}
    out = []
    for part in passages:
        for token in part.tokens:
            if token.number[0] in taken or token.kind == "ratio":
                continue
            reason = token.reason if token.kind == "refused" else "no-noun"
            for span in reading.clean.pieces(*token.number)[:1]:
                text = reading.clean.text[token.number[0] : token.number[1]]
                out.append(made(Refused, {"span": span, "text": text, "reason": reason}))
    for block in reading.clean.blocks:
        for start, end in tables.unread(block, taken) if block.rows else ():
            for span in reading.clean.pieces(start, end)[:1]:
                out.append(made(Refused, {"span": span, "text": reading.clean.text[start:end], "reason": "no-column"}))
    return out
