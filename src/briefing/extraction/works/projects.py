"""Projects: their mentions joined, and what the text around each mention says of place, money, progress and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.extraction.setting import Setting
from briefing.extraction.tabular import registers
from briefing.extraction.works import amounts, namewords, progress, seats, stages, wholes
from briefing.extraction.works.drafts import Draft, Report
from briefing.extraction.works.mentions import normal
from briefing.extraction.works.names import Name
from briefing.extraction.works.windows import Window, windows
from briefing.model.base import Span, made
from briefing.model.fact import Figure, Milestone, Project, Stage, StageReport
from briefing.model.quantity import Quantity


def read(setting: Setting, figures: Sequence[Figure]) -> tuple[Project, ...]:
    """The projects of a document, in the order of their first mention; their amounts are among its figures."""
    mentions, options = setting.projects, setting.options
    drafts: dict[str, Draft] = {}
    tables = [b for b in setting.clean.blocks if b.rows]
    for block in tables:
        for row in registers.rows(setting, block, mentions):
            progress.register(setting, drafts.setdefault(row.name.key, Draft(row.name.key)), row)
    running = [n for n in mentions if not any(b.start <= n.start < b.end for b in tables)]
    for window in windows(setting, running):
        for name in window.names:
            draft = drafts.setdefault(name.key, Draft(name.key))
            _whole_told(setting, drafts, name, window)
            window = _parted(setting, drafts, name, window)
            progress.gather(setting, draft, name, window)
    known = {normal(name) for p in options.projects for name in (p.name, *p.aliases)}
    known |= {whole for draft in drafts.values() if (whole := _whole(draft, drafts))}
    kept = {
        key: draft
        for key, draft in drafts.items()
        if (draft.key in known or _says_something(draft)) and not _is_part(setting, draft, mentions)
    }
    wholes.settle(kept, {key: whole for key, draft in kept.items() if (whole := _whole(draft, kept))}, _latest)
    return tuple(_finished(setting, draft, kept, figures) for draft in kept.values())


_KIND = re.compile(r"(?:项目|工程)$")
_BARE_PART = re.compile(r"(?:(?:其中|目前)，?)?(?:项目|工程|园区|产业园)?(?P<part>[一二三四五]期)(?:工程|项目|建设)?")


def _whole_told(setting: Setting, drafts: dict[str, Draft], name: Name, window: Window) -> None:
    """X项目一期已完工。该项目总投资10亿元，分三期建设: the sum is that of X项目, which the text names by its part alone."""
    base = progress.PART_TAIL.sub("", name.name)
    if len(window.names) > 1 or base == name.name or not base.endswith(("项目", "工程", "产业园", "园区", "基地")):
        return
    text, whole = (
        setting.text,
        re.compile(
            rf"(?:该|此)(?:项目|工程)[^。；\n]{{0,40}}?总投资{amounts.HEDGE}{amounts.AMOUNT}(?=[^。\n]{{0,12}}分[两二三四五]期)"
        ),
    )
    for start, end in window.spans:
        match = whole.search(text, start, min(end + 60, len(text)))
        if match is not None and match.start() < end:
            draft = drafts.setdefault(normal(base), Draft(normal(base)))
            draft.names.append(base)
            draft.listed, draft.total = True, draft.total or amounts.amount(match)
            draft.evidence.append(setting.evidence(*match.span()))
            seats.locate(setting, draft, name, window)
            return


def _parted(setting: Setting, drafts: dict[str, Draft], name: Name, window: Window) -> Window:
    """The window without the clauses that report of another part of the project (二期于3月开工): those become projects."""
    if len(window.names) > 1 or window.tail or window.fields or not window.opens:
        return window
    text, spans = setting.text, []
    own = progress.PART_TAIL.search(name.name)
    base = _KIND.sub("", name.name)
    base = progress.PART_TAIL.sub("", base) if own else base
    part: Draft | None = None
    for start, end in window.spans:
        first = start + len(text[start:end]) - len(text[start:end].lstrip("，；。 "))
        match = _BARE_PART.match(text, first, end)
        if match:
            other = not (own and match["part"] in own[0]) and _tells(setting, window.spans, start)
            part = _part(setting, drafts, base + match["part"], name, window) if other else None
        elif text[first - 1 : first] in "；。":
            part = None
        if part is None:
            spans.append((start, end))
            continue
        part.evidence.append(setting.evidence(first, end))
        progress.reports(setting, part, first, end, planned=False)
    return replace(window, spans=tuple(spans))


def _part(setting: Setting, drafts: dict[str, Draft], title: str, name: Name, window: Window) -> Draft:
    part = drafts.setdefault(normal(title), Draft(normal(title)))
    part.names.append(title)
    part.listed = True
    seats.locate(setting, part, name, window)
    return part


def _tells(setting: Setting, spans: Sequence[Span], start: int) -> bool:
    """Whether the clauses from a part's beginning to the next stop report of it."""
    text, end = setting.text, start
    for a, b in spans:
        if a >= start:
            end = b
            if text[b - 1 : b] in "；。":
                break
    return any(p.kind == "actual" for p in stages.read(text, start, end, setting.anchor))


