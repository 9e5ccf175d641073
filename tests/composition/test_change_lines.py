"""本期变化 in words: both periods, what is left out, projects among figures."""

from __future__ import annotations

from briefing.composition import compose
from briefing.model.summary import Change, PreviousIssue
from composition.maker import ECONOMY, OPTIONS, Paper, blocks, economy, summary, text


def test_a_change_names_both_periods_and_counts_what_it_leaves_out() -> None:
    paper = Paper(ECONOMY)

    def change(at: int, **more: object) -> Change:
        data = {
            "class": "变化",
            "key": f"指标{at}",
            "text": f"云岭市指标{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未'[at]}",
            "old": "5%",
            "new": "6%",
            "salience": 3,
        }
        return Change.model_validate(data | {"old_period": "2024-H1", "new_period": "2024-01/2024-09"} | more)

    works = tuple(change(at, what="project", key=f"工程{at}", text="某工程", salience=1) for at in range(17, 18))
    found = (*map(change, range(17)), *works)
    previous = PreviousIssue(issue=3, period="2024-09")
    document = compose(summary([paper], economy(paper), changes=found, previous=previous), OPTIONS)
    (table,) = blocks(document, "table", "changes")
    rows = [text(row.cells[3]) for row in table.rows if text(row.cells[3]) != "本期无"]
    assert rows[0].startswith("云岭市指标甲：5%（2024年上半年）→6%") and rows[0].endswith("2024年1—9月")
    assert any("某工程" in row for row in rows)  # a project that moved is among the first
    assert rows[-1].endswith(f"另有{len(found) - len(rows)}条见电子台账")


def test_value_growth_and_rank_of_one_indicator_stand_in_one_line() -> None:
    paper = Paper(ECONOMY)

    def change(label: str, measure: str, old: str, new: str, among: str = "", place: str = "云岭市") -> Change:
        key = f"{label}|{place}|2024|{measure}|actual|{among}"
        given = {"class": "变化", "key": key, "text": f"{place}{label}", "old": old, "new": new, "salience": 3}
        return Change.model_validate(given | {"old_period": "2024-H1", "new_period": "2024-01/2024-09"})

    found = (
        change("地区生产总值增速", "growth", "5.7%", "5.5%"),
        change("地区生产总值增速", "rank", "第三", "第二", "全省"),
        change("地区生产总值", "level", "800亿元", "1200亿元"),
        change("地区生产总值", "level", "8亿元", "9亿元", place="青石区"),
        change("地区生产总值", "level", "801亿元", "1201亿元"),
    )
    document = compose(summary([paper], changes=found, previous=PreviousIssue(issue=3, period="2024-09")), OPTIONS)
    (table,) = blocks(document, "table", "changes")
    rows = [text(row.cells[3]) for row in table.rows if text(row.cells[3]) != "本期无"]
    assert rows[0] == "云岭市地区生产总值：800亿元（2024年上半年）→1200亿元，增速5.7%→5.5%，增速全省位次第三→第二　2024年1—9月"
    assert len(rows) == 3  # another place, and another answer to the same question, each have their own
    assert text(table.rows[1].cells[2]) == "5"
