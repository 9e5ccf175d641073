from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.options import DistrictOption, Options, ProjectOption
from briefing.reconciliation import full_names, merge, reconcile
from briefing.reconciliation.copies import find_copies
from briefing.reconciliation.merge import merge_figures, stands_for

from reconciliation.facts import evidence, extraction, figure, info, project

PAPER = info("报纸", "2025-02-10", "high")
OTHER = info("晚报", "2025-02-11")
COPY = info("转载", "2025-04-17", "low")
SOURCES = {x.id: x for x in (PAPER, OTHER, COPY)}


def values(*figures: object) -> list[Decimal]:
    return [f.value for f in merge_figures(figures, SOURCES)]  # type: ignore[arg-type]


def test_a_rounding_goes_to_the_side_its_word_says() -> None:
    assert values(figure(PAPER, value="69.8"), figure(OTHER, value="70", approx="近")) == [Decimal("69.8")]
    assert len(values(figure(PAPER, value="70.2"), figure(OTHER, value="70", approx="近"))) == 2
    assert values(figure(PAPER, value="108.74"), figure(OTHER, value="108", approx="超")) == [Decimal("108.74")]
    assert len(values(figure(PAPER, value="107.9"), figure(OTHER, value="108", approx="超"))) == 2
    assert values(figure(PAPER, value="108.1"), figure(OTHER, value="108", approx="约")) == [Decimal("108.1")]
    assert len(values(figure(PAPER, value="61"), figure(OTHER, value="70", approx="近"))) == 2


def test_two_exact_values_near_each_other_are_two() -> None:
    assert len(values(figure(PAPER, value="69.8"), figure(OTHER, value="69.9"))) == 2


def test_a_rounding_joins_the_nearest_of_several_values() -> None:
    merged = merge_figures(
        [figure(PAPER, value="100.9"), figure(PAPER, value="102"), figure(OTHER, value="101", approx="约")], SOURCES
    )
    assert [(f.value, len(f.evidence)) for f in merged] == [(Decimal("100.9"), 2), (Decimal("102"), 1)]


def test_the_order_of_the_figures_does_not_decide() -> None:
    facts = [figure(PAPER, value="69.8"), figure(OTHER, value="70", approx="近"), figure(COPY, value="70", approx="约")]
    forward, backward = (merge_figures(order, SOURCES) for order in (facts, facts[::-1]))
    assert [f.value for f in forward] == [f.value for f in backward] == [Decimal("69.8")]


def test_a_statement_without_period_joins_the_only_dated_one_of_the_same_value() -> None:
    (merged,) = merge_figures([figure(PAPER, value="2386.47", period=None), figure(OTHER, value="2386.47", period="2024")], SOURCES)
    assert (merged.period, len(merged.evidence)) == ("2024", 2)
    assert len(values(figure(PAPER, value="30", period=None), figure(OTHER, value="30", period="2024"))) == 2
    three = [figure(PAPER, value="2386.47", period=p) for p in (None, "2023", "2024")]
    assert len(values(*three)) == 3


def test_only_independent_sources_confirm() -> None:
    (both,) = merge_figures([figure(PAPER), figure(OTHER)], SOURCES)
    assert both.confirmed == 2
    (with_reprint,) = merge_figures([figure(PAPER), figure(COPY)], SOURCES)
    assert (with_reprint.confirmed, len(with_reprint.evidence)) == (1, 2)
    (alone,) = merge_figures([figure(COPY)], SOURCES)
    assert alone.confirmed == 0


def quoted(source: object, *quotes: str) -> object:
    facts = [
        figure(source, indicator=f"指标{n}").model_copy(
            update={"evidence": (evidence(source).model_copy(update={"quote": quote}),)}  # type: ignore[arg-type]
        )
        for n, quote in enumerate(quotes)
    ]
    return extraction(source, *facts)  # type: ignore[arg-type]


def test_a_source_whose_sentences_stand_in_another_is_its_copy() -> None:
    sentences = [f"全市第{word}产业增加值达到新的高度" for word in "一二三四五六"]
    first, second = quoted(PAPER, *sentences), quoted(OTHER, *sentences, "晚报自己的一句话写在这里")
    assert find_copies([second, first]) == {OTHER.id: PAPER.id}  # type: ignore[list-item]
    assert find_copies([first, quoted(OTHER, *sentences[:4], "另一件事情的一句话", "又一件事情的一句话")]) == {}  # type: ignore[list-item]


def test_a_copy_confirms_nothing() -> None:
    sentences = [f"全市第{word}产业增加值达到新的高度" for word in "一二三四五六"]
    summary = reconcile([quoted(OTHER, *sentences), quoted(PAPER, *sentences)], Options(issue=1))  # type: ignore[list-item]
    assert {f.confirmed for f in summary.figures} == {1}
    assert {s.info.path: s.info.copy_of for s in summary.sources} == {"报纸": None, "晚报": PAPER.id}


def test_places_and_projects_go_by_their_full_names() -> None:
    options = Options(
        region="云岭市",
        aliases=("云岭",),
        district=(DistrictOption(name="云岭高新技术产业开发区", aliases=("高新区",)),),
        project=(ProjectOption(name="低碳物流基地", aliases=("低碳物流园",)),),
    )
    names = full_names(options, [project(PAPER, "砚星光电显示模组产业园", aliases=("光电产业园",))])
    assert names["高新区"] == names["云岭市云岭高新技术产业开发区"] == "云岭高新技术产业开发区"
    assert (names["云岭"], names["低碳物流园"], names["光电产业园"]) == ("云岭市", "低碳物流基地", "砚星光电显示模组产业园")
    merged = merge_figures([figure(PAPER, scope="高新区"), figure(OTHER, scope="云岭高新技术产业开发区")], SOURCES, names)
    assert [(f.scope, f.confirmed) for f in merged] == [("云岭高新技术产业开发区", 2)]
    assert "云岭高新技术产业开发区" in merged[0].key


def test_the_work_of_merging_grows_with_the_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when all of them answer one question, with every value different or rounded: a rounded value looks at its neighbours
    only."""
    looks: list[object] = []
    monkeypatch.setattr(merge, "stands_for", lambda *pair: looks.append(pair) or stands_for(*pair))
    base = figure(PAPER)
    many = [
        base.model_copy(update={"id": f"b{n}", "value": Decimal(n), "approx": "约" if n % 3 == 0 else None})
        for n in range(1, 3_001)
    ]
    assert len(merge_figures(many, SOURCES)) <= 3_000
    assert 1_000 <= len(looks) <= 3 * 1_000
