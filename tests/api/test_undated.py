"""What an issue is of when nobody said so: its month from papers without a date, its region from papers of one county."""

from __future__ import annotations

from pathlib import Path

import briefing
from briefing.api import compose

YEARBOOK = (
    "清河市2019年国民经济和社会发展统计公报\n\n2019年，全市实现生产总值617.50亿元，比上年增长5.2%。"
    "全年蔬菜播种面积3938公顷，比上年增长1.4 %，产量106551吨，下降2.2%。\n"
)


def built(folder: Path, text: str) -> briefing.Result:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text(text, encoding="utf-8")
    return briefing.make(folder / "in", out=folder / "out", formats=("md", "json"))


def test_papers_without_a_date_speak_of_the_time_they_report(tmp_path: Path) -> None:
    result = built(tmp_path, YEARBOOK)
    assert result.summary.sources[0].info.published is None
    assert result.summary.meta.period == "2019-12"
    assert all(figure.fresh for figure in result.summary.figures)
    assert "617.50亿元" in result.paths["md"].read_text(encoding="utf-8").split("数据质量")[0]


def test_a_blank_in_a_number_does_not_print_it_twice(tmp_path: Path) -> None:
    told = built(tmp_path, YEARBOOK).paths["md"].read_text(encoding="utf-8").replace("*", "")
    assert "增长1.4%" in told and "1.4%1.4%" not in told


def test_a_figure_nobody_dated_is_as_current_as_the_rest_only_where_nothing_is_dated(tmp_path: Path) -> None:
    plain = "清河县举行集中签约活动，35个项目集中签约，投资总额63.01亿元。\n"
    assert [f.fresh for f in built(tmp_path, plain).summary.figures] == [True, True]
    dated = briefing.Source.from_text(f"发布日期：2025-07-04\n\n{YEARBOOK}", name="b.txt")
    summary = briefing.reconcile([briefing.extract(briefing.Source.from_text(plain, name="a.txt")), briefing.extract(dated)])
    assert [f.fresh for f in summary.figures if f.period is None] == [False, False]
    assert compose(summary)


def test_papers_of_one_county_make_its_own_briefing(tmp_path: Path) -> None:
    county = (
        "2025年7月4日，奉节县举行产业对接活动，55个重点项目签约，总投资102亿元。截至2025年5月底，"
        "全县工业企业达1347户，占全县企业比重的7.5%。\n来源：重庆日报\n"
    )
    result = built(tmp_path, county)
    assert result.summary.meta.region == "奉节县" and result.summary.meta.name == "奉节县情简报"
    assert not result.summary.districts or {d.name for d in result.summary.districts} == {"奉节县"}


def test_the_date_of_a_copy_does_not_age_what_it_copies(tmp_path: Path) -> None:
    copy = (
        "襄阳前三季度经济运行\n发布日期：2025年07月18日\n"
        "2023年前三季度，襄阳实现地区生产总值3187.1亿元，首次突破3000亿元大关，同比增长7.8%。\n"
    )
    result = built(tmp_path, copy)
    assert result.summary.meta.period == "2023-09" and result.summary.meta.region == "襄阳市"
    points = result.paths["md"].read_text(encoding="utf-8").split("一、")[0].replace("*", "")
    assert "3187.1" in points and "3000" not in points


def test_papers_of_low_trust_alone_are_told_with_their_mark_and_not_on_page_1(tmp_path: Path) -> None:
    reposted = (
        "2月14日，，襄陽市統(tǒng)計(jì)局介紹，，2022年，，襄陽市規(guī)模以上工業(yè)企業(yè)營(yíng)業(yè)收入"
        "7519.41億元，，比上年增長(zhǎng)14.0%。\n"
    )
    told = built(tmp_path, reposted).paths["md"].read_text(encoding="utf-8").replace("*", "")
    first, _, rest = told.partition("一、总体态势")
    assert "7519.41" not in first
    assert "7519.41亿元，增长14.0%（低可信）" in rest


def test_papers_of_forecasts_alone_are_of_the_time_they_expect(tmp_path: Path) -> None:
    result = built(tmp_path, "政府工作报告\n预计2022年清河市地区生产总值164亿元，增长4.5%。\n")
    assert result.summary.meta.period == "2022-12"
    told = result.paths["md"].read_text(encoding="utf-8").replace("*", "")
    assert "地区生产总值预计164亿元" in told.partition("一、")[0]


def test_what_the_text_says_before_a_traditional_number_is_not_said_twice(tmp_path: Path) -> None:
    text = "發布日期：2022-09-28\n\n清河市境內高速公路網總規模約3784公里，已建成通車1820公里。\n"
    told = built(tmp_path, text).paths["md"].read_text(encoding="utf-8").replace("*", "")
    assert "约3784公里" in told and "约约" not in told


def test_a_zone_has_its_own_kind_of_name(tmp_path: Path) -> None:
    text = "发布日期：2022-09-28\n\n海东工业园区落实签约项目7项，意向签约额160亿元。\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in/briefing.toml").write_text('region = "海东工业园区"\n', encoding="utf-8")
    assert briefing.make(tmp_path / "in", out=tmp_path / "out", formats=("json",)).summary.meta.name == "海东工业园区简报"


def test_a_short_issue_in_the_style_of_official_papers_is_proved(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(f"发布日期：2020-03-02\n\n{YEARBOOK}", encoding="utf-8")
    result = briefing.make(tmp_path / "in", out=tmp_path / "out", region="清河市", style="公文")
    assert briefing.verify(result.paths["pdf"]).ok
