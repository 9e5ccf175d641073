"""One project a row: mentions of several sources joined by name, alias and part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from briefing.chinese.divisions import parent_of
from briefing.model.fact import STAGES, Milestone, Project, StageReport
from briefing.model.period import bounds
from briefing.model.quantity import Quantity
from briefing.model.source import SourceInfo
from briefing.options import ProjectOption
from briefing.reconciliation.copies import RANK

_NOISE = re.compile(r"[“”‘’\"'《》（）()·\s—\-]")
_TAIL = re.compile(r"(?:建设项目|工程项目|项目|工程|建设)$")
_INNER = re.compile(r"(?:建设)?项目(?=[一二三四五六七八九十]+期)")
_PART = re.compile(r"[一二三四五六七八九十]+期(?!间)|[东西南北]段|[一二三四五]标段")
_FINISHED = STAGES.index("主体完工")
_SHORTEST = 4
"""A name contained in a longer one stands for it only when it has at least so many characters."""


def merge_projects(
    projects: Iterable[Project],
    sources: Mapping[str, SourceInfo],
    known: Iterable[ProjectOption] = (),
    inside: Mapping[str, str] | None = None,
) -> list[Project]:
    """Projects of all documents, one entry each, in order of first mention; parts keep to their whole. `inside` says which place
    a configured district lies in."""
    projects = list(projects)
    alias = {bare_name(name): bare_name(option.name) for option in known for name in (option.name, *option.aliases)}
    canon = {bare_name(option.name): option.name for option in known}
    clusters: list[list[Project]] = []
    index = _Names(alias)
    place = _Places(sources, inside or {})
    for project in projects:
        near = index.near(project)
        home = next((at for at in near if any(_one(project, other, alias, place) for other in clusters[at])), None)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(project)
        index.add(project, home)
    merged = [_join(cluster, sources, alias, canon) for cluster in clusters]
    keys = {p.key: merged[i].key for i, cluster in enumerate(clusters) for p in cluster}
    wholes = {p.key: p for p in merged}
    return [_part(p, wholes.get(keys.get(p.part_of, p.part_of))) if p.part_of is not None else p for p in merged]


def _part(part: Project, whole: Project | None) -> Project:
    """A part points at its merged whole, and stands in the district of the whole when no text says where it stands itself."""
    if whole is None:
        return part
    update: dict[str, object] = {"part_of": whole.key}
    if whole.district is not None and not _wide(whole.district) and (part.district is None or _wide(part.district)):
        update["district"] = whole.district
    return part.model_copy(update=update)


class _Names:
    """Which clusters hold a name, a beginning or an end of it: only those are compared, so the cost does not grow with the
    square of the projects."""

    def __init__(self, alias: Mapping[str, str]) -> None:
        self._alias = alias
        self._whole: dict[str, dict[int, None]] = defaultdict(dict)
        self._parts: dict[str, dict[int, None]] = defaultdict(dict)

    def add(self, project: Project, cluster: int) -> None:
        for name in self._names(project):
            self._whole[name][cluster] = None
            for part in _ends(name):
                self._parts[part][cluster] = None

    def near(self, project: Project) -> list[int]:
        """Numbers of the clusters a project may belong to, in order."""
        found: dict[int, None] = {}
        for name in self._names(project):
            found |= self._whole.get(name, {}) | self._parts.get(name, {})
            for part in _ends(name):
                found |= self._whole.get(part, {})
        return sorted(found)

    def _names(self, project: Project) -> set[str]:
        return _names_of(project, self._alias)


def _names_of(project: Project, alias: Mapping[str, str]) -> set[str]:
    """All names of a project, bare and by their configured form, also without its own district in front."""
    names = {bare_name(name) for name in (project.name, *project.aliases)}
    front = project.district or ""
    names |= {name[len(front) :] for name in names if front and name.startswith(front) and len(name) - len(front) >= _SHORTEST}
    return {alias.get(name, name) for name in names}


def _ends(name: str) -> Iterator[str]:
    """Beginnings and ends that may stand for the whole name."""
    for length in range(max(_SHORTEST, -(-len(name) // 2)), len(name)):
        yield name[:length]
        yield name[-length:]


def bare_name(name: str) -> str:
    """A project's name without quotation marks, spaces and 项目, 工程, 建设 at its end: what two sources agree on."""
    name = _INNER.sub("", _NOISE.sub("", name))
    return _TAIL.sub("", name) or name


