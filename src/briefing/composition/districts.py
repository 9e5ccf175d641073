"""二、区县画像: a page for a district with much to tell, a strip for one with little, a matrix of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefing.composition import across, matrix, standing
from briefing.composition.choice import Pool, level, weight
from briefing.composition.desk import Desk
from briefing.composition.facts import Fact, named
from briefing.composition.matrix import Material, fit, phrase_tags
from briefing.composition.pictures import Picture
from briefing.composition.speech import Passage, passages
from briefing.composition.themes import theme_of_words
from briefing.composition.works import Works, stage_index, total
from briefing.model.document import Run, Runs, Strip
from briefing.model.fact import District, Evidence, Phrase, Project

_FULL, _SHORT = 4, 6
_ROWS = 12
_FIELD, _BODY = 26, 96


@dataclass(frozen=True)
class Measure:
    """A row of 主要数据."""

    label: Run
    value: Run
    unit: str
    marks: Runs
    tags: Runs


@dataclass(frozen=True)
class Work:
    """A row of 重点项目."""

    name: Run
    strip: Strip
    stage: str
    total: Runs
    marks: Runs


@dataclass(frozen=True)
class Note:
    """A highlight under the name of its theme."""

    label: str
    text: Runs
    marks: Runs


@dataclass(frozen=True)
class Profile:
    """A district as the templates print it."""

    name: Run
    full: bool
    letters: tuple[Run, ...]
    facts: Run
    projects: Run
    headline: Runs
    body: Runs
    origin: Runs
    industries: Runs
    as_of: Runs
    ranks: Picture | None
    compare: Picture | None
    measures: tuple[Measure, ...]
    works: tuple[Work, ...]
    more_works: Runs
    notes: tuple[Note, ...]
    targets: tuple[Passage, ...]
    said: tuple[Passage, ...]
    has_facts: bool
    has_projects: bool


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None when the issue has no districts."""
    works = Works(desk)
    material = [_material(desk, pool, works, d) for d in desk.summary.districts if d.name in desk.places]
    told = [m for m in material if m.size or m.facts or m.district.evidence]
    if not told:
        return None
    ranked = sorted(told, key=lambda m: -m.size)
    full = [m for m in ranked if m.size >= 12 and len(m.current) >= 5][: desk.cap(2 if desk.homes else _FULL)]
    short = [m for m in ranked if m not in full and m.size >= 3][: desk.cap(_SHORT - 2 * bool(desk.homes))]
    order = [m for m in material if m in full] + [m for m in material if m in short]
    mentioned = _mentioned(desk, [m for m in told if m not in order and not m.current and not m.projects])
    return {
        "profiles": [_profile(desk, pool, works, m, m in full) for m in order if m in full],
        "strips": [_profile(desk, pool, works, m, False) for m in order if m in short],
        "mentioned": _pairs(mentioned),
        "word": "地区" if desk.homes else "区县",
        "two": 2,
        "three": 3,
        "mentioned_count": desk.count_words(len(mentioned)),
        "peers": [] if desk.homes else [across.picture(desk, g) for g in across.groups(desk, pool.solid, least=3)[:4]],
        **matrix.view(desk, works, material),
    }


def _material(desk: Desk, pool: Pool, works: Works, district: District) -> Material:
    facts = pool.of_place(district.name)
    return Material(district, facts, [f for f in facts if pool.fit(f)], works.of_place(district.name))


def _profile(desk: Desk, pool: Pool, works: Works, m: Material, full: bool) -> Profile:
    actual = [f for f in m.current if not desk.promised(f.main)]
    ranks, compare = (standing.ranks(desk, actual), standing.compare(desk, actual)) if full else (None, None)
    drawn = {key for picture in (ranks, compare) if picture for key in picture.ids}
    rest = sorted(
        (f for f in actual if f.main.id not in drawn and f.main.measure != "rank" and named(f.main)),
        key=lambda f: tuple(-x for x in weight(f)),
    )
    notes, targets = _notes(desk, pool, m.district), passages(desk, _targets(desk, pool, m), home=m.district.name)[:2]
    depth = _depth(ranks, compare, bool(notes), bool(targets)) if full else 4
    shown = rest[:depth]
    evidence = [e for f in m.facts for e in f.main.evidence[:1]] + [e for p in m.projects for e in p.evidence[:1]]
    headline, body, origin = _positioning(desk, m.district)
    chosen = sorted(m.projects, key=lambda p: (p.stage is None, p.stage is not None and -(stage_index(p) or 0)))[:depth]
    return Profile(
        name=desk.name("district", m.district.name),
        full=full,
        letters=_letters(desk, [*evidence, *m.district.evidence]),
        facts=desk.count(sum(len(f.figures) for f in m.facts)),
        projects=desk.count(len(m.projects)),
        headline=headline,
        body=body,
        origin=origin,
        industries=_phrases(desk, m.district.industries, _FIELD, "、", most=12),
        as_of=matrix.as_of(desk, works, m),
        ranks=ranks,
        compare=compare,
        measures=tuple(_measure(desk, f) for f in shown),
        works=tuple(_work(desk, p) for p in chosen),
        more_works=(desk.count(len(m.projects) - len(chosen)),) if len(m.projects) > len(chosen) else (),
        notes=tuple(notes),
        targets=targets,
        said=_said(desk, actual, m.district.name, full, bool(headline)),
        has_facts=bool(m.facts),
        has_projects=bool(m.projects),
    )


def _depth(ranks: Picture | None, compare: Picture | None, notes: bool, targets: bool) -> int:
    """Rows of the two tables that fit on the page of a full profile, in points: what stands around them is taken off first."""
    drawn = max(24 * len(ranks.ids) + 72 if ranks else 0, 31 * len(compare.ids) + 60 if compare else 0)
    used = 36 + 130 + drawn + 58 + 58 * notes + 64 * targets
    return max(4, min(_ROWS, int((702 - used) / 20.5)))


