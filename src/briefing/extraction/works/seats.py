"""Where a project stands: the district its name, a bracket or its sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.chinese.divisions import Level
from briefing.chinese.places import Place
from briefing.extraction.setting import Setting
from briefing.extraction.works.drafts import Draft
from briefing.extraction.works.names import Name
from briefing.extraction.works.windows import Window


def locate(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    if bracket := _BRACKET.match(text, name.end, name.end + 18):
        if found := setting.gazetteer.find(bracket[1]):
            draft.districts.append((4, found[0].name))
        elif bracket[1].endswith("本级") and setting.home:
            draft.districts.append((4, setting.home))
    elif (held := _HELD_PLACE.search(text, name.start, name.end)) and (place := _meant(setting, held[1])):
        draft.districts.append((4, place))
    inside = [p for p in setting.places_in(name.start, name.end) if setting.of_region(p.name)]
    if inside and inside[0].start == name.start and _deepest(setting, inside) != setting.gazetteer.region:
        draft.districts.append((3, _deepest(setting, inside)))
    elif seat := _seat(setting, window):
        draft.districts.append((4, seat))
    elif text[name.start] == "市" and setting.gazetteer.region:
        draft.districts.append((3, setting.gazetteer.region))
    elif before := setting.place_before(name.start):
        draft.districts.append((2, before))
    elif setting.home:
        draft.districts.append((0, setting.only or setting.home))


_BRACKET = re.compile(r"（([^（）]{2,14})）")
_HELD_PLACE = re.compile(r"（([^（）\d]{2,8})）$")


def _meant(setting: Setting, words: str) -> str | None:
    """The place a bracket names, also by its short name."""
    return setting.gazetteer.listed.get(words) or next((p.name for p in setting.gazetteer.find(words)), None)


_DEPTH: dict[Level, int] = {"province": 1, "prefecture": 2, "county": 3, "zone": 4, "town": 5}


def _deepest(setting: Setting, places: Sequence[Place]) -> str:
    """某市某县X项目: of places that follow each other the last, as long as each lies below the one before: in 某区甲市第二医院
    the city belongs to the hospital's name."""
    last = places[0]
    for place in places[1:]:
        if place.start != last.end or not (place.name in setting.gazetteer.parents or _DEPTH[place.level] > _DEPTH[last.level]):
            break
        last = place
    return last.name


_SEATED = re.compile(r"(?:位于|坐落于|坐落在|落户|选址)")


def _seat(setting: Setting, window: Window) -> str | None:
    """The place a project is said to stand in."""
    for start, end in window.spans[:3]:
        if match := _SEATED.search(setting.text, start, end):
            found = setting.topics(match.end(), end)
            return found[-1].name if found and found[-1].name != setting.gazetteer.region else None
    return None
