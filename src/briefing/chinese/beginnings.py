"""Patterns that are only tried at characters a match of them can begin with.

`re` does so itself for a pattern that begins with a literal or a set; `compiled` tells it the same of one that begins with groups,
options or looks around, from the pattern itself, so that a rule may be written as it reads best. For patterns that are searched for
often: the set takes its time to build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

try:  # the compiler of `re` is no public module: without it patterns find the same, later
    import _sre  # type: ignore[import-not-found]
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    ops = parser = compiler = None

_MANY = 2000
"""A set of more items takes longer to build than it saves."""
_LAYOUTS = (20220615, 20221023, 20230612)
"""The forms of compiled patterns this is tried with: those of Python 3.11, 3.12 and 3.13. In another one nothing is put in."""
_SEVERAL = 3
"""Fewer alternatives are soon tried."""
_FEW = 8
"""A set of no more items is looked through as it stands; a map of characters takes longer to build."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives; a search looks for the characters a match can begin with first."""
    try:
        return _made(pattern, flags) if ops is not None and ops.MAGIC in _LAYOUTS else re.compile(pattern, flags)
    except (AttributeError, TypeError, ValueError, RuntimeError):  # pragma: no cover (the insides of another Python)
        return re.compile(pattern, flags)


def _made(pattern: str, flags: int) -> re.Pattern[str]:
    tree = parser.parse(pattern, flags)
    if not (flags | tree.state.flags) & re.IGNORECASE:
        _lead(tree)
    code = compiler._code(tree, flags)
    flags |= tree.state.flags
    if code[0] == ops.INFO and not code[2] and code[3] and not flags & re.IGNORECASE and (begin := firsts(tree)) is not None:
        code[: code[1] + 1] = _info(begin, flags, code[3:5])
    names: list[str | None] = [None] * tree.state.groups
    for name, number in tree.state.groupdict.items():
        names[number] = name
    made: re.Pattern[str] = _sre.compile(pattern, flags, code, tree.state.groups - 1, tree.state.groupdict, tuple(names))
    return made


def _lead(items: Iterable[Any]) -> None:
    """Puts a look at the next character before every alternative of a parsed pattern that does not begin with one: most are told
    apart by it, and trying an option or a repetition takes longer."""
    for op, value in items:
        for part in _parts(op, value):
            _lead(part)
        for side in value[1] if op is ops.BRANCH and len(value[1]) >= _SEVERAL else ():
            if side.data and side.data[0][0] not in (ops.LITERAL, ops.IN) and (begin := firsts(side)) is not None:
                look = parser.SubPattern(side.state, [(ops.IN, begin)])
                side.insert(0, (ops.ASSERT, (1, look)))


def _parts(op: Any, value: Any) -> Iterable[Any]:
    """The parsed patterns inside an item."""
    if op is ops.BRANCH:
        return list(value[1])
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return [value[2]]
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [value[1]]
    return [value] if op is ops.ATOMIC_GROUP else []


def _info(begin: list[Any], flags: int, width: list[int]) -> list[int]:
    """The head of a compiled pattern with the set of its first characters."""
    head = [ops.INFO, 0, compiler.SRE_INFO_CHARSET, *width]
    charset = begin if len(begin) <= _FEW else compiler._optimize_charset(begin)[0]
    compiler._compile_charset(charset, flags, head)
    head[1] = len(head) - 1
    return head


def firsts(items: Iterable[Any]) -> list[Any] | None:
    """The characters, as items of a set, of which every match of a parsed pattern begins with one; None when a match can be empty
    or no such set can be told."""
    found, empty = _firsts(items)
    return None if found is None or empty or not 0 < len(found) <= _MANY else list(dict.fromkeys(found))


def _firsts(items: Iterable[Any]) -> tuple[list[Any] | None, bool]:
    """The same of a part, and whether it can be empty."""
    out: list[Any] = []
    for op, value in items:
        if op is ops.ASSERT_NOT and not value[1].data:
            return [], False  # (?!) never matches
        if op in (ops.AT, ops.ASSERT_NOT) or (op is ops.ASSERT and value[0] < 0):
            continue
        found, empty = _first(op, value)
        if op is ops.ASSERT and (found is None or empty):
            continue
        if found is None:
            return None, False
        out += found
        if not empty:
            return out, False
    return out, True


def _first(op: Any, value: Any) -> tuple[list[Any] | None, bool]:
    """The same of one item."""
    if op is ops.LITERAL:
        return [(op, value)], False
    if op is ops.FAILURE:
        return [], False
    if op is ops.IN:
        return (None if value[0][0] is ops.NEGATE else list(value)), False
    if op is ops.SUBPATTERN:
        return (None, False) if value[1] or value[2] else _firsts(value[3])
    if op is ops.ATOMIC_GROUP:
        return _firsts(value)
    if op is ops.ASSERT:
        return _firsts(value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        found, empty = _firsts(value[2])
        return found, empty or not value[0]
    if op is ops.BRANCH:
        sides = [_firsts(side) for side in value[1]]
        sets = [found for found, _ in sides if found is not None]
        return ([item for found in sets for item in found] if len(sets) == len(sides) else None), any(empty for _, empty in sides)
    return None, False
