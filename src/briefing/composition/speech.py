"""Facts → what a template needs to say them: subject, value, growth, rank with its base, period once, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from briefing.chinese.format import unsaid
from briefing.composition.clauses import Clause
from briefing.composition.desk import DECIDED, FORECAST, TARGET, Desk, limited, written
from briefing.composition.facts import Fact, based, falls, named, ranked_size, ranks_growth, subject
from briefing.composition.turns import turn
from briefing.model.fact import Figure
from briefing.model.run import Run, Runs, RunStyle

_NONE: Runs = ()
_DOING = re.compile(
    "(?:新|改|扩|续|共)?(?:增|建|开工|签约|改造|建设|完成|发放|更新|实施|推进|培育|引进|开展|创建|打造|培训|整治|修复|治理|建成|投入|安排|争取|新增|开通"
    "|提供|化解|帮扶|吸纳|招引)(?!率|计划|面|量|速|期|规模|资金|收入)"
)
_SHARE = re.compile("(?P<part>.+?)占(?P<whole>.+?)(?:的)?比(?:重|例)")
_BASES = ("两年平均", "三年平均", "年均", "同比", "环比", "累计")


@dataclass(frozen=True)
class Said:
    """One fact ready to be put into words. `measure` chooses the pattern; empty tuples are what there is nothing to say of."""

    measure: str
    words: Runs = _NONE
    """For a clause: the source's own words with the figures in them."""
    subjects: Runs = _NONE
    """One; several when they share a rank: A、B均居全市第一."""
    value: Runs = _NONE
    prefixed: bool = False
    """The value begins with a word of limit: 占比超三成, not 占比为超三成."""
    down: bool = False
    basis: str = ""
    target: Runs = _NONE
    growth: Runs = _NONE
    growth_down: bool = False
    growth_basis: str = ""
    among: Runs = _NONE
    rank: Runs = _NONE
    rank_of_growth: bool = False
    rank_word: str = ""
    """What a rank that is not the growth's is of, where a growth stands beside it: 总量居全市第一."""
    gap: Runs = _NONE
    gap_down: bool = False
    gap_among: Runs = _NONE
    change: Runs = _NONE
    turn: Runs = _NONE
    """What stands before the number of a change: 比上半年回落, 提高."""
    start: Runs = _NONE
    parts: tuple[Said, ...] = ()

    @property
    def ahead(self) -> str:
        """What is said before a value that is not counted yet, unless its name says so itself: 年度计划投资1.5亿元 needs no second
        计划."""
        if not self.target or any(word in run.text for run in self.subjects for word in ("计划", "目标", "预期", "预计")):
            return ""
        return "预计" if self.target == (FORECAST,) else "预期" if self.measure == "growth" else "计划"

    @property
    def doing(self) -> bool:
        """Whether the subject begins with what is to be done: 计划新增学位9600个, not 新增学位计划9600个."""
        return bool(self.ahead and self.subjects and _DOING.match(self.subjects[0].text))

    @property
    def many(self) -> bool:
        return len(self.subjects) > 1


@dataclass(frozen=True)
class Passage:
    """Facts of one place and period, said in one breath and marked once."""

    period: Runs
    scope: Runs
    facts: tuple[Said, ...]
    marks: Runs
    among: Runs = _NONE
    """The base of parallel ranks: 居全省第七、第五、第四."""
    ranks: tuple[Run, ...] = ()
    same: bool = False
    """All parallel ranks are equal: 均居全省第一."""
    tags: Runs = _NONE


def said(desk: Desk, fact: Fact, style: RunStyle | None = "strong") -> Said:
    """A fact with its qualifiers as typed runs."""
    main = fact.main

    def value(figure: Figure | None) -> Runs:
        return (desk.size(figure, style),) if figure else ()

    def among(figure: Figure | None) -> Runs:
        return (desk.name("among", str(figure.among)),) if figure is not None and figure.among else ()

    lead = fact.rank if main.measure != "rank" else main
    lead = lead if based(lead) else None
    return Said(
        measure=main.measure,
        subjects=(desk.name("indicator", unsaid(main.scope or "", subject(main)), key=main.indicator),),
        value=(desk.size(main, style) if main.measure in ("growth", "gap", "change") else desk.value(main, style),),
        prefixed=main.approx is not None and not limited(main),
        down=falls(main),
        basis=_basis(main),
        target=(ahead,) if (ahead := desk.ahead(main)) else (),
        growth=value(fact.growth),
        growth_down=bool(fact.growth and falls(fact.growth)),
        growth_basis=_basis(fact.growth) if fact.growth else "",
        among=among(lead),
        rank=value(lead),
        rank_of_growth=ranks_growth(fact),
        rank_word=ranked_size(lead) if lead and main.measure != "rank" else "",
        gap=value(fact.gap),
        gap_down=bool(fact.gap and falls(fact.gap)),
        gap_among=among(fact.gap or main),
        change=value(fact.change),
        turn=_turn(desk, fact),
        start=value(fact.start),
        parts=tuple(said(desk, Fact(main=part), style) for part in fact.parts),
    )


