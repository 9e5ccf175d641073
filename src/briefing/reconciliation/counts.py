"""应有 N 见到 M: what a text announces by number against what was found of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from briefing.model.fact import Enumeration, Figure, Programme, Project
from briefing.model.summary import CountCheck

_MARKS = re.compile(r"[“”‘’\"'《》（）()，。、；：,;:\s]")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "百": 100}
_CLASS = re.compile(r"([两二三四五六七八九]?)(十|百)大?")


def check_counts(
    enumerations: Iterable[Enumeration],
    programmes: Iterable[Programme],
    figures: Iterable[Figure],
    projects: Iterable[Project] = (),
) -> list[CountCheck]:
    """Announced lists, programmes with their expected number, as a whole and class by class, and sums of parts (N = a + b)."""
    class_of = {project.name: project.class_ for project in projects if project.class_}
    return [*_lists(enumerations), *_programmes(programmes, class_of), *_sums(figures)]


def merge_enumerations(enumerations: Iterable[Enumeration]) -> list[Enumeration]:
    """One entry a head and number: the union of the items all places list, in order of first appearance."""
    groups: dict[tuple[str, int], list[Enumeration]] = defaultdict(list)
    for enumeration in enumerations:
        groups[(_bare(enumeration.head), enumeration.count)].append(enumeration)
    out = []
    for group in groups.values():
        items: dict[str, str] = {}
        for enumeration in group:
            for item in enumeration.items:
                _add(items, item)
        update = {"items": tuple(items.values()), "evidence": tuple(e for x in group for e in x.evidence)}
        out.append(group[0].model_copy(update=update))
    return out


def _add(items: dict[str, str], item: str) -> None:
    """An item counts once: also when one place writes a part of what the other writes."""
    bare = _bare(item)
    if bare and not any(bare in known or known in bare for known in items):
        items[bare] = item


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _lists(enumerations: Iterable[Enumeration]) -> list[CountCheck]:
    return [
        CountCheck(head=x.head, expected=x.count, found=x.items, evidence=x.evidence)
        for x in merge_enumerations(enumerations)
        if x.items and len(x.items) <= x.count
    ]


def merge_programmes(programmes: Iterable[Programme], projects: Sequence[Project]) -> list[Programme]:
    """One entry a programme, with every project that is put down to it as member."""
    named: dict[str, Programme] = {}
    for programme in programmes:
        other = named.get(programme.name)
        if other is None:
            named[programme.name] = programme
            continue
        members = tuple(dict.fromkeys(other.members + programme.members))
        classes = tuple(dict.fromkeys(other.classes + programme.classes))
        expected = other.expected or programme.expected
        named[programme.name] = other.model_copy(update={"members": members, "classes": classes, "expected": expected})
    of: dict[str, dict[str, None]] = defaultdict(dict)
    names = {name: project.name for project in projects for name in (project.name, *project.aliases)}
    for project in projects:
        if project.programme and project.part_of is None:
            of[project.programme][project.name] = None
    out = []
    for name, programme in named.items():
        members = tuple(dict.fromkeys([*(names.get(member, member) for member in programme.members), *of.get(name, {})]))
        out.append(programme.model_copy(update={"members": members}))
    return out + [Programme(name=name, members=tuple(members)) for name, members in of.items() if name not in named]


def class_size(name: str) -> int | None:
    """How many a class announces in its own name: 十大…项目 is ten, 二十大 twenty; None when it says nothing."""
    match = _CLASS.match(name)
    return _NUMERALS.get(match[1], 1) * _NUMERALS[match[2]] if match else None


def _programmes(programmes: Iterable[Programme], class_of: Mapping[str, str]) -> list[CountCheck]:
    """Each programme, then those of its classes the sources put a member into; a member without a class counts for none."""
    out = []
    for programme in programmes:
        expected = programme.expected or sum(size for name in programme.classes if (size := class_size(name)))
        if not expected or not programme.members or len(programme.members) > expected:
            continue
        out.append(CountCheck(head=programme.name, expected=expected, found=programme.members))
        for name in programme.classes:
            found = tuple(member for member in programme.members if class_of.get(member) == name)
            size = class_size(name)
            if found and size and len(found) <= size:
                out.append(CountCheck(head=f"{name}（写明类别）", expected=size, found=found))
    return out


def _sums(figures: Iterable[Figure]) -> list[CountCheck]:
    """A count whose parts the text gives: told when the parts are the whole, never when they are only some of it."""
    figures = list(figures)
    wholes = {f.id: f for f in figures if f.measure == "count" and not f.approx and f.value == f.value.to_integral_value()}
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.part_of in wholes and figure.measure == "count" and not figure.approx:
            parts[figure.part_of].append(figure)
    out = []
    for key, own in parts.items():
        whole = wholes[key]
        if len(own) > 1 and sum((f.value for f in own), Decimal(0)) == whole.value and len({f.unit for f in (whole, *own)}) == 1:
            found = tuple(f.indicator for f in own)
            evidence = tuple(dict.fromkeys(f.evidence[0] for f in (whole, *own)))
            where = f"{whole.scope or ''}{whole.indicator}"
            out.append(
                CountCheck(head=where, expected=int(whole.value), found=found, evidence=evidence, parts=tuple(f.id for f in own))
            )
    return out
