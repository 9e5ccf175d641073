"""Documents at the edges: very long names, very many rows, nothing at all."""

# ruff: noqa: E501
from __future__ import annotations

from sample import cell, datum, one, runs, strong

from briefing.model import chart as c
from briefing.model import document as d

LONG = "黄河流域生态保护和高质量发展先行区跨区域新能源汽车动力电池梯次利用及资源循环综合示范产业园二期（北区）"


def made(*blocks: d.Block, name: str = "云川市情简报") -> d.Document:
    """A document of one section after a masthead."""
    masthead = d.Masthead(name=one(name), issue=one("第1期"), publisher=one("办公室"), date=one("2024年3月18日"))
    return d.Document(
        title=name,
        author="办公室",
        created="2024-03-18",
        running_head=(runs(name), runs("2024年3月")),
        sections=(d.Section(id="all", title="全部", blocks=(masthead, *blocks)),),
    )


def paragraphs(count: int) -> tuple[d.Block, ...]:
    text = "全市上下深入贯彻落实各项部署，坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，经济运行总体平稳、稳中有进，高质量发展扎实推进。"
    return tuple(d.Paragraph(runs=runs(text * (1 + at % 4))) for at in range(count))


def rows(count: int, name: str = "新能源产业园") -> d.Table:
    """A table of six columns on eight grid columns."""
    widths = (20, 124, 60, 40, 50, 30)
    heads = ("", "项目", "阶段", "亿元", "截至", "")
    aligns = ("left", "left", "left", "decimal", "right", "mark")
    columns = tuple(d.Column(head=h, width=w, align=a) for h, w, a in zip(heads, widths, aligns, strict=True))  # type: ignore[arg-type]
    return d.Table(
        title=runs("项目台账"),
        subtitle=runs("按阶段排列"),
        columns=columns,
        rows=tuple(
            d.Row(cells=(cell(str(at)), cell(name), d.CellValue(strip=d.Strip(stage=at % 8)), strong(f"{at}.{at % 7}"), cell("2024.01"), cell("[1]")))
            for at in range(1, count + 1)
        ),
        note=runs("另有3条见台账。"),
    )  # fmt: skip


def many() -> d.Document:
    """A document of many pages: columns of unequal length, long tables, 200 citations, 30 districts."""
    side = (d.Heading(level=3, runs=runs("说明")), d.Paragraph(style="small", runs=runs("只计写明的项目。")))
    citation = "……完成年度投资**18.45亿元**，投资完成率**102%**，其中新能源汽车动力电池梯次利用及资源循环综合示范产业园二期完成**3.2亿元**。"
    citations = tuple(
        d.Citation(number=n, runs=runs(citation * (1 + n % 3)), place=runs("A　第47段　期间原文未写"), anchor=f"cite-{n}")
        for n in range(1, 201)
    )
    matrix = d.Table(
        title=runs("三十个区县"),
        columns=(
            d.Column(head="区县", width=92, bold=True),
            d.Column(head="定位", width=300),
            d.Column(head="合计", width=100, align="right"),
        ),
        rows=tuple(d.Row(cells=(cell(f"第{n}区"), cell("电池材料基地[3]"), cell(str(n)))) for n in range(1, 31)),
        row_height=24,
    )
    colophon = d.Colophon(
        lines=(runs("报：" + "、".join(["市委办公室", "市政府办公室", "市人大常委会办公室"] * 5) + "。"), runs("送：各县区。")),
        left=runs("办公室"),
        right=runs("2024年3月18日印发"),
    )
    return made(
        d.Heading(level=1, numeral="一、", runs=runs("总体态势"), anchor="one"),
        d.Columns(spans=(8, 4), cells=((*paragraphs(14), rows(70)), side)),
        d.Heading(level=2, runs=runs("区县")),
        matrix,
        d.Heading(level=2, runs=runs("台账")),
        rows(120, LONG),
        d.Heading(level=1, runs=runs("附录　来源与依据")),
        d.Annex(citations=citations),
        colophon,
    )


