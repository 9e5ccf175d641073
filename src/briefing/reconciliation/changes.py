"""What changed since the previous issue: new, changed, said again, silent, withdrawn — one entry a question.

A series is a question without its period. A newer period of a known series is a change (old → new); the same period with another
value is a change too; the same value counts as said again only when a source says it that the previous issue did not have. What is
gone is withdrawn when its source is still here and merely not updated when it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from briefing.chinese.format import rank_text, unsaid, value_text
from briefing.model.fact import Figure, Office, Project
from briefing.model.period import bounds, period_shape
from briefing.model.summary import Change, Summary
from briefing.reconciliation.merge import amount, label, stands_for
from briefing.reconciliation.offices import day
from briefing.reconciliation.projects import bare_name

Series = tuple[str, str | None, str, str, str | None]
_ORDER = ("变化", "新增", "再提及", "未更新", "撤下")
KEEP = 6
"""Issues in a row after which a silent figure is no longer carried along."""


def find_changes(
    figures: Sequence[Figure], projects: Sequence[Project], offices: Sequence[Office], sources: Iterable[str], previous: Summary
) -> list[Change]:
    """The differences of this issue to the previous one: figures, then projects, then offices. `sources` are the ids of this
    issue's sources."""
    here = set(sources)
    known = {source.info.id for source in previous.sources}
    previous = _renamed(previous, projects)
    out = [*_figures(figures, here, known, previous), *_projects(projects, here, known, previous), *_offices(offices, previous)]
    return sorted(out, key=lambda c: (("figure", "project", "office", "matter").index(c.what), _ORDER.index(c.class_)))


def _renamed(previous: Summary, projects: Sequence[Project]) -> Summary:
    """The previous issue with its projects' figures under the names the projects have now: a name found fuller is no new fact."""
    now: dict[str, str] = {}
    by_key = {project.key: project.name for project in projects}
    for old in previous.projects:
        if old.key in by_key:
            now |= dict.fromkeys((old.name, *old.aliases), by_key[old.key])
    for project in projects:
        now |= dict.fromkeys(project.aliases, project.name)
    figures = tuple(
        f.model_copy(update={"scope": now[f.scope]}) if f.scope and now.get(f.scope, f.scope) != f.scope else f
        for f in previous.figures
    )
    return previous.model_copy(update={"figures": figures})


def series(figure: Figure) -> Series:
    """The question without its period."""
    return label(figure.indicator), figure.scope, figure.measure, figure.modality, figure.among


def subject(figure: Figure) -> str:
    """What a figure is about, by name: place, indicator, for a rank its base, for a distance what it is measured from."""
    kind = {"rank": f"{figure.among or ''}位次", "gap": f"与{figure.among or '平均'}之差", "change": "变动"}.get(figure.measure, "")
    return f"{figure.scope or ''}{unsaid(figure.scope or '', figure.indicator)}{kind}"


def told(figure: Figure) -> str:
    """A value as it is printed in a comparison: approximation, number, unit, and the sign of a fall."""
    if figure.measure == "rank":
        return rank_text(figure.value, approx=figure.approx)
    falls = figure.direction == "down" and figure.measure in ("growth", "gap", "change") and figure.value > 0
    value = -figure.value if falls else figure.value
    return value_text(value, figure.unit, approx=figure.approx, value_max=figure.value_max)


def _figures(figures: Sequence[Figure], here: set[str], known: set[str], previous: Summary) -> Iterable[Change]:
    before: dict[Series, list[Figure]] = defaultdict(list)
    now: dict[Series, list[Figure]] = defaultdict(list)
    for figure in previous.figures:
        before[series(figure)].append(figure)
    for figure in figures:
        now[series(figure)].append(figure)
    for key, own in now.items():
        yield from _one_series(own, before.get(key, []), here, known)
    for key, old in before.items():
        if key not in now:
            yield _gone(max(old, key=_last_day), here)
    for change in previous.changes:
        if change.class_ == "未更新" and change.what == "figure" and change.silent < KEEP and key_of(change) not in now:
            yield change.model_copy(update={"silent": change.silent + 1})


