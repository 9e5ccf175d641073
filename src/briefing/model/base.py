"""The base of every value of the model: frozen, closed, compared by content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")

Span = tuple[int, int]
"""A half-open pair of **character** offsets, first and one past the last."""


class Value(BaseModel):
    """A frozen value: no unknown fields, tuples instead of lists, no behaviour that reads or writes the world."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


_GIVEN: set[str] = set()
V = TypeVar("V", bound=Value)


def lean(value: V) -> V:
    """The value with one set of given fields for all instead of one of its own: which fields were given says nothing in this model,
    and of a fact the sets are half the weight. For what is made by the ten thousand."""
    object.__setattr__(value, "__pydantic_fields_set__", _GIVEN)
    return value


def within(value: object, kind: type[T]) -> Iterator[T]:
    """Every part of `kind` in a value, depth first in the order of its fields; a part is not searched again inside."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from within(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from within(item, kind)
