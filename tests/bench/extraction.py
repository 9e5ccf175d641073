"""The whole way from a file to its facts against ``jieba.cut`` on the same text: CPU seconds, turn by turn, and their ratio; on
reports and on invented pages of dense statistics. ``--profile`` prints where the time goes instead."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import invented

import briefing

TURNS, PAGES = 3, 30
ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def texts() -> list[Path]:
    """The corpus named by the environment, else the seeds."""
    folder = os.environ.get("BRIEFING_CORPUS")
    return sorted(Path(folder).glob("*.txt")) if folder else SEEDS


def facts(paths: list[Path]) -> int:
    return sum(len(briefing.extract(briefing.read(path)).figures) for path in paths)


@cache
def dictionary() -> Any:
    """jieba with its whole dictionary in memory, as anybody uses it."""
    import jieba

    jieba.setLogLevel("WARNING")
    peer = jieba.Tokenizer()
    peer.initialize()
    return peer


def words(contents: list[str]) -> int:
    cut = dictionary().cut
    return sum(1 for text in contents for _ in cut(text))


def seconds(work, *args) -> float:  # type: ignore[no-untyped-def]
    start = time.process_time()
    work(*args)
    return time.process_time() - start


def turn(paths: list[Path]) -> tuple[float, float, int]:
    """CPU seconds of both and the figures found, in a process of its own: what is remembered of a phrase has been read in these
    very texts, once."""
    contents = [briefing.read(path).text for path in paths]
    first = [path for path in SEEDS if path not in paths] or paths[:1]
    words(contents[:1]), facts(first)  # dictionaries and patterns are loaded once a process, where possible by other texts
    found = []
    return seconds(lambda: found.append(facts(paths))), seconds(words, contents), found[0]


def compared(name: str, paths: list[Path]) -> None:
    size = sum(len(briefing.read(path).text) for path in paths)
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        turns = list(fresh.map(turn, [paths] * TURNS))
    own, peer = (statistics.median(column) for column in list(zip(*turns, strict=True))[:2])
    print(f"{name}: {len(paths)} documents, {size:,} characters, {turns[0][2]:,} figures")
    print(f"reading to facts {size / own / 1e6:.2f} M characters a CPU second, jieba.cut {size / peer / 1e6:.2f} M")
    print(f"ratio {statistics.median(peer / own for own, peer, _ in turns):.2f}")


def profiled(paths: list[Path]) -> None:
    """Where the time goes: the functions with the most time of their own."""
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(facts, paths)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    if sys.argv[1:] == ["--profile"]:
        profiled(texts())
        return
    compared("reports", texts())
    with tempfile.TemporaryDirectory() as folder:
        dense = [Path(folder) / f"{number}.txt" for number in range(PAGES)]
        for number, path in enumerate(dense):
            path.write_text(invented.statistics(number), encoding="utf-8")
        compared("dense statistics", dense)


if __name__ == "__main__":
    main()