def key_of(change: Change) -> Series | None:
    """The question a change of a figure is about."""
    parts = change.key.split("|")
    return (label(parts[0]), parts[1] or None, parts[3], parts[4], parts[5] or None) if len(parts) == 6 else None


def _one_series(own: list[Figure], old: list[Figure], here: set[str], known: set[str]) -> Iterable[Change]:
    if not old:
        yield from (_change("新增", figure) for figure in own)
        return
    by_period: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in old:
        by_period[figure.period].append(figure)
    changed: set[str] = set()
    strongest = _strongest(own)
    for figure in own:
        same = by_period.get(figure.period, [])
        if any(_equal(figure, other) for other in same):
            if fresh := tuple(e for e in figure.evidence if e.source not in known):
                yield _change("再提及", figure, same[0]).model_copy(update={"evidence": fresh[:2]})
        elif same:
            changed.add(same[0].id)
            yield _change("变化", figure, same[0])
        elif figure.id in strongest and (earlier := _before(figure, old)):
            yield _change("再提及" if _equal(figure, earlier) else "变化", figure, earlier)
        else:
            yield _change("新增", figure)
    periods = {figure.period for figure in own}
    for other in old:
        gone = other.period not in periods and other is by_period[other.period][0] and other.id not in changed
        if gone and here & {e.source for e in other.evidence}:
            yield _gone(other, here)


def _before(figure: Figure, old: Iterable[Figure]) -> Figure | None:
    """The newest of the old values that a figure may follow."""
    earlier = max((f for f in old if comparable(figure, f)), key=_last_day, default=None)
    return earlier if earlier is not None and _last_day(figure) > _last_day(earlier) else None


def _strongest(figures: Iterable[Figure]) -> set[str]:
    """Ids of the figures that speak for their period: of several values the one most places say, the first of equals."""
    best: dict[str | None, Figure] = {}
    for figure in figures:
        other = best.get(figure.period)
        if other is None or (figure.confirmed, len(figure.evidence)) > (other.confirmed, len(other.evidence)):
            best[figure.period] = figure
    return {figure.id for figure in best.values()}


def comparable(new: Figure, old: Figure) -> bool:
    """Whether the value of one period may follow that of another: the same kind of period (a month never follows what runs from
    January), and for amounts that run from January the same year or the same months."""
    if new.period is None or old.period is None:
        return new.period == old.period
    a, b = bounds(new.period), bounds(old.period)
    shape = period_shape(new.period) or a.kind
    if shape != (period_shape(old.period) or b.kind):
        return False
    summed = shape == "to-date" and new.measure in ("level", "count", "change")
    return not summed or a.last.year == b.last.year or a.last.month == b.last.month


def _last_day(figure: Figure) -> date:
    return bounds(figure.period).last if figure.period else date.min


def _equal(a: Figure, b: Figure) -> bool:
    (va, ua), (vb, ub) = amount(a), amount(b)
    if ua != ub or a.direction != b.direction or (a.value_max is None) != (b.value_max is None):
        return False
    if va == vb:
        return a.value_max == b.value_max
    if bool(a.approx) == bool(b.approx):
        return False
    return stands_for(a, vb) if a.approx else stands_for(b, va)


def difference(new: Figure, old: Figure) -> str | None:
    """New minus old with its sign and unit; None where one of them is not exact, for ranks, and for two units."""
    if new.approx or old.approx or new.value_max is not None or old.value_max is not None or new.measure == "rank":
        return None
    (a, unit), (b, other) = amount(new), amount(old)
    if unit != other:
        return None
    if new.unit == old.unit:
        a, b, unit = new.value, old.value, new.unit
    if new.measure in ("growth", "gap", "change"):
        a, b = (-v if f.direction == "down" and v > 0 else v for v, f in ((a, new), (b, old)))
    if unit == "%":
        unit = "个百分点"
    step = a - b
    return f"{'+' if step > 0 else ''}{value_text(step, unit)}"