class _Places:
    """Whether two projects can stand in one place. A project without a district is put down to the home of its document."""

    def __init__(self, sources: Mapping[str, SourceInfo], inside: Mapping[str, str]) -> None:
        self._sources, self._inside = sources, inside

    def agree(self, a: Project, b: Project) -> bool:
        first, second = self._of(a), self._of(b)
        if first is None or second is None or first == second:
            return True
        return self._within(first, b, second) or self._within(second, a, first)

    def _of(self, project: Project) -> str | None:
        return project.district or next((h for e in project.evidence if (h := self._sources[e.source].home)), None)

    def _within(self, wide: str, project: Project, place: str) -> bool:
        """Whether the place of a project lies in a wider one: by the configuration, the national table, or the region of its
        document. A place nobody knows anything of may lie in any city."""
        above: list[str] = []
        at: str | None = place
        while at and (at := self._inside.get(at) or parent_of(at)):
            above.append(at)
        above += [region for e in project.evidence if (region := self._sources[e.source].region) and region != place]
        return wide in above if above else _wide(wide) and not _wide(place)


def _one(a: Project, b: Project, alias: Mapping[str, str], places: _Places) -> bool:
    if not places.agree(a, b):
        return False
    names_a, names_b = _names_of(a, alias), _names_of(b, alias)
    if names_a & names_b:
        return True
    return any(_within(x, y) for x in names_a for y in names_b)


def _wide(district: str) -> bool:
    return district.endswith(("市", "省", "州", "盟"))


def _within(a: str, b: str) -> bool:
    if _PART.findall(a) != _PART.findall(b):
        return False  # 一期 is no other name of the whole, nor of 二期
    short, long = sorted((a, b), key=len)
    return len(short) >= _SHORTEST and len(short) * 2 >= len(long) and (long.endswith(short) or long.startswith(short))


def _when(report: StageReport, sources: Mapping[str, SourceInfo]) -> tuple[int, date]:
    """Order of two reports of one stage: the day they speak of, or the publication; what a low-trust page says comes first, so
    that it never has the last word."""
    info = sources.get(report.evidence.source)
    published = info.published if info and info.published else date.min
    rank = 0 if info and info.trust == "low" else 1
    return rank, bounds(report.date).last if report.date else published


def _join(cluster: list[Project], sources: Mapping[str, SourceInfo], alias: Mapping[str, str], canon: Mapping[str, str]) -> Project:
    trust = {id(p): max((sources[e.source].trust for e in p.evidence), key=RANK.__getitem__) for p in cluster}
    lead = max(cluster, key=lambda p: (RANK[trust[id(p)]], len(p.name)))
    name = next((canon[alias[bare_name(n)]] for p in cluster for n in (p.name, *p.aliases) if bare_name(n) in alias), lead.name)
    names = dict.fromkeys(n for p in cluster for n in (p.name, *p.aliases) if n != name)
    history = _retold(sorted((r for p in cluster for r in p.history), key=lambda r: _when(r, sources)))
    update: dict[str, object] = {
        "name": name,
        "aliases": tuple(names),
        "history": tuple(history),
        "planned": _planned(cluster, sources),
        "problems": tuple(dict.fromkeys(x for p in cluster if not _over(p, cluster, sources) for x in p.problems)),
        "attributes": tuple(dict.fromkeys(x for p in cluster for x in p.attributes)),
        "evidence": tuple(e for p in cluster for e in p.evidence),
        "trust": max(trust.values(), key=RANK.__getitem__),
        "reported": max((d for p in cluster for e in p.evidence if (d := sources[e.source].published)), default=None),
    }
    for field in ("district", "programme", "class_", "owner", "part_of"):
        values = [v for p in (lead, *cluster) if (v := getattr(p, field)) is not None]
        if field == "district":  # the narrower place says more
            values.sort(key=_wide)
        update[field] = values[0] if values else None
    update |= _amounts([lead, *(p for p in cluster if p is not lead)], sources)
    last = _latest(cluster, sources)
    if last:
        update |= {"stage": last.stage, "stage_text": last.stage_text, "stage_date": last.stage_date}
        if cautious := _cautious(last):
            update |= {"stage": cautious.stage, "stage_text": cautious.text}
    return lead.model_copy(update=update)


