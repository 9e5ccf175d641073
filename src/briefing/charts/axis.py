"""The axis of years: every year given has its stretch, years between them are left out with a break."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model.run import Run

_BREAK = 18.0
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, or the shown end of it, from `left` to `right`; `run` is its label (None: a year only 本期 falls into)."""

    year: int
    begin: float
    left: float
    right: float
    run: Run | None

    def at(self, moment: float) -> float:
        part = (moment - self.begin) / (self.year + 1 - self.begin)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Axis:
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, years: Sequence[Run], moments: Sequence[float], now: float, left: float, right: float) -> Axis:
        """The stretches between `left` and `right`. `moments` are those of the signs: a first year they only use the end of
        is shown from the quarter of the first one on."""
        runs = {int(found.group()): run for run in years if (found := _YEAR.search(run.text))}
        needed = {math.floor(moment) for moment in moments if math.floor(moment) not in runs and math.floor(moment) + 0.0 != moment}
        shown = sorted({*runs, *needed, math.floor(now)})
        begins = [float(year) for year in shown]
        early = [moment for moment in moments if moment < shown[0] + 1]
        begins[0] += min(math.floor((min(early, default=shown[0]) - shown[0]) * 4) / 4, 0.5) if len(shown) > 1 else 0.0
        breaks = sum(after - before > 1 for before, after in pairwise(shown))
        unit = (right - left - breaks * _BREAK) / sum(year + 1 - begin for year, begin in zip(shown, begins, strict=True))
        stretches: list[Stretch] = []
        x = left
        for index, (year, begin) in enumerate(zip(shown, begins, strict=True)):
            if index and year - shown[index - 1] > 1:
                x += _BREAK
            end = x + unit * (year + 1 - begin)
            stretches.append(Stretch(year, begin, x, end, runs.get(year)))
            x = end
        return cls(tuple(stretches))

    def at(self, moment: float) -> float:
        """Where a moment stands. The end of a year belongs to that year; a moment in a year left out stands on the break."""
        for stretch in self.stretches:
            if stretch.begin <= moment <= stretch.year + 1:
                return stretch.at(moment)
        before = [stretch.right for stretch in self.stretches if stretch.year + 1 < moment]
        if not before:
            return self.stretches[0].left
        after = [stretch.left for stretch in self.stretches if stretch.begin > moment]
        return (before[-1] + after[0]) / 2 if after else before[-1]

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """Both edges of every break."""
        return tuple((one.right, two.left) for one, two in pairwise(self.stretches) if two.left - one.right > 1)

    @property
    def lines(self) -> tuple[float, ...]:
        """Where a year begins (but the first), and the end of the last."""
        return (*(stretch.left for stretch in self.stretches[1:]), self.stretches[-1].right)
