"""关键指标: the cards of page 1, a figure each with its rank, growth, distance or part."""

from __future__ import annotations

from briefing.composition.choice import Pool, leads, level, weight
from briefing.composition.desk import Desk, limited
from briefing.composition.extent import em
from briefing.composition.facts import Fact, based, falls, named, ranks_growth
from briefing.composition.inline import words_of
from briefing.model.document import Card
from briefing.model.run import Run, Runs

_CARDS = 8


def cards(desk: Desk, pool: Pool, home: list[Fact]) -> list[Card]:
    """At most eight cards: the weightiest figures of what page 1 speaks of, one a question, what belongs together side by side."""
    fit = [
        f for f in home if f.main.measure not in ("rank", "gap", "change") and named(f.main) and (f.salience == 3 or weight(f)[1])
    ]
    fit += [f for f in home if f not in fit and _card_worthy(pool, f)]
    ranked = sorted(fit, key=lambda f: (not leads(f), -(f.salience == 3), *(-part for part in weight(f)), pool.theme(f).order))
    seen: set[str] = set()
    chosen: list[Fact] = []
    for fact in ranked:
        if fact.main.indicator not in seen and len(chosen) < _CARDS:
            seen.add(fact.main.indicator)
            chosen.append(fact)
    if len(chosen) > 4:
        chosen = chosen[: len(chosen) - len(chosen) % 4]
    return [_card(desk, fact) for fact in chosen]


def _card_worthy(pool: Pool, fact: Fact) -> bool:
    """A figure that can fill a card when the weighty ones are few: plainly named, an amount or a share, of a theme."""
    main = fact.main
    kind = main.measure in ("share", "level") or main.indicator_id is not None
    return (
        kind
        and main.measure not in ("rank", "gap", "change")
        and named(main)
        and len(level(main)) <= 14
        and pool.theme(fact) is not pool.themes[-1]
    )


def _card(desk: Desk, fact: Fact) -> Card:
    main = fact.main
    named = () if desk.is_region(main) or not main.scope else (desk.name("scope", main.scope), Run(kind="text", text="　"))
    label = (*named, desk.name("indicator", level(main), key=main.indicator), *desk.mark(*fact.figures))
    return Card(
        label=label,
        value=desk.shown(main, unit=limited(main)),
        unit=None if limited(main) else desk.unit(main),
        badge=_badge(desk, fact),
        period=(desk.period(main.period), *desk.tags(main)),
    )


def _text(words: str) -> Run:
    return Run(kind="text", text=words)


def _badge(desk: Desk, fact: Fact) -> Runs:
    """Rank, growth, distance from an average or the part, whichever the source gives first."""
    if fact.rank is not None and based(fact.rank):
        if fact.growth is not None and ranks_growth(fact):
            return (_text("▼ " if falls(fact.growth) else "▲ "), desk.size(fact.growth), _text("　"), desk.badge(fact.rank))
        return (desk.badge(fact.rank),)
    if (growth := fact.growth) is not None:
        sign = "▼ " if falls(growth) else "▲ "
        basis = (_text("　" + growth.basis),) if growth.basis and not any(c.isdigit() for c in growth.basis) else ()
        return (_text(sign), desk.size(growth), *basis)
    if (gap := fact.gap) is not None and gap.among:
        return (_text("低于" if falls(gap) else "高于"), desk.name("among", gap.among), desk.size(gap))
    if fact.start is not None:
        return (_text("由"), desk.value(fact.start), _text("下降" if fact.main.value < fact.start.value else "上升"))
    if fact.parts:
        return (_text("其中　"), desk.name("indicator", fact.parts[0].indicator), desk.value(fact.parts[0]))
    return ()


def wrapped(shown: list[Card]) -> int:
    """What the key points lose to rows of cards in which a label takes two lines."""
    return 12 * sum(any(em(words_of(card.label)) > 11.5 for card in row) for row in (shown[:4], shown[4:]))
