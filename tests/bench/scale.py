"""Many documents: python tests/bench/scale.py [DOCUMENTS]

Invented articles, a hundred against many: CPU time of a document from file to facts, and of the whole way to PDF and JSON; the peak
memory of each run; the facts read again with nothing changed and with one file changed; two processes against one. Every run is a
process of its own; times are CPU seconds unless they say wall.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import invented

FEW, MANY = 100, 2_000


def spent() -> float:
    """CPU seconds of this process and of those it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def facts(folder: Path, jobs: int) -> None:
    """The step `make` takes from files to facts, with its cache beside the sources."""
    from briefing.api.crew import Crew
    from briefing.api.gather import extract_papers, survey
    from briefing.archive import Cache
    from briefing.options import Options

    options = Options()
    with Cache(folder / "cache", "bench") as cache, Crew(jobs) as crew:
        papers, notes = survey(folder / "in", options, cache=cache, crew=crew)
        extract_papers(papers, options, cache=cache, crew=crew, notes=notes)


def whole(folder: Path, jobs: int) -> None:
    """Everything: facts, issue, PDF, JSON, proof."""
    import briefing

    briefing.make(folder / "in", out=folder / "out", jobs=jobs)


def run(what: str, folder: Path, jobs: int = 1) -> dict[str, float]:
    """One of the two above in a fresh process: CPU and wall seconds without the imports' share, peak MB of the process."""
    command = [sys.executable, __file__, "--one", what, str(folder), str(jobs)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def one(what: str, folder: Path, jobs: int) -> None:
    warm = Path(tempfile.mkdtemp()) / "in"
    list(invented.written(warm, 2))
    facts(warm.parent, 1)  # dictionaries and patterns are loaded once a process
    cpu, wall = spent(), time.perf_counter()
    {"facts": facts, "whole": whole}[what](folder, jobs)
    told = {
        "cpu": spent() - cpu,
        "wall": time.perf_counter() - wall,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def clear(folder: Path) -> None:
    for path in (folder / "cache").glob("*"):
        path.unlink()


def main() -> None:
    many = int(sys.argv[1]) if sys.argv[1:] else MANY
    with tempfile.TemporaryDirectory() as base:
        few, lots = Path(base) / "few", Path(base) / "lots"
        for folder, count in ((few, FEW), (lots, many)):
            list(invented.written(folder / "in", count))
        small, large = run("facts", few), run("facts", lots)
        each = small["cpu"] / FEW, large["cpu"] / many
        print(f"facts of {FEW} documents: {each[0] * 1000:.2f} ms each, peak {small['mb']:.0f} MB")
        print(f"facts of {many:,}: {each[1] * 1000:.2f} ms each, {each[1] / each[0]:.2f} × as much; peak {large['mb']:.0f} MB")
        again = run("facts", lots)
        print(f"again, nothing changed: {large['cpu'] / again['cpu']:.1f} × quicker")
        (lots / "in" / "00000.txt").write_text(invented.article(many), encoding="utf-8")
        changed = run("facts", lots)
        print(f"again, one file changed: {changed['cpu'] / large['cpu'] * 100:.1f} % of the first run")
        clear(lots)
        two = run("facts", lots, jobs=2)
        cost = two["cpu"] / large["cpu"]
        quicker = large["wall"] / two["wall"]
        print(f"two processes on {os.cpu_count()} cores: {quicker:.2f} × quicker by the clock, {cost:.2f} × the CPU time")
        small, large = run("whole", few), run("whole", lots)
        each = small["cpu"] / FEW, large["cpu"] / many
        print(f"whole way of {FEW}: {small['cpu']:.1f} s, peak {small['mb']:.0f} MB")
        print(
            f"whole way of {many:,}: {large['cpu']:.1f} s, {each[1] / each[0]:.2f} × as much a document; peak {large['mb']:.0f} MB"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
