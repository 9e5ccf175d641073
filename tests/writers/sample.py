"""A briefing of an invented place, with every kind of block: what the writers are tried on."""
# ruff: noqa: E501

from __future__ import annotations

import re
from decimal import Decimal

from briefing.model import chart as c
from briefing.model import document as d

_TOKEN = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\[(?P<mark>\d+)\]|#(?P<outline>[^#]+)#|~(?P<filled>[^~]+)~|\|(?P<quiet>[^|]+)\||"
    r"\{(?P<badge>[^}]+)\}|<(?P<first>[^>]+)>|`(?P<red>[^`]+)`|@(?P<page>[\w-]+)@|(?P<number>[0-9][0-9.,]*%?)|(?P<text>[^*\[#~|{<`@0-9]+)"
)


def runs(text: str) -> d.Runs:
    """``**bold figure** [3] #目标# ~推算~ |quiet| {badge} <first> `red` @anchor@``; bare digits become figures."""
    out: list[d.Run] = []
    for match in _TOKEN.finditer(text):
        kind, value = match.lastgroup, match.group(match.lastgroup or "")
        match kind:
            case "strong":
                out.append(d.Run(kind="figure", text=value, ref="f", style="strong"))
            case "mark":
                out.append(d.Run(kind="structure", text=f"[{value}]", ref=f"mark:{value}", style="mark", link=f"cite-{value}"))
            case "outline":
                out.append(d.Run(kind="structure", text=value, ref="tag", style="tag-outline"))
            case "filled":
                out.append(d.Run(kind="structure", text=value, ref="tag", style="tag-filled"))
            case "quiet":
                out.append(d.Run(kind="structure", text=value, ref="word", style="quiet"))
            case "badge":
                out.append(d.Run(kind="figure", text=value, ref="r", style="badge"))
            case "first":
                out.append(d.Run(kind="figure", text=value, ref="r", style="badge-first"))
            case "red":
                out.append(d.Run(kind="structure", text=value, ref="word", style="red"))
            case "page":
                out.append(d.Run(kind="structure", text="0", ref=f"page:{value}"))
            case "number":
                out.append(d.Run(kind="figure", text=value, ref="f"))
            case _:
                out.append(d.Run(kind="text", text=value))
    return tuple(out)


def one(text: str, style: d.RunStyle | None = None) -> d.Run:
    return d.Run(kind="structure", text=text, ref="word", style=style)


def cell(text: str = "", **more: object) -> d.CellValue:
    return d.CellValue(runs=runs(text), **more)  # type: ignore[arg-type]


def strong(text: str) -> d.CellValue:
    return d.CellValue(runs=(d.Run(kind="figure", text=text, ref="f", style="strong"),))


def datum(label: str, value: str, **more: object) -> c.Datum:
    return c.Datum(label=label, value=Decimal(value), run=d.Run(kind="figure", text=value, ref="f"), **more)  # type: ignore[arg-type]


def _card(label: str, value: str, unit: str, badge: str, period: str) -> d.Card:
    return d.Card(
        label=runs(label),
        value=d.Run(kind="figure", text=value, ref="f"),
        unit=one(unit, "unit"),
        badge=runs(badge),
        period=runs(period),
    )


CARDS = (
    _card("地区生产总值增速[1]", "6.2", "%", "{全省第3}　高于全省平均", "2023年"),
    _card("固定资产投资增速[1]", "9.1", "%", "{全省第2}　高于全省平均", "2023年"),
    _card("社会消费品零售总额增速[1]", "7.4", "%", "{全省第6}　高于全省平均", "2023年"),
    _card("规上工业企业研发支出增速[4]", "41.7", "%", "<全省第1>　研发强度全省第4", "2022年"),
    _card("春节假期接待游客[5]", "512.08", "万人次", "▲ 18.6%　同比", "2024年2月10—17日"),
    _card("春节假期旅游综合收入[5]", "36.9", "亿元", "▲ 21.3%　同比", "2024年2月10—17日"),
    _card("两条快速路完成年度投资[3]", "18.45", "亿元", "年度完成率102%", "2023年　云山、临江"),
    _card("争取各项资金[6]", "96.30", "亿元", "其中“双百行动”38.1", "期间原文未写"),
)

