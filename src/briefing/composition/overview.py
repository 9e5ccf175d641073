"""一、总体态势: a narrative by theme, a side table of what has neither growth nor rank, the charts of the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.composition import pictures
from briefing.composition.choice import Pool, by_sentence, heaviest, level, weight
from briefing.composition.desk import Desk
from briefing.composition.facts import Fact
from briefing.composition.pictures import Picture
from briefing.composition.speech import Passage, length, passages
from briefing.composition.themes import Theme
from briefing.model.document import Run, Runs

_PARAGRAPHS, _ROOM = 6, 110
_ROWS = 9


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
    """What the template is given; None when no current fact speaks of the region."""
    home = pool.of_region(pool.solid)
    if not home:
        home = [fact for fact in pool.solid if desk.place(fact.main.scope) is None]
    if not home:
        return None
    aside = _aside(pool, home)
    spoken = [fact for fact in home if fact not in aside]
    strands = _narrative(desk, pool, spoken)
    drawn = _drawn(desk, pool, home)
    letters = sorted({desk.letter(f.main.evidence[0].source) for f in home}, key=lambda letter: (len(letter), letter))
    return {
        "strands": strands,
        "lines": [_line(desk, fact) for fact in aside],
        "all_undated": bool(aside) and all(fact.main.period is None for fact in aside),
        "rows": _rows(drawn),
        "letters": tuple(desk.name("source", letter) for letter in letters),
        "facts": desk.count(len({figure.id for fact in home for figure in fact.figures})),
        "charts": desk.count(len(drawn)),
        "more": desk.count(max(0, len(home))),
        "targets": passages(desk, _targets(pool), home=desk.region),
    }


def _targets(pool: Pool) -> list[Fact]:
    """What the region has promised for the time to come: the weightiest targets with a period."""
    found = [fact for fact in pool.of_region(pool.targets) if fact.main.period and fact.salience >= 2]
    top = sorted(found, key=lambda f: (tuple(-part for part in weight(f)), pool.theme(f).order))[:5]
    return [fact for fact in found if fact in top]


def _aside(pool: Pool, home: list[Fact]) -> list[Fact]:
    """Shares and stocks that stand alone: no growth, no rank, no pair. They read better in a table than in a sentence."""
    plain = [
        f for f in home
        if f.main.measure in ("share", "level") and len(f.figures) == 1 and f.salience == 2 and len(level(f.main)) <= 12
        and f.main.value_max is None and f.main.approx is None
    ]  # fmt: skip
    ordered = sorted(plain, key=lambda f: pool.theme(f).order)
    return ordered[:_ROWS] if len(ordered) >= 3 else []


def _narrative(desk: Desk, pool: Pool, facts: list[Fact]) -> list[Strand]:
    themed: dict[Theme, list[list[Fact]]] = {}
    for group in by_sentence((f for f in facts if f.salience >= 2), pool.theme):
        themed.setdefault(pool.theme(max(group, key=weight)), []).append(group)
    best = sorted(themed.items(), key=lambda item: (-max(f.salience for g in item[1] for f in g) * len(item[1]), item[0].order))
    out = []
    for theme, groups in sorted(best[:_PARAGRAPHS], key=lambda item: item[0].order):
        chosen: list[Fact] = []
        room = _ROOM
        for group in sorted(groups, key=lambda g: -max(f.salience for f in g)):
            facts_said = heaviest(group, room, length)
            size = sum(length(fact) for fact in facts_said) + 6
            if facts_said and (not chosen or size <= room):
                chosen += facts_said
                room -= size
        out.append(Strand(theme.title, passages(desk, chosen, style=None, home=desk.region)))
    return out


def _line(desk: Desk, fact: Fact) -> Line:
    main = fact.main
    return Line(
        label=desk.name("indicator", level(main), key=main.indicator),
        value=desk.value(main, unit=False),
        unit=main.unit,
        marks=desk.mark(main),
        tags=desk.tags(main),
    )


def _drawn(desk: Desk, pool: Pool, home: list[Fact]) -> list[Picture]:
    """The charts: at most six, the strongest first."""
    found: list[Picture | None] = [pictures.growths(desk, home)]
    found += pictures.slopes(desk, home)[:2]
    found.append(pictures.money(desk, home, lambda fact: pool.theme(fact).label))
    found += pictures.plans(desk, pool.solid)[:1]
    found += pictures.peers(desk, pool.solid, least=5)[:3]
    return [picture for picture in found if picture is not None][:6]


def _rows(drawn: list[Picture]) -> list[tuple[str, tuple[Picture, ...]]]:
    """Charts side by side: a wide one alone, a growth chart beside a slope (8 + 4), others in pairs (6 + 6)."""
    rows: list[tuple[str, tuple[Picture, ...]]] = []
    rest = list(drawn)
    while rest:
        first = rest.pop(0)
        if first.wide or not rest:
            rows.append(("full", (first,)))
            continue
        at = next((i for i, other in enumerate(rest) if not other.wide), None)
        if at is None:
            rows.append(("full", (first,)))
            continue
        second = rest.pop(at)
        rows.append(("beside" if second.kind == "slope" and first.kind != "slope" else "halves", (first, second)))
    return rows