def _change(class_: str, figure: Figure, old: Figure | None = None) -> Change:
    return Change.model_validate(
        {
            "class": class_,
            "key": figure.key,
            "text": subject(figure),
            "old": told(old) if old else None,
            "new": told(figure),
            "facts": (figure.id,),
            "salience": figure.salience,
            "old_period": old.period if old else None,
            "new_period": figure.period,
            "difference": difference(figure, old) if old and class_ == "变化" else None,
            "evidence": figure.evidence[:2],
            "weak": figure.trust == "low",
        }
    )


def _gone(old: Figure, here: set[str]) -> Change:
    withdrawn = bool(here & {e.source for e in old.evidence})
    return Change.model_validate(
        {
            "class": "撤下" if withdrawn else "未更新",
            "key": old.key,
            "text": subject(old),
            "old": told(old),
            "old_period": old.period,
            "salience": old.salience,
            "silent": 0 if withdrawn else 1,
            "evidence": old.evidence[:1],
            "weak": old.trust == "low",
        }
    )


def _projects(projects: Sequence[Project], here: set[str], known: set[str], previous: Summary) -> Iterable[Change]:
    names: dict[str, Project] = {}
    for old in previous.projects:
        for name in (old.name, *old.aliases):
            names.setdefault(bare_name(name), old)
    met: set[str] = set()
    for project in projects:
        before = next((names[n] for n in map(bare_name, (project.name, *project.aliases)) if n in names), None)
        if before is None:
            yield _project("新增", project, None, project.stage)
            continue
        met.add(before.key)
        moves = list(_moves(before, project))
        yield from moves
        fresh = tuple(e for e in project.evidence if e.source not in known)
        if not moves and fresh:
            yield _project("再提及", project, before.stage, project.stage).model_copy(update={"evidence": fresh[:1]})
    for old in previous.projects:
        if old.key not in met:
            withdrawn = bool(here & {e.source for e in old.evidence})
            yield _project("撤下" if withdrawn else "未更新", old, old.stage, None, silent=0 if withdrawn else 1)
    for change in previous.changes:
        missed = change.class_ == "未更新" and change.what == "project" and change.silent < KEEP
        if missed and not any(bare_name(p.name) == bare_name(change.text) for p in projects):
            yield change.model_copy(update={"silent": change.silent + 1})


def _moves(before: Project, now: Project) -> Iterable[Change]:
    """What differs in a project both issues know: stage, amounts."""
    if now.stage and now.stage != before.stage:
        yield _project("变化", now, before.stage, now.stage)
    for field, name in (("investment_total", "总投资"), ("investment_done", "完成投资")):
        a, b = getattr(before, field), getattr(now, field)
        if a and b and a.base() != b.base():
            yield _project("变化", now, f"{a.value}{a.unit}", f"{b.value}{b.unit}", text=f"{now.name}{name}")


def _project(class_: str, project: Project, old: str | None, new: str | None, *, silent: int = 0, text: str = "") -> Change:
    gone = class_ in ("撤下", "未更新")
    evidence = (project.history[-1].evidence,) if project.history else project.evidence[:1]
    return Change.model_validate(
        {
            "class": class_,
            "what": "project",
            "key": project.key,
            "text": text or project.name,
            "old": old,
            "new": new,
            "facts": () if gone else (project.key,),
            "old_period": None,
            "new_period": None if gone else project.stage_date,
            "silent": silent,
            "evidence": evidence,
            "weak": project.trust == "low",
        }
    )


def _offices(offices: Sequence[Office], previous: Summary) -> Iterable[Change]:
    """A post that another person holds now. The newest statement of each issue counts."""
    old, new = _holders(previous.offices), _holders(offices)
    for post, office in new.items():
        before = old.get(post)
        if before is None or before.person == office.person or day(office) < day(before):
            continue
        value = {"class": "变化", "what": "office", "key": f"office|{post}", "text": post, "old": before.person}
        yield Change.model_validate(value | {"new": office.person, "new_period": office.as_of, "evidence": (office.evidence,)})


def _holders(offices: Iterable[Office]) -> dict[str, Office]:
    newest: dict[str, Office] = {}
    for office in offices:
        if office.post not in newest or day(office) > day(newest[office.post]):
            newest[office.post] = office
    return newest
