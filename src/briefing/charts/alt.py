"""A chart in words: every value it shows, for readers who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.model.chart import (
    BarsSpec,
    Chart,
    ChartSpec,
    CompareSpec,
    Datum,
    Lane,
    RanksSpec,
    ShareSpec,
    Sign,
    SlopeSpec,
    StagesSpec,
    TimelineSpec,
    TrendSpec,
)
from briefing.model.run import Run

_SIGNS = {"dot": "", "dot-large": "", "diamond": "（目标）", "diamond-core": "（目标，已过期）"}
_RUNS_INTO_NUMBER = re.compile(r"(?:[0-9A-Za-z年月日期第]|季度)$")


def alt(chart: Chart | ChartSpec) -> str:
    """The data of a chart (or of its specification) as Chinese sentences. Nothing is rounded and nothing left out."""
    spec = chart.spec if isinstance(chart, Chart) else chart
    match spec:
        case BarsSpec():
            return _bars(spec)
        case SlopeSpec():
            return _slope(spec)
        case RanksSpec():
            return "位次图。" + _list(_rank(datum) for datum in spec.data)
        case CompareSpec():
            return _compare(spec)
        case StagesSpec():
            stages = [f"{stage.name}{stage.count.text}个" for stage in (*spec.stages, *((spec.unknown,) if spec.unknown else ()))]
            return "项目按阶段计数。" + _list(stages)
        case TimelineSpec():
            return _timeline(spec)
        case ShareSpec():
            rest = f"，{_plain(spec.rest)}" if spec.rest else ""
            return f"占比图。{_datum(spec.part, '%')}{rest}。"
        case TrendSpec():
            return "折线图，先后为：" + _list(_datum(datum, spec.unit) for datum in spec.data)


def _list(items: Iterable[str]) -> str:
    return "；".join(items) + "。"


def _plain(runs: Iterable[Run]) -> str:
    """The words of runs, source marks left out, tags in brackets."""
    out = ""
    for run in runs:
        if run.style == "mark":
            continue
        out += f"（{run.text}）" if run.style in ("tag-outline", "tag-filled") else run.text
    return out.strip()


def _value(datum: Datum, unit: str) -> str:
    text = datum.run.text
    return text if not unit or text.endswith(unit) else text + unit


def _name(datum: Datum) -> str:
    return f"{datum.label}（{datum.sub}）" if datum.sub else datum.label


def _datum(datum: Datum, unit: str) -> str:
    name = _name(datum)
    between = "：" if _RUNS_INTO_NUMBER.search(name) else ""
    said = f"{name}{between}{_value(datum, unit)}{_plain(datum.tags)}"
    if datum.part:
        said += f"，{_datum(datum.part, unit)}"
    if datum.rank is not None:
        said += f"，第{datum.rank}位"
    if datum.aside:
        said += f"，{_plain(datum.aside)}"
    return said


def _bars(spec: BarsSpec) -> str:
    head = f"条形图，单位{spec.unit}" if spec.unit else "条形图"
    if spec.rank_head and any(datum.rank is not None for datum in spec.data):
        head += f"，附{spec.rank_head}"
    groups = len({datum.group for datum in spec.data})
    said = _list(_datum(datum, spec.unit) for datum in spec.data)
    return f"{head}。{said}" + ("虚线隔开的各组口径不同，不能相加。" if groups > 1 else "")


def _slope(spec: SlopeSpec) -> str:
    change = f"，{_plain(spec.difference)}" if spec.difference else ""
    start, end = (f"{_name(datum)}的{_value(datum, spec.unit)}{_plain(datum.tags)}" for datum in (spec.start, spec.end))
    return f"变化图。从{start}到{end}{change}。"


def _rank(datum: Datum) -> str:
    return f"{_name(datum)}第{datum.rank}位" if datum.rank is not None else f"{_name(datum)}未见位次"


def _compare(spec: CompareSpec) -> str:
    pairs = []
    for pair in spec.pairs:
        sub = f"（{_plain(pair.sub)}）" if pair.sub else ""
        gap = f"，{_plain(pair.gap)}" if pair.gap else ""
        pairs.append(f"{pair.title}{sub}：{_datum(pair.own, '')}，{_datum(pair.other, '')}{gap}")
    return "对比图。" + _list(pairs)


def _timeline(spec: TimelineSpec) -> str:
    said = []
    for group in spec.groups:
        head = f"{group.title}（{_plain(group.sub)}）" if group.sub and group.title else group.title
        lanes = "；".join(_lane(lane) for lane in group.lanes)
        said.append(f"{head}：{lanes}" if head else lanes)
    return f"时间轴，{_plain(spec.now_label)}。" + "。".join(said) + "。"


def _lane(lane: Lane) -> str:
    signs = sorted(lane.signs, key=lambda sign: sign.at)
    return lane.label + ("，".join(_sign(sign) for sign in signs) or "未写时间")


def _sign(sign: Sign) -> str:
    """The year is where the sign stands; a month would claim more than the sources say."""
    return f"{int(sign.at)}年{_plain(sign.label)}{_SIGNS[sign.shape]}"
