"""The traps again on what the rules really read from the seeds: reading and judgement together."""

from __future__ import annotations

from decimal import Decimal

import pytest

import briefing
from briefing.api.gather import extract_all, read_all
from briefing.model.summary import Summary
from conftest import ROOT


@pytest.fixture(scope="module")
def summary() -> Summary:
    options = briefing.load_options(ROOT / "seeds/briefing.toml")
    sources, _ = read_all(ROOT / "seeds", options)
    extractions, options = extract_all(sources, options)
    return briefing.reconcile(extractions, options)


def of(summary: Summary, name: str) -> str:
    return next(s.info.id for s in summary.sources if s.info.path.startswith(name))


def test_scopes_are_kept_apart_and_no_contradiction_is_invented(summary: Summary) -> None:
    """R29: 高新占规上工业 40.4 % (马村) and 56.5 % (焦作)."""
    shares = {f.scope: f.value for f in summary.figures if "高新技术产业" in f.indicator and f.measure == "share"}
    assert (shares["焦作市"], shares["马村区"]) == (Decimal("56.5"), Decimal("40.4"))
    assert [c.question for c in summary.conflicts if c.class_ == "冲突"] == []


def test_the_sum_of_the_projects_of_a_district(summary: Summary) -> None:
    """R7: 中站区 7 = 4 + 3; 163亿元 is of the four industrial ones."""
    (check,) = [c for c in summary.counts if c.parts]
    assert (check.expected, len(check.parts)) == (7, 2)
    (money,) = [f for f in summary.figures if f.value == 163]
    assert money.scope == "中站区" and "工业" in money.indicator


def test_ranks_with_their_base_and_scope(summary: Summary) -> None:
    """R9: 全省第七, 第五, 第四 (003); 全市城区第一 three times (001)."""
    ranks = [(f.scope, f.among, f.value) for f in summary.figures if f.measure == "rank"]
    assert {("焦作市", "全省", Decimal(n)) for n in (7, 5, 4)} <= set(ranks)
    assert ranks.count(("马村区", "全市城区", Decimal(1))) == 3
    assert not [r for r in ranks if r[0] == "马村区" and (r[1] or "").startswith("全省")]


def test_what_is_printed_four_times_is_one_figure(summary: Summary) -> None:
    """R10: 5.1亿元 is printed four times on one page."""
    (money,) = [f for f in summary.figures if f.value == Decimal("5.1") and f.unit == "亿元"]
    assert money.confirmed == 1 and {e.source for e in money.evidence} == {of(summary, "001")}


def test_parts_are_not_added_and_different_acts_give_no_rate(summary: Summary) -> None:
    """R10, R11: 108.74 ⊃ 44.2; 授信 37.25 of ten projects, 投放 25.56 of eight."""
    derived = {d.value for d in summary.derived}
    assert Decimal("40.6") in derived
    assert not {Decimal("152.94"), Decimal("68.6"), Decimal("8.3")} & derived


def test_the_reprint_is_low_and_alone_never_salient(summary: Summary) -> None:
    """R28."""
    low = of(summary, "000")
    assert next(s.info.trust for s in summary.sources if s.info.id == low) == "low"
    alone = [f for f in summary.figures if {e.source for e in f.evidence} == {low}]
    assert alone and all(f.salience == 1 and f.trust == "low" and f.confirmed == 0 for f in alone)


def test_the_page_of_2021_is_history(summary: Summary) -> None:
    """R26: its values are never current, its dates of the year wait to be checked, its secretary stands behind the present one."""
    old = of(summary, "004")
    assert not any(f.fresh for f in summary.figures if {e.source for e in f.evidence} == {old})
    due = {m.deadline for m in summary.matters if m.flag == "到期待核" and m.project == "市实验幼儿园南园"}
    assert {"2021-05", "2021-09"} <= due
    holders = [o.person for o in summary.offices if o.post == "市委书记"]
    assert holders[:2] == ["李亦博", "王小平"]


def test_plans_are_no_results(summary: Summary) -> None:
    """R12, R31: 282, 1098, 36, 77 are planned."""
    planned = [f for f in summary.figures if f.value in (282, 1098, 36, 77) and f.scope == "焦作城乡一体化示范区"]
    assert len(planned) == 4 and {f.modality for f in planned} == {"target"}


def test_values_of_the_year_before_and_averages(summary: Summary) -> None:
    """Section 6 of the requirements."""
    found = {(d.rule, d.value) for d in summary.derived}
    wanted = {("average-behind-gap", "28.7"), ("average-behind-gap", "23.7"), ("share-before-change", "37.1")}
    wanted |= {("year-before", "605.9"), ("year-before", "36.74"), ("quotient", "602.8"), ("share-of-whole", "40.6")}
    assert {(rule, Decimal(value)) for rule, value in wanted} <= found
    assert not [d for d in summary.derived if "奖励" in d.indicator]


def test_announced_lists_against_what_is_listed(summary: Summary) -> None:
    """R24: 三个转变 3 of 3; 五个蝶变 4 of 5, one of them behind a displaced column; 六个围绕 whole by the sentence that lists
    five and the paragraphs that hold the sixth; 三十工程 30."""
    counts = {c.head: (c.expected, len(c.found)) for c in summary.counts}
    assert (counts["三个转变"], counts["五个蝶变"], counts["六个围绕"]) == ((3, 3), (5, 4), (6, 6))
    assert counts["三十工程"][0] == 30 and 10 <= counts["三十工程"][1] < 30


def test_the_industrial_park_is_finished_and_its_stages_are_told(summary: Summary) -> None:
    """R25: 封顶 (caption) and 完工 (text) of October 2024; the page of 2025 tells of the work of early 2024."""
    parks = [p for p in summary.projects if "生物医药产业园" in p.name and "一期" in p.name]
    assert len(parks) == 1
    assert parks[0].stage == "主体完工"
    assert [(m.when, m.due) for m in parks[0].planned] == [("by:2024-12", "到期待核")]
    assert any(c.class_ == "进度用语" and c.project == parks[0].key for c in summary.conflicts)


def test_confidential_leads_leave_public_editions() -> None:
    options = briefing.load_options(ROOT / "seeds/briefing.toml", audience="public")
    sources, _ = read_all(ROOT / "seeds", options)
    extractions, options = extract_all(sources, options)
    assert any("问题线索" in e.model_dump_json() for e in extractions)
    assert "问题线索" not in briefing.reconcile(extractions, options).model_dump_json()