POINTS = (
    ("增速", "2023年，地区生产总值增长**6.2%**，固定资产投资增长**9.1%**，社会消费品零售总额增长**7.4%**，居全省第三、第二、第六，均高于全省平均[1]。"),
    ("项目", "“双百行动”**21个**新建项目全部开工[2]；云山、临江快速路完成年度投资**18.45亿元**，投资完成率**102%**[3]。"),
    ("资金", "共争取各项资金**96.30亿元**，其中“双百行动”政策性资金**38.1亿元**[6]；12个项目获授信**41.2亿元**，9个项目完成投放**27.5亿元**[7]。"),
    ("转型", "传统建材占规上工业比重由**64.2%**下降到**11.8%**[8]。"),
    ("区县", "东陵区2023年上半年GDP增速居全市城区第一[9]；工业投资同比增长**88.6%**，高于全市平均**61.3个百分点**[10]。"),
    ("民生", "更新改造供水管网**185千米**，完成**97个**老旧小区改造，惠及**3.2万户**[11]。"),
)  # fmt: skip


def _front() -> d.Section:
    left = (
        d.Heading(level=1, runs=runs("本期要点"), anchor="points"),
        d.Paragraph(style="note", runs=runs("本期采用来源四件。最新进展出自2024年1月前后的市报综述~推断~，其余见第@quality@页来源表。")),
        d.Space(height=12),
        d.Paragraph(style="note", runs=runs("[1]附录中的原句")),
        d.Paragraph(style="note", runs=runs("#目标#计划数，不是结果")),
        d.Paragraph(style="note", runs=runs("~推算~由原文数字计算")),
        d.Contents(
            entries=tuple(
                d.ContentsEntry(numeral=numeral, title=title, anchor=anchor, page=d.Run(kind="structure", text="0", ref=f"page:{anchor}"))
                for numeral, title, anchor in (
                    ("一", "总体态势", "overview"), ("二", "区县画像与对比", "districts"), ("三", "重点项目", "projects"),
                    ("四", "四张清单", "lists"), ("五", "本期变化", "changes"), ("六", "数据质量", "quality"), ("附录", "来源与依据", "annex"),
                )
            )
        ),
    )  # fmt: skip
    points = [d.KeyPoint(label=label, runs=runs(text)) for label, text in POINTS]
    due = runs("生态产业园一期“年底前投入使用”#目标#已过期**5个月**~推算~，本期来源未见结果[12]。")
    points.append(d.KeyPoint(label="待核", runs=due, accent=True))
    masthead = d.Masthead(
        name=one("云川市情简报"),
        issue=one("第3期"),
        publisher=one("样例编发单位"),
        date=one("2024年3月18日"),
        classification=one("内部资料　注意保存"),
        serial=one("编号000007"),
    )
    aside = runs("红底章为位次第一；空心章为其他位次")
    return d.Section(
        id="front",
        title="本期要点",
        blocks=(
            masthead,
            d.Columns(spans=(3, 9), cells=(left, (d.KeyPoints(items=tuple(points)),))),
            d.Heading(level=2, runs=runs("关键指标"), aside=aside),
            d.Cards(items=CARDS),
        ),
    )


def _small_table() -> d.Table:
    rows = (("森林覆盖率", "38.4", "%"), ("城市绿化覆盖率", "44.16", "%"), ("人均公园绿地", "15.9", "平方米"),
            ("能耗强度三年累计", "−9.7", "%"), ("学前普惠覆盖率", "91", "%"), ("公办学位占比", "97.05", "%"))  # fmt: skip
    return d.Table(
        title=runs("生态与民生存量指标"),
        columns=(
            d.Column(head="", width=88),
            d.Column(head="", width=36, align="decimal", bold=True),
            d.Column(head="", width=32, quiet=True),
        ),
        rows=tuple(d.Row(cells=(cell(a), strong(b), cell(c))) for a, b, c in rows),
        note=runs("期间原文均未写　[13]"),
    )


_PROSE = (
    "2023年，全市经济“稳中有进、进中提质”。地区生产总值增长6.2%，居全省第三；固定资产投资增长9.1%，居全省第二；社会消费品零售总额增长7.4%，居全省第六[1]。“2+6+X”产业链群增加值增长8.3%，对规上工业增长贡献率达91.6%[14]。",
    "创新投入靠前。2022年全社会研发投入强度达2.41%，居全省第四；规上工业企业研发支出增长41.7%，居全省第一；综合科技创新水平居全省第五[4]。",
    "产业结构改变。传统建材占规上工业比重由64.2%下降到11.8%，三产占GDP比重达52.6%[8]。两项原文均未写期间。",
)


