"""A chart that would say nothing is refused."""

from __future__ import annotations


class NothingToDraw(ValueError):
    """The specification holds fewer than two comparable values."""
