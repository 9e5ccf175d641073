"""CPU seconds of a fresh process: what a user waits for before anything happens."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

TURNS = 5
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import briefing": [sys.executable, "-c", "import briefing"],
    "--help": [sys.executable, "-c", "from briefing.cli import main; main(['--help'])"],
    "--version": [sys.executable, "-c", "from briefing.cli import main; main(['--version'])"],
}


def cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    for name, command in COMMANDS.items():
        cpu(command)
        print(f"{name:16} {statistics.median(cpu(command) for _ in range(TURNS)):.3f} s")


if __name__ == "__main__":
    main()
