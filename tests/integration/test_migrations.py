"""The migrations make exactly the tables that the models describe, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

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