def _overview() -> d.Section:
    prose = tuple(d.Paragraph(runs=runs(text)) for text in _PROSE)
    growth = d.Chart(
        spec=c.BarsSpec(
            unit="%",
            data=(
                datum("固定资产投资", "9.1", rank=2, rank_run=one("2")),
                datum("社会消费品零售总额", "7.4", rank=6, rank_run=one("6")),
                datum("地区生产总值", "6.2", rank=3, rank_run=one("3"), accent=True),
            ),
        ),
        title=runs("三项增速都高于全省平均"),
        subtitle=runs("2023年，比上年增长；位次越靠左越前　[1]"),
        alt="三项增速：固定资产投资9.1%，全省第2；社会消费品零售总额7.4%，第6；地区生产总值6.2%，第3。",
    )
    slope = d.Chart(
        spec=c.SlopeSpec(
            start=datum("起点年份未写", "64.2"), end=datum("现值", "11.8", accent=True), difference=runs("下降52.4个百分点~推算~")
        ),
        title=runs("建材比重降到一成略多"),
        subtitle=runs("占规上工业比重，%　[8]"),
        alt="传统建材占规上工业比重由64.2%降到11.8%。",
    )
    money = d.Chart(
        spec=c.BarsSpec(
            unit="亿元",
            data=(
                datum(
                    "争取各项资金",
                    "96.30",
                    sub="全市",
                    group="争取",
                    marks=runs("[6]"),
                    part=datum("其中“双百行动”政策性资金", "38.1", accent=True),
                ),
                datum("获得授信额度", "41.2", sub="12个项目", group="授信", look="hollow", marks=runs("[7]")),
                datum("完成投放金额", "27.5", sub="9个项目", group="投放", look="solid", marks=runs("[7]")),
            ),
        ),
        title=runs("资金分三种口径：争取的96.30亿元中，“双百行动”占四成"),
        subtitle=runs("“双百行动”指挥部口径，期间原文未写；占比39.6%~推算~= 38.1 ÷ 96.30　[6][7]"),
        note=runs("单位：亿元。三组口径不同，不相加，也不相除。"),
        alt="争取资金96.30亿元，其中38.1亿元；授信41.2亿元；投放27.5亿元。",
    )
    return d.Section(
        id="overview",
        title="总体态势",
        blocks=(
            d.Heading(level=1, numeral="一、", runs=runs("总体态势"), aside=runs("来源A、C　事实22条　图3幅"), anchor="overview"),
            d.Columns(spans=(8, 4), cells=(prose, (_small_table(),))),
            d.Columns(spans=(8, 4), cells=((growth,), (slope,))),
            money,
        ),
    )


def _figures_table() -> d.Table:
    rows = (("高新技术产业增加值占比", "38.2", "%", "[17]"), ("主导产业产值占规上工业", "69.4", "%", "[18]"),
            ("中央预算内投资项目资金", "2.8", "亿元", "[20]"), ("“上争”资金", "4.6", "亿元", "[20]"), ("“上争”项目", "39", "个", "[20]"),
            ("高标准农田", "2.9", "万亩", "[16]"), ("网格员", "1985", "名", "[15]"), ("限时办结企业问题", "214", "个", "[15]"))  # fmt: skip
    return d.Table(
        columns=(
            d.Column(head="", width=120),
            d.Column(head="", width=50, align="decimal", bold=True),
            d.Column(head="", width=40, quiet=True),
            d.Column(head="", width=30, align="mark"),
        ),
        rows=tuple(d.Row(cells=(cell(a), strong(b), cell(c), cell(m))) for a, b, c, m in rows),
    )


def _stages_table() -> d.Table:
    rows = (("“清泉·云湖”EOD", 1, "前期", "[16]"), ("智慧物流枢纽", 2, "开工", "[17]"), ("生态产业园", 3, "在建", "[12]"),
            ("白鹭湖智慧岛", 3, "在建", "[16]"), ("康元高端原料药", 4, "主体完工", "[18]"), ("健源生物", 6, "竣工", "[19]"),
            ("万丰农产品交易中心", 7, "投用", "[19]"), ("“三中心一园”", None, "未写进度", ""))  # fmt: skip
    return d.Table(
        columns=(
            d.Column(head="", width=100),
            d.Column(head="", width=66),
            d.Column(head="", width=44),
            d.Column(head="", width=30, align="mark"),
        ),
        rows=tuple(d.Row(cells=(cell(a), d.CellValue(strip=d.Strip(stage=s)), cell(w), cell(m))) for a, s, w, m in rows),
    )


