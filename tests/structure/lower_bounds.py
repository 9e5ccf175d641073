"""Prints the lower bounds of the dependencies as constraints: ``make lowest`` builds and proves the seeds there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def main() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = [dependency for name in ("html", "docx", "xlsx") for dependency in project["optional-dependencies"][name]]
    for dependency in [*project["dependencies"], *extras]:
        assert re.fullmatch(r"[\w-]+>=[\d.]+", dependency), dependency
        print(dependency.replace(">=", "=="))


if __name__ == "__main__":
    main()
