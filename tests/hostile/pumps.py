"""Every pattern of the package, and texts made from each that would make it slow.

`python tests/hostile/pumps.py FOLDER` prints the patterns that were compiled while the package was imported, its caches were filled
and the briefing of FOLDER was built, and those written where they are used. `pumps` makes hostile texts out of a pattern's own
parts: what leads to a repetition, the repeated piece many times over, and an end that fits nothing.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

COMMON = (
    "1", "1.", "1,", "十", " ", "，", "、", "（", "“", "a", "甲", "年", "2024年", "项目", "增长", "的", "：", "|", "全市", "。",
    "亿元", "\n", "分别增长1%、", "比年初", "达到", "<div>", "\u3000",
)  # fmt: skip
"""Pieces that any pattern is tried with."""
_MAKERS = ("re", "re._compiler", "briefing.chinese.beginnings")
"""The modules that compile patterns for others."""
_MANY = 8
"""A repetition of more than so many is pumped."""
_OTHER = ("甲", "1", "，", "a", " ", "、", "。", "项", "的", "龘")
_CATEGORY = {
    "CATEGORY_DIGIT": "1２", "CATEGORY_SPACE": " \u3000", "CATEGORY_WORD": "a甲1",
    "CATEGORY_NOT_DIGIT": "甲", "CATEGORY_NOT_SPACE": "甲1，", "CATEGORY_NOT_WORD": "，",
}  # fmt: skip


def collected(folder: str) -> dict[tuple[str, int], str]:
    """(pattern, flags) → where it is used. Must run in a process that has not imported the package yet."""
    seen: dict[tuple[str, int], str] = {}
    real = _compiler._code

    def coded(tree: Any, flags: int = 0) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__", "") in _MAKERS:
            frame = frame.f_back
        if isinstance(tree.state.str, str) and frame.f_globals.get("__name__", "").startswith("briefing"):
            seen[tree.state.str, int(flags | tree.state.flags)] = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
        return real(tree, flags)

    _compiler._code = coded
    re.purge()
    briefing = importlib.import_module("briefing")
    found = pkgutil.walk_packages(briefing.__path__, "briefing.")
    for module in [importlib.import_module(m.name) for m in found if not m.name.endswith("__main__")]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                value()
    with tempfile.TemporaryDirectory() as out:
        briefing.make(folder, out=out, formats=("pdf", "html", "docx", "xlsx", "md", "json"))
    for path in Path(briefing.__file__).parent.rglob("*.py"):
        seen |= {(p, int(re.compile(p).flags)): f"{path.name}:{line}" for p, line in _written(path) if (p, 32) not in seen}
    return seen


def _written(path: Path) -> Iterator[tuple[str, int]]:
    """The patterns that stand in calls of ``re`` themselves; a run may never come by them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


def pumps(pattern: str, flags: int, chance: random.Random, rounds: int) -> list[tuple[str, str]]:
    """What leads to a repetition and the piece to repeat, by the pattern's own parts and `COMMON`."""
    tree = _parser.parse(pattern, flags & ~re.UNICODE)
    found: dict[tuple[str, str], None] = {("", piece): None for piece in COMMON}
    for _ in range(rounds):
        own: list[tuple[str, str]] = []
        whole = _sample(tree, chance, {}, own, "")
        found |= dict.fromkeys([*own, ("", whole)])
    return [pair for pair in found if pair[1]]


def text(lead: str, piece: str, size: int) -> str:
    """About `size` characters of a piece, and an end that no pattern fits."""
    return lead + (piece * (size // len(piece) + 1))[:size] + "\x00"


def _sample(tree: Any, chance: random.Random, groups: dict[int, str], pumps: list[tuple[str, str]], lead: str) -> str:
    """A text the tree fits, drawn at random; every repetition on the way with what led to it."""
    text = ""
    for kind, what in tree:
        text += _piece(kind, what, chance, groups, pumps, lead + text)
    return text


def _piece(kind: Any, what: Any, chance: random.Random, groups: dict[int, str], pumps: list[tuple[str, str]], lead: str) -> str:
    if kind is op.LITERAL:
        return chr(what)
    if kind is op.NOT_LITERAL or kind is op.ANY:
        return chance.choice([c for c in _OTHER if kind is op.ANY or c != chr(what)])
    if kind is op.IN:
        return chance.choice(_members(what))
    if kind is op.BRANCH:
        return _sample(chance.choice(what[1]), chance, groups, pumps, lead)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = what
        if most > _MANY:
            pumps.append((lead, "".join(_sample(body, chance, groups, [], lead) for _ in range(chance.choice((1, 1, 2, 3))))))
        return (
            "".join(_sample(body, chance, groups, pumps, lead) for _ in range(min(least, 8) or chance.choice((0, 1))))
            if most
            else ""
        )
    if kind is op.SUBPATTERN:
        groups[what[0]] = _sample(what[3], chance, groups, pumps, lead)
        return groups[what[0]]
    if kind is op.ATOMIC_GROUP:
        return _sample(what, chance, groups, pumps, lead)
    if kind is op.GROUPREF:
        return groups.get(what, "")
    if kind is op.ASSERT and what[0] == 1:
        _sample(what[1], chance, groups, pumps, lead)  # what is looked ahead for is read again by what follows
    elif kind is op.ASSERT and not lead:
        return _sample(what[1], chance, groups, [], lead)
    return ""


def _members(items: Any) -> list[str]:
    """Some characters of a class."""
    if items[0][0] is op.NEGATE:
        return [c for c in _OTHER if not any(_holds(item, c) for item in items[1:])] or ["\U00020000"]
    out: list[str] = []
    for kind, what in items:
        if kind is op.CATEGORY:
            out += _CATEGORY[str(what)]
        else:
            out += [chr(what)] if kind is op.LITERAL else [chr(what[0]), chr(what[1])]
    return out


def _holds(item: Any, char: str) -> bool:
    kind, what = item
    if kind is op.CATEGORY:
        known = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
        name = str(what).removeprefix("CATEGORY_")
        return known[name.removeprefix("NOT_")] is not name.startswith("NOT_")
    return chr(what) == char if kind is op.LITERAL else what[0] <= ord(char) <= what[1]


if __name__ == "__main__":
    json.dump([[*key, where] for key, where in collected(sys.argv[1]).items()], sys.stdout, ensure_ascii=False)
