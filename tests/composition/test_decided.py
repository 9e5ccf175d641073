"""What people decided: their sentence printed as theirs, what they pinned on page 1, what came of every decision in 数据质量."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.composition import compose
from briefing.model.document import Document
from briefing.model.fact import Figure
from briefing.model.summary import Decision
from briefing.verification.facts import check
from composition.maker import ECONOMY, OPTIONS, WORKS, Paper, all_runs, blocks, economy, summary, text


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper(f"{ECONOMY}\n{WORKS}\n")


def decide(figure: Figure, action: str, **more: Any) -> Decision:
    lead = figure.evidence[0]
    data = {"id": f"c-{figure.id}", "action": action, "quote": lead.quote, "by": "甲某", "on": "2024-10-25", "fact": figure.id}
    return Decision.model_validate(data | {"indicator": figure.indicator} | more)


def decided(figure: Figure, decision: Decision, **more: Any) -> Figure:
    return figure.model_copy(update={"correction": decision.id, **more})


def works(paper: Paper, **more: Any) -> Figure:
    clause = "全市共完成老旧管网改造120千米"
    return paper.figure(clause, "120千米", "完成老旧管网改造", "120", "千米", period=None, salience=2, **more)


def front(document: Document) -> list[str]:
    return [f"{item.label} {text(item.runs)}" for block in blocks(document, "key-points") for item in block.items]


def test_a_reworded_figure_is_told_in_the_words_of_the_person(paper: Paper) -> None:
    gdp, *rest = economy(paper)
    reword = decide(gdp, "reword", wording="全市经济增长6.1%，稳中有进。")
    made = summary([paper], (decided(gdp, reword, wording=reword.wording), *rest), decisions=(reword,))
    document = compose(made, OPTIONS)
    said = next(line for line in front(document) if line.startswith("经济"))
    assert "全市经济增长6.1%，稳中有进人工核定甲某2024-10-25" in said
    assert "地区生产总值增长6.1%" not in said and "固定资产投资增长9.4%" in said
    runs = [run for run in all_runs(document.sections[0]) if run.kind == "human"]
    assert {run.ref for run in runs} == {reword.id}
    assert check(document, made) == []


def test_a_human_run_must_stand_in_its_decision(paper: Paper) -> None:
    gdp, *rest = economy(paper)
    reword = decide(gdp, "reword", wording="全市经济增长6.1%。")
    made = summary([paper], (decided(gdp, reword, wording=reword.wording), *rest), decisions=(reword,))
    document = compose(made, OPTIONS)
    other = reword.model_copy(update={"wording": "全市经济增长6.2%。"})
    assert check(document, made.model_copy(update={"decisions": (other,)})) != []


def test_a_pinned_figure_leads_page_one(paper: Paper) -> None:
    pin = decide(works(paper), "pin")
    plain_front = front(compose(summary([paper], (*economy(paper), works(paper))), OPTIONS))
    assert not plain_front[0].startswith("置顶")
    made = summary([paper], (*economy(paper), decided(works(paper), pin, pinned=True)), decisions=(pin,))
    document = compose(made, OPTIONS)
    assert front(document)[0].startswith("置顶 ") and "老旧管网改造120千米" in front(document)[0]
    assert sum("老旧管网改造120千米" in line for line in front(document)) == 1
    assert check(document, made) == []


def test_a_pin_on_a_weak_source_stays_off_page_one_and_says_so() -> None:
    weak = Paper(f"{ECONOMY}\n{WORKS}\n", trust="low")
    pin = decide(works(weak), "pin")
    made = summary([weak], (decided(works(weak), pin, pinned=True),), decisions=(pin,))
    document = compose(made, OPTIONS)
    assert not any("置顶" in line for line in front(document))
    assert "只有低可信来源，不入首页" in text(next(s for s in document.sections if s.id == "quality"))


def test_every_decision_is_told_and_a_hidden_figure_is_named_nowhere(paper: Paper) -> None:
    gdp, rank, *rest = economy(paper)
    right = decide(gdp, "correct", value="6.1")
    lost = decide(rank, "accept", state="changed", fact=None, before="去年，位居全省", quote="第九", after="，创历史最好。")
    hidden = decide(works(paper), "hide", fact=None)
    made = summary([paper], (decided(gdp, right), rank, *rest), decisions=(right, lost, hidden))
    document = compose(made, OPTIONS)
    told = text(next(s for s in document.sections if s.id == "quality"))
    assert "更正地区生产总值增速更正为6.1%甲某2024-10-25" in told
    assert "采用去年，位居全省第九，创历史最好。原句已有变化，未采用" in told
    assert "隐藏1条" in told and "老旧管网" not in text(document)
    assert check(document, made) == []
