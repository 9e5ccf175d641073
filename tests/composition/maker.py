"""A small invented prefecture, written as texts: summaries whose evidence is real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from briefing.cleaning import clean
from briefing.model.base import Value
from briefing.model.document import Block, Columns, Document
from briefing.model.fact import District, Evidence, Figure, Milestone, Phrase, Project, StageReport, figure_id, figure_key
from briefing.model.run import Run
from briefing.model.source import Source
from briefing.model.summary import Meta, Summary, SummarySource
from briefing.model.text import CleanText
from briefing.options import DistrictOption, Options

REGION = "云岭市"
DISTRICTS = ("青石区", "白河县")
OPTIONS = Options(
    region=REGION, name="云岭市情简报", publisher="样例单位", district=tuple(DistrictOption(name=name) for name in DISTRICTS)
)

ECONOMY = "前三季度，全市地区生产总值增长6.1%，位居全省第二；固定资产投资增长9.4%，位居全省第三。"
WORKS = "全市共完成老旧管网改造120千米，惠及群众3.2万户。"
LOCAL = "上半年，青石区工业投资同比增长21.5%，高于全市平均水平8.5个百分点。"
AIM = "力争全年接待游客突破900万人次。"


class Paper:
    """A document being read by hand: `figure` finds its words and makes the fact."""

    def __init__(self, text: str, *, letter: str = "A", published: str = "2024-10-20", **more: Any) -> None:
        source = Source.from_text(text, name=f"{letter}.txt", title=f"样例文章{letter}", published=date.fromisoformat(published))
        info = source.info.model_copy(update={"publisher": "云岭日报", **more})
        self.clean: CleanText = clean(source.model_copy(update={"info": info}), OPTIONS)
        self.info = self.clean.source.info.model_copy(update={"trust": more.get("trust", "medium")})
        self.letter = letter

    def evidence(self, clause: str, number: str | None = None) -> Evidence:
        text = self.clean.text
        start = text.index(clause)
        end = start + len(clause)
        first = max((text.rfind(stop, 0, start) for stop in "。\n"), default=-1) + 1
        last = min((at for stop in "。\n" if (at := text.find(stop, end - 1)) >= 0), default=len(text) - 1) + 1
        at = text.index(number, start) if number else 0
        span = (at, at + len(number)) if number else None
        block = next((b for b in self.clean.blocks if b.start <= start < b.end), None)
        return self.clean.evidence(start, end, number=span, sentence=(first, last), block=block)

    def figure(self, clause: str, number: str, indicator: str, value: str, unit: str, **more: Any) -> Figure:
        evidence = self.evidence(clause, number)
        measure = more.pop("measure", "level")
        scope, period = more.pop("scope", REGION), more.pop("period", "2024-01/2024-09")
        modality, among = more.get("modality", "actual"), more.get("among")
        return Figure(
            id=figure_id(self.info.text_sha256, evidence.number, indicator, measure),
            key=figure_key(indicator, scope, period, measure, modality, among),
            indicator=indicator, value=Decimal(value), unit=unit, measure=measure, scope=scope, period=period,
            salience=more.pop("salience", 3), rule="test", evidence=(evidence,), trust=self.info.trust,
            fresh=more.pop("fresh", True), **more,
        )  # fmt: skip

    def project(self, clause: str, name: str, **more: Any) -> Project:
        evidence = self.evidence(clause)
        stage, text = more.get("stage"), more.get("stage_text")
        history = (StageReport(stage=stage, text=text or "", date=more.get("stage_date"), evidence=evidence),) if stage else ()
        planned = tuple(Milestone(what=what, when=when, evidence=evidence) for what, when in more.pop("planned", ()))
        return Project(key=name, name=name, history=history, planned=planned, evidence=(evidence,), **more)

    def district(self, name: str, **phrases: Sequence[str]) -> District:
        made = {kind: tuple(Phrase(text=t, evidence=self.evidence(t)) for t in texts) for kind, texts in phrases.items()}
        return District(name=name, evidence=tuple(p.evidence for group in made.values() for p in group), **made)


def economy(paper: Paper) -> tuple[Figure, ...]:
    """Two growth rates with their ranks, as the lexicon would know them."""
    gdp = paper.figure(
        "地区生产总值增长6.1%",
        "6.1%",
        "地区生产总值增速",
        "6.1",
        "%",
        measure="growth",
        direction="up",
        indicator_id="经济/地区生产总值",
    )
    rank = paper.figure(
        "位居全省第二",
        "第二",
        "地区生产总值增速",
        "2",
        "位",
        measure="rank",
        among="全省",
        of=gdp.id,
        indicator_id="经济/地区生产总值",
    )
    fixed = paper.figure(
        "固定资产投资增长9.4%",
        "9.4%",
        "固定资产投资增速",
        "9.4",
        "%",
        measure="growth",
        direction="up",
        indicator_id="投资/固定资产投资",
    )
    third = paper.figure(
        "位居全省第三", "第三", "固定资产投资增速", "3", "位", measure="rank", among="全省", of=fixed.id,
        indicator_id="投资/固定资产投资",
    )  # fmt: skip
    return gdp, rank, fixed, third


def summary(papers: Sequence[Paper], figures: Sequence[Figure] = (), **more: Any) -> Summary:
    meta = Meta(
        name="云岭市情简报", publisher="样例单位", region=more.pop("region", REGION), period="2024-10", issued=date(2024, 10, 28)
    )
    districts = more.pop("districts", tuple(District(name=name) for name in (REGION, *DISTRICTS)))
    sources = tuple(SummarySource(letter=p.letter, info=p.info, figures=len(figures)) for p in papers)
    return Summary(meta=meta, sources=sources, figures=tuple(figures), districts=districts, **more)


def blocks(document: Document, kind: str, section: str | None = None) -> list[Any]:
    """All blocks of a kind, in columns too."""

    def below(found: Sequence[Block]) -> list[Any]:
        out: list[Any] = []
        for block in found:
            if isinstance(block, Columns):
                for cell in block.cells:
                    out += below(cell)
            elif block.kind == kind:
                out.append(block)
        return out

    return [b for s in document.sections if section in (None, s.id) for b in below(s.blocks)]


def runs(value: object) -> Iterator[Run]:
    """Every typed run below a value."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from runs(item)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from runs(getattr(value, name))


