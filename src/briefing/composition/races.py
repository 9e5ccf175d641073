"""较短比长: tables of the districts on one indicator, ranked, beside where they stood about two months before."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.desk import Desk
from briefing.composition.inline import structure
from briefing.model.run import Run, Runs
from briefing.model.summary import Race, RacePlace

_RACES, _PLACES = 4, 12
_TITLE = 18
"""Characters of a title over half the measure, 居前 left out."""


@dataclass(frozen=True)
class Place:
    """A district in a race: value and rank now and then."""

    name: Run
    value: Run
    rank: Run
    old: Runs
    old_rank: Runs
    difference: Runs
    marks: Runs


@dataclass(frozen=True)
class Table:
    """A race: what is compared, when, and who leads."""

    indicator: Run
    period: Run
    old_period: Run
    issue: Run
    best: Runs
    """The first district by its short name, where the title has room for it."""
    places: tuple[Place, ...]
    more: Runs


def races(desk: Desk) -> tuple[list[list[Table]], Runs]:
    """The tables, two side by side, and how many races are left out."""
    found = [race for race in desk.summary.races if all(place.fact in desk.figures for place in race.places)]
    tables = [_table(desk, race) for race in found[: desk.cap(_RACES)]]
    left = len(found) - len(tables)
    return [tables[at : at + 2] for at in range(0, len(tables), 2)], (desk.count(left),) if left else ()


def _table(desk: Desk, race: Race) -> Table:
    shown = race.places[:_PLACES]
    best = desk.short(race.places[0].place)
    return Table(
        indicator=desk.name("indicator", race.indicator),
        period=desk.period(race.period),
        old_period=desk.period(race.old_period),
        issue=structure("issue", f"第{race.issue}期"),
        best=(desk.name("district", best, key=race.places[0].place),) if len(race.indicator) + len(best) <= _TITLE else (),
        places=tuple(_place(desk, race, place) for place in shown),
        more=(desk.count(len(race.places) - len(shown)),) if len(race.places) > len(shown) else (),
    )


def _place(desk: Desk, race: Race, place: RacePlace) -> Place:
    figure = desk.figures[place.fact]
    key = f"{race.indicator}|{race.old_period}|{place.place}"
    return Place(
        name=desk.name("district", desk.short(place.place), key=place.place),
        value=desk.shown(figure, "strong"),
        rank=structure("rank", str(place.rank)),
        old=(desk.name("race", place.old, key=key),) if place.old else (),
        old_rank=(structure("rank", str(place.old_rank)),) if place.old_rank else (),
        difference=(desk.name("race", place.difference, key=f"{key}|difference"),) if place.difference else (),
        marks=desk.mark(figure),
    )