def _turn(desk: Desk, fact: Fact) -> Runs:
    if fact.main.measure == "change":
        return turn(desk, fact.main)
    growing = fact.growth is not None or fact.main.measure == "growth"
    return turn(desk, fact.change, of_growth=growing) if fact.change else ()


def _basis(figure: Figure) -> str:
    """同比, 环比 … as the source says; nothing where it says nothing or where a year is compared with the year before."""
    basis = figure.basis or ""
    return next((word for word in _BASES if word in basis and word not in figure.indicator), "")


def passages(
    desk: Desk, facts: Iterable[Fact], *, style: RunStyle | None = "strong", home: str | None = None, seen: set[str] | None = None
) -> tuple[Passage, ...]:
    """Facts in passages of one place, period and sentence. A place is named when it is not `home`, a period when it changes.

    What is told is added to `seen` (ids of figures); a fact that is there already is not told again."""
    seen = set() if seen is None else seen
    out: list[Passage] = []
    before: tuple[object, object] = (home, None)
    keyed = groupby(facts, key=lambda f: (f.main.scope or home, f.main.period, f.sentence))
    for (scope, period, _), group in keyed:
        found = list(group)
        apart = scope != before[0] and scope is not None
        dated = period is not None and (period != before[1] or apart)
        told, figures = _told(desk, [fact for fact in found if not seen & {fact.main.id, _content(fact)}], style)
        if not told:
            continue
        if out and not apart and not dated and out[-1].marks and told[0].measure == "gap":
            told = tuple(_unrepeated((out[-1].facts[-1], *told)))[1:]
        if dated and any(f"{str(period)[:4]}年" in run.text for one in told for run in one.words):
            dated = False  # the clause says its year itself
        seen.update(figure.id for figure in figures)
        seen.update(_content(fact) for fact in found)
        worded = any(desk.worded(figure) for figure in figures)
        passage = Passage(
            period=((desk.period(period),) if dated else ()),
            scope=((desk.name("scope", str(scope)),) if apart and not _says(told[0], str(scope)) else ()),
            facts=told,
            marks=desk.mark(*figures),
            tags=tuple(
                tag for tag in desk.tags(found[0].main) if tag not in (TARGET, FORECAST) and not (worded and tag is DECIDED)
            ),
        )
        out.append(_parallel(passage, found))
        before = (scope, period)
    return tuple(out)


def _says(first: Said, scope: str) -> bool:
    """Whether a clause names its place itself: 总投资3.5亿元的热电联产工程已签订协议."""
    return scope in "".join(run.text for run in first.words)


def _told(desk: Desk, facts: Sequence[Fact], style: RunStyle | None) -> tuple[tuple[Said, ...], list[Figure]]:
    """The facts of one sentence in words: known indicators by pattern, others in the source's clause, each figure once. A fact
    that neither has a name nor a readable clause is not told."""
    out: list[Said] = []
    figures: dict[str, Figure] = {}
    for fact in facts:
        if fact.main.id in figures:
            continue
        if words := tuple((figure, own) for figure in fact.figures if (own := desk.worded(figure))):
            out += [Said(measure="clause", words=own) for _, own in words]
            figures.update((figure.id, figure) for figure, _ in words)
            if fact.main.id in figures:
                continue
            fact = _bare(fact, figures)
        if (share := _of_before(desk, fact, out, style)) is not None:
            out.append(share)
            figures[fact.main.id] = fact.main
            continue
        known = fact.main.indicator_id is not None or (fact.main.measure == "growth" and named(fact.main))
        if known and (fact.main.measure != "rank" or based(fact.main)):
            out.append(said(desk, fact, style))
            figures.update((figure.id, figure) for figure in fact.figures)
        elif (
            clause := desk.clauses.of([f for f in fact.figures if f not in fact.parts], style, first=not out)
        ) is not None and not ({figure.id for figure in clause.figures} & figures.keys()):
            target = (ahead,) if (ahead := desk.ahead(fact.main)) else ()
            head = _head(desk, fact.main, clause, out)
            out.append(Said(measure="clause", words=(*head, *clause.runs, *target)))
            figures.update((figure.id, figure) for figure in clause.figures)
        elif named(fact.main) and (fact.main.measure != "rank" or based(fact.main)):
            out.append(said(desk, fact, style))
            figures.update((figure.id, figure) for figure in fact.figures)
        elif any(figure.pinned for figure in fact.figures):
            lead = fact.main.evidence[0]
            out.append(Said(measure="clause", words=(desk.quote(lead, lead.quote),)))
            figures.update((figure.id, figure) for figure in fact.figures)
    return tuple(_unrepeated(out)), list(figures.values())


