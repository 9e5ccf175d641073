"""Two issues of the seeds, split by date: what the change page says must follow from which papers each issue had."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import briefing
from briefing.api.gather import extract_all, read_all
from briefing.composition import compose
from briefing.model.base import within
from briefing.model.extraction import Extraction
from briefing.model.run import Run
from briefing.model.summary import Change, Summary
from briefing.reconciliation.changes import series
from conftest import ROOT


@cache
def read() -> tuple[tuple[Extraction, ...], briefing.Options]:
    options = briefing.load_options(ROOT / "seeds/briefing.toml")
    sources, _ = read_all(ROOT / "seeds", options)
    extractions, options = extract_all(sources, options)
    return tuple(extractions), options


def issue(names: Sequence[str], period: str, previous: Summary | None = None) -> Summary:
    extractions, options = read()
    own = [x for x in extractions if x.source.path[:3] in names]
    return briefing.reconcile(own, options.model_copy(update={"period": period}), previous=previous)


FIRST = ("001", "002", "004")
SECOND = ("000", "003")


@cache
def first() -> Summary:
    return issue(FIRST, "2024-10")


def of(summary: Summary, class_: str, what: str = "figure") -> list[Change]:
    return [c for c in summary.changes if c.class_ == class_ and c.what == what]


def papers(summary: Summary, change: Change) -> set[str]:
    names = {s.info.id: s.info.path[:3] for s in (*first().sources, *summary.sources)}
    return {names[e.source] for e in change.evidence}


def test_all_papers_beside_the_old_ones() -> None:
    """Nothing is withdrawn, silent or turned over; what is new or said again stands in the two papers that came."""
    every = issue((*FIRST, *SECOND), "2025-04", first())
    assert not of(every, "撤下") and not of(every, "撤下", "project") and not of(every, "未更新", "project")
    silent = of(every, "未更新")  # regular figures no new paper has given another value of
    assert all(papers(every, c) <= set(FIRST) and c.silent == 1 and c.new is None for c in silent)
    new = of(every, "新增")
    assert len(new) > 40 and all(papers(every, c) <= set(SECOND) for c in (*new, *of(every, "新增", "project")))
    known = {(f.key, f.value) for f in first().figures}
    figures = {f.id: f for f in every.figures}
    assert not [c.text for c in new if (figures[c.facts[0]].key, figures[c.facts[0]].value) in known]
    again = [*of(every, "再提及"), *of(every, "再提及", "project")]
    assert again and all(papers(every, c) <= set(SECOND) for c in again)
    told = {c.text: c.new for c in new}
    assert told["焦作市争取资金"] == "108.74亿元" and told["焦作市地区生产总值增速全省位次"] == "第七"
    assert len(every.figures) == len(first().figures) + len(new)


def test_only_the_new_papers() -> None:
    """A month later only what came is at hand: all the rest is silent for one issue, told as the old issue had it."""
    later = issue(SECOND, "2025-04", first())
    assert not of(later, "撤下") and not of(later, "撤下", "project")
    silent = of(later, "未更新")
    now = {series(f) for f in later.figures}
    assert len(silent) == len({series(f) for f in first().figures} - now) > 80
    assert {c.silent for c in silent} == {1} and not any(c.facts for c in silent)
    assert all(papers(later, c) <= set(FIRST) for c in silent)
    told = {c.text: (c.old, c.old_period) for c in silent}
    assert told["焦作市全社会研发投入强度"] == ("2.82%", "2023")
    assert [old for text, (old, _) in told.items() if text.startswith("马村区工业投资增速与全市")] == ["78.7个百分点"]
    again = issue(SECOND, "2025-05", later)
    assert {c.silent for c in of(again, "未更新")} == {2}


def test_the_page_shows_the_weighty_and_marks_what_is_weak() -> None:
    later = issue(SECOND, "2025-04", first())
    document = compose(later, read()[1])
    (page,) = [s for s in document.sections if s.id == "changes"]
    lines = [
        "".join(r.text for r in within(row, Run) if r.style != "mark")
        for block in page.blocks
        for row in getattr(block, "rows", ())
    ]
    silent = [line for line in lines if "未更新" in line]
    weighty = {c.text for c in of(later, "未更新") if c.salience == 3}
    assert silent and any(text in silent[0] for text in weighty)
    assert not any("低可信" in line for line in lines[:3])
