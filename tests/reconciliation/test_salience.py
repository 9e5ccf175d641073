from __future__ import annotations

from briefing.reconciliation.salience import is_place, weigh

from reconciliation.facts import figure, info

PAPER = info("报纸", "2025-02-10", "high")


def levels(*figures: object) -> list[int]:
    return [f.salience for f in weigh(figures, ["云岭市"])]  # type: ignore[arg-type]


def test_ranks_of_the_country_and_of_the_province_are_carried() -> None:
    rank = {"measure": "rank", "unit": "位", "salience": 2}
    assert levels(figure(PAPER, value="3", among="全省", **rank), figure(PAPER, value="4", among="全省", **rank)) == [3, 2]
    assert levels(figure(PAPER, value="1", among="全市城区", **rank)) == [2]


def test_what_is_ranked_or_confirmed_rises() -> None:
    rank = figure(PAPER, value="5", among="全省", measure="rank", unit="位", of="g")
    assert levels(figure(PAPER, id="g", salience=2), rank) == [3, 1]
    assert levels(figure(PAPER, salience=2, confirmed=2)) == [3]
    assert levels(figure(PAPER, salience=1, confirmed=2)) == [1]


def test_doubt_has_the_last_word() -> None:
    for more in ({"trust": "low"}, {"confidence": "low"}, {"doubt": "残句"}):
        assert levels(figure(PAPER, salience=3, **more)) == [1]
    for more in ({"fresh": False}, {"modality": "target"}, {"scope": "云岭砚星光电有限公司"}, {"scope": None}):
        assert levels(figure(PAPER, salience=3, **more)) == [2]
    assert levels(figure(PAPER, salience=3, scope="清河区")) == [3]


def test_parks_and_companies_are_no_places() -> None:
    assert [is_place(x) for x in ("清河区", "柳泉县", "全国", "光电产业园区", "某某公司", None)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
