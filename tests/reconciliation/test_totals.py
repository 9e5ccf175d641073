"""The ledger's sums and rates: only plain figures of the projects' own, whole projects, each once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from briefing.model.fact import Figure, Project
from briefing.model.quantity import Quantity
from briefing.reconciliation.totals import of_projects

from reconciliation.facts import figure, info, project

PAPER = info("报纸", "2025-02-10", "high")
END = date(2025, 2, 28)


def work(name: str, total: str, done: str | None = None, unit: str = "亿元", **more: Any) -> tuple[Project, list[Figure]]:
    figures = [figure(PAPER, f"{name}总投资", total, unit, scope=name, **more.pop("cost", {}))]
    if done:
        figures.append(figure(PAPER, f"{name}完成投资", done, unit, scope=name, **{"period": None, **more.pop("spent", {})}))
    amounts = [Quantity(value=f.value, unit=f.unit) for f in figures]
    made = project(
        PAPER, name, investment_total=amounts[0], investment_done=amounts[1] if done else None,
        investment_figures=tuple(f.id for f in figures), reported=date(2025, 2, 10), **more,
    )  # fmt: skip
    return made, figures


def derived(*works: tuple[Project, list[Figure]]) -> dict[str, tuple[Decimal, str]]:
    found = of_projects([w[0] for w in works], [f for w in works for f in w[1]], END, 12)
    return {d.rule: (d.value, d.formula) for d in found}


def test_written_totals_add_up_with_their_formula() -> None:
    assert derived(work("大桥", "12"), work("医院", "30.5"), work("水厂", "3")) == {
        "sum-of-totals": (Decimal("45.5"), "30.5 + 12 + 3")
    }


def test_no_sum_of_parts_rounded_weak_old_or_of_another_unit() -> None:
    assert derived(work("大桥", "12")) == {}
    assert derived(work("大桥", "12"), work("大桥一期", "3", part_of="大桥")) == {}
    assert derived(work("大桥", "12"), work("医院", "30", cost={"approx": "近"})) == {}
    assert derived(work("大桥", "12"), work("医院", "30", trust="low")) == {}
    assert derived(work("大桥", "12"), work("医院", "3000", unit="万元")) == {}
    old, figures = work("医院", "30")
    assert derived(work("大桥", "12"), (old.model_copy(update={"reported": date(2023, 1, 1)}), figures)) == {}


def test_one_figure_of_two_projects_counts_once() -> None:
    bridge, figures = work("大桥", "12")
    same = bridge.model_copy(update={"key": "二桥", "name": "二桥"})
    assert derived((bridge, figures), (same, []), work("水厂", "3"))["sum-of-totals"] == (Decimal("15"), "12 + 3")


def test_the_rate_is_what_is_done_of_the_whole() -> None:
    assert derived(work("大桥", "12", "9")) == {"investment-rate": (Decimal("75.0"), "9 ÷ 12")}
    assert derived(work("大桥", "12", "13")) == {}
    assert derived(work("大桥", "12", "9", spent={"period": "2024-H1"})) == {}
