"""One district told: positioning, ranks, figures, projects, highlights, promises, on a page or a strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefing.composition import matrix, standing
from briefing.composition.choice import Pool, leads, level, weight
from briefing.composition.desk import Desk, limited
from briefing.composition.facts import Fact, falls, named
from briefing.composition.matrix import Material, fit, phrase_tags
from briefing.composition.pictures import Picture
from briefing.composition.speech import Passage, passages
from briefing.composition.themes import Theme, theme_of_words
from briefing.composition.works import Works, plain_name, stage_index, total
from briefing.model.document import Strip
from briefing.model.fact import District, Evidence, Phrase, Project
from briefing.model.period import bounds
from briefing.model.run import Run, Runs

_ROWS, _PLAIN = 12, 6
"""Rows at most; and where nothing is drawn, so that two such profiles share a page."""
_LINE, _TALL = 20.5, 24.0
"""A row of these tables in points: some take two lines, in tables under each other more of them."""
_OTHERS = 8
"""Figures beyond the table that are told in small type under it."""
_FIELD, _BODY = 26, 96


@dataclass(frozen=True)
class Measure:
    """A row of 主要数据."""

    label: Run
    value: Run
    unit: str
    growth: Runs
    """How the value moved, with its sign."""
    marks: Runs
    when: Runs
    """The period, where it is not the one over the table."""
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
    """A highlight under the name of its theme, or of its district."""

    label: str | Run
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
    others: tuple[Measure, ...]
    """Figures the table has no row for, told in small type."""
    works: tuple[Work, ...]
    more_works: Runs
    notes: tuple[Note, ...]
    targets: tuple[Passage, ...]
    said: tuple[Passage, ...]
    has_facts: bool
    has_projects: bool
    period: Runs
    """The period most of the figures share, said once over the table."""

    @property
    def drawn(self) -> Picture | None:
        """The only chart, where there is one: it stands beside the projects."""
        return None if self.ranks and self.compare else self.ranks or self.compare


def profile(desk: Desk, pool: Pool, works: Works, m: Material, full: bool) -> Profile:
    actual = [f for f in m.current if not desk.promised(f.main)]
    ranks, compare = (standing.ranks(desk, actual), standing.compare(desk, actual)) if full else (None, None)
    drawn = {key for picture in (ranks, compare) if picture for key in picture.ids}
    rest = _tabled(actual, drawn)
    notes, targets = _notes(desk, pool, m.district), passages(desk, _targets(desk, pool, m), home=m.district.name)[:2]
    depth, most = _depth(ranks, compare, bool(notes), bool(targets), len(rest), len(m.projects)) if full else (4, 4)
    shown = _in_order(pool, rest, depth)
    others = [f for f in rest if f not in shown and f.salience >= 2][:_OTHERS] if full else []
    usual = Counter(bounds(f.main.period) for f in shown if f.main.period).most_common(1)
    shared = usual[0][0] if usual and usual[0][1] * 2 > len(shown) else None
    period = next((f.main.period for f in shown if f.main.period and bounds(f.main.period) == shared), None)
    evidence = [e for f in m.facts for e in f.main.evidence[:1]] + [e for p in m.projects for e in p.evidence[:1]]
    headline, body, origin = _positioning(desk, m.district)
    chosen = sorted(m.projects, key=lambda p: (p.stage is None, p.stage is not None and -(stage_index(p) or 0)))[:most]
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
        measures=tuple(_measure(desk, f, period if full else None) for f in shown),
        others=tuple(_measure(desk, f, period) for f in others),
        works=tuple(_work(desk, p) for p in chosen),
        more_works=(desk.count(len(m.projects) - len(chosen)),) if len(m.projects) > len(chosen) else (),
        notes=tuple(notes),
        targets=targets,
        said=_said(desk, actual, m.district.name, full, bool(headline)),
        has_facts=bool(m.facts),
        has_projects=bool(m.projects),
        period=(desk.period(period),) if period and full else (),
    )


def _tabled(facts: list[Fact], drawn: set[str]) -> list[Fact]:
    """Figures for the table, the weightiest first, one an indicator: the newest, of those the one of the longest period."""
    fit = [f for f in facts if f.main.id not in drawn and f.main.measure not in ("rank", "gap", "change") and named(f.main)]
    best: dict[str, Fact] = {}
    for fact in fit:
        other = best.get(fact.main.indicator)
        if other is None or _reach(fact) > _reach(other):
            best[fact.main.indicator] = fact
    return sorted(best.values(), key=lambda f: (-f.main.salience, *(-x for x in weight(f))))


def _in_order(pool: Pool, facts: list[Fact], most: int) -> list[Fact]:
    """The weightiest figures, the size of the economy among them whatever it weighs, in the order of the themes."""
    ranked = sorted(facts, key=lambda f: not leads(f))
    return sorted(ranked[:most], key=lambda f: (pool.theme(f).order, not leads(f)))


def _reach(fact: Fact) -> tuple[date, int]:
    """The last day a figure speaks of and how long its period is; undated first."""
    if fact.main.period is None:
        return date.min, -1
    span = bounds(fact.main.period)
    return span.last, (span.last - span.first).days if span.kind == "span" else 0


def _height(ranks: Picture | None, compare: Picture | None, notes: bool, targets: bool, rows: int, placed: bool) -> int:
    drawn = max(24 * len(ranks.ids) + 84 if ranks else 0, 31 * len(compare.ids) + 66 if compare else 0)
    return 100 + 24 * placed + drawn + (48 + 19 * rows + 10 if rows else 0) + 62 * notes + 68 * targets


def _depth(
    ranks: Picture | None, compare: Picture | None, notes: bool, targets: bool, facts: int, projects: int
) -> tuple[int, int]:
    """Rows of the two tables that fit on the page of a full profile, in points: what stands around them is taken off first, three
    small lines for the figures without a row too. A single chart stands beside the projects, the figures below them."""
    drawn = max(24 * len(ranks.ids) + 72 if ranks else 0, 31 * len(compare.ids) + 60 if compare else 0)
    if not drawn:
        rows = _PLAIN if _height(ranks, compare, notes, targets, _PLAIN, True) <= 340 else _ROWS
        return rows, rows
    room = 702 - 36 - 130 - 58 - 64 * targets
    if ranks and compare:
        rows = max(4, min(_ROWS, int((room - drawn - 58 * notes) / _LINE)))
        rows = rows if facts <= rows else max(4, rows - 2)
        return rows, rows
    works = max(4, min(_ROWS, projects, int((room - 36 - 50) / (2 * _TALL))))
    rows = max(4, min(_ROWS, int((room - max(drawn, 50 + _TALL * works)) / _TALL)))
    return rows if facts <= rows else max(4, rows - 2), works


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
    lead = matrix.leading(phrases, 40)
    if lead is None:
        return (), (), ()
    source = desk.sources.get(lead.evidence.source)
    tags = phrase_tags(desk, lead)
    bare = lead.text.replace("“", "").replace("”", "")
    others = [p for p in phrases if lead.text.strip("“”") not in p.text and p.text.strip("“”") not in bare]
    rest = _phrases(desk, others, _BODY, "、")
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


def _measure(desk: Desk, fact: Fact, period: str | None) -> Measure:
    """A row of the table; a word of limit takes the unit with it. A period that is not the one over the table stands behind the
    label."""
    main, growth = fact.main, fact.growth
    other = main.period is not None and (period is None or bounds(main.period) != bounds(period))
    sign = (Run(kind="text", text="+"),) if growth is not None and not falls(growth) else ()
    return Measure(
        label=desk.name("indicator", level(main), key=main.indicator),
        value=desk.shown(main, unit=limited(main)),
        unit="" if limited(main) else main.unit,
        growth=(*sign, desk.shown(growth)) if growth is not None and growth.approx is None else (),
        marks=desk.mark(main),
        when=(desk.period(main.period, "quiet"),) if other else (),
        tags=desk.tags(main),
    )


def _work(desk: Desk, project: Project) -> Work:
    amount = total(desk, project)
    evidence = project.history[-1].evidence if project.history else project.evidence[0]
    name = plain_name(project.name)
    return Work(
        name=desk.name("project", name, key=project.key),
        strip=Strip(stage=stage_index(project)),
        stage=project.stage or "未写进度",
        total=(amount,) if amount is not None else (),
        marks=desk.mark_evidence(evidence),
    )


def _notes(desk: Desk, pool: Pool, district: District) -> list[Note]:
    """Three highlights of different themes, each under the name of its theme; what belongs to none comes last."""
    out: dict[Theme, Note] = {}
    for phrase in district.highlights:
        if desk.trust(phrase.evidence) == "low" or not fit(phrase, 10, 60):
            continue
        theme = theme_of_words(phrase.text, pool.themes)
        if theme not in out and len(out) < 3:
            text = (desk.quote(phrase.evidence, phrase.text), *phrase_tags(desk, phrase))
            title = "亮点" if theme is pool.themes[-1] else theme.title
            out[theme] = Note(label=title, text=text, marks=desk.mark_evidence(phrase.evidence))
    return [out[theme] for theme in sorted(out, key=lambda theme: theme.order)]


def _targets(desk: Desk, pool: Pool, m: Material) -> list[Fact]:
    """What is promised for the district or one of its projects."""
    names = {name for p in m.projects for name in (p.name, *p.aliases)}
    told = {(f.main.indicator, f.main.scope, f.main.period) for f in pool.facts if not desk.promised(f.main)}
    found = [
        f for f in pool.targets
        if (desk.place(f.main.scope) == m.district.name or f.main.scope in names)
        and (f.main.indicator, f.main.scope, f.main.period) not in told
    ]  # fmt: skip
    return sorted(found, key=lambda f: tuple(-x for x in weight(f)))[:2]
