"""Judgement on many facts: CPU time of merging and of the whole, and how it grows: python tests/bench/reconciliation.py [FACTS]"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence, Figure, figure_key
from briefing.model.source import Source, SourceInfo
from briefing.options import Options
from briefing.reconciliation import reconcile
from briefing.reconciliation.merge import merge_figures

FEW, MANY = 20_000, 200_000
PLACES = [f"云岭{n}县" for n in range(40)]


def facts(number: int) -> list[Extraction]:
    """So many facts in documents of forty: values of some hundred indicators, a fifth of them said by another document too."""
    documents = []
    for start in range(0, number, 40):
        info = Source.from_text(f"文本{start}", name=f"{start}.txt").info
        documents.append(Extraction(source=info, figures=tuple(one(n, info) for n in range(start, start + 40))))
    return documents


def one(number: int, info: SourceInfo) -> Figure:
    said = number - 1_000 if number % 5 == 0 and number > 1_000 else number
    indicator, scope, period = f"指标{said % 131}", PLACES[said % 40], str(2015 + said % 10)
    return Figure(
        id=f"f{number}",
        key=figure_key(indicator, scope, period, "level", "actual", None),
        indicator=indicator,
        value=Decimal(said * 7 % 9973) / 10,
        unit="亿元",
        approx="约" if number % 11 == 0 else None,
        measure="level",
        scope=scope,
        period=period,
        salience=2,
        confidence="high",
        rule="bench",
        evidence=(Evidence(source=info.id, pieces=((0, 3),), quote=f"第{number}句"),),
    )


def cpu(run: Callable[[], object], turns: int) -> float:
    times = []
    for _ in range(turns):
        gc.collect()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return median(times)


def measured(number: int, turns: int = 3) -> tuple[float, float]:
    """CPU seconds of merging so many facts, and of all judgement on them."""
    documents = facts(number)
    sources = {x.source.id: x.source for x in documents}
    figures = [f for x in documents for f in x.figures]
    options = Options(period="2025-01", region="云岭市")
    return cpu(lambda: merge_figures(figures, sources), turns), cpu(lambda: reconcile(documents, options), turns)


def main() -> None:
    many = int(sys.argv[1]) if sys.argv[1:] else MANY
    few, lots = measured(FEW), measured(many, turns=1)
    for name, small, large in zip(("merge", "reconcile"), few, lots, strict=True):
        growth = large / many / (small / FEW)
        print(f"{name:10} {many:,} facts {large:.2f} s CPU, {growth:.2f} times the work a fact of {FEW:,}")


if __name__ == "__main__":
    main()
