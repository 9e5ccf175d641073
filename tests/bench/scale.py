"""Many documents: python tests/bench/scale.py [DOCUMENTS]

Invented articles, a hundred against many: CPU time of a document from file to facts, and of the whole way to PDF and JSON; the peak
memory of each run; what is done again with nothing changed and with one file changed; two processes against one. Every run is a
process of its own; times are CPU seconds unless they say wall.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import invented

FEW, SOME, TWO, MANY = 100, 1_000, 2_000, 10_000
"""Documents: the small run; of which one is changed; for two processes; the large run."""
PAIRS = 3


def spent(who: int) -> float:
    use = resource.getrusage(who)
    return use.ru_utime + use.ru_stime


def peak() -> float:
    """Most megabytes this process has held: what the system says of it, not of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    """One of the two above in a fresh process: CPU of the process (`own`) and with those it started (`cpu`), wall, without the
    imports' share; peak MB of the process."""
    command = [sys.executable, __file__, "--one", what, str(folder), str(jobs)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def one(what: str, folder: Path, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as warm:
        list(invented.written(Path(warm) / "in", 2))
        facts(Path(warm), 1)  # dictionaries and patterns are loaded once a process
    work: Callable[[Path, int], None] = {"facts": facts, "whole": whole}[what]
    own, others, wall = spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN), time.perf_counter()
    work(folder, jobs)
    wall = time.perf_counter() - wall
    own, others = spent(resource.RUSAGE_SELF) - own, spent(resource.RUSAGE_CHILDREN) - others
    size = peak()
    print(json.dumps({"own": own, "cpu": own + others, "wall": wall, "mb": size}))


def clear(folder: Path) -> None:
    for path in (folder / "cache").glob("*"):
        path.unlink()


def filled(base: Path, count: int) -> Path:
    folder = base / str(count)
    if not folder.exists():
        list(invented.written(folder / "in", count))
    return folder


def change(folder: Path) -> None:
    """One file becomes another article, each time a new one."""
    path = folder / "in" / "00000.txt"
    path.write_text(path.read_text(encoding="utf-8") + invented.article(SOME), encoding="utf-8")


def growth(base: Path, what: str, many: int = MANY) -> dict[str, float]:
    """Many documents against a hundred."""
    small, large = run(what, filled(base, FEW)), run(what, filled(base, many))
    each = small["cpu"] / FEW * 1000, large["cpu"] / many * 1000
    return {"ms": each[1], "ratio": each[1] / each[0], "mb": large["mb"], "small mb": small["mb"]}


def again(base: Path, what: str) -> dict[str, float]:
    """A thousand documents, then nothing changed, then one of them."""
    folder = filled(base, SOME)
    first = run(what, folder)["cpu"]
    same = run(what, folder)["cpu"]
    change(folder)
    return {"same": first / same, "one": run(what, folder)["cpu"] / first}


def pair(base: Path) -> dict[str, float]:
    """Two processes against one, turn by turn: by the clock, which the rest of the machine's load disturbs, and by account: with a
    core each the run takes at most what this process does and half of what the others do."""
    folder = filled(base, TWO)
    clock, account, cost = [], [], []
    for _ in range(PAIRS):
        clear(folder)
        alone = run("facts", folder)
        clear(folder)
        two = run("facts", folder, jobs=2)
        clock.append(alone["wall"] / two["wall"])
        account.append(alone["cpu"] / (two["own"] + (two["cpu"] - two["own"]) / 2))
        cost.append(two["cpu"] / alone["cpu"])
    return {"clock": median(clock), "best": max(clock), "account": median(account), "cost": median(cost)}


def main() -> None:
    many = int(sys.argv[1]) if sys.argv[1:] else MANY
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for what in ("facts", "whole"):
            told = growth(base, what, many)
            print(
                f"{what} of {many:,}: {told['ms']:.2f} ms a document, {told['ratio']:.2f} × that of {FEW}; peak {told['mb']:.0f} MB"
            )
            told = again(base, what)
            print(f"{what} again, nothing changed: {told['same']:.0f} × quicker")
            print(f"{what} again, one of {SOME:,} changed: {told['one']:.1%} of the first run")
        told = pair(base)
        print(f"two processes: {told['clock']:.2f} × quicker by the clock, {told['best']:.2f} at best")
        print(f"by account {told['account']:.2f} × quicker, for {told['cost']:.2f} × the CPU time")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
