"""一、总体态势: a narrative by theme, a side table of what has neither growth nor rank, the charts of the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.composition import across, outlook, pictures
from briefing.composition.choice import Pool, heaviest, level, themed, weight
from briefing.composition.desk import Desk, limited
from briefing.composition.extent import lines, passage, runs_of
from briefing.composition.facts import Fact, named
from briefing.composition.pictures import Picture
from briefing.composition.speech import Passage, length, passages
from briefing.composition.themes import Theme
from briefing.model.run import Run, Runs

_ROOM = 84.0
_ROWS, _FEW = 9, 4
"""Rows of the side table; facts up to which the narrative tells again what the key points have told."""


_ACROSS = 18
"""Comparisons of places told in sentences."""


@dataclass(frozen=True)
class Strand:
    """A paragraph of the narrative: its theme and what is said."""

    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Line:
    """A row of the side table."""

    label: Run
    value: Run
    unit: str
    marks: Runs
    tags: Runs


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None when nothing current is told or promised of the region or of the places the
    documents are about."""
    if desk.homes:
        return _across(desk, pool)
    home = pool.of_region(pool.solid)
    if not home:
        home = [fact for fact in pool.solid if desk.place(fact.main.scope) is None]
    ahead = outlook.left(pool, alone=not home)
    caveat = not home and not ahead
    if caveat:
        home = pool.of_region(pool.doubtful) or [fact for fact in pool.doubtful if desk.place(fact.main.scope) is None]
    if not home and not ahead:
        return None
    aside = [] if caveat else _aside(pool, home)
    spoken = [fact for fact in home if fact not in aside]
    drawn = [] if caveat else _drawn(desk, pool, home)
    targets, forecasts = (
        passages(desk, [f for f in ahead if (f.main.modality == "forecast") is expected], style=None, home=desk.region)
        for expected in (False, True)
    )
    rows = _kept(_rows(drawn))
    room = _lines_left(rows) - sum(lines(said, indent=7) for said in (targets, forecasts) if said)
    strands = _narrative(desk, pool, spoken, max(room, 8), len(aside), least=1 if caveat else 2)
    if not caveat and len(aside) < _FEW:
        told = {str(run.ref) for run in runs_of(strands)} | {key for picture in drawn for key in picture.ids}
        aside += _left(pool, spoken, told | {str(run.ref) for run in runs_of(drawn)})
    if not (strands or aside or rows or targets or forecasts):
        return None
    letters = sorted({desk.letter(f.main.evidence[0].source) for f in (*home, *ahead)}, key=lambda letter: (len(letter), letter))
    return {
        "caveat": caveat,
        "strands": strands,
        "lines": [_line(desk, fact) for fact in aside],
        "all_undated": bool(aside) and all(fact.main.period is None for fact in aside),
        "rows": rows,
        "letters": tuple(desk.name("source", letter) for letter in letters) if len(letters) <= 8 else (),
        "facts": desk.count(len({figure.id for fact in (*home, *ahead) for figure in fact.figures})),
        "charts": desk.count(sum(len(found) for _, found in rows)),
        "targets": targets,
        "forecasts": forecasts,
        "headings": [],
        "leaders": [],
        "apart": bool(desk.places or desk.summary.projects),
    }