def _amounts(cluster: list[Project], sources: Mapping[str, SourceInfo]) -> dict[str, object]:
    """Total and done investment as the newest of the most trusted sources tells them, with the figures they were read from. What a
    newer source only rounds (约35亿元 for 35.2亿元) keeps its exact form; on one day the fullest name leads."""

    def newest(field: str) -> Project | None:
        told = [p for p in cluster if getattr(p, field) is not None]
        best = max(told, key=lambda p: _age(p, sources), default=None)
        if best is None:
            return None
        now: Quantity = getattr(best, field)
        same = [p for p in told if _age(p, sources)[0] == _age(best, sources)[0] and _rounds(now, getattr(p, field))]
        return same[0] if same else best

    total, done = newest("investment_total"), newest("investment_done")
    figures: tuple[str, ...] = ()
    if total is not None and total is done:
        figures = total.investment_figures
    else:
        alone = (total, "investment_done", slice(0, 1)), (done, "investment_total", slice(-1, None))
        for project, other, own in alone:
            if project is not None:
                told = project.investment_figures
                figures += told[own] if len(told) > 1 or getattr(project, other) is None else ()
    return {
        "investment_total": total.investment_total if total else None,
        "investment_done": done.investment_done if done else None,
        "investment_figures": figures,
    }


def _over(project: Project, cluster: list[Project], sources: Mapping[str, SourceInfo]) -> bool:
    """Whether what a document says of troubles is past: a later one, trusted as much, reports the work finished."""
    rank, day = _age(project, sources)
    later = (_age(p, sources) for p in cluster if p.stage in ("竣工", "投产"))
    return any(r >= rank and d > day > date.min for r, d in later)


def _age(project: Project, sources: Mapping[str, SourceInfo]) -> tuple[int, date]:
    """How much a statement counts: trust before the day of publication."""
    infos = [sources[e.source] for e in project.evidence]
    return max(RANK[i.trust] for i in infos), max((i.published for i in infos if i.published), default=date.min)


def _rounds(rounded: Quantity, exact: Quantity) -> bool:
    """Whether an amount is another one with fewer digits."""
    if rounded.unit != exact.unit or rounded == exact:
        return False
    step = Decimal(1).scaleb(int(rounded.value.as_tuple().exponent))
    return exact.value != rounded.value and exact.value.quantize(step) == rounded.value


def relinked(project: Project, renamed: Mapping[str, str]) -> Project:
    """The project whose amounts point at the merged figures."""
    ids = tuple(renamed.get(name, name) for name in project.investment_figures)
    return project if ids == project.investment_figures else project.model_copy(update={"investment_figures": ids})


def _cautious(project: Project) -> StageReport | None:
    """封顶 in one place of a page and 完工 in another: the building stands, and nobody knows more."""
    if project.stage != "竣工":
        return None
    same = [r for r in project.history if r.stage == "主体完工" and r.date == project.stage_date]
    return same[-1] if same else None


def _retold(history: list[StageReport]) -> list[StageReport]:
    """The history with what is told of the past before what it is the past of: a report of unfinished work behind another source's
    report of the finished building loses its day (nobody knows when it was so) and comes first."""
    past, kept = [], []
    finished: StageReport | None = None
    for report in history:
        level = STAGES.index(report.stage) if report.stage in STAGES else len(STAGES)
        if finished and level < _FINISHED and report.evidence.source != finished.evidence.source:
            past.append(report.model_copy(update={"date": None}))
            continue
        kept.append(report)
        if _FINISHED <= level < len(STAGES):
            finished = report
    return past + kept


