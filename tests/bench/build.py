"""A cold `make-briefing` on the seeds, PDF and JSON, verified: CPU, clock and peak memory of the process; and the second call of a
warm one."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TURNS = 3
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_ONE = """
import json, re, resource, sys, time
import briefing
from pathlib import Path
seeds, out = sys.argv[1:]
briefing.make(seeds, out=Path(out) / "1")
first = resource.getrusage(resource.RUSAGE_SELF)
status = Path("/proc/self/status")  # of this process; the other counts the one that started it
size = float(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024 if status.exists() else first.ru_maxrss / 1024
briefing.make(seeds, out=Path(out) / "2")
second = resource.getrusage(resource.RUSAGE_SELF)
cpu = [use.ru_utime + use.ru_stime for use in (first, second)]
print(json.dumps({"cold": cpu[0], "warm": cpu[1] - cpu[0], "mb": size}))
"""
"""Two builds in a fresh process; the first one's CPU time has the interpreter and all imports in it."""

_COMMAND = "from briefing.cli import main; main()"


def once() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as out:
        told = json.loads(subprocess.run([sys.executable, "-c", _ONE, str(SEEDS), out], check=True, stdout=subprocess.PIPE).stdout)
        start = time.perf_counter()
        command = [sys.executable, "-c", _COMMAND, str(SEEDS), "-o", f"{out}/3", "--quiet"]
        subprocess.run(command, check=True)
        return told | {"wall": time.perf_counter() - start}


def profiled() -> None:
    """Where the time of a warm build goes: the functions with the most time of their own."""
    import cProfile
    import pstats

    import briefing

    with tempfile.TemporaryDirectory() as out:
        briefing.make(SEEDS, out=Path(out) / "1")
        profile = cProfile.Profile()
        profile.runcall(briefing.make, SEEDS, out=Path(out) / "2")
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    once()  # byte code is compiled, files are in memory
    turns = [once() for _ in range(TURNS)]
    cold, warm, size, wall = (statistics.median(turn[key] for turn in turns) for key in ("cold", "warm", "mb", "wall"))
    print(
        f"cold build of the seeds: {cold:.2f} s CPU, {wall:.2f} s by the clock, peak {size:.0f} MB; again while warm {warm:.2f} s"
    )


if __name__ == "__main__":
    main()
