"""Traps R27 and R30–R37 of the seeds, on what the rules really read: each fact, and the source it stands in."""

from __future__ import annotations

from decimal import Decimal

import pytest

import briefing
from briefing.api.gather import extract_all, read_all
from briefing.composition import compose
from briefing.model.base import within
from briefing.model.document import Document
from briefing.model.fact import Figure
from briefing.model.run import Run
from briefing.model.summary import Summary
from conftest import ROOT


@pytest.fixture(scope="module")
def options() -> briefing.Options:
    return briefing.load_options(ROOT / "seeds/briefing.toml")


@pytest.fixture(scope="module")
def summary(options: briefing.Options) -> Summary:
    sources, _ = read_all(ROOT / "seeds", options)
    extractions, known = extract_all(sources, options)
    return briefing.reconcile(extractions, known)


@pytest.fixture(scope="module")
def document(summary: Summary, options: briefing.Options) -> Document:
    return compose(summary, options)


def of(summary: Summary, name: str) -> str:
    return next(s.info.id for s in summary.sources if s.info.path.startswith(name))


def words(document: Document, section: str | None = None) -> str:
    return "".join(r.text for s in document.sections if section in (None, s.id) for r in within(s, Run) if r.style != "mark")


def said(figure: Figure) -> str:
    lead = figure.evidence[0]
    return lead.before + lead.quote + lead.after


def test_the_page_without_a_date_is_dated_by_inference_and_says_so(summary: Summary, document: Document) -> None:
    """R27: 003 bears no date; early 2025 follows from what it tells, to the month, and the basis is kept."""
    info = next(s.info for s in summary.sources if s.info.path.startswith("003"))
    assert info.published is not None
    assert (info.published_how, info.published_precision, info.published.year) == ("inferred", "month", 2025)
    assert info.published.month <= 3 and "春节" in str(info.published_basis)
    assert "2025年2月推断" in words(document, "front") and "推断" in words(document, "quality")


def test_every_derived_value_is_there_or_left_out_for_a_reason(summary: Summary) -> None:
    """R30: the eight of the notes; no rate of 投放 to 授信 (other projects), none from the reprint alone (000)."""
    values = {(d.value, d.scope) for d in summary.derived}
    wanted = {("28.7", "焦作市"), ("23.7", "焦作市"), ("37.1", "马村区"), ("40.6", "焦作市"), ("605.9", "焦作市")}
    wanted |= {("36.74", "焦作市"), ("602.8", "焦作市"), ("30.0", "沿太行、沿黄高速公路")}
    assert {(Decimal(value), scope) for value, scope in wanted} <= values
    weak = {f.id for f in summary.figures if f.trust == "low"}
    assert weak and not [d for d in summary.derived if weak & set(d.inputs)]
    assert not {Decimal("68.6"), Decimal("16.4"), Decimal("19.6")} & {d.value for d in summary.derived}


def test_words_that_look_misread_are_listed_and_quotes_stay(summary: Summary, document: Document) -> None:
    """R32: 发醇 and the name of the logistics hub (001), 仅仅仅 (003); nothing is mended in a quotation."""
    letters = {s.info.path: s.info.path[:3] for s in summary.sources}
    told = {(letters[str(n.source)], n.message[:4]) for n in summary.notes if n.code == "ocr-doubt"}
    assert {("001", "“发醇”"), ("001", "“焦作低"), ("003", "“仅仅仅")} <= told
    assert "“发醇”疑为“发酵”" in words(document, "quality")
    quoted = [r.text for r in within(document, Run) if r.kind == "quote"]
    assert not any("发酵" in text for text in quoted)


def test_torn_columns_give_whole_facts(summary: Summary) -> None:
    """R33: 77 / 个 across a column (004) is one count; the jump line and the scan line are in no fact."""
    (count,) = [f for f in summary.figures if f.value == 77]
    assert (count.unit, count.modality, {e.source for e in count.evidence}) == ("个", "target", {of(summary, "004")})
    text = summary.model_dump_json()
    assert "上接A01" not in text and "扫一扫" not in text


def test_traditional_text_is_matched_in_simplified_and_quoted_as_printed(summary: Summary, document: Document) -> None:
    """R34: the press conference (002) is in Traditional, 産 included."""
    (visitors,) = [f for f in summary.figures if f.value == Decimal("685.93")]
    assert (visitors.indicator, visitors.unit) == ("接待游客人次", "万人次")
    assert "685.93萬人次" in visitors.evidence[0].quote and visitors.evidence[0].source == of(summary, "002")
    (share,) = [f for f in summary.figures if f.value == Decimal("55.8")]
    assert share.indicator == "第三产业增加值占GDP比重" and "三産" in share.evidence[0].quote
    assert "685.93萬人次" in words(document, "annex") and "三産" in words(document, "annex")
    assert "三産" not in words(document, "overview")


def test_credits_and_phones_are_no_facts(summary: Summary, document: Document) -> None:
    """R35: 新闻热线 8797000, editors and photographers of 001, the contact block of 000."""
    text = summary.model_dump_json(exclude={"sources"})
    assert not [word for word in ("8797000", "王水涛", "胡玉成", "许建林", " 摄") if word in text]
    assert not {o.person for o in summary.offices} & {"王水涛", "刘金元", "胡玉成"}
    assert "8797000" not in words(document)
    kinds = {d.type for s in summary.sources for d in s.info.dropped}
    assert {"caption-credit", "byline", "contact"} <= kinds


def test_what_the_report_said_keeps_its_speaker(summary: Summary) -> None:
    """R36: the city's report quoted in 004: its figure stands behind 报告指出, its goal is no result."""
    quoted = [f for f in summary.figures if f.evidence[0].source == of(summary, "004") and f.value == 60]
    assert quoted and all("报告指出" in said(f) for f in quoted)
    (road,) = [p for p in summary.projects if p.name.startswith("东海大道")]
    assert road.stage not in ("竣工", "投产")
    assert any("通车" in m.what for m in road.planned)


def test_a_figure_of_headline_and_body_is_one_fact(summary: Summary) -> None:
    """R37: 27 projects of 130.23亿元 in 004, in the headline and in the text."""
    for value in ("27", "130.23"):
        (figure,) = [f for f in summary.figures if f.value == Decimal(value)]
        assert len(figure.evidence) == 2 and figure.confirmed == 1
        assert {e.source for e in figure.evidence} == {of(summary, "004")}
