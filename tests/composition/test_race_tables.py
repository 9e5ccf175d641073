"""较短比长 on the page: two tables side by side, ranks now and then, every value marked, the earlier ones out of the summary."""

from __future__ import annotations

from briefing.composition import compose
from briefing.model.summary import PreviousIssue, Race, RacePlace
from briefing.verification.facts import check
from composition.maker import OPTIONS, Paper, blocks, summary, text

WORDS = "上半年，青石区工业投资增长21.5%，白河县工业投资增长9.9%。"


def test_the_race_is_printed_with_the_earlier_values() -> None:
    paper = Paper(f"{WORDS}\n")
    found = [
        paper.figure(f"{place}工业投资增长{value}%", f"{value}%", "工业投资增速", value, "%", measure="growth", scope=place,
                     direction="up", period="2024-H1")
        for place, value in (("青石区", "21.5"), ("白河县", "9.9"))
    ]  # fmt: skip
    places = (
        RacePlace(place="青石区", fact=found[0].id, rank=1, old="18.0%", old_rank=2, difference="+3.5个百分点"),
        RacePlace(place="白河县", fact=found[1].id, rank=2),
    )
    race = Race(indicator="工业投资增速", measure="growth", period="2024-H1", old_period="2024-01/2024-04", issue=3, places=places)
    previous = PreviousIssue(period="2024-09", issue=5)
    made = summary([paper], found, previous=previous, races=(race, race))
    document = compose(made, OPTIONS)
    tables = [t for t in blocks(document, "table", "changes") if "居前" in text(t.title)]
    assert [text(t.title) for t in tables] == ["工业投资增速：青石居前"] * 2
    assert text(tables[0].subtitle) == "2024年上半年，与第3期2024年1—4月相比"
    assert [[text(cell.runs) for cell in row.cells][:6] for row in tables[0].rows] == [
        ["青石", "21.5%", "1", "18.0%", "2", "+3.5个百分点"],
        ["白河", "9.9%", "2", "", "", ""],
    ]
    assert check(document, made) == []
    many = made.model_copy(update={"races": (race,) * 7})
    assert "另有3项比较见电子台账" in text(compose(many, OPTIONS))
    gone = made.model_copy(update={"races": (race.model_copy(update={"places": places[1:]}),)})
    assert any("18.0%" in miss.text for miss in check(document, gone))