def long_names() -> d.Document:
    """Words wider than the look expects."""
    card = d.Card(
        label=runs(f"{LONG[:30]}固定资产投资增速[1]"),
        value=d.Run(kind="figure", text="1,234,567.8", ref="f"),
        unit=one("万人次", "unit"),
        badge=runs("{全省同类城市第13}　高于全省平均水平0.6个百分点"),
        period=runs("2023年1—12月累计，含下辖各县（市、区）"),
    )
    table = d.Table(
        title=runs(LONG),
        subtitle=runs(LONG * 2),
        columns=(
            d.Column(head="重点项目名称及所在地", width=104),
            d.Column(head="区县", width=30),
            d.Column(head="谋划→投产", width=62),
            d.Column(head="阶段", width=38, bold=True),
            d.Column(head="总投资 亿元", width=40, align="decimal", bold=True),
            d.Column(head="进展原文", width=218, song=True),
        ),
        rows=tuple(
            d.Row(
                cells=(
                    cell(LONG),
                    cell("高新技术开发区"),
                    d.CellValue(strip=d.Strip(stage=3)),
                    cell("主体完工"),
                    strong("1234.567"),
                    cell(f"“{LONG}”"),
                )
            )
            for _ in range(4)
        ),
    )
    conflict = d.ConflictBox(
        title=runs(LONG),
        aside=runs("来源A、B、C、D"),
        tag="范围不同",
        left=d.QuoteSide(runs=runs(LONG), place=runs("图片说明　B第7段")),
        right=d.QuoteSide(runs=runs("短"), place=runs(LONG)),
        resolution=runs(LONG),
    )
    return made(
        d.Cards(items=(card,) * 5),
        d.KeyPoints(items=(d.KeyPoint(label="重点项目", runs=runs(LONG * 3)), d.KeyPoint(label="重点项目建设和投资情况", runs=runs("短"), accent=True))),
        d.Heading(level=1, numeral="十二、", runs=runs(LONG[:30]), aside=runs("来源A、B、C、D、E、F　事实1222条　图15幅")),
        d.Columns(
            spans=(4, 8),
            cells=(
                (d.Paragraph(style="district", runs=runs("新疆生产建设兵团第八师石河子市")), d.FieldList(items=(("主导产业", runs(LONG)), ("发展目标与任务以及保障措施", runs(LONG)), ("经济运行的主要指标和位次", runs("本期无数据"))))),
                (d.PullQuote(label="定位", runs=runs(LONG), body=runs(LONG), origin=runs(LONG)),),
            ),
        ),
        table,
        conflict,
        d.Columns(
            spans=(4, 8),
            cells=(
                (d.CountBox(label="二十四个全覆盖行动", expected=24, found=20, ratio=one("20/24"), below=runs(LONG)), d.CountBox(label="千", expected=1300, found=100, ratio=one("100/1300"), below=()), d.CountBox(label=LONG, expected=4, found=1, ratio=one("1/4"), below=()), d.CountBox(label="百", expected=130, found=100, ratio=one("100/130"), below=())),
                (d.Tinted(label="目标与结果以及完成情况的对照", runs=runs(LONG * 2)), d.Listing(title=runs(LONG), count=runs("3条"), items=(runs(LONG), runs("短")))),
            ),
        ),
        name="新疆维吾尔自治区伊犁哈萨克自治州经济社会发展情况简报",
    )  # fmt: skip


def nothing() -> d.Document:
    """Every block without content."""
    return made(
        d.KeyPoints(items=()),
        d.Cards(items=()),
        d.Heading(level=1, numeral="一、", runs=runs("总体态势")),
        d.Paragraph(runs=()),
        d.Listing(items=()),
        d.Listing(title=runs("督导"), items=()),
        d.FieldList(items=()),
        d.Table(columns=(d.Column(head="项目", width=100),), rows=()),
        d.Table(columns=(d.Column(head="", width=100),), rows=()),
        d.Columns(spans=(6, 6), cells=((), ())),
        d.Annex(citations=()),
        d.Contents(entries=()),
        d.Heading(level=3, runs=runs("末尾")),
        d.Chart(
            spec=c.BarsSpec(unit="%", data=(datum("甲", "1.5"), datum("乙", "2.5"))), title=runs("乙高于甲"), alt="甲1.5%，乙2.5%。"
        ),
    )
