"""What must hold for every chart, whatever the data."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts import Drawing, Shape, alt, svg
from charts import samples as s

KINDS = {
    "bars": s.bars,
    "slope": s.slopes,
    "ranks": s.ranks,
    "compare": s.compares,
    "share": s.shares,
    "trend": s.trends,
    "stages": s.stages,
    "timeline": s.timelines,
}
_LEAST_WIDTH = {"stages": 240.0, "timeline": 240.0}
_DIGIT = re.compile(r"[0-9]")
examples = settings.default.max_examples if settings.default else 60  # of the profile: quick, or fuzz
quick = settings(max_examples=examples // 3, suppress_health_check=list(HealthCheck))


def _widths(kind: str) -> Any:
    return st.sampled_from([width for width in s.WIDTHS if width >= _LEAST_WIDTH.get(kind, 0)])


def inside(drawing: Drawing) -> None:
    for label in s.labels(drawing):
        left, top, right, bottom = s.frame(label)
        assert left >= -0.05 and right <= drawing.width + 0.05, label
        assert top >= -0.05 and bottom <= drawing.height + 0.05, label


def no_two_meet(drawing: Drawing) -> None:
    found = [(s.frame(label), label.text) for label in s.labels(drawing)]
    for index, (one, text) in enumerate(found):
        for other, words in found[index + 1 :]:
            assert not s.overlap(one, other), (text, words)


def hides(later: Shape, sign: Shape) -> bool:
    if later.fill != "white":
        return False
    (left, top, right, bottom), (x, y, x2, y2) = s.bounds(later), s.bounds(sign)
    return left <= x and top <= y and right >= x2 and bottom >= y2


def no_label_on_a_sign(drawing: Drawing) -> None:
    """Words stand on white: only white ones lie on a bar or a dot, and those of a filled frame carry their own ground."""
    shapes = [item for item in drawing.items if isinstance(item, Shape)]
    signs = [
        s.bounds(item)
        for index, item in enumerate(shapes)
        if item.fill in ("g3", "g4", "red", "blue", "ink") and not any(hides(later, item) for later in shapes[index + 1 :])
    ]
    for label in s.labels(drawing):
        if label.color != "white":
            left, top, right, bottom = s.frame(label)
            ink = (left + 0.5, top + 0.6, right - 0.5, bottom - 0.3)
            assert not [sign for sign in signs if s.overlap(ink, sign)], label


def numbers_are_typed(drawing: Drawing) -> None:
    for label in s.labels(drawing):
        assert label.run is not None or not _DIGIT.search(label.text), label
        if label.run is not None and label.run.kind in ("figure", "derived"):
            assert label.text == label.run.text
        elif label.run is not None:  # a name or a period may stand on several lines
            assert label.text.removesuffix("…") in label.run.text


@pytest.mark.parametrize("kind", KINDS)
def test_labels_stay_inside_and_apart(kind: str) -> None:
    @quick
    @given(KINDS[kind], _widths(kind))
    def check(spec: Any, width: float) -> None:
        drawing = s.drawn(spec, width)
        assert drawing.width == width
        assert drawing.height % 6 == 0
        inside(drawing)
        no_two_meet(drawing)
        no_label_on_a_sign(drawing)
        numbers_are_typed(drawing)

    check()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"trend"}))
def test_every_number_of_the_spec_is_drawn(kind: str) -> None:
    """A trend may leave values to the table; every other chart prints all it was given."""

    @quick
    @given(KINDS[kind], _widths(kind))
    def check(spec: Any, width: float) -> None:
        kinds = ("figure", "derived", "structure")
        wanted = Counter((run.kind, run.text) for run in s.runs_of(spec) if run.kind in kinds and not run.text.endswith("累计"))
        printed = Counter((label.run.kind, label.run.text) for label in s.labels(s.drawn(spec, width)) if label.run)
        if kind == "ranks":  # the value of a rank is its rank
            wanted = Counter((item.rank_run.kind, item.rank_run.text) for item in spec.data if item.rank_run)
        missing = wanted - printed
        assert not missing

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_and_the_svg_tell_the_same(kind: str) -> None:
    @settings(quick, max_examples=examples // 6)
    @given(KINDS[kind], _widths(kind))
    def check(spec: Any, width: float) -> None:
        from xml.etree import ElementTree

        said = alt(spec)
        if kind not in ("ranks", "timeline"):
            assert all(run.text in said for run in s.runs_of(spec) if run.kind == "figure")
        drawing = s.drawn(spec, width)
        tree = ElementTree.fromstring(svg(drawing, said, s.faces()))
        texts = [node.text for node in tree.iter("{http://www.w3.org/2000/svg}text")]
        assert texts == [label.text for label in s.labels(drawing)]
        assert tree.attrib["aria-label"] == said

    check()
