from __future__ import annotations

from datetime import date

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source, SourceInfo
from briefing.options import Options, SourceOption

BODY = (
    "全市上下坚持稳中求进，地区生产总值增长6.1%，居全省第七位，固定资产投资增长8.3%，社会消费品零售总额增长7.0%，各项工作走在前列。"
)

STARTED = "示范区2021年第一批重点项目集中开工"


def described(text: str, **options: object) -> SourceInfo:
    return clean(Source.from_text(text, name="a.txt"), Options(**options)).source.info  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "how", "day", "precision"),
    [
        (f"标题一行\n发布时间：2026-01-27 09:16\n{BODY}", "printed", date(2026, 1, 27), "day"),
        (f"今天是:2026年05月17日 星期日\n标题\n发布时间：2026-01-27 09:16\n{BODY}", "printed", date(2026, 1, 27), "day"),
        (f"02 要闻  2025年7月22日 星期二  清河日报\n标题一行\n{BODY}", "printed", date(2025, 7, 22), "day"),
        (f"标题一行\n{BODY}\n清河市统计局\n2025年10月22日", "printed", date(2025, 10, 22), "day"),
        (f"在全市项目推进会上的讲话\n（2025年8月12日）\n{BODY}", "printed", date(2025, 8, 12), "day"),
        (f"政府工作报告\n——2026年1月13日在清河市第五届人民代表大会第六次会议上\n{BODY}", "inferred", date(2026, 1, 13), "day"),
        (f"10月18日，市政府召开新闻发布会。{BODY}2023年全社会研发投入强度达2.82%。", "inferred", date(2024, 10, 18), "day"),
        (f"2024年1—9月，{BODY}10月18日，市政府召开新闻发布会。", "inferred", date(2024, 10, 18), "day"),
        (f"{STARTED}\n2月27日上午，活动举行。{BODY}2月25日上午，接访。2月26日，调研。", "inferred", date(2021, 2, 27), "month"),
        (f"概况\n{BODY}2024年产值286亿元；二期2025年3月开工，计划2026年底建成。", "inferred", date(2025, 3, 31), "year"),
        (f"新春新岁开新局。2024年以来，{BODY}去年产业链增加值增长7.9%。", "inferred", date(2025, 2, 28), "month"),
        (f"10月18日，市政府召开新闻发布会。{BODY}", None, None, "day"),
        (f"概况\n2018年8月3日，省政府批准石泉县退出贫困县。2022年，{BODY}", None, None, "day"),
        (f"12月28日，市委召开会议。2025年，预计{BODY}2026年目标增长6%。", "inferred", date(2025, 12, 28), "day"),
        (f"2019年以来累计投资。2025年底前完成。5月3日，市委召开会议。{BODY}", None, None, "day"),
        (f"2019年3月2日在清河县第十六届人民代表大会第四次会议上\n{BODY}", "inferred", date(2019, 3, 2), "day"),
        (f"截至2024年12月31日，{BODY}", None, None, "day"),
        (f"{BODY}到2027年产值突破80亿元。", None, None, "day"),
        (f"2024年，{BODY}", None, None, "day"),
    ],
)  # fmt: skip
def test_the_date_of_publication(text: str, how: str | None, day: date | None, precision: str) -> None:
    info = described(text)
    assert (info.published_how, info.published, info.published_precision) == (how, day, precision)
    assert bool(info.published_basis) == bool(day)


