"""二、区县画像: a page for a district with much to tell, a strip for one with little, a matrix of all."""

from __future__ import annotations

from typing import Any

from briefing.composition import across, matrix
from briefing.composition.choice import Pool
from briefing.composition.desk import Desk
from briefing.composition.matrix import Material, fit
from briefing.composition.pictures import Picture
from briefing.composition.profile import Note, profile
from briefing.composition.works import Works
from briefing.model.fact import District

_FULL, _SHORT = 4, 6


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None when the issue has no districts."""
    works = Works(desk)
    material = [_material(desk, pool, works, d) for d in desk.summary.districts if d.name in desk.places]
    told = [m for m in material if m.size or m.facts or m.district.evidence]
    if not told:
        return None
    ranked = sorted(told, key=lambda m: -m.size)
    full = [m for m in ranked if m.size >= 12 and len(m.current) >= 5][: desk.cap(2 if desk.homes else _FULL)]
    least = 1 if desk.options.focus else 3  # an edition about some districts tells whatever there is
    short = [m for m in ranked if m not in full and m.size >= least][: desk.cap(_SHORT - 2 * bool(desk.homes))]
    order = [m for m in material if m in full] + [m for m in material if m in short]
    mentioned = _mentioned(desk, [m for m in told if m not in order and not m.current and not m.projects])
    word = "地区" if desk.homes else "区县"
    table, peers = matrix.view(desk, works, material), _peers(desk, pool)
    if not (order or mentioned or peers or (table["matrix"] and table["rows"])):
        return None  # all that is known of one district is doubtful
    return {
        "contents": f"{word}画像" + ("与对比" if full and len(material) >= 2 else ""),
        "profiles": [profile(desk, pool, works, m, True) for m in order if m in full],
        "strips": [profile(desk, pool, works, m, False) for m in order if m in short],
        "mentioned": _pairs(mentioned),
        "word": word,
        "two": 2,
        "three": 3,
        "mentioned_count": desk.count_words(len(mentioned)),
        "peers": peers,
        **table,
    }


def _peers(desk: Desk, pool: Pool) -> list[tuple[Picture, ...]]:
    """Comparisons of the districts in pairs, one an indicator, the longest period of it."""
    if desk.homes:
        return []
    drawn = [across.picture(desk, group) for group in across.of_districts(desk, pool.sound)[:4]]
    return [tuple(drawn[at : at + 2]) for at in range(0, len(drawn), 2)]


def _material(desk: Desk, pool: Pool, works: Works, district: District) -> Material:
    facts = pool.of_place(district.name)
    return Material(district, facts, [f for f in facts if pool.fit(f)], works.of_place(district.name))


def _mentioned(desk: Desk, found: list[Material]) -> list[Note]:
    out = []
    for m in found:
        phrase = next((p for p in (*m.district.highlights, *m.district.positioning) if fit(p, 4, 60)), None)
        if phrase is None:
            continue
        text = phrase.text if len(phrase.text) <= 20 else f"{phrase.text[:18]}……"
        out.append(
            Note(
                label=desk.name("district", m.district.name),
                text=(desk.quote(phrase.evidence, text),),
                marks=desk.mark_evidence(phrase.evidence),
            )
        )
    return out


def _pairs(notes: list[Note]) -> list[tuple[Note, tuple[Note, ...]]]:
    """Two to a line; the last line may hold one."""
    return [(notes[at], tuple(notes[at + 1 : at + 2])) for at in range(0, len(notes), 2)]
