"""The base of every value of the model: frozen, closed, compared by content."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Span = tuple[int, int]
"""A half-open pair of **character** offsets, first and one past the last."""


class Value(BaseModel):
    """A frozen value: no unknown fields, tuples instead of lists, no behaviour that reads or writes the world."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)
