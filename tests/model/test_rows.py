from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import briefing
from briefing.model import rows
from briefing.model.extraction import Extraction, Refused
from briefing.model.fact import Evidence, Figure, Locator, Project, Support
from briefing.model.quantity import Quantity
from briefing.model.source import RawBlock, Source, SourceInfo

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem[:8])
def test_an_extraction_comes_back_from_its_row_as_it_was(path: Path) -> None:
    found = briefing.extract(briefing.read(path), briefing.load_options(sources=ROOT / "seeds"))
    again = rows.loads(Extraction, rows.dumps(found))
    assert found.figures and again == found
    assert again.model_dump_json() == found.model_dump_json()
    assert hash(again) == hash(found)


def test_every_kind_of_field_comes_back_with_its_type() -> None:
    evidence = Evidence(source="s", pieces=((1, 4), (9, 12)), quote="引文", locator=Locator(paragraph=3, caption=True))
    figure = Figure(
        id="f", key="k", indicator="粮食", value=Decimal("7.00"), value_max=Decimal("8.0"), unit="吨", measure="level", rule="r",
        evidence=(evidence, evidence), support=(Support(field="period", text="今年", pieces=((0, 2),)),), fresh=False,
    )  # fmt: skip
    project = Project(key="p", name="厂", investment_total=Quantity(value=Decimal("7.0"), unit="亿元"), evidence=(evidence,))
    info = SourceInfo(id="s", path="甲.txt", published=date(2024, 5, 1), duplicate_share=0.125, trust_reasons=("一", "二"))
    found = Extraction(
        source=info, figures=(figure,), projects=(project,), refused=(Refused(span=(3, 5), text="12", reason="date"),)
    )
    again = rows.loads(Extraction, rows.dumps(found))
    assert again == found
    assert again.model_dump() == found.model_dump()
    assert str(again.figures[0].value) == "7.00" and again.figures[0].evidence[0].pieces == ((1, 4), (9, 12))
    block = RawBlock(kind="table", span=(0, 9), cells=(((0, 1), (2, 3)), ((4, 5), (6, 9))), lines=(1, 2))
    source = Source(info=info, text="一二三四五六七八九", blocks=(block,))
    assert rows.loads(Source, rows.dumps(source)) == source


@pytest.mark.parametrize("data", [b"", b"[", b"{}", b"[]", b"[1]", b'[["s"]]', b"null", b'[["s", "p"], [[]]]', b"\xff"])
def test_what_is_no_row_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):
        rows.loads(Extraction, data)


def test_copies_are_equal_and_change_only_what_is_told() -> None:
    info = SourceInfo(id="s", path="甲.txt")
    other = info.model_copy(update={"title": "题"})
    assert (info.title, other.title) == (None, "题") and other == SourceInfo(id="s", path="甲.txt", title="题")
    assert info.model_copy() == info and info.model_copy() is not info
    assert info.model_copy(deep=True) == info
