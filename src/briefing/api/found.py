"""The extractions of a run: rows on disk, of which one at a time is in memory unless somebody holds it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from briefing.model import rows
from briefing.model.extraction import Extraction

if TYPE_CHECKING:
    from briefing.archive import Cache


def packed(found: Extraction) -> bytes:
    """The row of an extraction, compressed."""
    return zlib.compress(rows.dumps(found), 1)


class Found(Sequence[Extraction]):
    """Extractions in the order of their sources, each built from its row whenever it is asked for. Good while the cache is
    open.

    `again` makes the row of one anew when the cache has lost it.
    """

    def __init__(self, cache: Cache, keys: Sequence[str], again: Sequence[Callable[[], bytes]]) -> None:
        self._cache, self._keys, self._again = cache, keys, again

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Extraction: ...
    @overload
    def __getitem__(self, at: slice) -> list[Extraction]: ...
    def __getitem__(self, at: int | slice) -> Extraction | list[Extraction]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        data = self._row(at)
        return rows.loads(Extraction, zlib.decompress(data))

    def __iter__(self) -> Iterator[Extraction]:
        return (self[at] for at in range(len(self)))

    def _row(self, at: int) -> bytes:
        data = self._cache.get(self._keys[at])
        if data is None:
            data = self._again[at]()
            self._cache.put(self._keys[at], data)
        return data
