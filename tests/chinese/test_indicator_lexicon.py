"""The indicator lexicon holds no two things under one name: an alias is printed and reconciled as its canonical name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest

from briefing.chinese import indicators
from briefing.resources import lexicon

# What a name says about the thing, by kind: the words of one group are one meaning, and two names of one thing say the same.
MEANINGS = {
    "level of award": ("国家级|国家(?![345]?A级)", "全国", "省级|省(?=专精|重点|实验)", "市级|市(?=重点)", "及?以上(?=创新|荣誉)"),
    "new or all": ("新增|新建(?!商品房)|新改建|新登记|新设|新认定|新入规|新开工|新签约", "净增", "引进", "累计", "存量", "增量"),
    "size": ("规模以上|规上|规模(?=工业)|入规", "限额以上|限上"),
    "patents": ("发明专利", "高价值"),
    "made": ("增加值(?!占|的?比重)", "产值(?!比)", "营业收入|营收", "主营业务收入", "利润", "利税"),
    "who": ("户籍", "城镇|城市(?=低保|常住)", "农村|乡村|农民|农业", "城乡"),
    "stage": ("规划", "编制", "授权", "申请", "筹集", "争取", "受理", "办理", "立案", "按时|按期", "全程"),
    "measure": ("占比|比重|税比|比例|比率|优良率", "余额", "覆盖率", "普及率", "治理率", "处理率"),
    "money": ("销售额|营业额", "零售总?额|社零|社消零", "销售面积", "交易额", "进出口"),
    "year": ("年(?=产值|利税|营业收入|营收)", "年均(?!浓度)"),
}
# Kinds often left unsaid: two names differ only when both say something.
UNSAID = {
    "what is counted": ("人次|场次", "户数", "人数|人员数", "每万|每千|千人口"),
    "of whom": ("人均", "总量|总额|(?<!生产)总值"),
}

# Names that differ in a word and not in what they mean, with the reason.
SAME = {
    ("高新技术企业数", "国家高新技术企业数"): "recognised by the nation alone",
    ("高新技术企业数", "国家级高新技术企业数"): "recognised by the nation alone",
    ("发放创业担保贷款", "新增发放创业担保贷款"): "what is lent in a period is new",
    ("高标准农田面积", "累计建成高标准农田"): "what was built up to now is all there is",
    ("高标准农田面积", "累计建成高标准农田面积"): "what was built up to now is all there is",
    ("城镇失业人员再就业", "失业人员再就业"): "only towns register the unemployed",
    ("城镇失业人员再就业", "失业人员再就业人数"): "only towns register the unemployed",
    ("改造老旧小区数", "城镇老旧小区改造数"): "estates stand in towns",
    ("改造老旧小区数", "改造城镇老旧小区数"): "estates stand in towns",
    ("职工基本医疗保险参保人数", "城镇职工基本医疗保险参保人数"): "an older name",
    ("城镇职工基本养老保险参保人数", "职工基本养老保险参保人数"): "an older name",
    ("普惠性幼儿园覆盖率", "普惠性幼儿园在园幼儿占比"): "its definition",
    ("接待游客人次", "接待游客总人数"): "visits are meant",
}


def _rows() -> Iterator[tuple[str, str]]:
    data = tomllib.loads(lexicon("indicators.toml").read_text(encoding="utf-8"))
    for entries in data.values():
        for row in entries["list"]:
            label, aliases, *_ = row.split("|")
            yield label, label
            yield from ((label, alias) for alias in aliases.split())


def _said(name: str, groups: tuple[str, ...]) -> frozenset[int]:
    return frozenset(n for n, words in enumerate(groups) if re.search(words, name))


def differences(label: str, alias: str) -> list[str]:
    """The kinds in which two names say different things."""
    strict = [kind for kind, groups in MEANINGS.items() if _said(label, groups) != _said(alias, groups)]
    both = ((kind, _said(label, groups), _said(alias, groups)) for kind, groups in UNSAID.items())
    return strict + [kind for kind, one, other in both if one and other and one != other]


def test_every_name_belongs_to_one_indicator() -> None:
    twice = {name for name, times in Counter(alias for _, alias in _rows()).items() if times > 1}
    assert not twice
    for label, alias in _rows():
        found = indicators.lookup(alias)
        assert found is not None and found.label == label, alias


@pytest.mark.parametrize("kind", sorted(MEANINGS | UNSAID))
def test_no_alias_says_another_thing_than_its_name(kind: str) -> None:
    wrong = [(label, alias) for label, alias in _rows() if (label, alias) not in SAME and kind in differences(label, alias)]
    assert not wrong


def test_what_is_excused_still_differs() -> None:
    rows = set(_rows())
    assert not [pair for pair in SAME if pair not in rows or not differences(*pair)]


@pytest.mark.parametrize(
    ("label", "alias"),
    [
        ("重点实验室数", "全国重点实验室数"),
        ("企业技术中心数", "省级企业技术中心数"),
        ("省级以上荣誉数", "国家级荣誉数"),
        ("专利授权量", "发明专利授权量"),
        ("5G基站数", "新建5G基站数"),
        ("引进高层次人才数", "高层次人才数"),
        ("规模以上制造业增加值", "制造业增加值"),
        ("城乡低保标准", "农村低保标准"),
        ("职业技能培训人次", "职业技能培训人数"),
        ("产值", "年产值"),
    ],
)
def test_names_once_mistaken_for_another(label: str, alias: str) -> None:
    assert differences(label, alias)
    found = indicators.lookup(alias)
    assert found is not None and found.label == alias


def test_directions_units_and_salience_are_sound() -> None:
    data = tomllib.loads(lexicon("indicators.toml").read_text(encoding="utf-8"))
    for row in (row for entries in data.values() for row in entries["list"]):
        _, _, units, polarity, salience, scope = row.split("|")
        assert polarity in ("1", "0", "-1") and salience in ("1", "2", "3") and scope in ("", "place"), row
        assert polarity == "-1" or not re.search(
            r"死亡率|失业率|能耗$|不良贷款率|浓度$|事故起数|债务余额", row.split("|")[0].replace("人口死亡率", "")
        ), row
        assert units or re.search(r"收入比|指数", row), row
