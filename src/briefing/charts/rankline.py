"""Ranks as circles on a line, the first place at the left: filled red when first or the finding, else an open ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import style
from briefing.charts.sheet import Sheet
from briefing.charts.words import Word
from briefing.model.chart import Datum
from briefing.model.run import Run

RADIUS = 7.5
_STEP = 11.25
_WIDE_STEP = 32.0
_NARROW = 200.0


@dataclass(frozen=True, slots=True)
class RankLine:
    """Place of rank 1, distance of two ranks, and the last rank drawn."""

    left: float
    step: float
    last: int
    dots: bool = False

    @classmethod
    def of(cls, ranks: Sequence[int | None], width: float, share: float = 0.3, wide: bool = False) -> RankLine | None:
        """A line at the right edge that holds every rank given, or None when there is none. Beside bars in a narrow column
        only the rings stand, one under the other (step 0)."""
        known = [rank for rank in ranks if rank is not None]
        if not known:
            return None
        if width < _NARROW and not wide:
            return cls(width - RADIUS - 0.75, 0.0, max(known), wide)
        last = max(3, *known)
        room = width * share - 2 * RADIUS
        step = min(_WIDE_STEP if wide else _STEP, room / (last - 1))
        return cls(width - RADIUS - 0.75 - step * (last - 1), step, last, wide)

    def at(self, rank: int) -> float:
        return self.left + self.step * (rank - 1)

    @property
    def marks(self) -> tuple[int, ...]:
        """The ranks that get a tick: all, or where they would touch, the first and every fifth."""
        if self.step >= 5:
            return tuple(range(1, self.last + 1))
        return (1, *range(5, self.last + 1, 5))

    def put(self, sheet: Sheet, datum: Datum, y: float) -> None:
        assert datum.rank is not None
        if self.step:
            self._line(sheet, y, self.at(datum.rank))
        circle(sheet, self.at(datum.rank), y, datum)

    def _line(self, sheet: Sheet, y: float, ring: float) -> None:
        sheet.line((self.left, y), (self.at(self.last), y), color="g3" if not self.dots else "g4", width=0.6)
        for rank in self.marks:
            if abs(self.at(rank) - ring) < RADIUS + 2.5:
                continue  # it would peep out from under the ring
            if self.dots:
                sheet.circle(self.at(rank), y, 1.7, "g4")
            else:
                sheet.line((self.at(rank), y - 2), (self.at(rank), y + 2), color="g3", width=0.6)


def circle(sheet: Sheet, x: float, y: float, datum: Datum) -> None:
    """The ring with the number of the rank."""
    filled = datum.rank == 1 or datum.accent
    if filled:
        sheet.circle(x, y, RADIUS, "red", "red", 0.9)
    else:
        sheet.circle(x, y, RADIUS, "white", "ink", 0.9)
    run = datum.rank_run or Run(kind="structure", text=str(datum.rank), ref="rank")
    text = Word(run.text, "hei-bold", style.LABEL, "white" if filled else "ink", run)
    if sheet.faces.width(run.text, text.face, text.size) > 2 * RADIUS - 2:
        text = Word(run.text, "hei-bold", style.NOTE, text.color, run)
    sheet.put(x, style.middle(y, text.size), text, "middle")