def _says_something(draft: Draft) -> bool:
    """Whether the text says more of a work than its name; a project called so (X项目) and a member of a list are kept anyway."""
    said = draft.reports or draft.total or draft.done or draft.attributes or draft.problems or draft.planned
    return bool(said) or draft.listed or draft.names[0].endswith("项目")


_INNER = re.compile(r"(?:楼|厂房|车间|食堂|泵房|处理站|开闭所|调压站|生产线|用房|宿舍|管网|机组|储罐)$")
_HOUSED = re.compile("中学|小学|学校|幼儿园|医院|大学|学院|[一二三四五六七八九十]中")


def _is_part(setting: Setting, draft: Draft, mentions: Sequence[Name]) -> bool:
    """A building named only inside a paragraph about another project (宿舍楼, 科研办公楼) is a part of that."""
    name = _KIND.sub("", draft.names[0])
    if (
        draft.total
        or draft.names[0] != name
        or not _INNER.search(name)
        or _HOUSED.search(name[2:-2])
        or setting.gazetteer.find(name)
    ):
        return False
    for start, _ in draft.spans:
        block = setting.block(start)
        first = next(n for n in mentions if n.start >= block.start)
        if first.key == draft.key or setting.text[start - 1 : start] in "；。\n是为有：":
            return False
    return True


def _finished(setting: Setting, draft: Draft, drafts: dict[str, Draft], figures: Sequence[Figure]) -> Project:
    lead, *others = dict.fromkeys(draft.names)
    report = _latest(draft.reports)
    total = Quantity(value=draft.total[0], unit=draft.total[1]) if draft.total else None
    return made(
        Project,
        {
            "key": draft.key,
            "name": lead,
            "aliases": tuple(others),
            "district": max(draft.districts, key=lambda d: d[0])[1] if draft.districts else None,
            "programme": draft.programme,
            "class_": draft.class_,
            "owner": draft.owner,
            "investment_total": total,
            "investment_done": Quantity(value=draft.done[1], unit=draft.done[2]) if draft.done else None,
            "investment_figures": tuple(_figure_ids(setting, draft, figures)),
            "attributes": tuple(dict.fromkeys(draft.attributes)),
            "stage": report[0].stage if report else None,
            "stage_text": report[1].quote if report else None,
            "stage_date": _dated(report[0], setting) if report else None,
            "history": tuple(
                made(StageReport, {"stage": p.stage, "text": e.quote, "date": _dated(p, setting), "evidence": e})
                for p, e in draft.reports
                if p.kind == "actual"
            ),
            "planned": _planned(draft.planned),
            "problems": tuple(dict.fromkeys(draft.problems)),
            "part_of": _whole(draft, drafts),
            "evidence": tuple(draft.evidence),
        },
    )


def _dated(progress: stages.Progress, setting: Setting) -> str | None:
    if progress.when:
        return progress.when.removeprefix("by:")
    return f"as-of:{setting.anchor.isoformat()}" if setting.anchor else None


def _latest(reports: Iterable[Report]) -> Report | None:
    """The state reached: the most advanced one reported, except that a standstill outweighs what was under way, and a trial run
    told together with completion is the later state. A start that is only planned leaves the project in preparation."""
    reports = list(reports)
    actual = [r for r in reports if r[0].kind == "actual"]
    if not actual:
        ahead = next(
            (
                r
                for r in reports
                if r[0].kind == "planned"
                and r[0].stage in ("开工", "谋划")
                and r[0].what in ("开工", "开工建设", "动工", "动工建设", "破土动工", "开建", "谋划")
            ),
            None,
        )
        if ahead is None:
            return None
        stage: Stage = "谋划" if ahead[0].stage == "谋划" else "前期"
        return replace(ahead[0], stage=stage, when=None), ahead[1]
    actual = [r for r in actual if not r[0].weak] or actual
    best = _whole_of(actual, max(actual, key=lambda r: stages.ORDER[r[0].stage]))
    stopped = next((r for r in actual if r[0].stage == "停滞"), None)
    trial = next((r for r in actual if r[0].stage == "试生产"), None)
    if trial and best[0].stage == "竣工" and best[0].clause == trial[0].clause:
        return trial
    return stopped if stopped and stages.ORDER[best[0].stage] <= stages.ORDER["主体完工"] else best


_OF_PART = re.compile(f"(?:项目)?({namewords.PART})")


def _whole_of(reports: Sequence[Report], best: Report) -> Report:
    """When the most advanced report is of a part (一期建成) and another part is not so far, the whole is where that one is."""
    part = _OF_PART.match(best[1].quote)
    others = [r for r in reports if part and (other := _OF_PART.match(r[1].quote)) and other[0] != part[0]]
    return max(others, key=lambda r: stages.ORDER[r[0].stage]) if others else best


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


@lru_cache(maxsize=4096)
def _base(key: str) -> str:
    """The key of a project without the part it tells."""
    return normal(progress.PART_TAIL.sub("", key))


def _whole(draft: Draft, drafts: dict[str, Draft]) -> str | None:
    """The key of the whole this is a part of, when the document names it."""
    base = _base(draft.key)
    if base == draft.key:
        return None
    if (built := normal(f"{base}项目")) != draft.key and built in drafts:  # X建设项目 and its X建设一期
        return built
    return next((key for key in drafts if key != draft.key and (key == base or key.endswith(base) or base.endswith(key))), None)
