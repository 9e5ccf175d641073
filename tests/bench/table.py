"""Speed and scale in one table: python tests/bench/table.py [--documents N] [--keep]

Every row is measured in this run, beside its bar and goal and beside the baseline (`baseline.json`). Times are told in CPU seconds
of this machine and kept as multiples of the time jieba needs for a million characters, measured in the same run, so that the
baseline holds on another machine. `--keep` writes this run as the new baseline. At the end: where the time of a build goes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import build
import invented
import scale
import start
import typesetting

import extraction

import reconciliation

BASELINE = Path(__file__).with_name("baseline.json")
_NOISE = 1.15
"""A row is marked when it is so much worse than the baseline: less is the noise of a shared machine."""


@dataclass(frozen=True)
class Row:
    """One line: what, measured, unit, bar and goal where there are any, whether more is better, whether it is a time here."""

    name: str
    value: float
    unit: str
    bar: float | None
    goal: float | None
    more: bool = False
    time: bool = False

    def kept(self, second: float) -> float:
        """The number the baseline holds."""
        return self.value / second if self.time else self.value


def peer() -> float:
    """CPU seconds of jieba for a million characters."""
    contents = [extraction.briefing.read(path).text for path in extraction.texts()]
    extraction.words(contents[:1])
    spent = [extraction.seconds(extraction.words, contents) for _ in range(3)]
    return statistics.median(spent) / sum(map(len, contents)) * 1e6


def against_jieba(paths: list[Path]) -> float:
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        turns = list(fresh.map(extraction.turn, [paths] * extraction.TURNS))
    return statistics.median(other / own for own, other, *_ in turns)


def small() -> Iterator[Row]:
    """One document, one build."""
    reports = extraction.texts()
    yield Row(f"extraction against jieba.cut, {len(reports)} reports", against_jieba(reports), "×", 2, 4, more=True)
    with tempfile.TemporaryDirectory() as folder:
        dense = [Path(folder) / f"{number}.txt" for number in range(extraction.PAGES)]
        for number, path in enumerate(dense):
            path.write_text(invented.statistics(number), encoding="utf-8")
        yield Row("the same, dense statistics", against_jieba(dense), "×", 1, 2, more=True)
    build.once()
    turns = [build.once() for _ in range(build.TURNS)]
    told = {key: statistics.median(turn[key] for turn in turns) for key in ("cold", "warm", "mb", "wall")}
    yield Row("cold build of the seeds", told["cold"], "s", 4, 2, time=True)
    yield Row("… by the clock", told["wall"], "s", 4, 1.3, time=True)
    yield Row("… peak memory", told["mb"], "MB", 350, 250)
    yield Row("the same in a warm process", told["warm"], "s", 1.5, 0.7, time=True)
    for name in list(start.COMMANDS)[1:]:
        start.cpu(start.COMMANDS[name])
        spent = statistics.median(start.cpu(start.COMMANDS[name]) for _ in range(start.TURNS))
        yield Row(name, spent, "s", 0.2, 0.12, time=True)
    pages = typesetting.measured()[1:]
    yield Row("typesetting a page", statistics.median(run[0] for run in pages), "ms", 50, 20, time=True)


def large(many: int) -> Iterator[Row]:
    """Many documents, many facts."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for what, name in (("facts", "files to facts"), ("whole", "whole way")):
            told = scale.growth(base, what, many)
            yield Row(f"{name}: CPU a document, {many:,} against {scale.FEW}", told["ratio"], "×", 1.1, 1.0)
            yield Row("… peak memory", told["mb"], "MB", 600, 400)
            told = scale.again(base, what)
            yield Row(f"{name}: again, nothing changed", told["same"], "×", 10, 50, more=True)
            wanted = (10, 2) if what == "facts" else (None, None)  # an issue is judged, set and proved as a whole
            yield Row(f"… one of {scale.SOME:,} changed", told["one"] * 100, "%", *wanted)
        told = scale.pair(base)
        yield Row(f"two processes on {scale.TWO:,} documents, by account", told["account"], "×", 1.7, 1.9, more=True)
        yield Row("… by the clock, best of some pairs", told["best"], "×", 1.7, 1.9, more=True)
    few, lots = reconciliation.measured(reconciliation.FEW), reconciliation.measured(reconciliation.MANY, turns=1)
    yield Row(f"reconciliation of {reconciliation.MANY:,} facts", lots[1], "s", 20, 8, time=True)
    size = reconciliation.MANY / reconciliation.FEW
    yield Row(f"… a fact, against {reconciliation.FEW:,}", lots[1] / few[1] / size, "×", 1.5, 1.1)


def line(row: Row, second: float, before: float | None) -> str:
    verdict, wanted = "", f"{'':7} {'':7}"
    if row.bar is not None and row.goal is not None:
        sign = -1 if row.more else 1
        reached = [row.value * sign <= limit * sign for limit in (row.goal, row.bar)]
        verdict = "goal" if reached[0] else "bar" if reached[1] else "MISSED"
        wanted = f"{row.bar:7g} {row.goal:7g}"
    text = f"{row.name:<56} {row.value:9.2f} {row.unit:<3} {wanted}  {verdict:<7}"
    if before:
        worse = before / row.kept(second) if row.more else row.kept(second) / before
        text += f"{worse:6.2f} × the baseline{'  SLOWER' if worse > _NOISE else ''}"
    return text


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--documents", type=int, default=scale.MANY)
    told.add_argument("--keep", action="store_true")
    given = told.parse_args()
    known = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    second, kept, group = peer(), {}, ""
    print(f"jieba.cut: {second:.2f} s CPU for a million characters; times are kept as multiples of that\n")
    print(f"{'':<56} {'measured':>9}     {'bar':>7} {'goal':>7}")
    for rows in (small(), large(given.documents)):
        for row in rows:
            group = group if row.name.startswith("…") else row.name
            name = group if group == row.name else f"{group} {row.name}"
            kept[name] = round(row.kept(second), 4)
            print(line(row, second, known.get(name)), flush=True)
    if given.keep:
        BASELINE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\nWhere the time of reading goes:")
    extraction.profiled(extraction.texts())
    print("Where the time of a build goes:")
    build.profiled()


if __name__ == "__main__":
    main()