def test_a_given_date_is_kept() -> None:
    text = f"发布时间：2026-01-27\n{BODY}"
    assert described(text, source=(SourceOption(file="a*", published=date(2025, 1, 2)),)).published == date(2025, 1, 2)
    source = Source.from_text(text, published=date(2024, 5, 6), title="甲", publisher="乙")
    info = clean(source, Options()).source.info
    assert (info.published, info.published_how, info.title, info.publisher) == (date(2024, 5, 6), "given", "甲", "乙")


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"标题一行\n来源：清河日报 时间：2025-03-01\n{BODY}", "清河日报"),
        (f"标题一行\n发布机构：清河市政府督查室  发布日期：2025年10月14日\n{BODY}", "清河市政府督查室"),
        (f"大河网讯 {BODY}", "大河网"),
        (f"标题一行\n清河市统计局    2025-10-22    点击数:206\n{BODY}", "清河市统计局"),
        (f"标题一行\n{BODY}\n（清河市融媒体中心记者 张三）", "清河市融媒体中心"),
        (f"标题一行\n{BODY}", None),
    ],
)
def test_the_publisher(text: str, publisher: str | None) -> None:
    assert described(text).publisher == publisher


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"清河市举行新闻发布会\n{BODY}", "新闻发布会"),
        (f"政府工作报告（摘要）\n{BODY}", "政府工作报告"),
        (f"清河市统计局\n{BODY}", "统计资料"),
        (f"清河市人民政府督查室\n督 查 通 报\n{BODY}", "督查通报"),
        (f"标题一行\n本报讯（记者张三）{BODY}", "报纸版面"),
        (f"清河经济开发区概况\n{BODY}", "情况介绍"),
        ("县重点项目\n" + "责任单位：县交通局。建设内容：公路。\n" * 4, "项目台账"),
        (f"标题一行\n{BODY}", "网页"),
    ],
)
def test_the_kind(text: str, kind: str) -> None:
    assert described(text).kind == kind


@pytest.mark.parametrize(
    ("text", "trust", "reason"),
    [
        (f"清河市经济运行情况\n清河市统计局    2025-10-22\n{BODY}", "high", "政府部门：清河市统计局"),
        (f"标题一行\n来源：清河日报 时间：2025-03-01\n{BODY}", "high", "官方媒体：清河日报"),
        (f"标题一行\n2025-03-01 来源：外地时讯网\n{BODY}", "medium", "外部网站转发：外地时讯网"),
        (f"清河开发区概况\n{BODY}", "low", "没有发布日期"),
        (f"标题一行\n来源：清河日报 时间：2025-03-01\n{BODY}\n声明：本站部分内容转自网络，如有侵权请联系删除", "low", "转自网络"),
        (f"标题一行\n来源：清河日报\n全市做(zuò)活文章，总产(chǎn)值增长(zhǎng)6%，居(jū)全省第七。{BODY}", "low", "插入拼音"),
        (f"金球体育·(中国)官方网站\n2025-03-01\n{BODY}\n{BODY.replace('，居全省', '金球，居全省')}", "low", "插入站名"),
        (f"标题\n来源：清河日报 时间：2025-03-01\n渔业增长21.3%和 .7%。{BODY}", "medium", "数字缺位"),
    ],
)
def test_trust_with_its_reason(text: str, trust: str, reason: str) -> None:
    info = described(text)
    assert info.trust == trust
    assert any(reason in words for words in info.trust_reasons)


def test_home_and_region() -> None:
    info = described(f"望山市东岗区：老工业基地向新而行\n东岗区坚持项目为王，全区增长6%。{BODY.replace('全市', '全区')}")
    assert (info.home, info.region) == ("东岗区", "望山市")
    given = described(BODY, source=(SourceOption(file="a*", home="清河区"),), region="望山市")
    assert (given.home, given.region) == ("清河区", "望山市")


def test_a_date_before_a_clock_without_a_blank() -> None:
    text = "一季度园区指标增长\n\n2021年05月03日09:25  来源：青陵晚报发布时间：2021-05-03\n\n今年一季度，全市工业投资增长5%。\n"
    info = clean(Source.from_text(text, name="a.txt"), Options()).source.info
    assert str(info.published) == "2021-05-03"
    assert info.publisher == "青陵晚报"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("【聚焦项目建设】东湖区18个项目集中开工", "东湖区18个项目集中开工"),
        ("【字体：大 中 小】", None),
        ("【东湖】【石泉】【北山】", None),
    ],
)
def test_the_column_a_headline_stands_in_is_none_of_it(head: str, title: str | None) -> None:
    assert described(f"{head}\n{BODY}").title == title


def test_a_page_in_one_line_is_text() -> None:
    head = "首页>>政务公开>>统计信息 东湖区2022年经济运行简况 日期:2023-02-10 浏览:312次"
    line = f"{head} 2022年,全区生产总值103.2亿元,增长4.2%。 上一篇:无 下一篇:无"
    assert "生产总值103.2亿元" in clean(Source.from_text(line, name="a.txt"), Options()).text
    assert clean(Source.from_text("首页>>政务公开>>统计信息>>统计分析", name="a.txt"), Options()).text == ""
