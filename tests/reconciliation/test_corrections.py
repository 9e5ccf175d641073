from __future__ import annotations

from decimal import Decimal

from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence, Figure, Project
from briefing.model.quantity import Quantity
from briefing.model.summary import Decision, Summary
from briefing.options import DistrictOption, Options
from briefing.reconciliation import anchor, decision_id, reconcile

from reconciliation.facts import figure, info, project

PAPER = info("报纸", "2025-02-10", "high")
OTHER = info("晚报", "2025-02-11")


def said(source: object, before: str, number: str, after: str, *, indicator: str = "工业增速", value: str = "5.4") -> Figure:
    """A figure in a sentence ``before + number + after``; the quote reaches from the last comma to the number."""
    start = before.rfind("，") + 1
    place = Evidence(
        source=source.id,  # type: ignore[attr-defined]
        pieces=((100 + start, 100 + len(before) + len(number)),),
        quote=before[start:] + number,
        number=((100 + len(before), 100 + len(before) + len(number)),),
        before=before[:start],
        after=after,
    )
    name = f"{indicator}{number}@{source.path}"  # type: ignore[attr-defined]
    return figure(source, indicator, value, "%", measure="growth", direction="up", id=name, salience=2).model_copy(  # type: ignore[arg-type]
        update={"evidence": (place,)}
    )


FACT = said(PAPER, "云岭市通报，规上工业增加值增长", "5.4%", "，居全省第三位。")


def decide(action: str, of: Figure = FACT, **more: object) -> Decision:
    place = anchor(of.evidence[0])
    data = {"id": decision_id(place, of.indicator), "action": action, "indicator": of.indicator, "by": "甲某", "on": "2025-03-01"}
    return Decision.model_validate(data | place._asdict() | more)


def issue(*decisions: Decision, facts: tuple[Figure, ...] = (FACT,)) -> Summary:
    return reconcile([Extraction(source=PAPER, figures=facts)], Options(period="2025-02", region="云岭市"), decisions=decisions)


def test_the_anchor_is_the_number_in_its_sentence() -> None:
    assert anchor(FACT.evidence[0]) == ("云岭市通报，规上工业增加值增长", "5.4%", "，居全省第三位。")


def test_a_correction_changes_value_indicator_scope_and_period() -> None:
    right = {"value": "5.5", "label": "规模以上工业增加值增速", "scope": "清河区", "period": "2024-H1"}
    (found,) = issue(decide("correct", **right)).figures
    assert (found.value, found.indicator, found.scope, found.period) == (
        Decimal("5.5"),
        "规模以上工业增加值增速",
        "清河区",
        "2024-H1",
    )
    assert found.key.startswith("规模以上工业增加值增速|清河区|2024-H1|")
    assert (found.correction, found.confidence) == (decide("correct").id, "high")


def test_reject_hide_accept_pin_and_reword() -> None:
    assert issue(decide("reject")).figures == issue(decide("hide")).figures == ()
    (accepted,) = issue(decide("accept")).figures
    assert (accepted.value, accepted.correction) == (FACT.value, decide("accept").id)
    (pinned,) = issue(decide("pin")).figures
    assert (pinned.pinned, pinned.salience) == (True, 3)
    (reworded,) = issue(decide("reword", wording="工业稳中有进。")).figures
    assert reworded.wording == "工业稳中有进。"


def test_who_and_when_stay_with_the_decision() -> None:
    (decision,) = issue(decide("accept")).decisions
    assert (decision.by, str(decision.on), decision.state, decision.fact) == ("甲某", "2025-03-01", "applied", FACT.id)


def test_another_sentence_never_takes_a_decision() -> None:
    changed = said(PAPER, "云岭市通报，规上工业增加值增长", "5.4%", "，居全省第四位。")
    summary = issue(decide("correct", value="9"), facts=(changed,))
    assert [f.value for f in summary.figures] == [Decimal("5.4")]
    assert [d.state for d in summary.decisions] == ["changed"]
    gone = issue(decide("correct", value="9"), facts=(said(PAPER, "别的一句话说投资增长", "5.4%", "。"),))
    assert [d.state for d in gone.decisions] == ["vanished"]
    assert [n.code for n in gone.notes] == ["correction-not-applied"]
    assert "9" not in {str(f.value) for f in gone.figures}


def test_a_decision_finds_its_number_among_several_of_one_sentence() -> None:
    other = said(PAPER, "云岭市通报，规上工业增加值增长5.4%，居全省第", "三", "位。", indicator="位次", value="3")
    found = {f.indicator: f.value for f in issue(decide("correct", value="5.5"), facts=(FACT, other)).figures}
    assert found == {"工业增速": Decimal("5.5"), "位次": Decimal("3")}


