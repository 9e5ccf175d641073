"""Projects: their mentions joined, and what the text around each mention says of place, money, progress and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.chinese.places import Gazetteer
from briefing.extraction import namewords, stages
from briefing.extraction.mentions import normal
from briefing.extraction.names import Name
from briefing.extraction.setting import Setting
from briefing.extraction.windows import Window, windows
from briefing.model.base import Span
from briefing.model.fact import Evidence, Figure, Milestone, Project, Stage, StageReport
from briefing.model.quantity import Quantity
from briefing.model.text import CleanText
from briefing.options import Options

_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>[万亿]?元)"
_HEDGE = r"(?:约为?|近|超过?|达到?|为|共|：|合计|将达|规模|突破|逾)*"
_TOTAL_LEFT = re.compile(
    rf"(?:总投资|投资总额|计划投资|投资|投入)(?:额)?{_HEDGE}{_AMOUNT}(?:多)?(?:、[^，。；]{{0,20}})?(?:的|建设的|打造的)?$"
)
_TOTAL_RIGHT = re.compile(rf"(?<!年度)(?:计划|估算|概算|预计|概算|协议|规划)?总投资(?:额)?{_HEDGE}{_AMOUNT}")
_BRACKET = re.compile(rf"（(?:总投资|投资)?{_HEDGE}{_AMOUNT}）")
_DONE = re.compile(
    rf"(?P<cum>(?:开工以来)?累计(?:已)?|已|目前|截至[^，]{{2,10}})?(?:已)?完成(?:固定资产|前期|工程)?投资{_HEDGE}{_AMOUNT}"
)
_ATTRIBUTES = re.compile(
    r"(?:规划)?(?:占地(?:面积)?|总?用地面积|(?:规划|总)?建筑面积|线路全长|路线全长|全长|线路长|总长|设计时速|设计速度|总?装机容量|总库容|库容|设计年产|年产(?:值)?|日处理(?:能力)?"
    r"|设置?床位|开放床位|规划床位|新增学位|提供学位|双向)(?:约为?|近|超过?|达到?|为)?[\d一二三四五六七八九十][\d,.]*(?:多|余)?(?:万|亿|千)?[\u4e00-\u9fff/]{1,5}?(?=，|。|；|、|（|的|）|$|\n|项目)"
)


@dataclass
class Draft:
    """What has been gathered of one project."""

    key: str
    names: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    districts: list[tuple[int, str]] = field(default_factory=list)
    total: tuple[Decimal, str, Span] | None = None
    done: tuple[int, Decimal, str, Span] | None = None
    reports: list[tuple[stages.Progress, Evidence]] = field(default_factory=list)
    planned: list[Milestone] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    owner: str | None = None
    programme: str | None = None
    class_: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


def read(
    clean: CleanText, names: Sequence[Name], figures: Sequence[Figure], gazetteer: Gazetteer, options: Options
) -> tuple[Project, ...]:
    """The projects of a document, in the order of their first mention."""
    setting = Setting(clean, gazetteer, options)
    drafts: dict[str, Draft] = {}
    for window in windows(setting, [n for n in names if n.kind == "project"]):
        for name in window.names:
            draft = drafts.setdefault(name.key, Draft(name.key))
            _gather(setting, draft, name, window)
    return tuple(_finished(setting, draft, drafts, figures) for draft in drafts.values())


def _gather(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    draft.names += [name.name, text[name.start : name.end]]
    draft.spans.append((name.start, name.end))
    draft.evidence.append(setting.evidence(name.start, name.end))
    _place(setting, draft, name, window)
    _money(text, draft, name, window)
    _stage(setting, draft, name, window)
    for start, end in window.spans:
        draft.attributes += [m[0] for m in _ATTRIBUTES.finditer(text, start, end)] if len(window.names) == 1 else []
    _programme(setting, draft, window)


def _place(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    if bracket := re.match(r"（([^（）]{2,14})）", text[name.end : name.end + 18]):
        if found := setting.gazetteer.find(bracket[1]):
            draft.districts.append((4, found[0].name))
        elif bracket[1].endswith("本级") and setting.home:
            draft.districts.append((4, setting.home))
    inside = [p for p in setting.places_in(name.start, name.end) if setting.of_region(p.name)]
    if inside and inside[0].start == name.start and inside[0].name != setting.gazetteer.region:
        draft.districts.append((3, inside[0].name))
    elif text[name.start] == "市" and setting.gazetteer.region:
        draft.districts.append((3, setting.gazetteer.region))
    elif before := setting.place_before(name.start):
        draft.districts.append((2, before))
    elif setting.home:
        draft.districts.append((0, setting.home))


def _money(text: str, draft: Draft, name: Name, window: Window) -> None:
    left = _TOTAL_LEFT.search(text, window.left, name.start) if window.left < name.start else None
    if left and left.end() == name.start:
        draft.total = draft.total or _amount(left)
    if bracket := _BRACKET.match(text, name.end):
        draft.total = draft.total or _amount(bracket)
    if len(window.names) > 1 or window.tail:
        return
    for start, end in window.spans:
        if not draft.total and (right := _TOTAL_RIGHT.search(text, start, end)):
            draft.total = _amount(right)
        for match in _DONE.finditer(text, start, end):
            rank = 2 if match["cum"] and "累计" in match["cum"] else 1
            if draft.done is None or rank > draft.done[0]:
                draft.done = (rank, *_amount(match))


def _amount(match: re.Match[str]) -> tuple[Decimal, str, Span]:
    return Decimal(match["n"].replace(",", "")), match["u"], (match.start("n"), match.end("u"))


def _stage(setting: Setting, draft: Draft, name: Name, window: Window) -> None:
    text = setting.text
    for start, end in window.spans:
        planned = window.planned and start == window.spans[0][0]
        for found in stages.read(text, start, end, setting.anchor, planned=planned):
            evidence = setting.evidence(*_trimmed(text, found.clause, start))
            if found.kind == "planned":
                draft.planned.append(Milestone(what=found.what, when=found.when, evidence=evidence))
            draft.reports.append((found, evidence))
    if window.lead:
        stage, at = window.lead
        kind: stages.Kind = (
            "planned" if window.planned or stages.load().future.search(text[max(at - 6, window.left) : at]) else "actual"
        )
        clause = (at, name.end)
        when = stages.due(text[window.left : at], setting.anchor)
        evidence = setting.evidence(at, name.end)
        draft.reports.append((stages.Progress(kind, stage, at, name.start, clause, when, text[at : name.start]), evidence))
        if kind == "planned" and stage in ("开工", "竣工", "投产"):
            draft.planned.append(Milestone(what=stage, when=when, evidence=evidence))


def _trimmed(text: str, clause: Span, start: int) -> Span:
    lo, hi = max(clause[0], start), clause[1]
    while lo < hi and text[lo] in "、，的 ":
        lo += 1
    return (lo, hi) if lo < hi else clause


def _programme(setting: Setting, draft: Draft, window: Window) -> None:
    start, end = window.sentence
    sentence = setting.text[start:end]
    for programme in setting.options.programmes:
        if any(form in sentence for form in (programme.name, *programme.aliases)):
            draft.programme = draft.programme or programme.name
        if found := next((c for c in programme.classes if c in sentence), None):
            draft.programme, draft.class_ = draft.programme or programme.name, draft.class_ or found


def _finished(setting: Setting, draft: Draft, drafts: dict[str, Draft], figures: Sequence[Figure]) -> Project:
    lead, *others = dict.fromkeys(draft.names)
    report = _latest(draft.reports)
    total = Quantity(value=draft.total[0], unit=draft.total[1]) if draft.total else None
    project = Project(
        key=draft.key,
        name=lead,
        aliases=tuple(others),
        district=max(draft.districts, key=lambda d: d[0])[1] if draft.districts else None,
        programme=draft.programme,
        owner=draft.owner,
        investment_total=total,
        investment_done=Quantity(value=draft.done[1], unit=draft.done[2]) if draft.done else None,
        investment_figures=tuple(_figure_ids(setting, draft, figures)),
        attributes=tuple(dict.fromkeys(draft.attributes)),
        stage=report[0].stage if report else None,
        stage_text=report[1].quote if report else None,
        stage_date=_dated(report[0], setting) if report else None,
        history=tuple(
            StageReport(stage=p.stage, text=e.quote, date=_dated(p, setting), evidence=e)
            for p, e in draft.reports
            if p.kind == "actual"
        ),
        planned=_planned(draft.planned),
        problems=tuple(dict.fromkeys(draft.problems)),
        part_of=_whole(draft, drafts),
        evidence=tuple(draft.evidence),
    )
    return project.model_copy(update={"class_": draft.class_})


def _dated(progress: stages.Progress, setting: Setting) -> str | None:
    if progress.when:
        return progress.when.removeprefix("by:")
    return f"as-of:{setting.anchor.isoformat()}" if setting.anchor else None


def _latest(reports: Iterable[tuple[stages.Progress, Evidence]]) -> tuple[stages.Progress, Evidence] | None:
    """The state reached: the most advanced one reported, except that a standstill outweighs what was under way."""
    actual = [r for r in reports if r[0].kind == "actual"]
    if not actual:
        return None
    best = max(actual, key=lambda r: stages.ORDER[r[0].stage])
    stopped = next((r for r in actual if r[0].stage == "停滞"), None)
    return stopped if stopped and stages.ORDER[best[0].stage] <= stages.ORDER["主体完工"] else best


def _planned(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    seen: dict[tuple[str, str | None], Milestone] = {}
    for milestone in milestones:
        seen.setdefault((milestone.what, milestone.when), milestone)
    return tuple(seen.values())


def _figure_ids(setting: Setting, draft: Draft, figures: Sequence[Figure]) -> Iterable[str]:
    """Ids of the figures the amounts were read from."""
    spans = [s for s in (draft.total[2] if draft.total else None, draft.done[3] if draft.done else None) if s]
    for start, end in spans:
        pieces = setting.clean.pieces(start, end)
        for figure in figures:
            if any(e.number and e.number[0][0] <= pieces[0][0] < e.number[-1][1] for e in figure.evidence):
                yield figure.id
                break


_PART_TAIL = re.compile(rf"(?:（?{namewords.PART}）?|[一二三四五六七八九十\d]+标段|锻造车间|主桥)$")


def _whole(draft: Draft, drafts: dict[str, Draft]) -> str | None:
    """The key of the whole this is a part of, when the document names it."""
    base = normal(_PART_TAIL.sub("", draft.key))
    if base == draft.key:
        return None
    return next((key for key in drafts if key != draft.key and (key == base or key.endswith(base) or base.endswith(key))), None)
