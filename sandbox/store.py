"""The sandbox's one SQLite file: JSON documents by kind and key, and the bytes of files.

Calls block, on purpose: each takes microseconds, and a method of the Bot API is one transaction that
nothing can interleave with.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    kind TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blob (sha TEXT PRIMARY KEY, data BLOB NOT NULL);
"""

Record = TypeVar("Record")


def number_key(number: int) -> str:
    """A key part that sorts as the number does."""
    return f"{number:016d}"


class Store:
    """The open file. `path` may be `:memory:`."""

    def __init__(self, path: str | Path) -> None:
        self._db = sqlite3.connect(str(path), isolation_level=None)
        self._depth = 0
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Close the file; the store is unusable afterwards."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. An inner transaction joins the outer one."""
        if self._depth:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        else:
            self._db.execute("COMMIT")
        finally:
            self._depth = 0

    def load(self, kind: str, key: str) -> Any:
        """The document, or None."""
        row = self._db.execute("SELECT data FROM document WHERE kind=? AND key=?", (kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def save(self, kind: str, key: str, data: Any) -> None:
        """Insert or replace the document."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        self._db.execute("INSERT OR REPLACE INTO document VALUES (?,?,?)", (kind, key, text))

    def remove(self, kind: str, key: str) -> None:
        """Delete the document, if it is there."""
        self._db.execute("DELETE FROM document WHERE kind=? AND key=?", (kind, key))

    def scan(
        self, kind: str, prefix: str = "", after: str = "", limit: int = -1, newest_first: bool = False
    ) -> list[Any]:
        """The documents whose key begins with `prefix` and is greater than `after`, by key."""
        order = "DESC" if newest_first else "ASC"
        rows = self._db.execute(
            f"SELECT data FROM document WHERE kind=? AND key>? AND key>=? AND key<? ORDER BY key {order} LIMIT ?",
            (kind, after, prefix, prefix + "\U0010ffff", limit),
        )
        return [json.loads(data) for (data,) in rows]

    def keep_blob(self, data: bytes) -> str:
        """Keep the bytes once and return their name."""
        name = sha256(data).hexdigest()
        self._db.execute("INSERT OR IGNORE INTO blob VALUES (?,?)", (name, data))
        return name

    def blob(self, name: str) -> bytes:
        """The bytes kept under this name. Raises LookupError when there are none."""
        row = self._db.execute("SELECT data FROM blob WHERE sha=?", (name,)).fetchone()
        if row is None:
            raise LookupError(name)
        return bytes(row[0])


class Table(Generic[Record]):
    """The documents of one kind, read and written as one dataclass."""

    def __init__(self, store: Store, shape: type[Record]) -> None:
        self._store, self._shape, self._kind = store, shape, shape.__name__

    def get(self, key: object) -> Record | None:
        """The record, or None."""
        data = self._store.load(self._kind, str(key))
        return None if data is None else self._shape(**data)

    def put(self, key: object, record: Record) -> None:
        """Insert or replace the record."""
        self._store.save(self._kind, str(key), asdict(record))  # type: ignore[call-overload]

    def remove(self, key: object) -> None:
        """Delete the record, if it is there."""
        self._store.remove(self._kind, str(key))

    def scan(self, prefix: str = "", after: str = "", limit: int = -1, newest_first: bool = False) -> list[Record]:
        """Records by key, see `Store.scan`."""
        return [self._shape(**data) for data in self._store.scan(self._kind, prefix, after, limit, newest_first)]
