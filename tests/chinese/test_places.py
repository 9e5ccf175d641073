from __future__ import annotations

from pathlib import Path

import pytest

from briefing.chinese import divisions
from briefing.chinese.callings import introduced
from briefing.chinese.home import Home, infer, infer_region
from briefing.chinese.places import Gazetteer, districts_of, level_of, parent_of
from briefing.chinese.script import canonical
from briefing.options import DistrictOption, Options

CONFIG = Options(
    region="云岭市",
    aliases=("云岭",),
    district=(
        DistrictOption(name="清河区", aliases=("清河",)),
        DistrictOption(name="东岗区"),
        DistrictOption(name="石桥县"),
        DistrictOption(name="云岭高新技术产业开发区", aliases=("云岭高新区", "高新区", "示范区")),
    ),
)


def found(text: str, options: Options = CONFIG, **given: str) -> list[tuple[str, str]]:
    return [(p.alias, p.name) for p in Gazetteer.of(options, **given).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清河区、东岗区增速居前", [("清河区", "清河区"), ("东岗区", "东岗区")]),
        ("清河增速居前", [("清河", "清河区")]),
        ("东岗增速居前", []),
        ("清河、东岗和石桥增长", [("清河", "清河区"), ("东岗", "东岗区"), ("石桥", "石桥县")]),
        ("云岭高新区完成投资", [("云岭高新区", "云岭高新技术产业开发区")]),
        ("打造国家级示范区、先行示范区", []),
        ("清河区分会场、石桥县处置率、东岗区划入范围", [("清河区", "清河区"), ("石桥县", "石桥县"), ("东岗区", "东岗区")]),
        ("调研示范区重点项目", [("示范区", "云岭高新技术产业开发区")]),
        ("清河路改造，云岭日报，云岭星河光电科技有限公司", []),
        ("云岭市场价格，清河区域协调", [("云岭", "云岭市"), ("清河", "清河区")]),
        ("河南省郑州市、黄河南岸", [("河南省", "河南省"), ("郑州市", "郑州市")]),
        ("云岭经开区新签约", [("云岭经开区", "云岭经开区")]),
        ("苏州高新区的做法", []),
    ],
)
def test_places_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_without_configuration_the_table_gives_the_districts_and_lists_their_short_names() -> None:
    bare = Options(region="焦作市")
    assert found("武陟县、温县、博爱、孟州增长", bare)[2:] == [("博爱", "博爱县"), ("孟州", "孟州市")]
    assert found("博爱精神，解放思想，解放路", bare) == []
    assert found("高新区完成投资", bare) == [("高新区", "焦作高新区")]
    assert found("焦作国家高新区完成投资，国家级经开区建设提速", bare) == [("焦作国家高新区", "焦作高新区")]


def test_offsets_are_those_of_the_text() -> None:
    text = "到云岭高新区和石桥县调研"
    for place in Gazetteer.of(CONFIG).find(text):
        assert text[place.start : place.end] == place.alias


@pytest.mark.parametrize(
    ("word", "home", "current", "meant"),
    [
        ("我市", None, None, "云岭市"),
        ("全市", None, "清河区", "云岭市"),
        ("全市", "清河区", None, "云岭市"),
        ("全区", None, "清河区", "清河区"),
        ("我区", "东岗区", "清河区", "东岗区"),
        ("该区", "东岗区", "清河区", "清河区"),
        ("全区", None, None, None),
        ("全县", "石桥县", None, "石桥县"),
        ("市级", None, None, "云岭市"),
        ("区级", "清河区", None, "清河区"),
        ("全省", None, None, None),
        ("全国", None, None, "全国"),
        ("清河", None, None, "清河区"),
        ("项目", None, None, None),
    ],
)
def test_what_a_word_for_the_own_place_means(word: str, home: str | None, current: str | None, meant: str | None) -> None:
    assert Gazetteer.of(CONFIG, home=home).resolve(word, current) == meant


