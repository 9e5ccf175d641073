"""One way in for every kind of chart."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.words import Measure
from briefing.model.chart import Chart
from briefing.threads import DRAWING

_KINDS = {"bars", "slope", "ranks", "compare", "stages", "timeline", "share", "trend"}


def _kind(chart: Chart) -> Any:
    if chart.spec.type not in _KINDS:
        raise KeyError(chart.spec.type)
    return import_module(f"briefing.charts.{chart.spec.type}")


def draw(chart: Chart, width: float, faces: Measure) -> Drawing:
    """The body of the chart, `width` points wide; `faces` measures the words (role, size). Raises `NothingToDraw` when there
    is nothing to compare."""
    with DRAWING:
        drawing: Drawing = _kind(chart).draw(chart.spec, width, faces)
    return drawing


def refusal(chart: Chart) -> str | None:
    """Why this chart would say nothing, or None when it can be drawn."""
    try:
        _kind(chart).refuse(chart.spec)
    except NothingToDraw as error:
        return str(error)
    return None
