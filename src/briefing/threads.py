"""One lock for each library that two threads of one process must not enter at once.

Builds may run in threads of a host program. pdfium keeps global state and its authors ask for one caller at a time (two at once
end the whole process); matplotlib and FreeType share caches of fonts and of measured text between figures.
"""

from __future__ import annotations

from threading import RLock

PDFIUM = RLock()
"""Held for the whole life of a pdfium document: loading, reading, closing."""
DRAWING = RLock()
"""Held while one chart is drawn or painted."""
