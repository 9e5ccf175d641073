"""Specifications of charts for the tests: made-up places and numbers, and strategies for many more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from briefing.charts import Drawing, Label, Shape, draw
from briefing.model.chart import (
    BarsSpec,
    Chart,
    ComparePair,
    CompareSpec,
    Datum,
    Lane,
    LaneGroup,
    RanksSpec,
    ShareSpec,
    Sign,
    SlopeSpec,
    StageCount,
    StagesSpec,
    TimelineSpec,
    TrendSpec,
)
from briefing.model.run import Run
from briefing.typography.roles import Faces

WIDTHS = (114.0, 156.0, 240.0, 324.0, 366.0, 492.0)
STAGES = ("谋划", "前期", "开工", "在建", "主体完工", "试生产", "竣工", "投产")
Frame = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def faces() -> Faces:
    return Faces.load()


def chart(spec: Any) -> Chart:
    return Chart(spec=spec, title=(text("标题"),), alt="替代文字")


def drawn(spec: Any, width: float) -> Drawing:
    return draw(chart(spec), width, faces())


def text(value: str, style: Any = None) -> Run:
    return Run(kind="text", text=value, style=style)


def figure(value: str) -> Run:
    return Run(kind="figure", text=value, ref=f"f{value}")


def derived(value: str) -> Run:
    return Run(kind="derived", text=value, ref=f"d{value}")


def mark(number: int) -> Run:
    return Run(kind="structure", text=f"[{number}]", ref=f"mark:{number}", style="mark", link=f"cite-{number}")


TAG = text("推算", "tag-filled")


def datum(label: str, value: float | str, run: Run | None = None, **more: Any) -> Datum:
    name = Run(kind="name", text=label, ref="project:x")
    return Datum(label=label, label_run=name, value=Decimal(str(value)), run=run or figure(str(value)), **more)


def runs_of(value: Any) -> Iterator[Run]:
    """Every typed run inside a specification."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from runs_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from runs_of(item)


def labels(drawing: Drawing) -> list[Label]:
    return [item for item in drawing.items if isinstance(item, Label)]


def frame(label: Label) -> Frame:
    """The box of a label: its advance (and the padding of a tag) by the height of a hanzi's ink."""
    pad = 0.0 if label.box is None else 3.0 if label.box.startswith("badge") else 2.0
    width = faces().width(label.text, label.face, label.size)
    return (label.x - pad, label.y - 0.82 * label.size, label.x + width + pad, label.y + 0.08 * label.size)


def bounds(shape: Shape) -> Frame:
    """The box of a shape's points."""
    xs = [value for _, found in shape.commands for value in found[::2]]
    ys = [value for _, found in shape.commands for value in found[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] - 0.05 and other[0] < one[2] - 0.05 and one[1] < other[3] - 0.05 and other[1] < one[3] - 0.05


# --- strategies -------------------------------------------------------------------------------------------------------------
_WORDS = (
    "城区",
    "集中供热",
    "老旧管网",
    "改造",
    "工程",
    "（一期）",
    "“双百”",
    "产业园",
    "5G",
    "EOD",
    "、",
    "智慧化",
    "和",
    "提升",
    "项目",
    "中心",
)
names = st.lists(st.sampled_from(_WORDS[:3] + _WORDS[3:]), min_size=1, max_size=9).map("".join).filter(lambda s: s[0] not in "、")
values = st.one_of(
    st.integers(-20, 120).map(Decimal),
    st.decimals(min_value=Decimal("-30"), max_value=Decimal("30"), places=2),
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2),
)
positive = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999"), places=2)
marks = st.lists(st.integers(1, 120).map(mark), max_size=2).map(tuple)
tags = st.sampled_from(((), (TAG,)))


@st.composite
def data(draw_: Any, value: Any = values, rank: bool = False, part: bool = True) -> Datum:
    number = draw_(value)
    inside = None
    if part and number > 1 and draw_(st.integers(0, 5)) == 0:
        inside = datum(
            "其中" + draw_(names), round(number * draw_(st.decimals("0.01", "0.99", places=2)), 2), tags=(derived("40.6%"),)
        )
    place = draw_(st.one_of(st.none(), st.integers(1, 31))) if rank else None
    sub = draw_(st.sampled_from((None, None, "1～7月", "全市范围，2024年累计")))
    return datum(
        draw_(names),
        number,
        sub=sub,
        sub_run=Run(kind="structure", text=sub, ref="period") if sub else None,
        marks=draw_(marks),
        tags=draw_(tags),
        look=draw_(st.sampled_from(("solid", "hollow", "grey"))),
        accent=draw_(st.booleans()),
        part=inside,
        rank=place,
        rank_run=figure(str(place)) if place else None,
        group=draw_(st.sampled_from((None, "甲", "乙"))),
        aside=draw_(st.sampled_from(((), (), (text("空心：计划数"),)))),
    )


