"""Judgement on many facts: CPU time of merging and of the whole, and how it grows from 2,000 to 20,000 facts."""

from __future__ import annotations

import gc
import time
from decimal import Decimal
from statistics import median

from briefing.model.extraction import Extraction
from briefing.model.fact import Evidence, Figure, figure_key
from briefing.model.source import Source, SourceInfo
from briefing.options import Options
from briefing.reconciliation import reconcile
from briefing.reconciliation.merge import merge_figures

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


def cpu(run: object) -> float:
    times = []
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        run()  # type: ignore[operator]
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    merged, whole = {}, {}
    for number in (2_000, 20_000):
        documents = facts(number)
        sources = {x.source.id: x.source for x in documents}
        figures = [f for x in documents for f in x.figures]
        merged[number] = cpu(lambda figures=figures, sources=sources: merge_figures(figures, sources))
        whole[number] = cpu(lambda documents=documents: reconcile(documents, Options(period="2025-01", region="云岭市")))
    for name, times in (("merge", merged), ("reconcile", whole)):
        growth = times[20_000] / times[2_000] / 10
        print(f"{name:10} 20,000 facts {times[20_000]:.2f} s CPU, {growth:.2f} times the work a fact of 2,000")


if __name__ == "__main__":
    main()