def _districts() -> d.Section:
    name = (
        d.Paragraph(style="district", runs=runs("东陵区"), anchor="district-1"),
        d.Paragraph(style="note", runs=runs("来源A、B　事实32条　项目17项")),
        d.FieldList(
            items=(
                ("主导产业", runs("生物医药、装备、材料")),
                ("市级工程", runs("6个项目入选“双百行动”[19]")),
                ("资料截至", runs("2023年10月；项目进展到2024年1月~推断~")),
            )
        ),
    )
    quote = d.PullQuote(
        label="定位",
        runs=runs("“一区两城三基地”"),
        body=runs(
            "即打造现代化建设先行区，建设城东融合创新城、城北生态康养城，高端材料和生物医药基地、综合枢纽和现代物流基地、新型消费和绿色供给基地[16]。"
        ),
        origin=runs("东陵区委第十二次全会　云川日报2023年10月1日"),
    )
    ranks = d.Chart(
        spec=c.RanksSpec(
            data=tuple(
                datum(label, str(rank), sub=sub, rank=rank, rank_run=one(str(rank)), group=group, accent=rank == 1)
                for label, sub, rank, group in (
                    ("地区生产总值增速", "上半年", 1, "城区"), ("固定资产投资增速", "1~7月", 1, "城区"),
                    ("规上工业增加值增速", "1~7月", 2, "城区"), ("一般公共预算收入增速", "1~7月", 3, "全市"),
                )
            )
        ),
        title=runs("城区三项位次，两项第一"),
        subtitle=runs("增速位次，2023年；虚线上比城区，虚线下比全市　[9]"),
        alt="地区生产总值增速城区第1，固定资产投资增速第1，规上工业增加值增速第2；一般公共预算收入增速全市第3。",
    )  # fmt: skip
    compare = d.Chart(
        spec=c.CompareSpec(
            pairs=(
                c.ComparePair(
                    title="工业投资增速",
                    sub=runs("上半年，同比，%"),
                    own=datum("东陵区", "88.6", look="solid"),
                    other=datum("全市平均", "27.3", look="hollow", tags=runs("~推算~")),
                    gap=runs("高61.3个百分点"),
                ),
            )
        ),
        title=runs("工业投资增速远高于全市"),
        subtitle=runs("实心为原文，空心由差值算出　[10]"),
        alt="工业投资增速：东陵区88.6%，全市平均27.3%（推算）。",
    )
    highlights = tuple(
        (d.Heading(level=3, runs=runs(title)), d.Paragraph(style="small", runs=runs(text)))
        for title, text in (
            ("创新平台", "省医学科学院云川基地、省深地材料重点实验室挂牌运行。[18]"),
            ("基层治理", "网格员帮办代办群众事项1.9万件。[15]"),
            ("争先创优", "获得省级以上荣誉9项；信访工作质效2021年以来持续全市第一。[19]"),
        )
    )
    return d.Section(
        id="districts",
        title="区县画像",
        blocks=(
            d.Heading(level=1, numeral="二、", runs=runs("区县画像"), aside=runs("东陵区全页，老城区短页"), anchor="districts"),
            d.Columns(spans=(4, 8), cells=(name, (quote,))),
            d.Columns(spans=(6, 6), cells=((ranks,), (compare,))),
            d.Columns(
                spans=(6, 6),
                cells=(
                    (d.Heading(level=2, runs=runs("主要数据")), _figures_table()),
                    (d.Heading(level=2, runs=runs("重点项目"), aside=runs("谋划→投产")), _stages_table()),
                ),
            ),
            d.Columns(spans=(4, 4, 4), cells=highlights),
            d.Tinted(label="目标与结果", runs=runs("生态产业园总投资86亿元，计划2025年产值突破120亿元#目标#[12]；尚无产值结果。")),
            d.PageBreak(),
            *_matrix(),
            _short_profile(),
        ),
    )