bars = st.builds(
    BarsSpec,
    data=st.one_of(st.lists(data(), min_size=2, max_size=30), st.lists(data(rank=True, part=False), min_size=2, max_size=12)).map(
        tuple
    ),
    unit=st.just("亿元"),
    compact=st.booleans(),
    head=st.just("增速，%"),
    rank_head=st.just("全省位次"),
).filter(lambda spec: any(item.value for item in spec.data))
slopes = st.builds(
    SlopeSpec,
    start=data(values, part=False),
    end=data(values, part=False),
    unit=st.sampled_from(("", "%", "亿元")),
    difference=st.sampled_from(((), (derived("下降77.26"), text("个百分点"), TAG), (derived("12"),))),
).filter(lambda spec: spec.start.value != spec.end.value)
ranks = st.builds(RanksSpec, data=st.lists(data(rank=True, part=False), min_size=2, max_size=14).map(tuple)).filter(
    lambda spec: sum(item.rank is not None for item in spec.data) > 1
)
pairs = st.builds(
    ComparePair,
    title=st.sampled_from(("工业投资增速", "技术改造投资占工业投资的比重", "比重")),
    sub=st.sampled_from(((), (text("上半年，同比"),))),
    own=data(values, part=False),
    other=data(values, part=False),
    gap=st.sampled_from(((), (derived("高15.7个百分点"),))),
).filter(lambda pair: pair.own.value or pair.other.value)
compares = st.builds(CompareSpec, pairs=st.lists(pairs, min_size=1, max_size=4).map(tuple))
shares = st.builds(
    ShareSpec,
    part=data(st.decimals("0.1", "100", places=1), part=False),
    rest=st.sampled_from(((), (TAG, derived("其余1.8")))),
)
trends = st.builds(
    TrendSpec, data=st.lists(data(values, part=False), min_size=2, max_size=24).map(tuple), unit=st.just("%")
).filter(lambda spec: any(item.value for item in spec.data))


def stages_of(counts: list[int], unknown: int | None) -> StagesSpec:
    made = tuple(StageCount(name=name, count=derived(str(n)), number=n) for name, n in zip(STAGES, counts, strict=True))
    rest = StageCount(name="未写进度", count=derived(str(unknown)), number=unknown) if unknown else None
    return StagesSpec(stages=made, unknown=rest, accent="投产")


stages = st.builds(
    stages_of,
    st.one_of(st.lists(st.integers(0, 6), min_size=8, max_size=8), st.lists(st.integers(0, 180), min_size=8, max_size=8)),
    st.one_of(st.none(), st.integers(1, 200)),
).filter(lambda spec: sum(stage.number for stage in spec.stages) > 1)

signs = st.builds(
    Sign,
    at=st.floats(2019.0, 2026.99).filter(lambda at: int(at) != 2023),
    label=st.sampled_from(("开工", "封顶", "基本竣工", "下半年投运", "全面建成并投入使用", "")).map(
        lambda s: (text(s),) if s else ()
    ),
    shape=st.sampled_from(("dot", "dot-large", "diamond", "diamond-core")),
    accent=st.booleans(),
)
lanes = st.builds(
    lambda label, number, found: Lane(
        label=label, label_run=Run(kind="name", text=label, ref="project:x"), marks=(mark(number),), signs=tuple(found)
    ),
    names,
    st.integers(1, 99),
    st.lists(signs, max_size=4),
)
groups = st.builds(
    LaneGroup, title=st.sampled_from(("", "甲区", "乙县（高新区）")), lanes=st.lists(lanes, min_size=1, max_size=8).map(tuple)
)


def timeline_of(found: list[LaneGroup]) -> TimelineSpec:
    years = sorted({int(sign.at) for group in found for lane in group.lanes for sign in lane.signs} | {2025})
    return TimelineSpec(
        groups=tuple(found),
        years=tuple(Run(kind="structure", text=str(year), ref="date") for year in years),
        now=2025.31,
        now_label=(text("本期 "), Run(kind="structure", text="2025年4月", ref="date")),
    )


timelines = st.builds(timeline_of, st.lists(groups, min_size=1, max_size=5)).filter(
    lambda spec: sum(len(lane.signs) for group in spec.groups for lane in group.lanes) > 1
)
