"""What builds share with all else in their process: one lock for each library that two threads must not enter at once, and the
collector of cycles.

Builds may run in threads of a host program. pdfium keeps global state and its authors ask for one caller at a time (two at once
end the whole process); matplotlib and FreeType share caches of fonts and of measured text between figures.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

PDFIUM = RLock()
"""Held for the whole life of a pdfium document: loading, reading, closing."""
DRAWING = RLock()
"""Held while one chart is drawn or painted."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while values by the hundred thousand are made, of which none refers back: it would cost a third of the
    work. As it was afterwards."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
