"""A database of its own for each test, and a clock that stands where the test puts it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel

from onetoone import config, db, models, runtime
from onetoone.domain.ports import Notice
from onetoone.realtime.bulletin import LocalBulletin
from tests.factories import NOON


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


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database with every table; TEST_DATABASE_URL may name a Postgres that may be emptied."""
    monkeypatch.chdir(tmp_path)  # no .env of the machine is read
    monkeypatch.setenv("DATABASE_URL", os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{tmp_path}/test.db")
    config.settings.cache_clear()
    db.engine.cache_clear()
    assert models.Account.metadata is SQLModel.metadata  # importing the models makes it whole
    SQLModel.metadata.drop_all(db.engine())
    SQLModel.metadata.create_all(db.engine())
    yield
    db.engine().dispose()
    db.engine.cache_clear()
    config.settings.cache_clear()


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