def test_a_cut_of_the_quote_elsewhere_does_not_matter() -> None:
    """The anchor is the sentence: another clause boundary of a later version of the rules is the same place."""
    place = FACT.evidence[0]
    wider = place.model_copy(update={"quote": place.before + place.quote, "before": "", "pieces": ((100, place.end),)})
    (found,) = issue(decide("correct", value="5.5"), facts=(FACT.model_copy(update={"evidence": (wider,)}),)).figures
    assert found.value == Decimal("5.5")


def test_the_corrected_value_leads_when_sources_are_merged() -> None:
    same = said(OTHER, "晚报说，工业增长", "5.5%", "。", value="5.5")
    documents = [Extraction(source=PAPER, figures=(FACT,)), Extraction(source=OTHER, figures=(same,))]
    (found,) = reconcile(documents, Options(period="2025-02"), decisions=[decide("correct", value="5.5")]).figures
    assert (found.value, found.correction is not None, found.confirmed) == (Decimal("5.5"), True, 2)


def test_a_value_that_is_no_number_is_told_and_nothing_is_lost() -> None:
    summary = issue(decide("correct", value="五点五"))
    assert [f.value for f in summary.figures] == [Decimal("5.4")]
    assert [n.code for n in summary.notes] == ["correction-not-applied"]
    assert len(summary.decisions) == 1


def test_what_is_hidden_comes_back_nowhere() -> None:
    """Neither as withdrawn against the issue before nor in the note of a correction."""
    before = issue()
    summary = reconcile(
        [Extraction(source=PAPER)], Options(period="2025-03", region="云岭市"), previous=before, decisions=[decide("hide")]
    )
    assert summary.changes == ()
    told = reconcile([Extraction(source=PAPER)], Options(period="2025-03", region="云岭市"), previous=before)
    assert [c.old for c in told.changes] == ["5.4%"]
    again = reconcile(
        [Extraction(source=PAPER, figures=(FACT,))],
        Options(period="2025-02", region="云岭市"),
        standing=before,
        decisions=[decide("hide")],
    )
    assert (again.meta.revision, again.revised, again.figures) == (1, (), ())


def test_the_amount_of_a_project_follows_its_figure() -> None:
    money = FACT.model_copy(update={"measure": "level", "unit": "亿元", "direction": None})
    work = project(PAPER, "第三水厂", investment_total=Quantity(value=Decimal("5.4"), unit="亿元"), investment_figures=(money.id,))

    def of(*decisions: Decision) -> Project:
        documents = [Extraction(source=PAPER, figures=(money,), projects=(work,))]
        (found,) = reconcile(documents, Options(period="2025-02"), decisions=decisions).projects
        return found

    right = of(decide("correct", money, value="4.5")).investment_total
    assert right is not None and right.value == Decimal("4.5")
    gone = of(decide("reject", money))
    assert (gone.investment_total, gone.investment_figures) == (None, ())
    kept = of(decide("accept", money)).investment_total
    assert kept is not None and kept.value == Decimal("5.4")


def test_a_public_edition_tells_no_decision_about_a_confidential_sentence() -> None:
    """Not even as one whose sentence is gone: the anchor would tell it."""
    secret = said(PAPER, "移送问题线索，共计", "12件", "。", indicator="线索数", value="12")
    made = [decide("accept", secret, comment="核过"), decide("accept")]
    documents = [Extraction(source=PAPER, figures=(FACT, secret))]
    options = Options(period="2025-02", region="云岭市", audience="public")
    summary = reconcile(
        documents, options, decisions=made, standing=reconcile(documents, options.model_copy(update={"audience": "internal"}))
    )
    assert [d.indicator for d in summary.decisions] == ["工业增速"]
    assert "问题线索" not in summary.model_dump_json()
    assert len(reconcile(documents, Options(period="2025-02"), decisions=made).decisions) == 2


def test_an_edition_of_one_district_tells_its_own_decisions_only() -> None:
    districts = tuple(DistrictOption(name=name) for name in ("清河区", "东岗区"))
    own = said(PAPER, "清河区通报，投资增长", "8.3%", "。", indicator="投资增速", value="8.3").model_copy(
        update={"scope": "清河区"}
    )
    other = said(PAPER, "东岗区通报，投资增长", "7.1%", "。", indicator="投资增速", value="7.1").model_copy(
        update={"scope": "东岗区"}
    )
    options = Options(period="2025-02", region="云岭市", district=districts, focus=("清河区",))
    documents = [Extraction(source=PAPER, figures=(own, other))]
    summary = reconcile(documents, options, decisions=[decide("accept", own), decide("accept", other)])
    assert [(d.fact, d.state) for d in summary.decisions] == [(own.id, "applied")] and summary.notes == ()
