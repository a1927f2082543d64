"""A database of its own for each test, and a clock that stands where the test puts it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stripe as sdk
from sqlalchemy import Engine, delete
from sqlmodel import Session, SQLModel

from onetoone import config, db, models, runtime
from onetoone.domain.ports import Notice
from onetoone.realtime.bulletin import LocalBulletin
from tests.factories import NOON
from tests.postgres import Postgres
from tests.sandbox.running import SECRET, Reached, Running


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at


@dataclass
class HeardBulletin(LocalBulletin):
    """The bulletin within one process, which also keeps what it published."""

    heard: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def publish(self, notices: set[Notice]) -> None:
        self.heard.extend(notices)
        await super().publish(notices)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running Postgres; who asks for it is skipped where there is none."""
    if not Postgres.is_here():
        pytest.skip("no Postgres on this machine")
    running = Postgres()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def _tables_in_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    _make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def _tables_in_postgres(postgres: Postgres) -> str:
    address = postgres.new_database()
    _make_tables(address)
    return address


def _make_tables(address: str) -> None:
    assert models.Account.metadata is SQLModel.metadata  # importing the models makes it whole
    with engine_of(address) as engine:
        SQLModel.metadata.create_all(engine)


@contextmanager
def engine_of(address: str) -> Iterator[Engine]:
    """Makes this database the product's while the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", address)
        config.settings.cache_clear()
        db.engine.cache_clear()
        yield db.engine()
        db.engine().dispose()
    db.engine.cache_clear()
    config.settings.cache_clear()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """An empty database with every table: who asks for it is tested with SQLite and with Postgres."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("_tables_in_sqlite"), tmp_path / "test.db")
        address = f"sqlite:///{tmp_path}/test.db"
    else:
        address = request.getfixturevalue("_tables_in_postgres")
    with engine_of(address) as engine:
        if request.param == "postgres":
            empty(engine)
        yield


def empty(engine: Engine) -> None:
    """Every row of a Postgres database."""
    # With so few rows, a tenth of the time that TRUNCATE takes.
    deletes = (str(delete(table)) for table in reversed(SQLModel.metadata.sorted_tables))
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")  # a test left a transaction open
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # the ledger lets nobody delete
        connection.exec_driver_sql(";".join(deletes))


@pytest.fixture
def session(database: None) -> Iterator[Session]:
    """One open transaction, rolled back at the end. Commit in the test when other connections should see it."""
    with Session(db.engine(), expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """Stands at noon of May 1st, 2026."""
    return HandClock()


@pytest.fixture
def bulletin() -> HeardBulletin:
    return HeardBulletin()


@pytest.fixture
def running(database: None, clock: HandClock, bulletin: HeardBulletin) -> Iterator[runtime.Runtime]:
    """The real runtime on the test's database, with the test's clock and bulletin."""
    s = config.settings()
    runtime.use(None)
    real = runtime.current()
    runtime.use(runtime.Runtime(s, clock, real.checkout, real.media, bulletin))
    yield runtime.current()
    runtime.use(None)


@pytest.fixture(scope="session")
def _stripe_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if url := os.environ.get("RUNNING_SANDBOX"):  # somebody's who tests again and again, see `tests.mutation.warm`
        yield Reached(url)
        return
    process = Running(Path(tmp_path_factory.mktemp("stripe")) / "state.db")
    yield process
    process.stop()


@pytest.fixture
def stripe(_stripe_process: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """The sandbox, emptied, with the product's real gateway pointed at it. Ask for it before `cast` or `running`."""
    _stripe_process.control("reset")
    _stripe_process.control("clock", offset=(NOON - datetime.now(UTC)).total_seconds())
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_sandbox")
    monkeypatch.setenv("STRIPE_API_BASE", _stripe_process.url)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", SECRET)
    config.settings.cache_clear()
    monkeypatch.setattr(sdk.HTTPClient, "INITIAL_DELAY", 0)  # the SDK's own pause between its retries
    monkeypatch.setattr(sdk.HTTPClient, "MAX_DELAY", 0)
    return _stripe_process
