"""Values as rows: what lies in the cache, spills to disk and travels between processes.

A value is the list of its fields in their order, those at their default cut off the end, inside a JSON array: smaller than its JSON
object, and read back without validation by building the very same value. Rows are for the code that wrote them: they hold no names,
so whoever keeps them keys them by the version of the code.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic_core import from_json, to_json

from briefing.model.base import Span, Value, whole

V = TypeVar("V", bound=Value)
Pool = dict[Any, Any]
"""What stands more than once in one row, so that it is one object (the sentence of four figures, the place of a paragraph)."""
Out = Callable[[Any], Any]
Back = Callable[[Any, Pool], Any]
"""A field that is no plain JSON on its way into a row, and out of it."""


def dumps(value: Value) -> bytes:
    """The row of a value as UTF-8 JSON."""
    return to_json(_row(_shape(type(value)), value))


def loads(kind: type[V], data: bytes) -> V:
    """The value of a row that `dumps` wrote for the same class. Raises `ValueError` for bytes that are no row of it."""
    try:
        found: V = _value(_shape(kind), from_json(data, cache_strings="all"), {})
    except (ArithmeticError, AttributeError, LookupError, TypeError) as error:
        raise ValueError(f"no row of {kind.__name__}") from error
    return found


class _Shape(NamedTuple):
    """How one class is written: its fields, their defaults (`_REQUIRED` where there is none), how many a row has at least, and the
    fields that are no plain JSON."""

    kind: type[Value]
    names: tuple[str, ...]
    take: Callable[[dict[str, Any]], tuple[Any, ...]]
    defaults: tuple[Any, ...]
    least: int
    out: tuple[tuple[int, Out], ...]
    back: tuple[tuple[int, Back], ...]
    flat: bool
    """Whether it holds no other value."""


_REQUIRED = object()


def _row(shape: _Shape, value: Value) -> list[Any]:
    row = list(shape.take(value.__dict__))
    while len(row) > shape.least and row[-1] == shape.defaults[len(row) - 1]:
        row.pop()
    for at, change in shape.out:
        if at >= len(row):
            break
        if row[at] is not None:
            row[at] = change(row[at])
    return row


def _value(shape: _Shape, row: list[Any], pool: Pool) -> Any:
    given = len(row)
    if not shape.least <= given <= len(shape.names):
        raise LookupError("fields")
    row += shape.defaults[given:]
    for at, change in shape.back:
        if at >= given:
            break
        if row[at] is not None:
            row[at] = change(row[at], pool)
    return whole(shape.kind, zip(shape.names, row, strict=True))


@cache
def _shape(kind: type[Value]) -> _Shape:
    fields = kind.model_fields
    defaults = tuple(_REQUIRED if field.is_required() else field.get_default() for field in fields.values())
    least = max((at + 1 for at, default in enumerate(defaults) if default is _REQUIRED), default=0)
    take = itemgetter(*fields) if len(fields) > 1 else lambda held: tuple(held.values())
    ways = [(at, *way) for at, field in enumerate(fields.values()) if (way := _way(field.annotation))]
    out = tuple((at, change) for at, change, _ in ways if change)
    back = tuple((at, change) for at, _, change in ways)
    flat = not any(_holds_value(field.annotation) for field in fields.values())
    return _Shape(kind, tuple(fields), take, defaults, least, out, back, flat)


def _holds_value(hint: Any) -> bool:
    return (isinstance(hint, type) and issubclass(hint, Value)) or any(map(_holds_value, get_args(hint)))


def _way(hint: Any) -> tuple[Out | None, Back] | None:
    """How a field of this type goes out and comes back: None for what JSON holds as it is, no way out for what JSON writes by
    itself and reads as something else (a tuple as a list)."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _way(get_args(hint)[0])
    if origin in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not types.NoneType)
        return _way(inner)
    if origin is tuple:
        return (_spans, _spans_back) if hint == tuple[Span, ...] else _tuple(get_args(hint)[0])
    if hint is Decimal:
        return str, lambda text, _: Decimal(text)
    if hint is date:
        return date.isoformat, lambda text, _: date.fromisoformat(text)
    if isinstance(hint, type) and issubclass(hint, Value):
        return (lambda value: _row(_shape(hint), value)), lambda row, pool: _part(_shape(hint), row, pool)
    return None


def _tuple(inner: Any) -> tuple[Out | None, Back]:
    way = _way(inner)
    if way is None:
        return None, lambda row, pool: tuple(row)
    out, back = way
    write = None if out is None else lambda items: [out(item) for item in items]
    return write, lambda row, pool: tuple([back(item, pool) for item in row])


def _spans(spans: tuple[Span, ...]) -> list[int]:
    """Places are the most frequent of all: one flat list."""
    return [at for span in spans for at in span]


def _spans_back(row: list[int], pool: Pool) -> tuple[Span, ...]:
    spans = ((row[0], row[1]),) if len(row) == 2 else tuple(zip(row[::2], row[1::2], strict=True))
    return pool.setdefault(spans, spans)  # type: ignore[no-any-return]


def _part(shape: _Shape, row: list[Any], pool: Pool) -> Any:
    """A value inside another; one that holds no other (a locator, what a period was taken from) is the same object for all that
    share it."""
    if not shape.flat:
        return _value(shape, row, pool)
    key = (shape.kind, repr(row)) if shape.back else (shape.kind, *row)
    found = pool.get(key)
    if found is None:
        found = pool[key] = _value(shape, row, pool)
    return found
