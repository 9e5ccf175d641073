"""走势 on the page: a chart whose title says what the line does, every point out of the summary."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.composition import compose
from briefing.model.summary import PreviousIssue, Summary, Trend, TrendPoint
from briefing.verification.facts import check
from composition.maker import OPTIONS, Paper, blocks, summary, text


def made(*values: str) -> Summary:
    last = Decimal(values[-1])
    word = "下降" if last < 0 else "增长"
    paper = Paper(f"前三季度，全市工业投资{word}{abs(last)}%。\n")
    found = paper.figure(f"工业投资{word}{abs(last)}%", f"{abs(last)}%", "工业投资增速", str(abs(last)), "%", measure="growth",
                         direction="down" if last < 0 else "up")  # fmt: skip
    periods = [f"2024-01/2024-{month:02}" for month in range(10 - len(values), 10)]
    points = tuple(
        TrendPoint(period=period, value=Decimal(value), text=value.replace("-", "−"), issue=at + 1)
        for at, (period, value) in enumerate(zip(periods, values, strict=True))
    )
    trend = Trend(indicator="工业投资增速", scope="云岭市", measure="growth", unit="%", fact=found.id, points=points)
    return summary([paper], [found], previous=PreviousIssue(period="2024-09", issue=5), trends=(trend,))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (("1.1", "2.2", "3.3"), "工业投资增速三期连续上升，最新3.3%"),
        (("3.3", "2.2", "-1.1"), "工业投资增速三期连续下降，最新−1.1%"),
        (("3.3", "2.2", "4.4"), "工业投资增速4.4%，三期中最高"),
        (("3.3", "4.2", "-4.4"), "工业投资增速−4.4%，三期中最低"),
        (("3.3", "4.4", "4.2"), "工业投资增速三期有升有降，最新4.2%"),
    ],
)
def test_the_title_says_what_the_line_does(values: tuple[str, ...], title: str) -> None:
    facts = made(*values)
    document = compose(facts, OPTIONS)
    (chart,) = blocks(document, "chart", "changes")
    assert text(chart.title) == title
    assert next((d.label, d.run.text) for d in chart.spec.data) == ("2024.07", values[0])
    assert check(document, facts) == []


def test_a_point_that_is_not_in_the_summary_is_found() -> None:
    facts = made("1.1", "2.2", "3.3")
    document = compose(facts, OPTIONS)
    (trend,) = facts.trends
    gone = facts.model_copy(update={"trends": (trend.model_copy(update={"points": trend.points[1:]}),)})
    assert any("1.1" in miss.text for miss in check(document, gone))
