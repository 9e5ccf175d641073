"""Page 1: masthead, key points, cards, what the sources are, the key to the marks, a small contents."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefing.chinese.format import date_text
from briefing.composition import across, cards, outlook
from briefing.composition.choice import Pool, by_sentence, heaviest, leads, themed, weight
from briefing.composition.desk import Desk
from briefing.composition.extent import em, lines, runs_of
from briefing.composition.facts import Fact
from briefing.composition.inline import structure, words_of
from briefing.composition.speech import Passage, length, passages
from briefing.composition.themes import Theme
from briefing.composition.works import Due, Works, plain_name, telling
from briefing.model.document import Masthead
from briefing.model.run import Run, Runs
from briefing.model.summary import SummarySource

_ROOM = 60
"""Characters of a key point: about two lines of 31 with its marks and tags."""
_DEPTH = 318
"""Points of page that the key points may take, so that two rows of cards stand below them: 18 a line, 6 between two."""
_DISTRICT = 1000
"""Worth of the point on the districts: it never goes."""
_POINTS, _FEW, _SLIGHT = 7, 4, 10
_PART = re.compile(r"[\s　]*其中")


@dataclass(frozen=True)
class Point:
    label: str
    passages: tuple[Passage, ...]
    worth: int = 0


def masthead(desk: Desk) -> Masthead:
    meta, options = desk.summary.meta, desk.options
    return Masthead(
        name=desk.name("title", meta.name),
        issue=structure("issue", f"第{meta.issue}期" + (f"（第{meta.revision}次修订）" if meta.revision else "")),
        publisher=desk.name("publisher", meta.publisher or options.publisher),
        date=structure("date", date_text(meta.issued.isoformat())),
        classification=desk.name("classification", meta.classification) if meta.classification else None,
        serial=structure("serial", f"编号 {options.serial}") if options.serial else None,
    )


def points(desk: Desk, pool: Pool, *, reserved: int = 0, carded: Collection[str] = (), local: bool = True) -> list[Point]:
    """The key points: for each theme the weightiest sentences of the region, then the districts. Of an amount that has a card
    (`carded`: ids) they tell how it moved: the number stands on the card."""
    pool = pool.moving(carded)
    seen: set[str] = set()
    pinned = _pinned(desk, pool, seen)
    if desk.homes:
        return pinned + _fitted(_firsts(desk, pool, seen), 132 - _depth(pinned))
    home = _home(desk, pool)
    rest, found = pool.themes[-1], _by_theme(pool, pool.news(home))
    if not any(theme is not rest for theme in found):  # nothing is new: what still holds is told again
        found = _by_theme(pool, home)
    ranked = sorted(((t, g) for t, g in found.items() if t is not rest), key=lambda item: (-_worth(item[1]), item[0].order))
    chosen = sorted(ranked[:_POINTS], key=lambda item: item[0].order)
    few = len(chosen) <= 2
    room = _ROOM * 2 if few else _ROOM
    out = [Point(t.label, _say(desk, found, seen, room + 16 * (t.order == 0), few), _worth(found)) for t, found in chosen]
    if len(out) < _FEW:
        out += _bodies(desk, pool, seen, _FEW - len(out))
    if len(out) < _FEW and (stands := _standing(desk, pool, home, found, seen)):
        out.append(stands)
    if local and (said := _districts(desk, pool, seen)):
        out.append(Point("区县", said, _DISTRICT))
    return pinned + _fitted([point for point in out if point.passages], _DEPTH - reserved - _depth(pinned))


def _by_theme(pool: Pool, facts: list[Fact]) -> dict[Theme, list[list[Fact]]]:
    """Sentences by theme, those that hold a weighty fact."""
    weighty = {t: [g for g in groups if any(f.salience >= 2 for f in g)] for t, groups in themed(pool, facts).items()}
    return {theme: groups for theme, groups in weighty.items() if groups}


def _home(desk: Desk, pool: Pool) -> list[Fact]:
    """What page 1 speaks of: the region, in an edition about some of its districts these."""
    own = [fact for fact in pool.solid if desk.place(fact.main.scope)] if desk.options.focus else []
    return own or pool.of_region(pool.solid) or pool.solid


def _pinned(desk: Desk, pool: Pool, seen: set[str]) -> list[Point]:
    """What a person wants on this page, one point each, as many as the page holds; never what stands on weak sources alone."""
    found = [f for f in pool.facts if any(figure.pinned for figure in f.figures) and not desk.weak(f.main.evidence)]
    told = (passages(desk, [fact], home=desk.region, seen=seen) for fact in found)
    points = [Point("置顶", said, 2 * _DISTRICT) for said in told if said]
    while _depth(points) > _DEPTH:
        points.pop()
    return points


def _depth(points: list[Point]) -> int:
    return sum(18 * lines(point.passages) + 6 for point in points)


def _bodies(desk: Desk, pool: Pool, seen: set[str], most: int) -> list[Point]:
    """What is told of single works and bodies, where the region itself has few figures: one point, a sentence each."""
    found = [f for f in pool.news(pool.solid) if f.main.scope and not desk.is_region(f.main) and desk.place(f.main.scope) is None]
    groups: dict[str, list[list[Fact]]] = {}
    for group in by_sentence(found):
        groups.setdefault(str(group[0].main.scope), []).append(group)
    ranked = sorted(groups.values(), key=lambda same: -_worth(same))
    told = [(passage, same) for same in ranked[:most] for passage in _say(desk, same, seen)]
    return [Point("进展", tuple(passage for passage, _ in told), max(_worth(same) for _, same in told))] if told else []


def _firsts(desk: Desk, pool: Pool, seen: set[str]) -> list[Point]:
    """Several places and no region: what a place leads the country or its peers in, one point a theme."""
    found = [f for f in pool.solid if desk.place(f.main.scope) and _is_first(f)]
    by_theme: dict[Theme, list[list[Fact]]] = {}
    for group in by_sentence(found, pool.theme):
        by_theme.setdefault(pool.theme(group[0]), []).append(group)
    ranked = sorted(by_theme.items(), key=lambda item: (-_worth(item[1]), item[0].order))
    chosen = sorted((item for item in ranked if item[0] is not pool.themes[-1]), key=lambda item: item[0].order)[:3]
    return [Point(theme.label, said) for theme, groups in chosen if (said := _say(desk, groups, seen))]


def _written(desk: Desk) -> int:
    """What 编者按 takes of the page: lines of the whole measure."""
    return sum(18 * math.ceil(em(words_of(words)) / 44) + 6 for words in desk.remarks("front"))


def _ranked(fact: Fact) -> bool:
    return fact.rank is not None or fact.main.measure == "rank"


def _is_first(fact: Fact) -> bool:
    rank = fact.main if fact.main.measure == "rank" else fact.rank
    return rank is not None and rank.value == 1 and bool(rank.among) and rank.approx is None


def _fitted(points: list[Point], room: int) -> list[Point]:
    """The points cut to a page: a slight theme goes first, then the longest lose their second sentence, then the lightest theme."""
    while points and _depth(points) > room:
        least = min(points, key=lambda p: p.worth)
        long = max((p for p in points if len(p.passages) > 1), key=lambda p: lines(p.passages), default=None)
        if (least.worth < _SLIGHT and len(points) > _FEW) or long is None or lines(long.passages) < 3:
            points = [point for point in points if point is not least]
        else:
            points = [replace(p, passages=p.passages[:-1]) if p is long else p for p in points]
    return points


def _worth(groups: list[list[Fact]]) -> int:
    """The weight of a theme: of its best sentence."""
    return max(sum(10 * (f.salience == 3) + sum(weight(f)) for f in heaviest(group, _ROOM, length)) for group in groups)


def _say(desk: Desk, groups: list[list[Fact]], seen: set[str], room: int = _ROOM, few: bool = False) -> tuple[Passage, ...]:
    """The best sentence of a theme, and a second one when there is room; more of them where themes are few."""
    place = {id(group): at for at, group in enumerate(groups)}

    def order(group: list[Fact]) -> tuple[object, ...]:
        weighty = min(sum(fact.salience == 3 for fact in group), 2)  # a long list is no better than what stands first
        worth = (*(-x for x in max(map(weight, group))), -weighty)
        return not any(map(leads, group)), _is_part(group), *worth, place[id(group)]

    ranked = sorted(groups, key=order)
    kept: list[tuple[int, list[Fact]]] = []
    for group in ranked[: 6 if few else 3]:
        facts = heaviest(group, room, length)
        size = sum(length(fact) for fact in facts) + 8
        plain = all(weight(fact)[:2] == (2, 0) for fact in facts)
        if not facts or (kept and (size > room or (plain and not few))):
            continue  # a second sentence must say something weighty, or a rank, or a growth
        kept.append((place[id(group)], facts))
        room -= size
    ordered = [fact for _, facts in sorted(kept, key=lambda item: item[0]) for fact in facts]
    return passages(desk, ordered, home=desk.region, seen=seen)


def _is_part(group: list[Fact]) -> bool:
    """Whether a sentence tells the parts of what another one tells: it begins with 其中."""
    return _PART.match(group[0].sentence[1]) is not None


def _standing(desk: Desk, pool: Pool, home: list[Fact], told: Collection[Theme], seen: set[str]) -> Point | None:
    """What the issue before has told of the economy as a whole and still holds, where little is new."""
    first = pool.themes[0]
    groups = [] if desk.summary.previous is None or first in told else _by_theme(pool, home).get(first, [])
    said = _say(desk, groups, seen) if groups else ()
    return Point("沿用", said, _worth(groups)) if said else None


def _districts(desk: Desk, pool: Pool, seen: set[str]) -> tuple[Passage, ...]:
    """What the districts stand out with: the weightiest sentence of each, the first places first."""
    local = [fact for fact in pool.solid if desk.place(fact.main.scope) and (fact.salience == 3 or _ranked(fact))]
    groups = by_sentence(pool.news(local) or local)
    if not groups:
        return ()
    return _say(desk, groups, seen)


def _compared(desk: Desk, pool: Pool, told: Sequence[Point]) -> list[across.Leaders]:
    """The districts beside each other: who is first, where the point on them tells no rank and most give the same figure."""
    said = [passage for point in told if point.label == "区县" for passage in point.passages]
    if desk.homes or any(p.ranks or any(one.rank or one.measure == "rank" for one in p.facts) for p in said):
        return []
    found = [group for group in across.of_districts(desk, pool.sound) if 2 * len(group.facts) > len(desk.places)]
    found = [group for group in found if pool.news(group.facts)] or found
    return [across.leaders(desk, group) for group in sorted(found, key=lambda group: not leads(group.facts[0]))[:2]]


def view(desk: Desk, pool: Pool) -> dict[str, Any]:
    """What the template of page 1 is given."""
    summary = desk.summary
    used = [s for s in summary.sources if s.figures or s.projects or not desk.options.focus]
    newest = max((s for s in used if s.info.published and s.info.trust != "low"), key=_date, default=None)
    weak = [s for s in summary.sources if s.info.trust == "low"]
    found = across.groups(desk, pool.solid, least=3) if desk.homes else []
    headings = across.headings(desk, pool, found, each=1)[:7]
    heads = {str(leaders.best_value.ref) for heading in headings for leaders in heading.leaders}
    shown = (
        across.cards(desk, [g for g in found if g.first.id not in heads])
        if desk.homes
        else cards.cards(desk, pool, _home(desk, pool))
    )
    due = [one for one in Works(desk).due if one.months <= summary.meta.fresh_months and not desk.weak(one.project.evidence)]
    carded = {str(card.value.ref) for card in shown}
    news = outlook.news(desk)
    reserved = 42 * bool(due) + 42 * bool(news) + cards.wrapped(shown) + _written(desk)
    said = points(desk, pool, reserved=reserved, carded=carded)
    if compared := _compared(desk, pool, said):
        reserved += 6 + 36 * len(compared)
        said = points(desk, pool, reserved=reserved, carded=carded, local=False)
    aims = outlook.told(desk, pool) if not (said or headings or compared) else []
    pool.told = frozenset(
        heads | {str(run.ref) for run in runs_of((said, tuple(words for _, words in aims))) if run.kind == "figure"}
    )
    room = _DEPTH - reserved - _depth(said) - 48 * len(headings) - 66 * bool(aims)
    return {
        "masthead": masthead(desk),
        "points": [point for point in said if point.label not in {heading.label for heading in headings}],
        "compared": compared,
        "headings": headings,
        "news": news,
        "aims": aims,
        "nodes": outlook.nodes(desk, Works(desk)) if room >= 2 * 42 or aims else [],
        "due": [overdue(desk, one) for one in due[:1]],
        "due_more": (desk.count_words(len(due) - 1),) if len(due) > 1 else (),
        "cards": shown,
        "ranked": any(run.style in ("badge", "badge-first") for card in shown for run in card.badge),
        "sources": desk.count_words(len(used)),
        "newest": (desk.name("publisher", newest.info.publisher),) if newest and newest.info.publisher else (),
        "newest_date": (_published(newest),) if newest else (),
        "newest_inferred": bool(newest and newest.info.published_how == "inferred"),
        "weak": (desk.count_words(len(weak)),) if weak else (),
        "figures": desk.count(len(summary.figures)),
    }


@dataclass(frozen=True)
class Overdue:
    """A promise whose day has passed: the project, the words, how long ago."""

    name: Run
    words: Run
    months: Run
    marks: Runs


def overdue(desk: Desk, due: Due) -> Overdue:
    return Overdue(
        name=desk.name("project", plain_name(due.project.name), key=due.project.key),
        words=telling(desk, due.evidence, due.milestone.what, 24),
        months=structure(f"months:{due.milestone.when}/{desk.summary.meta.period}", f"{due.months}个月", "strong"),
        marks=desk.mark_evidence(due.evidence),
    )


def _date(source: SummarySource) -> date:
    return source.info.published or date.min


def _published(source: SummarySource) -> Run:
    """The date of a source, no more exact than it is known."""
    iso = source.info.published.isoformat() if source.info.published else ""
    length = {"day": 10, "month": 7, "year": 4}[source.info.published_precision]
    return structure("date", date_text(iso[:length]))
