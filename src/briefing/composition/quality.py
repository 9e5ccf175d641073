"""六、数据质量: every source with its date, how the date is known, its trust and how much of it repeats; doubts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from briefing.composition import judgement
from briefing.composition.choice import Pool
from briefing.composition.decided import decided
from briefing.composition.desk import HISTORY, Desk
from briefing.composition.inline import structure
from briefing.composition.tokens import plain
from briefing.model.document import Bar, Dots
from briefing.model.fact import Office
from briefing.model.period import bounds
from briefing.model.run import Run, Runs
from briefing.model.source import SourceInfo
from briefing.model.summary import SummarySource

_SOURCES = 40
_TITLE = 24
_APART = 6
"""Sources up to which what was set aside is told one by one."""
_OFFICES = 8
_MISREAD = 10
_HOW = {"printed": "版头", "inferred": "推断", "given": "配置给定"}
_TRUST = {"high": ("高", 3), "medium": ("中", 2), "low": ("低", 1)}
_DROPPED = {
    "boilerplate": "导航套话", "contact": "联系方式", "advert": "广告", "seo-injection": "植入词", "caption-credit": "图片署名",
    "duplicate": "重复段落", "byline": "记者署名", "anti-scrape": "防采集字符", "control": "控制字符",
    "private": "个人信息",
}  # fmt: skip


@dataclass(frozen=True)
class SourceRow:
    letter: Run
    title: Runs
    publisher: Runs
    date: Runs
    how: str
    dots: Dots
    trust: str
    share: Run
    bar: Bar
    figures: Run


@dataclass(frozen=True)
class Dropped:
    """What was set aside of one source, by kind."""

    letter: Runs
    """None for all sources together."""
    kinds: tuple[tuple[str, Run], ...]


def view(desk: Desk, pool: Pool) -> dict[str, Any] | None:
    """What the template is given; None without sources."""
    sources = desk.summary.sources
    if not sources:
        return None
    shown = sources[:_SOURCES]
    conflicts, left = judgement.conflicts(desk)
    questions, unasked = judgement.questions(desk)
    stale = sum(figure.fresh is False for figure in desk.summary.figures)
    doubts = [figure for figure in desk.summary.figures if figure.doubt]
    counts = judgement.counts(desk)
    return {
        "sources": [_row(desk, source) for source in shown],
        "count": desk.count(len(sources)),
        "more": (desk.count(len(sources) - len(shown)),) if len(sources) > len(shown) else (),
        "dropped": _dropped(desk, sources),
        "weak": [_weak(desk, source) for source in shown if source.info.trust == "low"][:6],
        "doubts": desk.count(len(doubts)),
        "any_doubts": bool(doubts),
        "undated": desk.count(sum(1 for figure in desk.summary.figures if figure.period is None)),
        "stale": (desk.count(stale),) if stale else (),
        "figures": desk.count(len(desk.summary.figures)),
        "offices": _offices(desk),
        "decided": decided(desk),
        "misread": _misread(desk),
        "conflicts": conflicts,
        "conflict_more": (desk.count(left),) if left else (),
        "counts": counts,
        "thirds": [counts[at::3] for at in range(3)] if len(counts) >= 3 and not conflicts else [],
        "questions": questions,
        "question_more": (desk.count(unasked),) if unasked else (),
    }


def _row(desk: Desk, source: SummarySource) -> SourceRow:
    info = source.info
    word, level = _TRUST[info.trust]
    percent = round(info.duplicate_share * 100, 1)
    return SourceRow(
        letter=desk.name("source", source.letter, "strong", key=info.id),
        title=_title(desk, info),
        publisher=(desk.name("publisher", info.publisher),) if info.publisher else (),
        date=(structure("date", _date(info)),) if info.published else (Run(kind="text", text="未写"),),
        how=_HOW.get(info.published_how or "", "—"),
        dots=Dots(filled=level),  # type: ignore[arg-type]
        trust=word,
        share=structure("share", f"{percent:g}"),
        bar=Bar(share=min(info.duplicate_share, 1.0)),
        figures=desk.count(source.figures),
    )


def _title(desk: Desk, info: SourceInfo) -> Runs:
    title = plain(re.sub(r"^#+\s*", "", info.title or PurePath(info.path).stem))
    if not info.title:
        return Run(kind="text", text="原文无标题（"), desk.name("source", title, key=info.id), Run(kind="text", text="）")
    shown = desk.name("source", title if len(title) <= _TITLE else title[: _TITLE - 1], key=info.id)
    return (shown,) if len(title) <= _TITLE else (shown, Run(kind="text", text="……"))


def _date(info: SourceInfo) -> str:
    """2024-10-01, no more exact than it is known."""
    iso = info.published.isoformat() if info.published else ""
    return iso[: {"day": 10, "month": 7, "year": 4}[info.published_precision]]


def _dropped(desk: Desk, sources: Iterable[SummarySource]) -> list[Dropped]:
    """What was set aside, source by source; of many sources together."""
    sources = list(sources)
    groups = [[source] for source in sources] if len(sources) <= _APART else [sources]
    out = []
    for group in groups:
        kinds = Counter(_DROPPED.get(piece.type, "其他") for source in group for piece in source.info.dropped)
        if kinds:
            letter = (desk.name("source", group[0].letter, key=group[0].info.id),) if len(group) == 1 else ()
            out.append(Dropped(letter=letter, kinds=tuple((kind, desk.count(number)) for kind, number in kinds.most_common(4))))
    return out


def _seat(desk: Desk, office: Office) -> Runs:
    """The place of a post that names none (区委书记), where its paper is about one of that rank."""
    source = desk.sources.get(office.evidence.source)
    home = source.info.home if source else None
    bare = re.match("([省市区县州盟旗])(?:委|长|政府|人大|政协)|副[省市区县州盟旗]长", office.post)
    if home is None or bare is None or home[-1] not in bare.group():
        return ()
    return (desk.name("scope", home), Run(kind="text", text="　"))


def _offices(desk: Desk) -> list[dict[str, object]]:
    """Persons in their posts, by the date of the source that says so: what is old is seen to be old."""
    known = [office for office in desk.summary.offices if office.as_of and desk.trust(office.evidence) != "low"]
    found: list[Office] = []
    for office in sorted(known, key=lambda o: bounds(o.as_of or "").last, reverse=True):
        same = [o for o in found if o.person == office.person and (o.post.endswith(office.post) or office.post.endswith(o.post))]
        found += [] if same else [office]
    return [
        {
            "person": desk.name("person", office.person),
            "post": (*_seat(desk, office), desk.name("post", office.post)),
            "as_of": structure("date", bounds(office.as_of or "").last.isoformat()),
            "tags": (HISTORY,) if desk.old(office.evidence) else (),
            "marks": desk.mark_evidence(office.evidence),
        }
        for office in found[:_OFFICES]
    ]


def _misread(desk: Desk) -> list[dict[str, object]]:
    """Words that look misread, with the source they stand in."""
    letters = {source.info.path: source for source in desk.summary.sources}
    found = [note for note in desk.summary.notes if note.code == "ocr-doubt" and note.source in letters]
    told = sorted(found, key=lambda note: desk.letter(letters[str(note.source)].info.id))[:_MISREAD]
    return [
        {
            "letter": desk.name("source", letters[str(note.source)].letter, key=letters[str(note.source)].info.id),
            "told": desk.name("doubt", note.message),
        }
        for note in told
    ]


def _weak(desk: Desk, source: SummarySource) -> dict[str, object]:
    """Why a source is of low trust, in the words of the rule table."""
    reasons = "；".join(plain(reason) for reason in source.info.trust_reasons[:3])
    return {
        "letter": desk.name("source", source.letter, key=source.info.id),
        "reasons": desk.name("reason", reasons, key=source.info.id) if reasons else "未写原因",
    }
