"""The time one document may take. Rules ask `check` as they go from line to line, from sentence to sentence and from number to
number; a single pattern is never stopped, but paragraphs are cut at `cleaning.lengths.LONGEST` and no pattern takes more than the
square of one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from briefing.errors import LimitError

_UNTIL: ContextVar[tuple[float, float] | None] = ContextVar("until", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """What runs inside may take so many seconds of computing; waiting, and what other programs do meanwhile, do not count."""
    token = _UNTIL.set((time.thread_time() + seconds, seconds))
    try:
        yield
    finally:
        _UNTIL.reset(token)


def check() -> None:
    """Raises `LimitError` when the time of the document at hand is used up."""
    limit = _UNTIL.get()
    if limit is not None and time.thread_time() > limit[0]:
        raise LimitError(f"读了 {limit[1]:g} 秒还没有读完，超过上限（most_seconds），没有采用；请拆分文件或检查内容。")
