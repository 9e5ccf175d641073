"""What each chart shows, on small made-up data."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.charts import Drawing, NothingToDraw, Shape, alt, draw, refusal, svg
from briefing.charts.words import wrap
from briefing.model.chart import (
    BarsSpec,
    ComparePair,
    CompareSpec,
    Lane,
    LaneGroup,
    RanksSpec,
    ShareSpec,
    Sign,
    SlopeSpec,
    TimelineSpec,
    TrendSpec,
)
from briefing.model.run import Run
from briefing.typography.roles import Faces
from charts import samples as s
from charts.samples import bounds as box
from charts.samples import datum, derived, drawn, figure, labels, mark, text
from conftest import ROOT

GROWTH = BarsSpec(
    data=(
        datum("固定资产投资", "8.3", rank=5, rank_run=figure("5")),
        datum("社会消费品零售总额", "7.0", rank=4, rank_run=figure("4"), accent=True),
        datum("地区生产总值", "5.4", rank=7, rank_run=figure("7")),
    ),
    unit="%",
    head="增速，%",
    rank_head="全省位次",
)
MONEY = BarsSpec(
    data=(
        datum("争取资金", "108.74", group="a", sub="全市", part=datum("其中专项", "44.2", tags=(derived("40.6%"),))),
        datum("授信额度", "37.25", group="b", look="hollow"),
        datum("投放金额", "25.56", group="c", look="solid", marks=(mark(5),)),
    ),
    unit="亿元",
)


def shapes(drawing: Drawing) -> list[Shape]:
    return [item for item in drawing.items if isinstance(item, Shape)]


def bars(drawing: Drawing, *colors: str) -> list[tuple[float, float, float, float]]:
    """Filled four-cornered shapes of the colours, from top to bottom."""
    found = [box(item) for item in shapes(drawing) if item.fill in colors and len(item.commands) == 5]
    return sorted(found, key=lambda frame: frame[1])


def circles(drawing: Drawing) -> list[Shape]:
    return [item for item in shapes(drawing) if any(op == "C" for op, _ in item.commands)]


@pytest.mark.parametrize("width", s.WIDTHS)
def test_bars_are_as_long_as_their_values(width: float) -> None:
    data = [12345.6, 800, 430.25, 61, 9.5]
    drawing = drawn(BarsSpec(data=tuple(datum(f"第{'一二三四五'[i]}项", v) for i, v in enumerate(data)), unit="亿元"), width)
    found = bars(drawing, "g3")
    scale = (found[0][2] - found[0][0]) / data[0]
    assert len(found) == len(data)
    for (left, _, right, _), value in zip(found, data, strict=True):
        assert right - left == pytest.approx(max(value * scale, 0.9), abs=0.1)
        assert left == pytest.approx(found[0][0])


def test_values_below_zero_stand_left_of_the_line() -> None:
    spec = BarsSpec(data=(datum("甲县", -12.8), datum("乙县", 33.1), datum("丙县", "0.05"), datum("丁县", 0)), unit="%")
    found = bars(drawn(spec, 240), "g3")
    assert len(found) == 3  # a value of zero has no bar
    down, up, tiny = found
    assert down[2] == pytest.approx(up[0]) == pytest.approx(tiny[0])
    assert (down[2] - down[0]) / 12.8 == pytest.approx((up[2] - up[0]) / 33.1, rel=0.01)
    assert tiny[2] - tiny[0] == pytest.approx(0.9)
    value = next(label for label in labels(drawn(spec, 240)) if label.text == "-12.8")
    assert s.frame(value)[2] < down[0]


def test_ranks_stand_beside_the_bars_and_the_finding_alone_is_red() -> None:
    drawing = drawn(GROWTH, 324)
    red = [item for item in shapes(drawing) if item.fill == "red"]
    assert len(red) == 2  # its bar and its ring
    rings = [box(item) for item in circles(drawing) if item.fill in ("white", "red")]
    middle = [(left + right) / 2 for left, _, right, _ in rings]
    step = (middle[2] - middle[0]) / 2  # ranks 5 and 7
    assert middle[0] - middle[1] == pytest.approx(step)  # ranks 4 and 5
    assert {"增速，%", "全省位次"} <= {label.text for label in labels(drawing)}
    assert all(label.run.ref == "f5" for label in labels(drawing) if label.run and label.text == "5")


def test_hollow_is_a_plan_and_groups_are_divided() -> None:
    drawing = drawn(MONEY, 492)
    hollow = [item for item in shapes(drawing) if item.fill == "white" and item.stroke == "ink"]
    assert len(hollow) == 1
    dashed = [box(item) for item in shapes(drawing) if item.dash]
    assert len(dashed) == 2 and all(left == 0 and right == 492 for left, _, right, _ in dashed)
    one, whole = bars(drawing, "red")[0], bars(drawing, "g4")[0]
    assert (one[2] - one[0]) / (whole[2] - whole[0]) == pytest.approx(44.2 / 108.74, abs=0.001)
    inside = next(label for label in labels(drawing) if label.text == "44.2")
    assert inside.color == "white" and s.frame(inside)[2] < one[2]
    same = drawn(MONEY.model_copy(update={"data": tuple(d.model_copy(update={"group": None}) for d in MONEY.data)}), 492)
    assert not [item for item in shapes(same) if item.dash]


def test_one_finding_is_red() -> None:
    spec = BarsSpec(
        data=(datum("甲", 5, part=datum("其中", 4)), datum("乙", 4, accent=True), datum("丙", 3, accent=True)), unit="亿元"
    )
    found = bars(drawn(spec, 240), "red")
    assert len(found) == 1
    assert len(bars(drawn(spec, 240), "blue")) == 1  # the part
    plain = BarsSpec(data=tuple(item.model_copy(update={"accent": False}) for item in spec.data), unit="亿元")
    assert len(bars(drawn(plain, 240), "red")) == 1 and not bars(drawn(plain, 240), "blue")


def test_a_part_too_short_for_its_number_has_it_below() -> None:
    spec = BarsSpec(data=(datum("总投资", 100, part=datum("其中已完成", 3)), datum("计划", 40)), unit="亿元")
    drawing = drawn(spec, 240)
    number = next(label for label in labels(drawing) if label.text == "3")
    assert number.color == "ink" and number.y > bars(drawing, "g4")[0][3]


def test_slope_begins_at_zero_or_says_that_it_does_not() -> None:
    def points(start: float, end: float) -> tuple[list[float], bool]:
        drawing = drawn(SlopeSpec(start=datum("去年", start), end=datum("今年", end), unit="%"), 156)
        line = next(item for item in shapes(drawing) if item.stroke == "red" and item.width == 2.0 and not item.fill)
        strokes = [item for item in shapes(drawing) if item.stroke == "g2"]
        return [values[1] for _, values in line.commands], bool(strokes)

    (high, low), broken = points(80, 20)
    assert not broken
    foot = low + (low - high) / 3  # 20 is a third of the 60 between
    (start, end), broken = points(80, 40)
    assert not broken and (foot - end) / (foot - start) == pytest.approx(0.5, abs=0.01)
    (start, end), broken = points(52.1, 55.8)
    assert broken and end < start


def test_stages_have_one_dot_a_project() -> None:
    spec = s.stages_of([0, 1, 3, 5, 2, 1, 0, 5], 9)
    found = circles(drawn(spec, 492))
    assert sum(item.fill == "g3" for item in found) == 12
    assert sum(item.fill == "red" for item in found) == 5
    assert sum(item.fill == "white" and item.stroke == "g2" for item in found) == 9
    assert sum(item.fill == "white" and item.stroke == "ink" for item in found) == 2  # nodes of the empty stages
    many = circles(drawn(s.stages_of([0, 40, 3, 180, 2, 1, 0, 5], None), 492))
    assert sum(item.fill in ("g3", "red") for item in many) == 231


def test_share_fills_its_part_of_the_bar() -> None:
    drawing = drawn(ShareSpec(part=datum("链群", "98.2", look="solid"), rest=(derived("其余1.8"),)), 240)
    (part,) = bars(drawing, "blue")
    assert part[2] - part[0] == pytest.approx(240 * 0.982, abs=0.1)


def test_pairs_have_each_their_own_scale() -> None:
    def pair(own: float, other: float) -> ComparePair:
        return ComparePair(
            title="增速", own=datum("甲区", own, look="solid"), other=datum("全市", other, look="hollow"), gap=(derived("高1"),)
        )

    drawing = drawn(CompareSpec(pairs=(pair(102.4, 23.7), pair(44.4, 28.7))), 240)
    own, other = bars(drawing, "blue"), bars(drawing, "white")
    for (one, two), ratio in zip(zip(own, other, strict=True), (23.7 / 102.4, 28.7 / 44.4), strict=True):
        assert (two[2] - two[0]) / (one[2] - one[0]) == pytest.approx(ratio, abs=0.005)


def test_a_missing_rank_says_so() -> None:
    spec = RanksSpec(data=(datum("甲", 1, rank=1), datum("乙", 31, rank=31), datum("丙", 0)))
    texts = [label.text for label in labels(drawn(spec, 240))]
    assert "未见" in texts and "31" in texts and "第31" in texts
    first = [item for item in circles(drawn(spec, 240)) if item.fill == "red"]
    assert len(first) == 1


def timeline(*found: Lane, now: float = 2025.31, years: tuple[int, ...] = (2020, 2021, 2024, 2025, 2026)) -> TimelineSpec:
    return TimelineSpec(
        groups=(LaneGroup(title="甲区", lanes=found),),
        years=tuple(Run(kind="structure", text=str(year), ref="date") for year in years),
        now=now,
        now_label=(text("本期"),),
    )


def sign(at: float, label: str, shape: str = "dot") -> Sign:
    return Sign(at=at, label=(text(label),), shape=shape)  # type: ignore[arg-type]


def test_timeline_leaves_out_years_and_says_where_this_issue_stands() -> None:
    drawing = drawn(timeline(Lane(label="一期", signs=(sign(2020.6, "开工"), sign(2026.9, "投产", "diamond")))), 492)
    year = {label.text: label.x for label in labels(drawing) if label.text.isdigit()}
    xs = [year[str(number)] for number in (2021, 2024, 2025)]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1] + 18, abs=0.01)  # a break, not two years of nothing
    assert len([item for item in shapes(drawing) if item.stroke == "ink" and len(item.commands) == 2]) == 3  # axis, two strokes
    (now,) = [box(item) for item in shapes(drawing) if item.stroke == "red" and item.dash]
    assert year["2025"] < now[0] + 10 and now[0] < year["2026"]


def test_labels_of_a_lane_meet_no_sign() -> None:
    lanes = [
        Lane(label=f"项目{'甲乙丙丁'[i]}", signs=tuple(sign(2024.1 + 0.21 * n + i / 9, "主体结构封顶") for n in range(5)))
        for i in range(4)
    ]
    drawing = drawn(timeline(*lanes), 492)
    signs = [box(item) for item in circles(drawing)]
    words = [s.frame(label) for label in labels(drawing) if label.text == "主体结构封顶"]
    assert len(signs) == len(words) == 20
    assert not [1 for one in words for other in signs if s.overlap(one, other)]


def test_forty_lanes_and_twenty_years() -> None:
    years = tuple(range(2007, 2027))
    lanes = [
        Lane(label="某某市城区集中供热管网老旧改造工程", signs=(sign(2007.2 + i % 19, "开工"), sign(2026.5, "投产")))
        for i in range(40)
    ]
    drawing = drawn(timeline(*lanes, years=years), 492)
    assert {str(year) for year in years} <= {label.text for label in labels(drawing)}
    frames = [s.frame(label) for label in labels(drawing)]
    assert not [1 for i, one in enumerate(frames) for other in frames[i + 1 :] if s.overlap(one, other)]


def test_a_trend_keeps_the_order_of_time() -> None:
    drawing = drawn(TrendSpec(data=tuple(datum(f"{'一二三'[i]}月", v) for i, v in enumerate((5.1, 5.4, 5.2))), unit="%"), 240)
    line = next(item for item in shapes(drawing) if item.stroke == "g3" and item.width == 1.6)
    ys = [values[1] for _, values in line.commands]
    assert ys[1] < ys[2] < ys[0]
    assert all(a[0] < b[0] for (_, a), (_, b) in pairwise(line.commands))


@pytest.mark.parametrize(
    "spec",
    [
        BarsSpec(data=(datum("甲", 5),), unit="亿元"),
        BarsSpec(data=(datum("甲", 0), datum("乙", 0)), unit="亿元"),
        SlopeSpec(start=datum("甲", 5), end=datum("乙", 5)),
        RanksSpec(data=(datum("甲", 1, rank=1), datum("乙", 2))),
        CompareSpec(pairs=()),
        ShareSpec(part=datum("甲", 0)),
        ShareSpec(part=datum("甲", "100.1")),
        TrendSpec(data=(datum("甲", 1),)),
        timeline(Lane(label="甲", signs=(sign(2025.1, "开工"),))),
    ],
)
def test_nothing_to_compare_is_no_chart(spec: object) -> None:
    assert refusal(s.chart(spec))
    with pytest.raises(NothingToDraw):
        drawn(spec, 240)
    with pytest.raises(ValueError):
        drawn(spec, 240)


def test_what_can_be_drawn_is_not_refused() -> None:
    assert refusal(s.chart(GROWTH)) is None
    assert refusal(s.chart(BarsSpec(data=(datum("甲", 5, part=datum("其中", 2)),), unit="亿元"))) is None


def test_the_same_drawing_twice_whatever_the_host_has_set() -> None:
    import matplotlib

    specs = (
        GROWTH,
        MONEY,
        s.stages_of([0, 1, 3, 5, 2, 1, 0, 5], 9),
        timeline(Lane(label="甲", signs=(sign(2024.1, "a"), sign(2025, "b")))),
    )
    before = [drawn(spec, 492) for spec in specs]
    ugly = {"lines.linewidth": 7, "path.sketch": (1, 100, 2), "text.usetex": True, "figure.constrained_layout.use": True,
            "lines.marker": "o", "lines.linestyle": "--", "patch.linewidth": 9, "savefig.dpi": 300, "figure.dpi": 200,
            "text.parse_math": True, "hatch.linewidth": 3}  # fmt: skip
    with matplotlib.rc_context(ugly):
        assert [drawn(spec, 492) for spec in specs] == before


def test_a_dollar_sign_is_no_formula() -> None:
    spec = BarsSpec(data=(datum("产值$x^2$", 5), datum("<b>&甲</b>", 3)), unit="亿元")
    drawing = drawn(spec, 492)
    assert {"产值$x^2$", "<b>&甲</b>"} <= {label.text for label in labels(drawing)}
    page = svg(drawing, '"><script>', s.faces())
    assert "<b>" not in page and "<script>" not in page and "&lt;b&gt;&amp;甲" in page


def test_matplotlib_is_loaded_late_and_left_alone() -> None:
    code = """
