"""The whole way from a file to its facts against ``jieba.cut`` on the same text: CPU seconds, turn by turn, and their ratio."""

from __future__ import annotations

import os
import statistics
import time
from functools import cache
from pathlib import Path
from typing import Any

import briefing

TURNS = 3
ROOT = Path(__file__).resolve().parents[2]


def texts() -> list[Path]:
    """The corpus named by the environment, else the seeds."""
    folder = Path(os.environ.get("BRIEFING_CORPUS") or ROOT / "seeds")
    return sorted(folder.glob("*.txt"))


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


def main() -> None:
    paths = texts()
    contents = [briefing.read(path).text for path in paths]
    size = sum(map(len, contents))
    words(contents[:1]), facts(paths[:1])  # dictionaries and patterns are loaded once a process
    turns = [(seconds(facts, paths), seconds(words, contents)) for _ in range(TURNS)]
    own, peer = (statistics.median(column) for column in zip(*turns, strict=True))
    print(f"{len(paths)} documents, {size:,} characters, {facts(paths):,} figures")
    print(f"reading to facts {size / own / 1e6:.2f} M characters a CPU second, jieba.cut {size / peer / 1e6:.2f} M")
    print(f"ratio {statistics.median(b / a for a, b in turns):.2f}")


if __name__ == "__main__":
    main()
