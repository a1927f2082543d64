"""Everything the sandbox remembers, in one SQLite file: objects, remembered answers, deliveries, control notes."""

import json
import secrets
import sqlite3
import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Body = dict[str, Any]
ALPHABET = string.ascii_letters + string.digits
TABLES = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, due INTEGER,
    body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_due ON objects (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_customer ON objects (kind, json_extract(body, '$.customer'), seq);
CREATE INDEX IF NOT EXISTS objects_intent ON objects (kind, json_extract(body, '$.payment_intent'), seq);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, endpoint TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
    body TEXT NOT NULL, request TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
    copies INTEGER NOT NULL DEFAULT 1, attempts INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL, answer TEXT);
CREATE INDEX IF NOT EXISTS deliveries_state ON deliveries (state, next_at);
CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def new_id(prefix: str, length: int = 24) -> str:
    """A fresh id in Stripe's manner: `pi_` and letters and digits."""
    return prefix + "_" + "".join(secrets.choice(ALPHABET) for _ in range(length))


def public(body: Body) -> Body:
    """An object as the world sees it: keys that begin with "_" are the sandbox's own."""
    return {key: value for key, value in body.items() if not key.startswith("_")}


class Store:
    """One connection, used from one thread. Writes happen inside `transaction()`: all of a request or nothing."""

    def __init__(self, path: str) -> None:
        file = Path(path)
        if file.is_dir():
            file /= "stripe.db"
        file.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(file, isolation_level=None, timeout=5)
        self.db.row_factory = sqlite3.Row
        # A killed process loses nothing committed; only a power cut could, and this is a sandbox.
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(TABLES)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction; rolled back when the body raises, unless the error says that what happened stands."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException as error:
            self.db.execute("COMMIT" if getattr(error, "keep", False) else "ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def put(self, body: Body) -> Body:
        """Writes an object, new or known; `_due` is the second at which something happens to it by itself."""
        self.db.execute(
            "INSERT INTO objects (id, kind, due, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET due = excluded.due, body = excluded.body",
            (body["id"], body["object"], body.get("_due"), json.dumps(body)),
        )
        return body

    def get(self, id: str) -> Body | None:
        """The object with this id, whatever its kind."""
        row = self.db.execute("SELECT body FROM objects WHERE id = ?", (id,)).fetchone()
        return json.loads(row["body"]) if row else None

    def delete(self, id: str) -> None:
        """Forgets an object."""
        self.db.execute("DELETE FROM objects WHERE id = ?", (id,))

    def find(
        self,
        kind: str,
        where: Body | None = None,
        *,
        created: dict[str, int] | None = None,
        after: str = "",
        before: str = "",
        limit: int = 100,
        oldest_first: bool = False,
    ) -> list[Body]:
        """Objects of a kind, newest first, whose fields (names, or paths like `data.object.id`) are equal."""
        clauses: list[str] = ["kind = ?"]
        values: list[Any] = [kind]
        for field, value in (where or {}).items():
            # Field names come from our own code, never from a request.
            if value is None:
                clauses.append(f"json_extract(body, '$.{field}') IS NULL")
                continue
            clauses.append(f"json_extract(body, '$.{field}') = ?")
            values.append(value)
        for word, value in (created or {}).items():
            sign = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "": "="}[word]
            clauses.append(f"json_extract(body, '$.created') {sign} ?")
            values.append(value)
        for other, sign in ((after, "<"), (before, ">")):
            if other:
                clauses.append(f"seq {sign} (SELECT seq FROM objects WHERE id = ?)")  # noqa: S608
                values.append(other)
        order = "ASC" if oldest_first else "DESC"
        sql = f"SELECT body FROM objects WHERE {' AND '.join(clauses)} ORDER BY seq {order} LIMIT {int(limit)}"  # noqa: S608
        return [json.loads(row["body"]) for row in self.db.execute(sql, values)]

    def due(self, now: int) -> list[Body]:
        """Objects whose time has come."""
        rows = self.db.execute("SELECT body FROM objects WHERE due <= ? ORDER BY due, seq LIMIT 500", (now,))
        return [json.loads(row["body"]) for row in rows.fetchall()]

    def note(self, key: str, default: Any = None) -> Any:
        """What the control API wrote down under a key (the clock, faults, what webhooks shall do)."""
        row = self.db.execute("SELECT value FROM notes WHERE key = ?", (key,)).fetchone()
        return json.loads(row["value"]) if row else default

    def write_note(self, key: str, value: Any) -> None:
        """Writes a note down; it outlives a restart."""
        self.db.execute("INSERT OR REPLACE INTO notes (key, value) VALUES (?, ?)", (key, json.dumps(value)))

    def clear(self) -> None:
        """Forgets everything but whose account it is."""
        for table in ("objects", "answers", "deliveries"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608
        self.db.execute("DELETE FROM notes WHERE key <> 'account'")