def _across(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """Several places and no region above them: what can be compared, and who leads."""
    fresh = [fact for fact in pool.facts if pool.fit(fact)]
    found = across.groups(desk, fresh, least=3)
    if not found:
        return None
    pictured = [group for group in found if len(group.facts) >= 5][:6]
    drawn = [across.picture(desk, group) for group in pictured]
    added = [group for group in found if group not in pictured and group.first.id not in pool.told]
    return {
        "caveat": False,
        "strands": [],
        "apart": True,
        "lines": [],
        "all_undated": False,
        "rows": _rows(drawn),
        "letters": [],
        "facts": desk.count(sum(len(group.facts) for group in found)),
        "charts": desk.count(len(drawn)),
        "targets": (),
        "forecasts": (),
        "headings": across.headings(desk, pool, added[:_ACROSS], each=3),
        "leaders": [across.leaders(desk, group) for group in added[_ACROSS:] if len(group.first.indicator) <= 14][:14],
    }


def _lines_left(rows: list[tuple[str, tuple[Picture, ...]]]) -> int:
    """Lines of prose that leave the charts on the same page, in points; a page of prose when there are none."""
    drawn = sum(18 + max(_height(picture) for picture in pictures_) for _, pictures_ in rows)
    return max(8, min(24, int((702 - 36 - drawn) / 18) - 2))


def _kept(rows: list[tuple[str, tuple[Picture, ...]]]) -> list[tuple[str, tuple[Picture, ...]]]:
    """The rows of charts that fit below eight lines of prose; those beyond only when they fill a good part of a second page."""
    room, first = 702 - 36 - 8 * 18, 0
    for _, found in rows:
        room -= 18 + max(map(_height, found))
        if room < 0:
            break
        first += 1
    beyond = sum(18 + max(map(_height, found)) for _, found in rows[first:])
    return rows if beyond > 300 else rows[: max(first, 1)]


def _height(picture: Picture) -> int:
    """About how high a chart is with its title: bars by their number, a slope as it is drawn."""
    if picture.spec.type != "bars":
        return 190
    return 60 + 16 * len(picture.spec.data) if picture.spec.compact else 68 + 38 * len(picture.spec.data)


def _aside(pool: Pool, home: list[Fact]) -> list[Fact]:
    """Shares and stocks that stand alone: no growth, no rank, no pair. They read better in a table than in a sentence."""
    plain = [fact for fact in home if _stands_alone(fact) and not _told(pool, fact)]
    ordered = sorted(plain, key=lambda f: pool.theme(f).order)
    return ordered[:_ROWS] if len(ordered) >= 3 else []


def _left(pool: Pool, home: list[Fact], told: set[str]) -> list[Fact]:
    """Known figures of the region that neither a sentence nor a chart tells: no page is half empty while they wait."""
    out = [fact for fact in home if _tabular(fact) and not _told(pool, fact) and not told & {f.id for f in fact.figures}]
    ordered = sorted(out, key=lambda f: (tuple(-part for part in weight(f)[:1]), pool.theme(f).order))
    return ordered[:_ROWS] if len(ordered) >= 3 else []


def _tabular(fact: Fact) -> bool:
    main = fact.main
    plain = main.indicator_id is not None and main.measure in ("level", "growth", "share") and main.value_max is None
    return bool(plain and named(main) and len(level(main)) <= 12 and fact.salience >= 2 and not main.approx and not fact.start)


def _stands_alone(fact: Fact) -> bool:
    main = fact.main
    kind = main.measure == "share" or (main.measure == "level" and (main.indicator_id or main.indicator.startswith("人均")))
    short = len(level(main)) <= 12 and named(main)
    return bool(kind and short and len(fact.figures) == 1 and fact.salience == 2 and main.value_max is None and not main.approx)


def _narrative(desk: Desk, pool: Pool, facts: list[Fact], room: int, beside: int, least: int) -> list[Strand]:
    """Paragraphs by theme, the weightiest themes first to be chosen, in the order of the themes; at most `room` lines, of facts
    that weigh at least `least`. What the key points have told is left out, unless little else is there, the `beside` rows of the
    table counted."""
    weighty = [fact for fact in facts if fact.salience >= least]
    added = [fact for fact in weighty if pool.theme(fact).order == 0 or not _told(pool, fact)]
    groups = themed(pool, added if len(added) + beside > _FEW else weighty)
    groups.pop(pool.themes[-1], None)
    ranked = sorted(groups.items(), key=lambda item: (-_worth(item[1]), item[0].order))
    seen: set[str] = set()
    strands: dict[Theme, Strand] = {}
    for theme, found in ranked:
        said = _strand(desk, found, seen, least)
        need = lines(said, indent=2.0 + len(theme.title)) if said else 0
        if said and need <= room:
            strands[theme] = Strand(theme.title, said)
            room -= need
    return [strands[theme] for theme in sorted(strands, key=lambda theme: theme.order)]


def _told(pool: Pool, fact: Fact) -> bool:
    """Whether the key points have told a fact, be it by its growth alone."""
    return fact.main.id in pool.told or (fact.growth is not None and fact.growth.id in pool.told)


def _worth(groups: list[list[Fact]]) -> int:
    return max(sum(sum(weight(fact)) * (3 if fact.salience == 3 else 1) for fact in group) for group in groups)


def _strand(desk: Desk, groups: list[list[Fact]], seen: set[str], least: int) -> tuple[Passage, ...]:
    """The weightiest sentences of a theme that make a paragraph of about three lines, a period said once."""
    chosen: list[Fact] = []
    room, tried = _ROOM, set(seen)
    for group in sorted(groups, key=lambda g: -max(sum(weight(f)) for f in g)):
        facts = heaviest(group, int(room), length, least)
        size = sum(passage(one) for one in passages(desk, facts, style=None, home=desk.region, seen=tried))
        if size and (not chosen or size <= room):
            chosen += facts
            room -= size
        if room < 15:
            break
    return passages(desk, chosen, style=None, home=desk.region, seen=seen)


def _line(desk: Desk, fact: Fact) -> Line:
    main = fact.main
    return Line(
        label=desk.name("indicator", level(main), key=main.indicator),
        value=desk.shown(main, unit=limited(main)),
        unit="" if limited(main) else main.unit,
        marks=desk.mark(main),
        tags=((Run(kind="text", text="　"), desk.period(main.period, "quiet")) if main.period else ()) + desk.tags(main),
    )


def _drawn(desk: Desk, pool: Pool, home: list[Fact]) -> list[Picture]:
    """The charts: at most six, the strongest first."""
    found: list[Picture | None] = [pictures.growths(desk, home)]
    found += pictures.slopes(desk, home)[:2]
    found.append(pictures.money(desk, home, lambda fact: pool.theme(fact).label))
    found += pictures.plans(desk, pool.solid)[:1]
    return [picture for picture in found if picture is not None][:6]


def _rows(drawn: list[Picture]) -> list[tuple[str, tuple[Picture, ...]]]:
    """Charts side by side: a wide one alone, a growth chart beside a slope (8 + 4), others in pairs (6 + 6)."""
    rows: list[tuple[str, tuple[Picture, ...]]] = []
    rest = list(drawn)
    while rest:
        first = rest.pop(0)
        if first.wide or not rest:
            if first.kind != "slope":  # too little to fill the measure
                rows.append(("full", (first,)))
            continue
        at = next((i for i, other in enumerate(rest) if not other.wide), None)
        if at is None:
            rows.append(("full", (first,)))
            continue
        second = rest.pop(at)
        rows.append(("beside" if second.kind == "slope" and first.kind != "slope" else "halves", (first, second)))
    return rows
