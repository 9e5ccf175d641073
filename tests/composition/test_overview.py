"""What the narrative has no room for stands in the side table."""

from __future__ import annotations

from briefing.composition import compose
from composition.maker import OPTIONS, Paper, blocks, summary, text

NAMES = (
    "第一产业增加值",
    "第二产业增加值",
    "第三产业增加值",
    "工业投资",
    "民间投资",
    "房地产开发投资",
    "固定资产投资",
    "存款余额",
    "贷款余额",
)


def test_known_figures_of_the_region_are_not_lost() -> None:
    paper = Paper("\n".join(f"上半年，全市{name}{at}8.5亿元。" for at, name in enumerate(NAMES, 11)))
    figures = tuple(
        paper.figure(
            f"{name}{at}8.5亿元",
            f"{at}8.5亿元",
            name,
            f"{at}8.5",
            "亿元",
            period="2024-H1",
            salience=2,
            indicator_id=f"经济/{name}",
        )
        for at, name in enumerate(NAMES, 11)
    )
    document = compose(summary((paper,), figures), OPTIONS)
    told = "".join(text(s.blocks) for s in document.sections if s.id in ("front", "overview"))
    assert [name for name in NAMES if name not in told] == []
    (table,) = [t for t in blocks(document, "table", "overview") if text(t.title) == "其他主要指标"]
    rows = [text(row.cells[0]) for row in table.rows]
    assert rows and all(row.endswith("2024年上半年") for row in rows)
    assert len(set(rows)) == len(rows)
