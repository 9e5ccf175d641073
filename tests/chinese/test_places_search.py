"""The quick searches of `places` against the plain patterns they stand for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.chinese import callings, country, divisions, localities, places
from briefing.chinese.home import infer
from briefing.chinese.places import Gazetteer
from briefing.options import Options

NAMES = sorted(country.table())
KINDS = [
    "国家级高新区",
    "国家高新技术产业开发区",
    "经开区",
    "经济技术开发区",
    "示范区",
    "城乡一体化示范区",
    "新区",
    "自贸试验区",
    "综保区",
    "港区",
    "产业园区",
    "度假区",
    "管理区",
    "开发区",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(KINDS), st.sampled_from(list("的市区县州省旗盟国新开、和，"))), max_size=24
).map("".join)


@given(TEXTS)
def test_names_of_the_country_as_one_alternation_finds_them(text: str) -> None:
    plain = re.compile("|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)))
    assert list(country.of_country(text)) == [m.span() for m in plain.finditer(text)]


@given(TEXTS)
def test_kinds_of_zones_as_their_pattern_finds_them(text: str) -> None:
    plain = re.compile(f"(?:国家级?)?({divisions.ZONE})")
    assert [m.span() for m in places._zones(text)] == [m.span() for m in plain.finditer(text)]


def test_a_text_asked_for_twice_gives_the_same_places() -> None:
    gazetteer = Gazetteer.of(Options(), "云岭市")
    assert gazetteer.find("杭州市和苏州市") is gazetteer.find("杭州市和苏州市")
    assert [p.name for p in gazetteer.find("杭州市和苏州市")] == ["杭州市", "苏州市"]


def test_every_kind_of_zone_can_be_the_home_of_a_page() -> None:
    text = "今年以来，{0}抢抓机遇，全区完成投资12亿元。我区坚持项目为王。{0}管委会负责人说。"
    for zone in ("澄江高新区", "澄江经开区", "澄江经济技术开发区", "澄江综保区"):
        assert infer(f"{zone}集中开工12个项目\n" + text.format(zone)).name == zone


def test_the_search_for_zones_knows_how_each_kind_ends() -> None:
    kinds = [kind for kind in KINDS if kind.endswith("区")]
    assert [kind for kind in kinds if kind[-2] not in callings._ZONE_TAIL or not places._ZONE_END.search(kind)] == []


LOCAL = [
    "柳溪",
    "镇",
    "乡",
    "街道",
    "县",
    "区",
    "市",
    "新区",
    "开发区",
    "高新区",
    "，",
    "、",
    "\n",
    "“",
    "其中",
    "今年",
    "金",
    "滨江",
    "1",
    " ",
]


@given(st.lists(st.sampled_from(LOCAL), max_size=30).map("".join))
def test_towns_and_zones_are_looked_for_where_they_end(text: str) -> None:
    opened = rf"(?:(?<=[{localities._MARKS}])|\A)"
    for pattern, lead, ends, reach, marks in (
        (localities._BELOW, "", localities._KINDS, 4, "县区市旗"),
        (localities._OPENS, opened, localities._KINDS, 5, localities._MARKS),
        (localities._ZONE, opened, localities._ZONE_END, 14, localities._MARKS),
    ):
        plain = re.compile(lead + pattern.pattern)
        found = localities._found(pattern, text, ends, reach, marks)
        assert [m.span() for m in found] == [m.span() for m in plain.finditer(text)]


def test_a_text_may_begin_in_the_middle_of_a_place() -> None:
    assert localities.named("县柳溪镇的农户") == ("柳溪镇",)