_NAMES = ("东陵区", "西关区", "老城区", "新城区", "临江县", "北山区", "云台县", "南浦县", "和　县", "清河市", "望海市")


def _matrix() -> tuple[d.Block, ...]:
    stages = ("前期", "开工", "在建", "主体", "试产", "竣工", "投产", "未写")
    columns = (
        d.Column(head="区县", width=50, bold=True),
        d.Column(head="定位", width=128),
        d.Column(head="双百\n行动", width=30, align="center"),
        d.Column(head="总投资\n亿元", width=68, align="decimal"),
        *(d.Column(head=stage, width=19, align="center") for stage in stages),
        d.Column(head="合计", width=24, align="center", bold=True),
        d.Column(head="资料\n截至", width=40, align="right", quiet=True),
    )
    rows = []
    for at, name in enumerate(_NAMES):
        if at > 4:
            rows.append(d.Row(cells=(cell(name), cell("|本期无数据|"), *(cell() for _ in range(10)), cell("|0|"), cell("仅提及"))))
            continue
        counts = [(at * 3 + step * 2) % 5 for step in range(8)]
        heat = tuple(cell(str(count), heat=min(count, 4)) if count else cell() for count in counts)
        rows.append(
            d.Row(
                cells=(
                    cell(name),
                    cell("“一区两城三基地”[16]"),
                    cell(str(at + 1)),
                    cell(f"{at * 31 + 9}.{at}~推算~"),
                    *heat,
                    cell(str(sum(counts))),
                    cell("2024.01"),
                )
            )
        )
    total = d.Row(
        style="total", cells=(cell("合　计"), cell(), cell(), cell(), *(cell(str(n)) for n in range(3, 11)), cell("32"), cell())
    )
    matrix = d.Table(
        title=runs("点名项目过半在东陵区：32项中17项~推算~"),
        subtitle=runs("数字为点名项目数，按阶段分列，底色越深项目越多；空格为0。总投资只加原文写明的项目，各区口径不同，不排名。"),
        columns=columns,
        rows=(*rows, total),
        row_height=24,
        stacked_heads=True,
        note=runs(
            "“双百行动”一列为原文数或点名数；东陵区133 = 103 + 30，老城区29.27 = 7.27 + 10 + 12；西关区163为4个工业项目合计，原文数。"
        ),
    )
    return (d.Heading(level=1, numeral="二、", runs=runs("区县对比"), aside=runs("只计来源A、B；D为2020年资料，不计入")), matrix)


def _short_profile() -> d.Columns:
    left = (
        d.Paragraph(style="district-short", runs=runs("老城区"), anchor="district-2"),
        d.Paragraph(style="note", runs=runs("来源A　事实7条　点名项目3项~推算~")),
        d.PullQuote(label="定位", runs=(), body=runs("云川市老城区，“人口居住密集、商贸发展强劲、消费拉动有力”[20]。")),
        d.FieldList(items=(("经济指标", runs("本期无数据")), ("位次", runs("本期无数据")))),
    )
    table = d.Table(
        columns=(
            d.Column(head="项目", width=118),
            d.Column(head="阶段", width=68),
            d.Column(head="", width=54),
            d.Column(head="总投资 亿元", width=54, align="decimal", bold=True),
            d.Column(head="", width=30, align="mark"),
        ),
        rows=tuple(
            d.Row(cells=(cell(name), d.CellValue(strip=d.Strip(stage=stage)), cell(word), strong(value), cell("[20]")))
            for name, stage, word, value in (("解放大道（影视路—丰收路）", 3, "在建", "7.27"), ("新材料高科技产业园", 4, "主体完工", "10"), ("AI医疗创新研发中心", 2, "开工", "12"))
        ),
        row_height=24,
        note=runs("产业园投产后预计年销售收入超10亿元、年利税超1亿元#目标#。解放大道全长6168.1米，被称为“黄金大道”[20]。"),
    )  # fmt: skip
    return d.Columns(spans=(4, 8), cells=(left, (table,)))


