"""Properties of judgement that hold for any facts: order does not matter, nothing is lost, an issue has no changes to itself."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fact import Figure
from briefing.options import Options
from briefing.reconciliation import diff, reconcile
from briefing.reconciliation.merge import merge_figures

from reconciliation.facts import extraction, figure, info

SOURCES = [info("甲报", "2025-02-10", "high"), info("乙报", "2025-02-11"), info("转载", "2025-04-17", "low")]
BY_ID = {source.id: source for source in SOURCES}


@st.composite
def facts(draw: st.DrawFn) -> list[Figure]:
    out = []
    for number in range(draw(st.integers(1, 12))):
        measure = draw(st.sampled_from(["level", "growth"]))
        out.append(
            figure(
                draw(st.sampled_from(SOURCES)),
                draw(st.sampled_from(["税收收入", "存款余额"])),
                str(Decimal(draw(st.integers(1, 400))) / draw(st.sampled_from([1, 10]))),
                "%" if measure == "growth" else draw(st.sampled_from(["亿元", "万元"])),
                measure=measure,
                period=draw(st.sampled_from([None, "2024", "2023"])),
                scope=draw(st.sampled_from(["云岭市", "清河区"])),
                approx=draw(st.sampled_from([None, None, "近", "约", "超"])),
                direction=draw(st.sampled_from(["up", "down"])) if measure == "growth" else None,
                salience=draw(st.integers(1, 3)),
                id=f"f{number}",
            )
        )
    return out


def shape(figures: list[Figure]) -> list[tuple[object, ...]]:
    return sorted((str(f.value), f.unit, f.period or "", f.indicator, f.scope or "", len(f.evidence), f.confirmed) for f in figures)


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_decide_what_becomes_one(found: list[Figure], order: object) -> None:
    shuffled = found[:]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert shape(merge_figures(found, BY_ID)) == shape(merge_figures(shuffled, BY_ID))


@given(facts())
def test_every_place_stays_and_every_value_was_said(found: list[Figure]) -> None:
    merged = merge_figures(found, BY_ID)
    assert sum(len(f.evidence) for f in merged) == len(found)
    said = {(f.value, f.unit) for f in found}
    assert {(f.value, f.unit) for f in merged} <= said
    assert len({f.id for f in merged}) == len(merged)


@given(facts())
def test_an_issue_against_itself_has_no_changes(found: list[Figure]) -> None:
    documents = [extraction(s, *(f for f in found if f.evidence[0].source == s.id)) for s in SOURCES]
    summary = reconcile(documents, Options(period="2025-02", region="云岭市"))
    assert diff(summary, summary) == ()
    assert all(f.salience == 1 for f in summary.figures if f.confirmed == 0)
    ids = {f.id for f in summary.figures}
    assert all(set(c.facts) <= ids for c in summary.conflicts)
    assert all(set(d.inputs) <= ids for d in summary.derived)
