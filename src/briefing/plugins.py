"""What other installed packages add, by entry points: readers, rules, sections, writers.

| group | name | value |
|---|---|---|
| ``briefing.readers`` | suffix with its dot (``.eml``) | ``read(data: bytes) -> briefing.readers.Reading`` |
| ``briefing.rules`` | name of the rule | ``rule(clean: CleanText, options: Options) -> Iterable[Figure]`` |
| ``briefing.sections`` | id of the section | object with ``title`` and ``blocks(summary, cite) -> Sequence[Block]`` |
| ``briefing.writers`` | name of the format | object with ``file`` and ``write(summary, document, options) -> bytes`` |

The evidence of a rule's figures comes from ``clean.evidence``; `cite` gives the source marks of figures, as runs.

A package that cannot be loaded ends the run with its name: a briefing that silently lacks what an office relies on is worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from briefing.errors import BriefingError

GROUPS = ("readers", "rules", "sections", "writers")


@lru_cache(maxsize=1)
def _found() -> dict[str, tuple[EntryPoint, ...]]:
    """The entry points of our groups, in the order of their names whatever the order of installation."""
    known = entry_points()
    return {group: tuple(sorted(known.select(group=f"briefing.{group}"), key=lambda p: (p.name, p.value))) for group in GROUPS}


@lru_cache(maxsize=4)
def load(group: str) -> Mapping[str, Any]:
    """Name → what the packages add to a group. Raises `BriefingError` naming the package that does not load, or two that claim
    one name."""
    out: dict[str, Any] = {}
    for point in _found()[group]:
        if point.name in out:
            raise BriefingError(f"两个扩展都叫 {point.name}（briefing.{group}）；请卸载一个。")
        try:
            out[point.name] = point.load()
        except Exception as error:
            raise BriefingError(f"{package(point)} 的扩展 {point.name} 载不进来：{type(error).__name__}：{error}") from error
    return out


def package(point: EntryPoint) -> str:
    """The distribution an entry point comes with."""
    return point.dist.name if point.dist else point.value


def versions() -> dict[str, str]:
    """Distribution → version of everything that adds something: a result follows from these too."""
    return {p.dist.name: p.dist.version for points in _found().values() for p in points if p.dist}