def text(value: object) -> str:
    """The words below a value, marks left out."""
    return "".join(run.text for run in runs(value) if run.style != "mark")


def all_runs(value: object) -> list[Run]:
    return list(runs(value))


def told(document: Document) -> str:
    """The whole briefing in words, a line a block: what a golden file holds."""

    def lines(found: Sequence[Block], indent: str = "") -> list[str]:
        out: list[str] = []
        for block in found:
            if isinstance(block, Columns):
                for span, cell in zip(block.spans, block.cells, strict=True):
                    out += [f"{indent}|{span}", *lines(cell, indent + "  ")]
            elif block.kind == "table":
                out.append(f"{indent}table {text(block.title)} {text(block.subtitle)}".rstrip())
                out += [f"{indent}  {' | '.join(text(cell) for cell in row.cells)}" for row in block.rows]
                out += [f"{indent}  {text(block.note)}"] if block.note else []
            elif block.kind == "chart":
                out.append(f"{indent}chart {block.spec.type}: {text(block.title)} // {text(block.subtitle)} // {block.alt}")
            elif block.kind == "key-points":
                out += [f"{indent}{item.label} {text(item.runs)}" for item in block.items]
            else:
                out.append(f"{indent}{block.kind} {text(block)}".rstrip())
        return out

    return "\n".join(line for s in document.sections for line in [f"== {s.title}", *lines(s.blocks)]) + "\n"
