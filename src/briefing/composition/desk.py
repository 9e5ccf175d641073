"""What composing needs at hand: the summary, its look-ups, and the makers of typed runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.chinese import format
from briefing.chinese.units import admits
from briefing.composition.facts import signed
from briefing.composition.inline import structure
from briefing.composition.marks import Marks, unique
from briefing.composition.tokens import plain
from briefing.model.fact import Evidence, Figure
from briefing.model.period import bounds, months_between
from briefing.model.quantity import based
from briefing.model.run import Run, Runs, RunStyle
from briefing.model.summary import Decision, Derived, Summary, SummarySource
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.composition.clauses import Clauses

TARGET = Run(kind="text", text="目标", style="tag-outline")
FORECAST = Run(kind="text", text="预计", style="tag-outline")
DERIVED = Run(kind="text", text="推算", style="tag-filled")
INFERRED = Run(kind="text", text="推断", style="tag-filled")
HISTORY = Run(kind="text", text="历史", style="tag-filled")
LOW_TRUST = Run(kind="text", text="低可信", style="tag-filled")
WRITTEN = Run(kind="text", text="人工撰写", style="tag-outline")
DECIDED = Run(kind="text", text="人工核定", style="tag-outline")

_AIM = re.compile("预期目标|主要目标|发展目标|奋斗目标|工作目标|目标[是为：:]|力争")
_ZONES = (("高新", "高新"), ("经济技术", "经开"), ("经济开发", "经开"), ("经开", "经开"), ("示范区", "示范"), ("保税", "保税"))
_KIND = re.compile(
    "(?:维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区|[一-龥]{2,3}族(?:自治州|自治县)|自治[州县旗]|地区|林区|新区|[省市区县盟州旗])$"
)


def limited(figure: Figure) -> bool:
    """True when a word of limit stands behind or inside the unit (5%左右, 2万余家): number and unit are not to be parted."""
    return figure.approx is not None and figure.approx in (*format.SUFFIX, *format.INFIX)


def written(figure: Figure, *, unit: bool = True) -> str:
    """A figure as it is printed: 近30亿元, 2万余家, 第七."""
    return format.figure_text(
        figure.value, figure.unit, approx=figure.approx, value_max=figure.value_max, measure=figure.measure, show_unit=unit
    )


class Desk:
    """One issue being composed. Holds no layout and no choice of facts."""

    def __init__(self, summary: Summary, options: Options) -> None:
        self.summary, self.options, self.marks = summary, options, Marks()
        self.figures = {figure.id: figure for figure in summary.figures}
        self.sources: dict[str, SummarySource] = {source.info.id: source for source in summary.sources}
        self.derived: dict[str, list[Derived]] = {}
        for item in summary.derived:
            for figure_id in item.inputs:
                self.derived.setdefault(figure_id, []).append(item)

    def cap(self, most: int) -> int:
        """A section's share of a body of sixteen pages, for a body of `pages` pages: at least one."""
        return max(1, round(most * min(self.options.pages, 16) / 16))

    @cached_property
    def stated_rates(self) -> dict[str, Figure]:
        """What the sources say of the total investment that is done (占总投资的62%), by the id of the investment it is told of."""
        told = (f for f in self.figures.values() if f.measure == "share" and f.of and f.modality == "actual")
        return {f.of or "": f for f in told if f.indicator.endswith("完成投资占总投资比重")}

    @cached_property
    def decided(self) -> frozenset[str]:
        """Ids of the figures a person has confirmed or corrected."""
        told = ("accept", "correct", "reword", "pin")
        return frozenset(d.fact for d in self.summary.decisions if d.fact and d.state == "applied" and d.action in told)

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decisions of people by their id."""
        return {decision.id: decision for decision in self.summary.decisions}

    def worded(self, figure: Figure) -> Runs:
        """The sentence a person wants printed instead of the composed one, 人工核定, who and when; nothing without one."""
        decision = self.decisions.get(figure.correction or "")
        words = plain(figure.wording or "").rstrip("。；，")
        if decision is None or not words:
            return ()
        when = decision.on.isoformat() if decision.on else ""
        signed = [Run(kind="human", ref=decision.id, text=plain(text), style="quiet") for text in (decision.by, when) if text]
        return (Run(kind="human", ref=decision.id, text=words), DECIDED, *signed)

    @property
    def issued(self) -> date:
        return self.summary.meta.issued

    @cached_property
    def region(self) -> str | None:
        """The place the issue is about: the configured region, else the one scope most of the weighty figures share."""
        if self.summary.meta.region:
            return self.summary.meta.region
        weighty = [f.scope for f in self.summary.figures if f.scope and f.salience == 3 and f.trust != "low"]
        if not weighty:
            return None
        name, count = Counter(weighty).most_common(1)[0]
        return name if count * 2 > len(weighty) else None

    @cached_property
    def clauses(self) -> Clauses:
        """Facts in the source's own words."""
        from briefing.composition.clauses import Clauses

        return Clauses(self)

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The places the documents are written about, in the order of the sources, when they are several and none is the region."""
        if self.region:
            return ()
        found = dict.fromkeys(source.info.home for source in self.summary.sources if source.info.home)
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The districts, in the order of the summary: those of the region, or the places the documents are about."""
        names = [district.name for district in self.summary.districts if district.name != self.region]
        return tuple(name for name in names if not self.homes or name in self.homes)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every name of a district → its full name."""
        names = {name: name for name in self.places}
        for option in self.options.districts:
            if option.name in names:
                names.update((alias, option.name) for alias in option.aliases)
        return names

    def place(self, scope: str | None) -> str | None:
        """The district a scope means, by its full name; None when it is none."""
        return self._names.get(scope or "")

    def is_region(self, figure: Figure) -> bool:
        return figure.scope is not None and figure.scope == self.region

    def own(self, among: str | None) -> bool:
        """Whether a base is the region itself: its name, or 全市 in a 市, 全省 in a 省."""
        if not among or not self.region:
            return False
        return among.startswith((self.region, f"全{self.region[-1]}"))

    @cached_property
    def _answers(self) -> dict[str, list[tuple[tuple[int, int], Figure]]]:
        """Question → its current figures with how often each is said, the most said first."""
        out: dict[str, list[tuple[tuple[int, int], Figure]]] = {}
        for figure in self.summary.figures:
            if figure.fresh is not False and figure.scope is not None:
                out.setdefault(figure.key, []).append(((figure.confirmed, len(figure.evidence)), figure))
        for answers in out.values():
            answers.sort(key=lambda item: item[0], reverse=True)
        return out

    def contested(self, figure: Figure) -> bool:
        """True when the issue holds another value for the same question that is said as well, and is no mark it passed: such a
        number waits in 数据质量."""
        own, value = (figure.confirmed, len(figure.evidence)), based(figure.value, figure.unit)[0]
        for said, other in self._answers.get(figure.key, ()):
            if said < own:
                break
            rival = other.id != figure.id and other.value != figure.value
            if rival and not admits(other.approx, based(other.value, other.unit)[0], value):
                return True
        return False

    def promised(self, figure: Figure) -> bool:
        """True for a target or forecast, and for whatever its sentence puts under an aim: a target is never printed as a result."""
        if figure.modality in ("target", "forecast"):
            return True
        lead = figure.evidence[0]
        return _AIM.search(lead.before + lead.quote) is not None or self._ahead(figure)

    def ahead(self, figure: Figure) -> Run | None:
        """What a number that is not counted yet is marked with: 目标, or 预计 for what its source only expects."""
        if not self.promised(figure):
            return None
        return FORECAST if figure.modality == "forecast" else TARGET

    def _ahead(self, figure: Figure) -> bool:
        """A whole year told of in its first quarter is a plan, whatever the words: it cannot have been counted yet."""
        source = self.sources.get(figure.evidence[0].source)
        day = source.info.published if source else None
        if day is None or figure.period is None or day.month > 3:
            return False
        span = bounds(figure.period)
        return span.kind == "span" and span.first.year == day.year and span.last.month > 6 and span.last > day

    def short(self, name: str) -> str:
        """A place's name for narrow columns and charts: 新疆, 青石; the configured short name where there is one."""
        option = next((o for o in self.options.districts if o.name == name), None)
        if option and option.short:
            return option.short
        zone = next((word for mark, word in _ZONES if mark in name and len(name) > 4), None)
        if zone:
            return zone
        short = _KIND.sub("", name)
        return short if len(short) >= 2 else name

    def weak(self, evidence: Iterable[Evidence]) -> bool:
        """True when only sources of low trust say it."""
        return all(self.trust(e) == "low" for e in evidence)

    def trust(self, evidence: Evidence) -> str:
        source = self.sources.get(evidence.source)
        return source.info.trust if source else "medium"

    def old(self, evidence: Evidence) -> bool:
        """True when its source was published longer ago than the fresh months before the issue's period ends."""
        source = self.sources.get(evidence.source)
        day = source.info.published if source else None
        end = bounds(self.summary.meta.period).last
        return day is not None and months_between(day, end) > self.summary.meta.fresh_months

    def letter(self, source: str) -> str:
        return self.sources[source].letter if source in self.sources else "？"

    # typed runs

    def value(self, figure: Figure, style: RunStyle | None = None, *, unit: bool = True) -> Run:
        """The figure as it is written, its unit with it."""
        return Run(kind="figure", ref=figure.id, text=written(figure, unit=unit), style=style)

    def shown(self, figure: Figure, style: RunStyle | None = None, *, unit: bool = True) -> Run:
        """The figure where no word beside it says which way it went: a fall has a minus."""
        value = signed(figure)
        text = written(figure.model_copy(update={"value": value}), unit=unit)
        return Run(kind="figure", ref=figure.id, text=text, style=style)

    def size(self, figure: Figure, style: RunStyle | None = None) -> Run:
        """How much, without a sign: what stands behind 增长 or 下降."""
        plain_value = figure.model_copy(update={"value": abs(figure.value)}) if figure.value < 0 else figure
        return Run(kind="figure", ref=figure.id, text=written(plain_value), style=style)

    def badge(self, figure: Figure) -> Run:
        """全省第7, filled red for the first place."""
        first = figure.value == 1 and figure.approx is None
        return Run(
            kind="figure",
            ref=figure.id,
            text=format.rank_text(figure.value, approx=figure.approx, among=figure.among, digits=True),
            style="badge-first" if first else "badge",
        )

    def unit(self, figure: Figure) -> Run:
        return Run(kind="figure", ref=figure.id, text=plain(figure.unit), style="unit")

    def derived_value(self, item: Derived, *, unit: bool = True, style: RunStyle | None = None) -> Run:
        text = format.value_text(item.value, item.unit, show_unit=unit)
        return Run(kind="derived", ref=item.id, text=text, style=style)

    def name(self, kind: str, text: str, style: RunStyle | None = None, *, key: str | None = None) -> Run:
        """A name from a source: an indicator, a place, a project, a source."""
        return Run(kind="name", ref=f"{kind}:{plain(key or text)}", text=plain(text), style=style)

    def period(self, period: str | None, style: RunStyle | None = None) -> Run:
        if period is None:
            return Run(kind="text", text="期间原文未写", style=style)
        return structure(f"period:{period}", format.period_text(period), style)

    def count(self, number: int, style: RunStyle | None = None) -> Run:
        return structure("count", str(number), style)

    def count_words(self, number: int) -> Run:
        return structure("count", format.count_words(number))

    def quote(self, evidence: Evidence, text: str, style: RunStyle | None = None) -> Run:
        """Words taken from a clause of a source."""
        spans = ",".join(f"{a}-{b}" for a, b in evidence.pieces)
        return Run(kind="quote", ref=f"{evidence.source}:{spans}", text=plain(text), style=style)

    def part(self, evidence: Evidence, text: str) -> Run:
        """Words of the sentence an evidence stands in, with their own place where it is known."""
        sentence = self.marks.sentence(evidence)
        at = sentence.text.find(text.removesuffix("……"))
        if at < 0:
            return self.quote(evidence, text)
        return Run(kind="quote", ref=sentence.ref(at, at + len(text.removesuffix("……"))), text=plain(text))

    def remarks(self, section: str) -> tuple[Runs, ...]:
        """Paragraphs a person wrote for a section: the words, 人工撰写, and who."""
        out = []
        for at, remark in enumerate(self.options.remarks):
            if remark.section != section:
                continue
            ref = f"note:{plain(remark.file or '') or at}"
            for line in filter(None, map(plain, remark.text.splitlines())):
                by = (Run(kind="human", ref=ref, text=plain(remark.by), style="quiet"),) if remark.by else ()
                out.append((Run(kind="human", ref=ref, text=line), WRITTEN, *by))
        return tuple(out)

    # marks and tags

    def mark(self, *figures: Figure) -> Runs:
        """The marks of the sentences the figures stand in: the leading one of each, and one of a second independent source."""
        out = []
        for figure in figures:
            lead = figure.evidence[0]
            out.append(self.marks.of(lead, figure))
            other = next((e for e in figure.evidence[1:] if e.source != lead.source and self.trust(e) != "low"), None)
            if other is not None:
                out.append(self.marks.of(other, figure))
        return unique(out)

    def mark_evidence(self, *evidence: Evidence) -> Runs:
        return unique(self.marks.of(e) for e in evidence)

    def inferred(self, figure: Figure) -> bool:
        """True when the year of the period comes from a date that was itself inferred."""
        if figure.period is None:
            return False
        source = self.sources.get(figure.evidence[0].source)
        if source is None or source.info.published_how != "inferred":
            return False
        year = str(bounds(figure.period).first.year)
        lead = figure.evidence[0]
        said = lead.before + lead.quote + "".join(s.text for s in figure.support if s.field == "period")
        return year not in said

    def tags(self, figure: Figure) -> Runs:
        """目标 or 预计, 推断, 历史, 低可信, 人工核定 where the figure needs one."""
        out = []
        if ahead := self.ahead(figure):
            out.append(ahead)
        if self.inferred(figure):
            out.append(INFERRED)
        if figure.fresh is False:
            out.append(HISTORY)
        if self.weak(figure.evidence):
            out.append(LOW_TRUST)
        if figure.id in self.decided:
            out.append(DECIDED)
        return tuple(out)