_LEDGER = (
    ("1", "宁远巨湾新能源动力电池", "西关", 7, "投产", "", "“建成投产”，累计约149万支电池", "2024.01", "[3]"),
    ("2", "中远钛锆产业园", "西关", None, "未写", "", "“摘牌当天即拿证”，审批环节", "—", ""),
    ("", "中远钛业一期1.5万吨", "西关", 7, "投用", "", "“建成投用”", "2023", "[2]"),
    ("", "中源钛业锻造车间", "西关", 5, "试生产", "", "“建成并进入试生产阶段”", "2024.01", "[14]"),
    ("3", "市再生水综合利用", "全市", 7, "投用", "", "“开始向清泉河……进行生态补水”", "2024.01", "[16]"),
    ("4", "康元高端原料药", "东陵", 4, "主体完工", "", "“主体结构均已封顶”", "2024.01", "[18]"),
    ("5", "生态产业园", "东陵", 3, "在建", "103", "“目前，该项目正在加紧推进，二期厂房已经进场，三期方案报省里审查”", "2023.10", "[12]"),
    ("6", "解放大道（影视路—丰收路）", "老城", 3, "在建", "7.27", "“着手建设”，全长6168.1米", "—", "[20]"),
)  # fmt: skip


def ledger(copies: int = 4) -> d.Table:
    """A ledger of 8 rows times `copies`."""
    widths = (16, 104, 30, 62, 38, 40, 130, 38, 34)
    heads = ("", "项目", "区县", "谋划→投产", "阶段", "亿元", "进展原文", "截至", "")
    aligns = ("left", "left", "left", "left", "left", "decimal", "left", "right", "mark")
    columns = tuple(
        d.Column(head=head, width=width, align=align, song=head == "进展原文", bold=head in ("阶段", "亿元"), quiet=head == "截至")  # type: ignore[arg-type]
        for head, width, align in zip(heads, widths, aligns, strict=True)
    )
    rows = [
        d.Row(
            cells=(cell(no), cell(name), cell(place), d.CellValue(strip=d.Strip(stage=stage)), cell(word), cell(money), cell(quote), cell(date), cell(mark)),
            style="normal" if no else "sub",
        )
        for _ in range(copies)
        for no, name, place, stage, word, money, quote, date, mark in _LEDGER
    ]  # fmt: skip
    return d.Table(
        title=runs("项目台账"), columns=columns, rows=tuple(rows), note=runs("└ 为子项，投资不重复相加。30项中见到23项~推算~。")
    )


def _projects() -> d.Section:
    names = (("谋划", 0), ("前期", 1), ("开工", 3), ("在建", 5), ("主体完工", 2), ("试生产", 1), ("竣工", 0), ("投产", 5))
    stages = d.Chart(
        spec=c.StagesSpec(
            stages=tuple(c.StageCount(name=name, number=number, count=one(str(number))) for name, number in names),
            unknown=c.StageCount(name="未写进度", number=9, count=one("9")),
            accent="投产",
        ),
        title=runs("五个已投产，五个在建，九个没有写明进度"),
        subtitle=runs("一个圆点一个项目，红点为投产　截至2024年1月~推断~"),
        alt="按阶段：谋划0，前期1，开工3，在建5，主体完工2，试生产1，竣工0，投产5，未写进度9。",
    )
    due = (("生态产业园一期", "达到使用条件", "2023-12", "4", 0.08), ("数字经济产业园二期", "投入运营", "2021下半年", "28", 0.57),
           ("黄河生物科技学院", "开始招生", "2020年内", "40", 0.8), ("市实验幼儿园南园", "投入使用", "2020-09", "43", 0.88))  # fmt: skip
    table = d.Table(
        columns=(
            d.Column(head="项目", width=106, bold=True),
            d.Column(head="目标", width=62),
            d.Column(head="应到期", width=54),
            d.Column(head="过期月数", width=40, align="right", bold=True),
            d.Column(head="", width=54),
            d.Column(head="原文", width=146, song=True),
            d.Column(head="", width=30, align="mark"),
        ),
        rows=tuple(
            d.Row(
                cells=(
                    cell(a),
                    cell(b),
                    cell(c),
                    cell(m),
                    d.CellValue(bar=d.Bar(share=s, accent=s < 0.2)),
                    cell("“预计今年年底前达到使用条件”"),
                    cell("[12]"),
                )
            )
            for a, b, c, m, s in due
        ),
        row_height=24,
    )
    return d.Section(
        id="projects",
        title="重点项目",
        blocks=(
            d.Heading(
                level=1,
                numeral="三、",
                runs=runs("重点项目"),
                aside=runs("来源A、B　点名的“双百行动”项目26个~推算~"),
                anchor="projects",
            ),
            stages,
            ledger(),
            d.Heading(level=2, runs=runs("到期待核"), aside=runs("“未见”只表示来源没有写，不等于没有完成；红条为近12个月内到期")),
            table,
        ),
    )


