"""The traps of the seeds: what a hasty reader would get wrong, each with the fact and its source. The facts come from the gold
annotations, so that these tests speak of judgement and not of reading."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import briefing
from briefing.model.extraction import Extraction
from briefing.model.fact import Figure
from briefing.model.summary import Summary
from conftest import ROOT

from reconciliation.gold import extractions


def source(name: str) -> Extraction:
    return next(x for x in extractions() if x.source.path.startswith(name))


@lru_cache(maxsize=2)
def summary(names: str = "000 001 002 003 004", period: str | None = None) -> Summary:
    options = briefing.load_options(ROOT / "seeds/briefing.toml", period=period)
    return briefing.reconcile([source(name) for name in names.split()], options)


def figures(**wanted: object) -> list[Figure]:
    return [f for f in summary().figures if all(getattr(f, key) == value for key, value in wanted.items())]


def derived(rule: str) -> dict[str, tuple[Decimal, str, str]]:
    return {d.indicator: (d.value, d.unit, d.formula) for d in summary().derived if d.rule == rule}


def test_a_district_s_share_and_the_city_s_are_no_contradiction() -> None:
    """001: 马村区 40.4 %; 002: 焦作市 56.5 %, one indicator of two scopes."""
    (told,) = [c for c in summary().conflicts if "高新技术产业增加值" in c.question]
    assert told.class_ == "范围不同"
    values = {f.id: f.value for f in summary().figures}
    assert [values[f] for f in told.facts] == [Decimal("56.5"), Decimal("40.4")]
    assert len(told.evidence) == 2


def test_no_true_contradiction_is_invented() -> None:
    assert [c.question for c in summary().conflicts if c.class_ == "冲突"] == []


def test_a_figure_of_the_reprint_alone_is_low_and_never_salient() -> None:
    """000 is an advertising page: nobody else says 52公里 of road."""
    alone = [f for f in summary().figures if {e.source for e in f.evidence} == {source("000").source.id}]
    assert len(alone) >= 10
    assert all(f.trust == "low" and f.confirmed == 0 and f.salience == 1 for f in alone)


def test_the_reprint_confirms_nothing() -> None:
    both = [f for f in summary().figures if len({e.source for e in f.evidence}) > 1]
    low = source("000").source.id
    assert all(f.confirmed < len({e.source for e in f.evidence}) for f in both if low in {e.source for e in f.evidence})


def test_ranks_keep_their_base() -> None:
    """001: 全市城区; 002 and 003: 全省. A place among the city's districts is never one of the province."""
    bases = {f.among for f in figures(measure="rank")}
    assert {"全省", "全市城区"} <= bases
    assert not [f for f in figures(measure="rank", scope="马村区") if (f.among or "").startswith("全省")]


def test_amounts_of_different_acts_give_no_rate() -> None:
    """003: 授信 37.25亿元 of ten projects, 投放 25.56亿元 of eight: two sets."""
    assert not [d for d in summary().derived if Decimal("68.6") in (d.value, d.value.quantize(Decimal("0.1")))]


def test_a_part_is_never_added_to_its_whole() -> None:
    """003: 108.74亿元 contains 44.2亿元."""
    values = {f.value for f in summary().figures} | {d.value for d in summary().derived}
    assert Decimal("152.94") not in values
    assert derived("share-of-whole")["“三十工程”项目政策性资金占争取各项资金比重"][:2] == (Decimal("40.6"), "%")


def test_averages_behind_the_gaps() -> None:
    """001: 技改 44.4 %, 高于全市 15.7 points; 工业投资 102.4 %, 高于全市 78.7 points."""
    found = derived("average-behind-gap")
    assert found["技改投资占工业投资比重"] == (Decimal("28.7"), "%", "44.4 − 15.7")
    assert found["工业投资增速"] == (Decimal("23.7"), "%", "102.4 − 78.7")


def test_the_year_before_and_the_spending_of_a_visitor() -> None:
    """002: 685.93万人次 +13.21 %, 41.35亿元 +12.56 %."""
    found = derived("year-before")
    assert found["上年同期接待游客人次"][:2] == (Decimal("605.9"), "万人次")
    assert found["上年同期旅游综合收入"][:2] == (Decimal("36.74"), "亿元")
    assert derived("quotient")["人均旅游花费"][:2] == (Decimal("602.8"), "元/人次")


def test_the_share_before_a_change_names_no_year_the_text_does_not_name() -> None:
    """001: 40.4 %, 提高了 3.3 points, 未写基期."""
    assert derived("share-before-change") == {"变动前高新技术产业增加值占规上工业增加值比重": (Decimal("37.1"), "%", "40.4 − 3.3")}


def test_old_facts_are_history() -> None:
    """004 is of February 2021, the issue of April 2025."""
    old = source("004").source.id
    stale = [f for f in summary().figures if {e.source for e in f.evidence} == {old}]
    assert len(stale) >= 15
    assert not any(f.fresh for f in stale)


def test_targets_of_the_past_wait_to_be_checked() -> None:
    """004: 今年5月基本竣工, 9月投入使用 (2021); 001: 年底前达到使用条件 (2024)."""
    due = {(m.project, m.deadline) for m in summary().matters if m.flag == "到期待核"}
    assert {("市实验幼儿园南园", "2021-05"), ("市实验幼儿园南园", "2021-09"), ("马村区生物医药产业园一期", "2024-12")} <= due


def test_what_is_planned_is_never_a_result() -> None:
    """004: 282个, 1098亿元, 36个, 77个 are plans."""
    assert {f.modality for f in summary().figures if f.value in (282, 1098, 36, 77) and f.scope} == {"target"}


def test_the_programme_counts_its_members() -> None:
    """003: 三十工程 = 10 + 10 + 10; the papers name fewer."""
    (check,) = [c for c in summary().counts if c.head == "三十工程"]
    assert check.expected == 30
    assert 20 <= len(check.found) < 30


def test_a_district_without_facts_asks_for_them() -> None:
    asked = {q.place for q in summary().questions if q.kind == "缺数"}
    assert {"孟州市", "温县"} <= asked
    assert "焦作市" not in asked


def test_two_issues_tell_what_changed() -> None:
    """The papers of 2021 and of October 2024 first, all of them half a year later."""
    first = summary("001 002 004", "2024-10")
    options = briefing.load_options(ROOT / "seeds/briefing.toml")
    second = briefing.reconcile(extractions(), options, previous=first)
    assert second.previous is not None and second.previous.period == "2024-10"
    assert second.changes == briefing.diff(first, second)
    new = {source("000").source.id, source("003").source.id}
    told = [c for c in second.changes if c.what == "figure"]
    assert {c.class_ for c in told} == {"新增"}
    assert {f for c in told for f in c.facts} == {f.id for f in second.figures if {e.source for e in f.evidence} <= new}
    again = {c.text for c in second.changes if c.class_ == "再提及"}
    assert again == {"马村区生物医药产业园一期", "“云台·天河”EOD项目", "白鹤湖智慧岛项目", "城市医疗服务能力提升"}
    assert all(e.source in new for c in second.changes for e in c.evidence if c.class_ == "再提及")
    progress = {m.project: m.progress for m in second.matters if m.flag == "到期待核"}
    assert progress["市实验幼儿园南园"] == "续办"  # due in 2021, and still unanswered
    assert progress["马村区生物医药产业园一期"] == "新增"  # due at the end of 2024
    gone = briefing.diff(summary(), first)
    assert {c.class_ for c in gone} >= {"未更新"}
    assert "撤下" not in {c.class_ for c in gone}