def test_an_autonomous_region_is_a_区_and_a_banner_belongs_to_its_league() -> None:
    region = Gazetteer.of(Options(region="内蒙古自治区"))
    assert region.resolve("全区") == region.resolve("我区") == "内蒙古自治区"
    assert Gazetteer.of(Options(region="锡林郭勒盟")).resolve("全盟") == "锡林郭勒盟"
    assert Gazetteer.of(Options(region="延边朝鲜族自治州")).resolve("全州") == "延边朝鲜族自治州"
    assert Gazetteer.of(Options(region="焦作市")).resolve("全省") == "河南省"


def test_a_county_city_is_its_own_市() -> None:
    assert Gazetteer.of(Options(region="沁阳市")).resolve("全市") == "沁阳市"
    county = Options(region="武陟县", district=(DistrictOption(name="木城街道"),))
    assert Gazetteer.of(county).resolve("全市") == "焦作市"
    assert Gazetteer.of(Options(), home="沁阳市", region="焦作市").resolve("我市") == "沁阳市"


def test_a_district_whose_city_the_text_does_not_name_is_put_nowhere() -> None:
    assert Gazetteer.of(Options(), home="清河区").resolve("全市") is None
    assert Gazetteer.of(Options(region="清河区")).resolve("全市") is None


def test_the_table() -> None:
    assert districts_of("三亚市") == ("海棠区", "吉阳区", "天涯区", "崖州区")
    assert parent_of("济源市") == "河南省" and parent_of("海淀区") == "北京市"
    assert parent_of("鼓楼区") is None and len(divisions.named("鼓楼区")) == 4
    assert level_of("焦作市") == "prefecture" and level_of("云岭市") is None
    assert divisions.shorts("黔南布依族苗族自治州") == ("黔南州", "黔南")
    assert divisions.short("温县") is None and divisions.short("新疆维吾尔自治区") == "新疆"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("望山市举行新闻发布会\n望山市统计局介绍，全市地区生产总值增长5.9%。", Home("望山市", "望山市")),
        ("清河区一季度经济运行情况\n来源：清河区统计局\n今年以来，全区上下坚持稳中求进。", Home("清河区", None)),
        ("望山市东岗区：老工业基地向新而行\n东岗区坚持产业升级，全区规上工业增长6%。", Home("东岗区", "望山市")),
        ("沁阳市政府工作报告\n全市完成投资增长9%，沁阳市再次入选。", Home("沁阳市", "沁阳市")),
        ("焦作市举行发布会\n博爱县、武陟县增速居前，全市增长5.4%，我市居全省第七。", Home("焦作市", "焦作市")),
        ("项目建设提速增效，企业信心增强。", Home(None, None)),
        (
            "信宜重点项目火力全开\n茂名日报\n该市抢抓进度。信宜市41个项目完成投资3.79亿元，列入茂名市考核的29个。",
            Home("信宜市", "茂名市"),
        ),
        (
            "赶工忙\n位于四川省华蓥山经开区的生产线建设现场，四川省广安华蓥市梳理了74项清单，华蓥市将成为基地。",
            Home("华蓥市", "广安市"),
        ),
        ("望山经济技术开发区\n望山经济技术开发区位于望山市东部，距望山机场18公里，全区企业6380家，全区增长7%。", None),
        ("示范区集中开工\n示范区完成投资。焦作市要求，示范区党工委、全区干部。示范区、全区项目提速，示范区示范区示范区。", None),
    ],
)
def test_the_home_of_a_document(text: str, home: Home | None) -> None:
    if home is None:  # a development zone that no list holds
        name = infer(text).name
        assert name is not None and level_of(name) is None and name.endswith("区")
    else:
        assert infer(text) == home


def test_ordinary_words_introduce_no_place() -> None:
    assert introduced("打造城市、示范区，加快市二院建设。加快市二院建设，重点区、重点县。重点区、重点县。") == ()
    assert introduced("望海区、岚口县增长。岚口县完成投资，望海区完成投资。") == ("岚口县", "望海区")


def test_the_region_of_the_seeds(seeds: Path) -> None:
    texts = [canonical(path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    assert {infer_region(text) for text in texts} == {"焦作市"} and infer_region(texts) == "焦作市"
    homes = [infer(text).name for text in texts]
    assert homes == ["焦作市", "马村区", "焦作市", "焦作市", "焦作示范区"]


def test_provincial_reports_speak_from_their_province(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.txt")):
        assert infer_region(canonical(path.read_text(encoding="utf-8"))) == path.stem
