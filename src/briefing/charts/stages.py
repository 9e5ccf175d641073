"""Projects by stage: a line of nodes, one dot a project on top of its node, those without a stage apart."""

from __future__ import annotations

import math

from briefing.charts import style
from briefing.charts.drawing import Drawing
from briefing.charts.errors import NothingToDraw
from briefing.charts.sheet import Sheet
from briefing.charts.words import Measure, Word, word, wrap
from briefing.model.chart import StageCount, StagesSpec

_NODE = 4.5
_PITCH = 12.0
_ROOM = 96.0


def draw(spec: StagesSpec, width: float, faces: Measure) -> Drawing:
    refuse(spec)
    sheet = Sheet(width, faces)
    count = len(spec.stages)
    apart = min(92.0, width * 0.2) if spec.unknown else 0.0
    step = min(50.5, (width - apart - 24) / count)
    first = min(24.0, step / 2)
    grid = _Grid.of(spec, step, apart)
    top = style.TOP + 14
    ground = top + grid.height + _NODE + 5
    last = first + step * (count - 1)
    sheet.line((first, ground), (last, ground), color="ink", width=1.0)
    for index, stage in enumerate(spec.stages):
        _stage(sheet, stage, first + step * index, ground, grid, stage.name == spec.accent, step)
    if spec.unknown:
        edge = last + step / 2 + (width - last - step / 2 - apart) * 0.5
        sheet.line((edge, style.TOP), (edge, ground + 24), color="g3", width=0.5, dash=style.DOTTED)
        _unknown(sheet, spec.unknown, (edge + width) / 2, ground, grid)
    lines = max(len(wrap(stage.name, faces, step - 2, 3, "hei-bold")) for stage in spec.stages)
    return sheet.finish(ground + 16 + 10 * lines)


def refuse(spec: StagesSpec) -> None:
    known = sum(stage.number for stage in spec.stages)
    if known + (spec.unknown.number if spec.unknown else 0) < 2 or not known:
        raise NothingToDraw("stages need two projects, one of them with a stage")


class _Grid:
    """How dots are stacked: their pitch, how many stand side by side over a node and in the block apart, and how high the
    highest stack is."""

    def __init__(self, pitch: float, columns: int, apart: int, height: float) -> None:
        self.pitch, self.columns, self.apart, self.height = pitch, columns, apart, height

    @property
    def radius(self) -> float:
        return 4.6 * self.pitch / _PITCH

    @classmethod
    def of(cls, spec: StagesSpec, step: float, apart: float) -> _Grid:
        """Stacks of eight at full size; larger numbers stand in more columns, then smaller."""
        most = max(stage.number for stage in spec.stages)
        other = spec.unknown.number if spec.unknown else 0
        pitch = _PITCH
        while True:
            columns = max(int((step - 6) // pitch), 1)
            wide = max(int((apart - 18) // pitch), 1) if other else 1
            rows = max(math.ceil(most / columns), math.ceil(other / wide))
            if rows * pitch <= _ROOM or pitch < 1.2:
                break
            pitch *= 0.94
        columns = max(math.ceil(most / max(int(_ROOM // pitch), 1)), 1)
        wide = min(wide, max(math.ceil(math.sqrt(other)), 1))
        while math.ceil(other / wide) * pitch > _ROOM:
            wide += 1
        return cls(pitch, columns, wide, pitch * max(math.ceil(most / columns), math.ceil(other / wide)))


def _stage(sheet: Sheet, stage: StageCount, x: float, ground: float, grid: _Grid, accent: bool, step: float) -> None:
    filled = stage.number > 0
    sheet.circle(x, ground, _NODE, "ink" if filled else "white", "ink", 1.0)
    face = "hei-bold" if filled else "hei"
    size = style.LABEL if step >= 2 * style.LABEL + 2 else style.NOTE
    for row, text in enumerate(wrap(stage.name, sheet.faces, step - 2, 3, face, size)):
        sheet.put(x, ground + 18 + 10 * row, Word(text, face, size, "ink" if filled else "g2"), "middle")
    if not filled:
        sheet.put(x, ground - _NODE - 5, word(stage.count, style.LABEL, "hei", "g3"), "middle")
        return
    top = _dots(sheet, stage.number, x, ground - _NODE - 5 - grid.pitch / 2, grid.columns, grid, "red" if accent else "g3")
    count = style.COUNT
    while sheet.faces.width(stage.count.text, "hei-bold", count) > step - 3 and count > style.NOTE:
        count -= 0.5
    sheet.put(x, top - 3, word(stage.count, count, "hei-bold", "red" if accent else "ink"), "middle")


def _dots(sheet: Sheet, number: int, x: float, y: float, columns: int, grid: _Grid, fill: str | None) -> float:
    """A stack from the ground up; returns its upper edge."""
    width = min(columns, number)
    for index in range(number):
        row, column = divmod(index, width)
        at = x + (column - (width - 1) / 2) * grid.pitch
        if fill:
            sheet.circle(at, y - row * grid.pitch, grid.radius, fill)
        else:
            sheet.circle(at, y - row * grid.pitch, grid.radius - 0.3, "white", "g2", 0.75)
    return y - (math.ceil(number / width) - 1) * grid.pitch - grid.radius


def _unknown(sheet: Sheet, stage: StageCount, x: float, ground: float, grid: _Grid) -> None:
    top = _dots(sheet, stage.number, x, ground - _NODE - 5 - grid.pitch / 2, grid.apart, grid, None)
    sheet.put(x, top - 3, word(stage.count, style.COUNT, "hei-bold"), "middle")
    sheet.put(x, ground + 18, Word(stage.name, size=style.LABEL, color="g1"), "middle")