def _lists() -> d.Section:
    groups = (
        ("任务问题", ("黄河生物科技学院：征迁、电力保障[15]~历史~", "东海大道：土地手续、征迁资金、群众安置[16]~历史~", "巨湾新能源：污染物总量，已推动解决[13]")),
        ("要素保障", ("10个项目获授信37.25亿元[7]", "东部多式联运等“四证同发”，拿地即开工[17]")),
        ("工作提醒", ("临江县：每月3日前报送月度计划与上月完成情况，每两周更新[18]",)),
        ("督导", ()),
    )  # fmt: skip
    cells = tuple(
        (d.Listing(title=runs(title), count=runs(f"{len(items)}条"), items=tuple(runs(item) for item in items), empty="本期无"),)
        for title, items in groups
    )
    return d.Section(
        id="lists",
        title="四张清单",
        blocks=(
            d.Heading(
                level=1, numeral="四、", runs=runs("四张清单"), aside=runs("原文点名的问题、要素、提醒与督导"), anchor="lists"
            ),
            d.Columns(spans=(3, 3, 3, 3), cells=cells),
        ),
    )


def _changes() -> d.Section:
    rows = (("＋", "新增", "66", "指标，来自A、E；如2023年三项增速及位次、资金三口径、供水管网185千米", "[1]"),
            ("△", "变化", "1", "生态产业园一期：主体完工，年底前可使用#目标#　→　到期待核", "[12]"),
            ("○", "再提及", "2", "“清泉·云湖”EOD、白鹭湖智慧岛：见于E，无新进展", "[16]"),
            ("…", "未更新", "107", "指标，1期未更新；其中D的37条已转历史", ""))  # fmt: skip
    empty = d.Row(cells=(cell("－"), cell("撤下"), cell("0"), cell("本期无", boxed=True), cell()))
    table = d.Table(
        columns=(
            d.Column(head="", width=18),
            d.Column(head="", width=54, bold=True),
            d.Column(head="", width=30, bold=True),
            d.Column(head="", width=360),
            d.Column(head="", width=30, align="mark"),
        ),
        rows=(*(d.Row(cells=tuple(cell(value) for value in row)) for row in rows), empty),
    )
    return d.Section(
        id="changes",
        title="本期变化",
        new_page=False,
        blocks=(
            d.Heading(
                level=1,
                numeral="五、",
                runs=runs("本期变化"),
                aside=runs("与第2期（2023年10月，来源B、C、D）相比"),
                anchor="changes",
            ),
            table,
        ),
    )


