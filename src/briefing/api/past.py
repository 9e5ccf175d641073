"""What the archive holds before a run: the issues this one is compared with, and this one as it stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from briefing.archive import Issue, digest, issues, previous_issue, standing_issue
from briefing.errors import UsageError
from briefing.model.note import Note
from briefing.model.period import bounds, months_between
from briefing.model.summary import Summary
from briefing.options import Options
from briefing.writers.json import read_summary

SUMMARY = "briefing.json"
_ROUNDS = 12
"""Months back of which issues are read for 较短比长 and 走势."""


class Shelf(NamedTuple):
    """The issue before (and what the manifest says of it), this issue as it stands, the number of its revision (0: none), and the
    other issues of the last months."""

    before: Summary | None
    compared: dict[str, str] | None
    standing: Summary | None
    over: int
    earlier: tuple[Summary, ...]


def shelf_of(out: Path, period: str, options: Options, notes: list[Note]) -> Shelf:
    """What `out` holds. An issue that cannot be read is a note: the run goes on without a comparison."""
    before, compared = _previous(out, period, options, notes)
    return Shelf(before, compared, *_standing(out, period, options, notes), _earlier(out, period, options, before))


def hashes(out: Path, period: str, edition: str | None) -> dict[str, str]:
    """Period → hash of the summary, as it stands, of the issues of the last months."""
    return {month: digest(path) for month, path in _near(out, period, edition).items()}


def made_already(out: Path, options: Options, key: str) -> Issue | None:
    """The issue made of the same things, when the issues it was compared with are still the same too."""
    for issue in issues(out, options.edition):
        known = issue.manifest()
        if known.get("run_key") != key:
            continue
        before = previous_issue(out, issue.period, options.edition)
        compared = known.get("previous")
        told = compared.get("sha256") if isinstance(compared, Mapping) else None
        same = told == (digest(before.folder / SUMMARY) if before and _readable(before.folder / SUMMARY) else None)
        if same and known.get("earlier", {}) == hashes(out, issue.period, options.edition):
            return issue
    return None


def _readable(path: Path) -> bool:
    return os.access(path, os.R_OK)


def _previous(out: Path, period: str, options: Options, notes: list[Note]) -> tuple[Summary | None, dict[str, str] | None]:
    issue = previous_issue(out, period, options.edition)
    if issue is None:
        return None, None
    try:
        path = issue.folder / SUMMARY
        return read_summary(path), {"period": issue.period, "sha256": digest(path)}
    except UsageError as error:
        message = f"上一期（{issue.period}）读不出来，本期不作比较：{error}"
        notes.append(Note(code="previous-unreadable", message=message))
        return None, None


def _standing(out: Path, period: str, options: Options, notes: list[Note]) -> tuple[Summary | None, int]:
    issue = standing_issue(out, period, options.edition)
    if issue is None:
        return None, 0
    try:
        return read_summary(issue.folder / SUMMARY), issue.revision
    except UsageError as error:
        message = f"本期（{period}）已有的一版读不出来，不作修订说明：{error}"
        notes.append(Note(code="standing-unreadable", message=message))
        return None, issue.revision


def _earlier(out: Path, period: str, options: Options, before: Summary | None) -> tuple[Summary, ...]:
    """The issue before and the others of the last months that can be read: where the districts stood a round before."""
    if before is None:
        return ()
    found = [before]
    for month, path in _near(out, period, options.edition).items():
        if month != before.meta.period:
            with suppress(UsageError):  # what cannot be read takes no part
                found.append(_comparable(read_summary(path)))
    return tuple(found)


def _comparable(old: Summary) -> Summary:
    """What is left of an earlier issue for 较短比长 and 走势: a year of whole issues would fill the memory."""
    from briefing.reconciliation import comparable

    rest: dict[str, object] = {name: () for name, held in old if isinstance(held, tuple)}
    return old.model_copy(update=rest | {"figures": tuple(f for f in old.figures if comparable(f, (str(f.scope),)))})


def _near(out: Path, period: str, edition: str | None) -> dict[str, Path]:
    """Period → summary, as it stands, of the issues of the last months."""
    found = {}
    for issue in issues(out, edition):
        path = issue.folder / SUMMARY
        with suppress(ValueError):  # no issue of a month
            near = months_between(bounds(issue.period).first, bounds(period).first) <= _ROUNDS
            if near and issue.period < period and _readable(path):
                found[issue.period] = path
    return found
