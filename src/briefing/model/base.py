"""The base of every value of the model: frozen, closed, compared by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")

Span = tuple[int, int]
"""A half-open pair of **character** offsets, first and one past the last."""


class Value(BaseModel):
    """A frozen value: no unknown fields, tuples instead of lists, no behaviour that reads or writes the world."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        """Lets the instances `whole` makes of a class share the table of its field names: a third of the size of a dictionary each.
        Python learns the names from instances that set them one by one, and gives up after some that do not, as pydantic's."""
        first = object.__new__(cls)
        for name in cls.model_fields:
            object.__setattr__(first, name, None)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed, unvalidated as pydantic's, and as small as what it was copied from."""
        if deep:
            return super().model_copy(update=update, deep=True)
        return whole(type(self), self.__dict__, update or ())


_GIVEN: set[str] = set()
V = TypeVar("V", bound=Value)


def compact(value: V) -> V:
    """The same value as `whole` makes it, with all its parts: a third of the size of one that pydantic has validated."""
    fields = value.__dict__.copy()
    for name, held in fields.items():
        if isinstance(held, Value):
            fields[name] = compact(held)
        elif type(held) is tuple and held and isinstance(held[0], Value):
            fields[name] = tuple([compact(item) for item in held])
    return whole(type(value), fields)


def lean(value: V) -> V:
    """The value with one set of given fields for all instead of one of its own: which fields were given says nothing in this model,
    and of a fact the sets are half the weight. For what is made by the ten thousand."""
    object.__setattr__(value, "__pydantic_fields_set__", _GIVEN)
    return value


@lru_cache
def _blank(kind: type[Value]) -> dict[str, Any]:
    """Every field of a kind in order, those with a default filled."""
    return {name: field.get_default(call_default_factory=True) for name, field in kind.model_fields.items()}


def made(kind: type[V], fields: dict[str, Any]) -> V:
    """A value of fields our own rules have just made, lean and unchecked: every field without a default must be among them,
    of the type the model declares (a test validates what is made). For what is made by the ten thousand."""
    value = object.__new__(kind)
    held = value.__dict__
    held.update(_blank(kind))
    held.update(fields)
    return _sealed(value)


def whole(kind: type[V], fields: Mapping[str, Any] | Iterable[tuple[str, Any]], update: Any = ()) -> V:
    """A value of all its fields in their order, known to be right, and what is changed of them."""
    value = object.__new__(kind)
    value.__dict__.update(fields)
    if update:
        value.__dict__.update(update)
    return _sealed(value)


_set = object.__setattr__


def _sealed(value: V) -> V:
    _set(value, "__pydantic_fields_set__", _GIVEN)
    _set(value, "__pydantic_extra__", None)
    _set(value, "__pydantic_private__", None)
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
