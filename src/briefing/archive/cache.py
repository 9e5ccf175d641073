"""What was read from a text, kept between runs: the same text, options and code give the same extraction.

One SQLite file under ``OUT/.cache``. A cache that cannot be opened or read is no cache: the run goes on without it. Entries of
other code are dropped when the file is opened, so it never grows beyond what the current version read.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from pathlib import Path
from types import TracebackType

_SCHEMA = "CREATE TABLE IF NOT EXISTS extraction (key TEXT PRIMARY KEY, code TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"
FILE = "extractions.sqlite"


class Cache:
    """Bytes by key, for one version of the code. Use it as a context; without a `folder` it holds nothing."""

    def __init__(self, folder: Path | None, code: str) -> None:
        self._folder, self._code = folder, code
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> Cache:
        if self._folder is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._db = self._open(self._folder / FILE)
        return self

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            return self._prepared(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)  # torn or no database: what it held can be read again
            return self._prepared(path)

    def _prepared(self, path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=5)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=OFF")
            db.execute(_SCHEMA)
            db.execute("DELETE FROM extraction WHERE code <> ?", (self._code,))
            db.commit()
        except BaseException:
            db.close()
            raise
        return db

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.commit()
            self._db.close()
            self._db = None

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None when there is nothing."""
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT data FROM extraction WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]) if row else None
        except (sqlite3.Error, zlib.error):
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", (key, self._code, zlib.compress(data, 1)))


def cache_key(*parts: str) -> str:
    """A key of several texts: what the result depends on besides the code."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