import sys
import briefing.charts
assert "matplotlib" not in sys.modules
import matplotlib
from matplotlib.font_manager import fontManager
def settings():  # asking for the backend would load pyplot
    return {name: repr(matplotlib.rcParams[name]) for name in matplotlib.rcParams if name != "backend"}
rc, fonts = settings(), len(fontManager.ttflist)
from charts import samples as s
from charts.test_charts import GROWTH
s.drawn(GROWTH, 324)
assert "matplotlib.pyplot" not in sys.modules
assert rc == settings() and fonts == len(fontManager.ttflist)
"""
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))},
    )


def test_a_machine_without_a_home_hears_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code = "from charts.test_charts import GROWTH, drawn; drawn(GROWTH, 324)"
    nowhere = str(tmp_path / "file" / "below")
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
        "MPLCONFIGDIR": nowhere,
        "HOME": nowhere,
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_svg_links_marks_and_names_numbers() -> None:
    page = svg(drawn(MONEY, 492), alt(MONEY), s.faces())
    assert '<a href="#cite-5">' in page
    assert 'data-kind="figure" data-ref="f108.74"' in page
    assert "NaN" not in page


def test_words_tell_every_value_with_its_unit() -> None:
    assert alt(MONEY) == (
        "条形图，单位亿元。争取资金（全市）108.74亿元，其中专项44.2亿元40.6%；授信额度37.25亿元；投放金额25.56亿元。"
        "虚线隔开的各组口径不同，不能相加。"
    )
    assert (
        alt(GROWTH)
        == "条形图，单位%，附全省位次。固定资产投资8.3%，第5位；社会消费品零售总额7.0%，第4位；地区生产总值5.4%，第7位。"
    )
    slope = SlopeSpec(
        start=datum("2020年", "81.7"),
        end=datum("现值", "4.44"),
        unit="%",
        difference=(derived("下降77.26"), text("个百分点"), s.TAG),
    )
    assert alt(slope) == "变化图。从2020年的81.7%到现值的4.44%，下降77.26个百分点（推算）。"
    assert alt(s.chart(slope)) == alt(slope)


def test_drawing_is_quick() -> None:
    import time

    drawn(GROWTH, 324)
    lanes = [Lane(label="某某工程", signs=(sign(2020.2 + i % 2, "开工"), sign(2026.5, "投产"))) for i in range(20)]
    for spec in (GROWTH, MONEY, timeline(*lanes)):
        start = time.process_time()
        for _ in range(5):
            draw(s.chart(spec), 492, s.faces())
        assert (time.process_time() - start) / 5 < 0.1  # 30 ms here, room for a slow machine


@pytest.mark.parametrize(
    ("name", "width", "lines"),
    [
        ("市中医院省级区域中医康复诊疗中心", 80.0, ("市中医院省级区域", "中医康复诊疗中心")),
        ("河岭创云产业园管理有限公司医疗创新研发中心", 120.0, ("河岭创云产业园管理", "有限公司医疗创新研发中心")),
        ("人民路非机动车道和污水管网改造", 60.0, ("人民路", "非机动车道", "和污水管网改造")),
    ],
)
def test_a_label_is_divided_between_words(name: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(name, Faces.load({}), width, 4) == lines
