"""What was read from a text, kept between runs and, within a run, out of memory: the same text, options and code give the same
extraction.

One SQLite file under ``OUT/.cache``, which two runs may use at once. Without a folder, or in one that cannot be written, the rows
lie in a temporary file that ends with the run. A file that is torn is made anew, and a row that is not what was put is none.
Entries of other code are dropped when the file is opened, so it never grows beyond what the current version read.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path
from types import TracebackType
from zlib import crc32

from filelock import FileLock

_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, code TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"
FILE = "extractions.sqlite"
_CHECK = 4
"""Bytes of the checksum before the data of a row."""


class Cache:
    """Bytes by key, for one version of the code. Use it as a context, in one thread."""

    def __init__(self, folder: Path | None, code: str) -> None:
        self._folder, self._code = folder, code
        self._db: sqlite3.Connection | None = None
        self._held: dict[str, bytes] = {}
        self._torn = False
        self.rebuilt = False
        """Whether the file was torn and what it held is lost; told at the end of the context."""

    def __enter__(self) -> Cache:
        if self._folder is not None and (self._folder / FILE).exists():
            self._begin()
        return self

    def _begin(self) -> None:
        """Opens the file, or makes it for the first row: a run that reads nothing leaves nothing."""
        if self._folder is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._db = self._open(self._folder / FILE)
        if self._db is None:
            with contextlib.suppress(sqlite3.Error):
                self._db = self._prepared("")

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            return self._prepared(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, full, not to be written: nothing is wrong with the file
                raise
        with FileLock(path.with_suffix(".lock"), timeout=30):
            try:
                return self._prepared(path)  # another run has made it anew in the meantime
            except sqlite3.DatabaseError:
                self._remove(path)
                return self._prepared(path)

    def _remove(self, path: Path) -> None:
        self.rebuilt = True
        for torn in (path, *(path.with_name(f"{path.name}-{part}") for part in ("wal", "shm"))):
            torn.unlink(missing_ok=True)

    def _prepared(self, path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=5, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=OFF")
            db.execute(_SCHEMA)
            db.execute("DELETE FROM kept WHERE code <> ?", (self._code,))
        except BaseException:
            db.close()
            raise
        return db

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._held = {}
        if self._db is not None:
            self._db.close()
            self._db = None
        if self._torn and self._folder is not None:
            with contextlib.suppress(OSError):
                self._remove(self._folder / FILE)

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None when there is nothing, or something else than was put."""
        if self._db is None or key in self._held:
            return self._held.get(key)
        try:
            row = self._db.execute("SELECT data FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._torn |= not isinstance(error, sqlite3.OperationalError)
            return None
        if row is None or not isinstance(row[0], bytes) or crc32(row[0][_CHECK:]) != int.from_bytes(row[0][:_CHECK], "big"):
            return None
        return row[0][_CHECK:]

    def keys(self) -> set[str]:
        """All keys there is something under."""
        if self._db is None:
            return set(self._held)
        try:
            return {*self._held, *(key for (key,) in self._db.execute("SELECT key FROM kept"))}
        except sqlite3.Error as error:
            self._torn |= not isinstance(error, sqlite3.OperationalError)
            return set(self._held)

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key: in the file, or where that cannot be (a full disk) in memory until the end of the run."""
        if self._db is None:
            self._begin()
        if self._db is not None:
            row = crc32(data).to_bytes(_CHECK, "big") + data
            try:
                self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (key, self._code, row))
                return
            except sqlite3.Error as error:
                self._torn |= not isinstance(error, sqlite3.OperationalError)
        self._held[key] = data


def cache_key(*parts: str) -> str:
    """A key of several texts: what the result depends on besides the code."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