def _quality() -> d.Section:
    rows = (("A", "百姓视角下的奋进答卷　云川日报", "2024-01", "推断", 2, "0", 0.0, "50"), ("B", "东陵区国庆专版　云川日报", "2023-10-01", "版头", 2, "13.9", 0.14, "41"),
            ("C", "专场新闻发布会　大江网", "2023-10-18", "推断", 3, "0", 0.0, "29"), ("E", "“云川模式”引领民生幸福　转载站", "2024-03-17", "转贴日", 1, "45.4", 0.45, "16"))  # fmt: skip
    names = {1: "低", 2: "中", 3: "高"}
    table = d.Table(
        columns=(
            d.Column(head="", width=18, bold=True), d.Column(head="来源", width=176), d.Column(head="发布", width=60), d.Column(head="如何得知", width=60, quiet=True),
            d.Column(head="可信", width=52), d.Column(head="重复占比%", width=44, align="decimal"), d.Column(head="", width=52), d.Column(head="指标", width=30, align="right"),
        ),
        rows=tuple(
            d.Row(cells=(cell(a), cell(b), cell(c), cell(e), d.CellValue(runs=runs(names[t]), dots=d.Dots(filled=t)), cell(s), d.CellValue(bar=d.Bar(share=w)), cell(n)))  # type: ignore[arg-type]
            for a, b, c, e, t, s, w, n in rows
        ),
    )  # fmt: skip
    first = d.ConflictBox(
        title=runs("冲突　生态产业园一期到了哪一步"), aside=runs("同一来源B"), tag="进度用语",
        left=d.QuoteSide(runs=runs("“一期封顶，预计今年年底前达到使用条件”"), place=runs("图片说明　B第7段")),
        right=d.QuoteSide(runs=runs("“生态产业园高标准厂房一期完工”"), place=runs("正文　B第31段")),
        resolution=runs("取较早的“主体完工”，两句都留，待编发单位核定。"),
    )  # fmt: skip
    second = d.ConflictBox(
        title=runs("不是冲突　高新技术产业增加值占规上工业比重"), aside=runs("来源C、B"), tag="范围不同",
        left=d.QuoteSide(runs=runs("“高新技術産業佔規上工業增加值比重達**54.1%**”"), place=runs("云川市　C第7段")),
        right=d.QuoteSide(runs=runs("“高新技术产业增加值占规上工业的比重达到**38.2%**”"), place=runs("东陵区　B第35段")),
        resolution=runs("一为全市，一为东陵区，各自列出，不比较。"),
    )  # fmt: skip
    right = (
        d.Heading(level=3, runs=runs("点数")),
        d.CountBox(label="五个蝶变", expected=5, found=4, ratio=one("4/5"), below=runs("见到产业、城乡、精神、幸福[14]")),
        d.CountBox(label="六个围绕", expected=6, found=5, ratio=one("5/6"), below=runs("原句少列一项[15]")),
        d.Heading(level=3, runs=runs("剔除与存疑")),
        d.FieldList(
            items=(("E", runs("广告、客服、导航17段，植入词5处，已剔除")), ("B", runs("疑误29处，如“低碳教育”应为“低碳数智”")))
        ),
    )
    return d.Section(
        id="quality",
        title="数据质量",
        new_page=False,
        blocks=(
            d.Heading(level=1, numeral="六、", runs=runs("数据质量"), aside=runs("来源4件　冲突1组　点数2项"), anchor="quality"),
            table,
            d.Columns(spans=(8, 4), cells=((first, second), right)),
        ),
    )


def _annex(count: int) -> d.Section:
    sentences = (
        "……地区生产总值增长**6.2%**，位居全省**第三**；固定资产投资增长**9.1%**，位居全省**第二**；社会消费品零售总额增长**7.4%**，位居全省**第六**，均高于全省平均水平。",
        "……推动宁远巨湾新能源动力电池等**21**个新建项目全部开工，中远钛业一期**1.5万吨**钛及钛合金等一批项目建成投用……",
        "……云山、临江快速路加速建设，完成年度投资**18.45亿元**，投资完成率**102%**。",
        "……2022年全社會研發投入強度達**2.41%**、全省**第四**，規上工業企業研發支出增速達**41.7%**、全省**第一**，綜合科技創新水平位居全省**第五**。",
    )
    places = (
        "A　第47段　期间依据“2023年以来”",
        "A　第10段　期间原文未写",
        "C　第7段　期间原文未写　原文繁体",
        "B　第16段　期间依据版头2023年　断行已接",
    )
    citations = tuple(
        d.Citation(number=n, runs=runs(sentences[(n - 1) % 4]), place=runs(places[(n - 1) % 4]), anchor=f"cite-{n}")
        for n in range(1, count + 1)
    )
    colophon = d.Colophon(
        lines=(runs("报：样例报送单位。"), runs("送：样例抄送单位。")),
        left=runs("样例编发单位"),
        right=runs("2024年3月18日印发　（共印30份）"),
        made=runs("本简报由规则程序从来源摘编。推算值的算式印在图注、表注或附录。来源A—E的文件名与校验值附于电子件。"),
    )
    return d.Section(
        id="annex",
        title="来源与依据",
        blocks=(
            d.Heading(level=1, runs=runs("附录　来源与依据"), aside=runs("号→来源、自然段；所引数字加粗"), anchor="annex"),
            d.Annex(citations=citations),
            colophon,
        ),
    )


def document(citations: int = 20) -> d.Document:
    """The whole sample."""
    return d.Document(
        title="云川市情简报第3期",
        author="样例编发单位",
        created="2024-03-18",
        running_head=(runs("云川市情简报　第3期"), runs("2024年3月")),
        sections=(_front(), _overview(), _districts(), _projects(), _lists(), _changes(), _quality(), _annex(citations)),
    )
