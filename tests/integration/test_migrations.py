"""The migrations make exactly the tables that the models describe, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from launcher.paths import ROOT
from onetoone import db
from tests.integration.conftest import engine_of


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Config]:
    """Alembic at a database without any table."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/test.db"
    else:
        address = request.getfixturevalue("postgres").new_database()
    with engine_of(address):
        yield Config(ROOT / "alembic.ini")


def test_the_newest_schema_is_that_of_the_models(empty: Config) -> None:
    command.upgrade(empty, "head")
    command.check(empty)  # raises when autogenerate would find something to do
    command.upgrade(empty, "head")  # as every start does


def test_the_first_migration_can_be_taken_back(empty: Config) -> None:
    command.upgrade(empty, "head")
    command.downgrade(empty, "base")
    assert inspect(db.engine()).get_table_names() == ["alembic_version"]


def test_the_ledger_is_guarded_after_migrations_as_the_models_say(empty: Config) -> None:
    command.upgrade(empty, "head")
    migrated = _guards(db.engine())
    command.downgrade(empty, "base")
    assert _guards(db.engine()) == {}
    SQLModel.metadata.create_all(db.engine())
    assert migrated == _guards(db.engine())
    assert len(migrated) >= 3


def _guards(engine: Engine) -> dict[str, str]:
    """Triggers and their functions, by name."""
    asked = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    )
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(asked[engine.dialect.name == "postgresql"])
        return {row[0]: row[1] for row in rows}
