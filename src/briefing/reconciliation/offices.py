"""Who holds which post, as of which day: the newest statement of a post first, older ones are history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from briefing.model.fact import Office
from briefing.model.period import bounds


def merge_offices(offices: Iterable[Office]) -> list[Office]:
    """One entry a person and post with its newest day; posts in order of first appearance, the newest holder of each first."""
    newest: dict[tuple[str, str], Office] = {}
    posts: dict[str, int] = {}
    for office in offices:
        posts.setdefault(office.post, len(posts))
        key = (office.post, office.person)
        if key not in newest or day(office) > day(newest[key]):
            newest[key] = office
    return sorted(newest.values(), key=lambda o: (posts[o.post], -day(o).toordinal()))


def day(office: Office) -> date:
    """The last day a statement speaks of; the beginning of time when it has none."""
    return bounds(office.as_of).last if office.as_of else date.min