def _unrepeated(told: Sequence[Said]) -> Iterable[Said]:
    """What is told without the words the clause before has just said: 集中开工项目122个，总投资387.6亿元; 地区生产总值增长7.7%，
    高于全省0.1个百分点."""
    before = ""
    for one in told:
        words = "".join(run.text for run in one.subjects)
        plain = one.measure in ("level", "count") and len(one.subjects) == 1
        if plain and len(before) >= 4 and words.startswith(before) and len(words) - len(before) >= 2:
            rest = one.subjects[0].model_copy(update={"text": words[len(before) :]})
            yield replace(one, subjects=(rest,))
        elif one.measure in ("growth", "gap") and before and words.removesuffix("增速") == before:
            yield replace(one, subjects=())
            continue  # what comes next is still about it
        else:
            yield one
        before = words if plain or one.measure == "growth" else ""


def _of_before(desk: Desk, fact: Fact, told: Sequence[Said], style: RunStyle | None) -> Said | None:
    """The share a value told just before has of something: 更新燃气管道131.6公里，占目标任务的109.7%."""
    main = fact.main
    found = _SHARE.fullmatch(main.indicator) if main.measure == "share" and len(fact.figures) == 1 else None
    before = "".join(run.text for run in told[-1].subjects) if told and told[-1].measure in ("level", "count") else ""
    if found is None or not before.endswith(found["part"]) or desk.promised(main) or main.approx is not None:
        return None
    words = (desk.name("indicator", f"占{found['whole']}的", key=main.indicator), desk.value(main, style))
    return Said(measure="clause", words=words)


def _head(desk: Desk, main: Figure, clause: Clause, told: Sequence[Said]) -> Runs:
    """The beginning of what a number measures, where its clause has only the end and nothing told before has said it:
    集中开工项目 before 年度计划投资39.4亿元, of 此次集中开工项目26个，年度计划投资39.4亿元."""
    words = subject(main)
    before = "".join(run.text for run in takewhile(lambda run: run.ref != main.id, clause.runs))
    head = words.removesuffix(before)
    if not named(main) or len(before) < 2 or head in ("", words):
        return ()
    said = "".join(run.text for one in told for run in (*one.subjects, *one.words))
    return () if head in said else (desk.name("indicator", head, key=main.indicator),)


def _bare(fact: Fact, told: Mapping[str, Figure]) -> Fact:
    """A fact without the qualifiers that are told already."""

    def left(figure: Figure | None) -> Figure | None:
        return figure if figure is not None and figure.id not in told else None

    slots = {slot: left(getattr(fact, slot)) for slot in ("growth", "rank", "gap", "change", "start")}
    return Fact(main=fact.main, parts=tuple(part for part in fact.parts if part.id not in told), **slots)


def _content(fact: Fact) -> str:
    """What a fact comes down to, so that two sentences with the same number are not both told: amounts of three digits and more,
    and one value a question."""
    main = fact.main
    if len(str(main.value).replace(".", "").strip("-0")) >= 3:
        return f"{main.scope}|{main.period}|{main.value.normalize()}|{main.unit}"
    return f"{main.scope}|{main.period}|{main.indicator}|{main.measure}"


def _merged(facts: tuple[Said, ...]) -> tuple[Said, ...]:
    """Neighbours that are bare ranks of one value and base as one."""
    out: list[Said] = []
    for one in facts:
        last = out[-1] if out else None
        if last and last.measure == one.measure == "rank" and _same(last.value, one.value) and _same(last.among, one.among):
            out[-1] = replace(last, subjects=last.subjects + one.subjects)
        else:
            out.append(one)
    return tuple(out)


def _same(a: Runs, b: Runs) -> bool:
    return [run.text for run in a] == [run.text for run in b]


def _parallel(passage: Passage, facts: Sequence[Fact]) -> Passage:
    """Bare ranks of one value are told as one; ranks of all facts in one base are told together behind them."""
    passage = replace(passage, facts=_merged(passage.facts))
    bases = {fact.rank.among for fact in facts if fact.rank and based(fact.rank)}
    if len(facts) < 2 or len(bases) != 1 or None in bases or len(passage.facts) != len(facts):
        return passage
    if any(one.measure == "clause" for one in passage.facts):
        return passage
    if any(not based(fact.rank) or fact.gap or fact.change or fact.growth for fact in facts):
        return passage
    ranks = tuple(one.rank[0] for one in passage.facts)
    same = len({fact.rank.value for fact in facts if fact.rank}) == 1
    bare = tuple(replace(one, rank=(), among=()) for one in passage.facts)
    return replace(passage, facts=bare, among=passage.facts[0].among, ranks=ranks[:1] if same else ranks, same=same)


def length(fact: Fact) -> int:
    """About how many characters a fact takes in a sentence."""
    if fact.main.wording:
        return len(fact.main.wording) + 12
    size = len(subject(fact.main)) + len(written(fact.main)) + 3
    return size + sum(len(written(f)) + len(f.among or "") + 4 for f in fact.figures[1:])
