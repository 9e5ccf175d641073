"""Cases of projects, districts, matters, lists and offices in Markdown: `##` a case, its text, then what must be read from it.

    ## 投资在名称之前
    总投资12亿元的蓝岬新材料产业园已主体封顶，计划2026年6月投产。
    = project 蓝岬新材料产业园 stage:主体完工 total:12亿元 plan:投产@2026-06
    - project 重点项目

`=` must be read, `-` must not. Fields of a project: `stage`, `at` (stage date), `in` (district), `total`, `done`, `owner`, `plan`
(what@when, several joined by `;`), `issue` (a piece of a problem), `alias`, `part` (of what), `programme`, `has` (an attribute).
Of a district: `aim`, `make`, `proud` (several joined by `;`). Of a matter: `kind`, `project`, `owner`, `by`, `since`, `state`,
`audience`, `in`. A field `x:-` asks for nothing there. The projects of a case are exactly its `= project` lines, unless it has a
line `...`; cases without a `project` line ask nothing about projects. Places and head lines as in `casefile`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.model.extraction import Extraction
from briefing.model.fact import District, Enumeration, Matter, Office, Project


@dataclass
class Wanted:
    """A line of a case: what is asked, its name, its fields, and whether it must be there."""

    kind: str
    name: str
    fields: dict[str, str]
    there: bool


@dataclass
class FactCase:
    name: str
    text: str = ""
    wanted: list[Wanted] = field(default_factory=list)
    open: bool = False
    head: dict[str, str] = field(default_factory=dict)


def cases(path: Path) -> list[FactCase]:
    """The cases of a file, in order."""
    out: list[FactCase] = []
    head: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            out.append(FactCase(line[3:], head=dict(head)))
        elif not out:
            key, _, value = line.partition(" ")
            if key in ("published", "title", "home"):
                head[key] = value
        elif line[:2] in ("= ", "- "):
            out[-1].wanted.append(_wanted(line))
        elif line == "...":
            out[-1].open = True
        elif line.strip():
            row = line.startswith("|")
            joiner = "\n" if row and out[-1].text.rpartition("\n")[2].startswith("|") else "\n\n"
            out[-1].text += (joiner if out[-1].text else "") + line
    return out


def _wanted(line: str) -> Wanted:
    kind, name, *rest = line[2:].split()
    return Wanted(kind, name, dict(part.split(":", 1) for part in rest), line[0] == "=")


def missed(case: FactCase, extraction: Extraction) -> list[str]:
    """What a case asks and the extraction does not give, in words; empty when all is right."""
    out = []
    for wanted in case.wanted:
        found = [x for x in _KINDS[wanted.kind].all(extraction) if _KINDS[wanted.kind].named(x, wanted.name)]
        if not wanted.there:
            out += [f"read what is none: {wanted.kind} {wanted.name}"] if found else []
        elif not found:
            out.append(f"not read: {wanted.kind} {wanted.name}")
        else:
            best = min((list(_wrong(x, wanted)) for x in found), key=len)
            out += [f"{wanted.kind} {wanted.name}: {words}" for words in best]
    asked = {w.name for w in case.wanted if w.kind == "project" and w.there}
    if any(w.kind == "project" for w in case.wanted) and not case.open:
        names = {p.name for p in extraction.projects if not any(_named_project(p, name) for name in asked)}
        out += [f"a project too many: {name}" for name in sorted(names)]
    return out


def _wrong(fact: object, wanted: Wanted) -> Iterator[str]:
    for key, value in wanted.fields.items():
        given = _KINDS[wanted.kind].fields[key](fact)
        for piece in value.split(";"):
            right = not given if piece == "-" else any(piece == g if key in _EXACT else piece in g for g in given)
            if not right:
                yield f"{key} is {'、'.join(given) or 'nothing'}, not {piece}"


_EXACT = {"stage", "at", "in", "total", "done", "plan", "kind", "by", "since", "state", "audience", "n", "items"}


def _some(value: object) -> list[str]:
    return [str(value)] if value is not None else []


def _project_fields() -> dict[str, Callable[[Project], list[str]]]:
    return {
        "stage": lambda p: _some(p.stage),
        "at": lambda p: _some(p.stage_date),
        "in": lambda p: _some(p.district),
        "total": lambda p: [f"{p.investment_total.value}{p.investment_total.unit}"] if p.investment_total else [],
        "done": lambda p: [f"{p.investment_done.value}{p.investment_done.unit}"] if p.investment_done else [],
        "owner": lambda p: _some(p.owner),
        "plan": lambda p: [f"{m.what}@{m.when or ''}" for m in p.planned],
        "issue": lambda p: list(p.problems),
        "alias": lambda p: list(p.aliases),
        "part": lambda p: _some(p.part_of),
        "programme": lambda p: _some(p.programme),
        "has": lambda p: list(p.attributes),
    }


def _named_project(project: Project, name: str) -> bool:
    return name in (project.name, *project.aliases)


@dataclass(frozen=True)
class _Kind:
    all: Callable[[Extraction], Sequence[object]]
    named: Callable[..., bool]
    fields: dict[str, Callable[..., list[str]]]


def _district(d: District, name: str) -> bool:
    return d.name == name


def _matter(m: Matter, name: str) -> bool:
    return name in m.text


def _list(e: Enumeration, name: str) -> bool:
    return e.head == name


def _office(o: Office, name: str) -> bool:
    return o.person == name


_KINDS: dict[str, _Kind] = {
    "project": _Kind(lambda x: x.projects, _named_project, _project_fields()),
    "district": _Kind(
        lambda x: x.districts,
        _district,
        {
            "aim": lambda d: [p.text for p in d.positioning],
            "make": lambda d: [p.text for p in d.industries],
            "proud": lambda d: [p.text for p in d.highlights],
        },
    ),
    "matter": _Kind(
        lambda x: x.matters,
        _matter,
        {
            "kind": lambda m: [m.kind],
            "project": lambda m: _some(m.project),
            "owner": lambda m: _some(m.owner),
            "by": lambda m: _some(m.deadline),
            "since": lambda m: _some(m.since),
            "state": lambda m: _some(m.state),
            "audience": lambda m: [m.audience],
            "in": lambda m: _some(m.district),
        },
    ),
    "list": _Kind(lambda x: x.enumerations, _list, {"n": lambda e: [str(e.count)], "items": lambda e: ["|".join(e.items)]}),
    "office": _Kind(lambda x: x.offices, _office, {"post": lambda o: [o.post]}),
}
