"""Charts as specifications: what is compared, every number a typed run; how it is drawn is decided by `charts`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from briefing.model.base import Value
from briefing.model.run import Run, Runs


class Datum(Value):
    """One value of a chart: its label, the printed value run, and how it is drawn."""

    label: str
    label_run: Run | None = None
    """What the label is, when it is a name (it may then hold a number: 5G智慧工厂)."""
    value: Decimal
    run: Run
    sub: str | None = None
    """Second line under the label, or a word beside it (上半年, 10个项目)."""
    sub_run: Run | None = None
    """What the second line is, when it holds a number (2024年, 10个项目)."""
    marks: Runs = ()
    look: Literal["solid", "hollow", "grey"] = "grey"
    accent: bool = False
    part: Datum | None = None
    """A part drawn inside the bar of the whole (44.2 of 108.74), in the accent."""
    rank: int | None = None
    rank_run: Run | None = None
    group: str | None = None
    """Data of one group (口径, 期间, 范围) are comparable; a dashed rule divides groups."""
    tags: Runs = ()
    aside: Runs = ()
    """Quiet words at the right end of the row: 空心：授信额度."""


class BarsSpec(Value):
    """Horizontal bars, one measure; with ranks beside them when any datum has one (growth with rank)."""

    type: Literal["bars"] = "bars"
    data: tuple[Datum, ...]
    unit: str
    head: str = ""
    """Over the bars when ranks stand beside them: 增速，%."""
    rank_head: str = ""
    """Over the ranks: 全省位次."""
    compact: bool = False
    """Lists of five or more: bars 9 high, pitch 16."""


class SlopeSpec(Value):
    """From–to of one share or level."""

    type: Literal["slope"] = "slope"
    start: Datum
    end: Datum
    unit: str = ""
    """Small behind both values when the runs do not hold it: %."""
    difference: Runs = ()


class RanksSpec(Value):
    """Ranks as circles on a line, first place filled."""

    type: Literal["ranks"] = "ranks"
    data: tuple[Datum, ...]


class ComparePair(Value):
    title: str
    title_run: Run | None = None
    sub: Runs = ()
    own: Datum
    other: Datum
    gap: Runs = ()


class CompareSpec(Value):
    """Own value against an average (which may be 推算 and hollow), pair by pair."""

    type: Literal["compare"] = "compare"
    pairs: tuple[ComparePair, ...]


class StageCount(Value):
    name: str
    count: Run
    number: int


class StagesSpec(Value):
    """Projects by stage, one dot a project; 未写进度 apart."""

    type: Literal["stages"] = "stages"
    stages: tuple[StageCount, ...]
    unknown: StageCount | None = None
    accent: str | None = None


class Sign(Value):
    """A sign on a lane of the timeline. `at` is years as a decimal number (2024.75 = October)."""

    at: float
    label: Runs
    shape: Literal["dot", "dot-large", "diamond", "diamond-core"]
    accent: bool = False


class Lane(Value):
    label: str
    label_run: Run | None = None
    marks: Runs = ()
    signs: tuple[Sign, ...]


class LaneGroup(Value):
    title: str
    title_run: Run | None = None
    sub: Runs = ()
    lanes: tuple[Lane, ...]


class TimelineSpec(Value):
    """Milestones over years; years without a sign are left out with an axis break."""

    type: Literal["timeline"] = "timeline"
    groups: tuple[LaneGroup, ...]
    years: tuple[Run, ...]
    now: float
    now_label: Runs


class ShareSpec(Value):
    """One share of a whole as a single bar."""

    type: Literal["share"] = "share"
    part: Datum
    rest: Runs = ()


class TrendSpec(Value):
    """One measure over time, oldest first: the label of a datum is its period or issue."""

    type: Literal["trend"] = "trend"
    data: tuple[Datum, ...]
    unit: str = ""


ChartSpec = Annotated[
    BarsSpec | SlopeSpec | RanksSpec | CompareSpec | StagesSpec | TimelineSpec | ShareSpec | TrendSpec, Field(discriminator="type")
]


class Chart(Value):
    """A chart: the title says the finding, the subtitle unit, period, scope and mark."""

    kind: Literal["chart"] = "chart"
    spec: ChartSpec
    title: Runs
    subtitle: Runs = ()
    note: Runs = ()
    alt: str
    """The data in words, for readers who do not see it."""


Datum.model_rebuild()
