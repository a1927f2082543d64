"""The database: one transaction per action; commit first, announce afterwards."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, create_engine

from onetoone.config import settings
from onetoone.domain.ports import Notice

T = TypeVar("T")

# Threads for short transactions; the event loop never waits for the database.
_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="db")


@cache
def engine() -> Engine:
    """The process's engine. On SQLite: WAL, foreign keys on, and writers queue up at BEGIN instead of failing later."""
    url = make_url(settings().database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    made = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(made, "connect", _tune_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    return made


def _tune_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns into a writer can't be retried by SQLite: writers take the lock at once.
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads") else "BEGIN IMMEDIATE")


def announce(session: Session, *notices: Notice) -> None:
    """Have these published when the transaction has been committed, and only then."""
    session.info.setdefault("notices", set()).update(notices)


def ping() -> None:
    """Raise when the database does not answer. Blocks."""
    with engine().execution_options(reads=True).connect() as connection:
        connection.exec_driver_sql("SELECT 1")


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises. Blocks; see `runtime.perform`."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


def announced(session: Session) -> set[Notice]:
    """What the transaction wants published."""
    notices: set[Notice] = session.info.get("notices", set())
    return notices


async def on_thread(work: Callable[[], T]) -> T:
    """Run blocking database work off the event loop."""
    # With what the task knows of whom it speaks to (`domain.locale`).
    return await asyncio.get_running_loop().run_in_executor(_threads, copy_context().run, work)


async def look(reading: Callable[[Session], T]) -> T:
    """Run `reading` on a thread in a read-only transaction."""

    def run() -> T:
        reader = engine().execution_options(reads=True)
        with Session(reader, expire_on_commit=False) as session:
            return reading(session)

    return await on_thread(run)