def _latest(cluster: list[Project], sources: Mapping[str, SourceInfo]) -> Project | None:
    """The document whose statement of the stage is newest and not of low trust. What stands does not unstand: when an earlier
    paper reported the building finished, a later one that tells of the work before is telling the past (both stay in the
    history); only 停滞 overrules it."""

    def age(p: Project) -> tuple[int, date]:
        infos = [sources[e.source] for e in p.evidence]
        rank = 0 if all(info.trust == "low" for info in infos) else 1
        day = bounds(p.stage_date).last if p.stage_date else max((i.published for i in infos if i.published), default=date.min)
        return rank, day

    staged = [p for p in cluster if p.stage]
    if not staged:
        return None
    newest = max(staged, key=age)
    if newest.stage == "停滞" or _level(newest) >= _FINISHED:
        return newest
    standing = [p for p in staged if _level(p) >= _FINISHED and age(p)[0] == age(newest)[0]]
    return max(standing, key=age) if standing else newest


def _level(project: Project) -> int:
    return STAGES.index(project.stage) if project.stage in STAGES else -1


def keep_keys(projects: Iterable[Project], before: Iterable[Project]) -> list[Project]:
    """Projects under the keys they had in the previous issue, found through every name they had there; no key is given twice."""
    known: dict[str, Project] = {}
    for earlier in before:
        for name in (earlier.name, *earlier.aliases):
            known.setdefault(bare_name(name), earlier)
    taken: set[str] = set()
    new_keys: dict[str, str] = {}
    kept = []
    for project in projects:
        names = map(bare_name, (project.name, *project.aliases))
        old: Project | None = next((known[name] for name in names if name in known and known[name].key not in taken), None)
        same = old is not None and (old.district == project.district or not (old.district and project.district))
        key = old.key if old is not None and same else project.key
        if key in taken:  # two works of one name in two places
            key = next(k for n in range(2, len(taken) + 3) if (k := f"{project.key}@{project.district or ''}{n}") not in taken)
        taken.add(key)
        new_keys[project.key] = key
        kept.append(project if key == project.key else project.model_copy(update={"key": key}))
    return [
        p.model_copy(update={"part_of": new_keys[p.part_of]})
        if p.part_of and new_keys.get(p.part_of, p.part_of) != p.part_of
        else p
        for p in kept
    ]


_NODES = (
    ("开工", re.compile("开工|动工|奠基|破土|启动建设")),
    ("封顶", re.compile("封顶|主体完工")),
    ("通车", re.compile("通车|通航|通水|通气")),
    ("投用", re.compile("投产|投用|投运|启用|使用|交付|运营|开园|开业|营业|发电")),
    ("竣工", re.compile("竣工|完工|建成|完成$")),
)
"""Nodes that are one and the same under several words; the first that fits."""


def _node(what: str) -> str:
    """Which node a milestone is; one of a part (东段通车) or of the whole line is its own."""
    if re.search("全线|段|期|首|线", what):
        return what
    return next((name for name, words in _NODES if words.search(what)), what)


def _planned(cluster: list[Project], sources: Mapping[str, SourceInfo]) -> tuple[Milestone, ...]:
    """The milestones of all documents. A later document that gives a node another day takes the place of what was planned before,
    and one that reports the work finished ends what an earlier one planned for that."""
    seen: dict[tuple[str, str | None], Milestone] = {}
    last: dict[str, tuple[int, date]] = {}
    for project in cluster:
        for milestone in project.planned:
            if milestone.when:
                node = _node(milestone.what)
                last[node] = max(last.get(node, (0, date.min)), _age(project, sources))
        for node in _REACHED.get(project.stage or "", ()):
            last[node] = max(last.get(node, (0, date.min)), _age(project, sources))
    for project in cluster:
        rank, day = _age(project, sources)
        for milestone in project.planned:
            newest = last.get(_node(milestone.what)) if len(cluster) > 1 else None
            if newest and day > date.min and newest[0] >= rank and newest[1] > day:
                continue
            seen.setdefault((milestone.what, milestone.when), milestone)
    return tuple(seen.values())


_REACHED = {"竣工": ("开工", "封顶", "竣工"), "投产": ("开工", "封顶", "竣工", "通车", "投用"), "主体完工": ("开工", "封顶")}
"""The nodes a stage has behind it."""