def _said(desk: Desk, facts: list[Fact], name: str, full: bool, placed: bool) -> tuple[Passage, ...]:
    """A strip tells the ranks; a full page without a positioning tells its weightiest facts in its place."""
    if full and placed:
        return ()
    top = sorted(facts, key=lambda f: tuple(-x for x in weight(f)))[:4] if full else _ranked(facts)
    return passages(desk, [fact for fact in facts if any(fact is one for one in top)], style=None, home=name)


def _ranked(facts: list[Fact]) -> list[Fact]:
    return [f for f in facts if f.main.measure == "rank" or f.rank][:4]


def _letters(desk: Desk, evidence: Iterable[Evidence]) -> tuple[Run, ...]:
    found = sorted({desk.letter(e.source): e.source for e in evidence}.items(), key=lambda item: (len(item[0]), item[0]))
    return tuple(desk.name("source", letter, key=source) for letter, source in found)


def _positioning(desk: Desk, district: District) -> tuple[Runs, Runs, Runs]:
    """定位 in large words (the first, or the first in “”), the others below, and who said so."""
    phrases = [p for p in district.positioning if fit(p, 4, 40)]
    if not phrases:
        return (), (), ()
    lead = next((p for p in phrases if "“" in p.text and len(p.text) <= 16), None) or min(
        phrases[:3], key=lambda p: len(p.text) > 18
    )
    source = desk.sources.get(lead.evidence.source)
    tags = phrase_tags(desk, lead)
    rest = _phrases(desk, [p for p in phrases if lead.text.strip("“”") not in p.text], _BODY, "、")
    origin: list[Run] = []
    if source is not None:
        if source.info.publisher:
            origin += [desk.name("publisher", source.info.publisher), Run(kind="text", text="　")]
        origin.append(desk.name("source", f"来源{source.letter}", key=source.info.id))
    return (desk.quote(lead.evidence, lead.text), *tags, *(() if rest else desk.mark_evidence(lead.evidence))), rest, tuple(origin)


def _phrases(desk: Desk, phrases: Iterable[Phrase], room: int, separator: str, least: int = 2, most: int = 40) -> Runs:
    """Phrases in the source's words until the room is full, then their marks; phrases of weak sources last, none that says what
    another has said."""
    out: list[Run] = []
    used: list[Evidence] = []
    told = ""
    for phrase in sorted(phrases, key=lambda p: desk.trust(p.evidence) == "low"):
        if not fit(phrase, least, min(room, most)) or phrase.text.strip("“”") in told:
            continue
        room -= len(phrase.text) + 1
        told += phrase.text + "|"
        out += [Run(kind="text", text=separator)] if out else []
        out += [desk.quote(phrase.evidence, phrase.text), *phrase_tags(desk, phrase)]
        used.append(phrase.evidence)
    return (*out, *desk.mark_evidence(*used))


def _measure(desk: Desk, fact: Fact) -> Measure:
    """A row of the table; a word of limit takes the unit with it."""
    main = fact.main
    limited = main.approx is not None
    return Measure(
        label=desk.name("indicator", level(main), key=main.indicator),
        value=desk.value(main, unit=limited),
        unit="" if limited else main.unit,
        marks=desk.mark(main),
        tags=desk.tags(main),
    )


def _work(desk: Desk, project: Project) -> Work:
    amount = total(desk, project)
    evidence = project.history[-1].evidence if project.history else project.evidence[0]
    name = project.name.removesuffix("建设项目").removesuffix("项目") or project.name
    return Work(
        name=desk.name("project", name, key=project.key),
        strip=Strip(stage=stage_index(project)),
        stage=project.stage or "未写进度",
        total=(amount,) if amount is not None else (),
        marks=desk.mark_evidence(evidence),
    )


def _notes(desk: Desk, pool: Pool, district: District) -> list[Note]:
    """Three highlights of different themes, each under the name of its theme."""
    out: dict[str, Note] = {}
    for phrase in district.highlights:
        if desk.trust(phrase.evidence) == "low" or not fit(phrase, 10, 60):
            continue
        title = theme_of_words(phrase.text, pool.themes).title
        if title not in out and len(out) < 3:
            text = (desk.quote(phrase.evidence, phrase.text), *phrase_tags(desk, phrase))
            out[title] = Note(label=title, text=text, marks=desk.mark_evidence(phrase.evidence))
    return list(out.values())


def _targets(desk: Desk, pool: Pool, m: Material) -> list[Fact]:
    """What is promised for the district or one of its projects."""
    names = {name for p in m.projects for name in (p.name, *p.aliases)}
    found = [f for f in pool.targets if desk.place(f.main.scope) == m.district.name or f.main.scope in names]
    return sorted(found, key=lambda f: tuple(-x for x in weight(f)))[:2]


def _mentioned(desk: Desk, found: list[Material]) -> list[Note]:
    out = []
    for m in found:
        phrase = next((p for p in (*m.district.highlights, *m.district.positioning) if fit(p, 4, 60)), None)
        if phrase is None:
            continue
        text = phrase.text if len(phrase.text) <= 20 else f"{phrase.text[:18]}……"
        out.append(
            Note(label=m.district.name, text=(desk.quote(phrase.evidence, text),), marks=desk.mark_evidence(phrase.evidence))
        )
    return out


def _pairs(notes: list[Note]) -> list[tuple[Note, tuple[Note, ...]]]:
    """Two to a line; the last line may hold one."""
    return [(notes[at], tuple(notes[at + 1 : at + 2])) for at in range(0, len(notes), 2)]
