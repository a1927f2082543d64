"""The migrations make exactly the tables that the models describe, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, Table, func, inspect
from sqlmodel import Session, SQLModel, select

from launcher.paths import ROOT
from onetoone import db
from onetoone.models import Account, Entry, Payment
from tests.integration.conftest import engine_of

FIRST = "80e874920f06"
AT = datetime(2026, 11, 23, tzinfo=UTC)
# What stood in the tables of the first migration, with every column that had to be filled.
THEN: dict[str, dict[str, object]] = {
    "account": {"id": "acc_1", "handle": "mara", "email": "m@example.test", "name": "Mara", "line": "", "picture": "",
                "is_creator": True, "is_demo": True, "created_at": AT},
    "thread": {"id": "thr_1", "creator_id": "acc_1", "fan_id": "acc_1", "created_at": AT, "last_at": AT},
    "call": {"id": "call_1", "creator_id": "acc_1", "fan_id": "acc_1", "thread_id": "thr_1", "started_by": "fan",
             "kind": "video", "status": "ended", "note": "", "reason": "", "price": 2500, "currency": "usd",
             "fee_basis_points": 2000, "minutes": 10, "tips_allowed": True, "created_at": AT, "more_time_given": False,
             "two_way_ms": 0, "version": 1},
    "payment": {"id": "pay_1", "purpose": "call", "call_id": "call_1", "payer_id": "acc_1", "payee_id": "acc_1",
                "amount": 2500, "currency": "usd", "fee_basis_points": 2000, "captured": 2500, "fee": 500,
                "processing": 103, "status": "captured", "card": "", "declined": "", "flagged": "", "created_at": AT,
                "changed_at": AT},
    "entry": {"txn_id": "cap:pay_1", "account": "stripe_clearing", "amount": 2397, "currency": "usd",
              "payment_id": "pay_1", "stripe_ref": "", "at": AT},
}  # fmt: skip


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


def test_a_database_with_people_and_money_in_it_is_brought_up_to_date(empty: Config) -> None:
    command.upgrade(empty, FIRST)
    with db.engine().begin() as connection:
        there = MetaData()
        there.reflect(connection)
        for name, row in THEN.items():
            connection.execute(there.tables[name].insert().values(**row))
    command.upgrade(empty, "head")
    with Session(db.engine()) as session:
        assert session.get_one(Account, "acc_1").name == "Mara"
        assert session.get_one(Payment, "pay_1").captured == 2500
        assert session.exec(select(func.count()).select_from(Entry)).one() == 1
    command.downgrade(empty, FIRST)


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


def test_reasons_that_were_sentences_become_codes_and_what_people_wrote_stays(empty: Config) -> None:
    command.upgrade(empty, "7a1c0de00080")
    there = MetaData()
    with db.engine().begin() as connection:
        there.reflect(connection)
        for table in ("account", "thread", "call"):
            connection.execute(there.tables[table].insert().values(**_filled(there.tables[table], THEN[table])))
        payment = _filled(there.tables["payment"], THEN["payment"])
        saved = "The saved card can't be used any more."
        flags = ("another customer paid", "given up: capture:pay_2", "Ask 50%_ first", "")
        for number, flag in enumerate(flags, 1):
            row = payment | {"id": f"pay_{number}", "flagged": flag, "declined": saved if number == 1 else ""}
            row |= {"purpose": "tip"}
            connection.execute(there.tables["payment"].insert().values(**row))
        whys = (("platform", flags[0]), ("operator", flags[0]), ("stripe", "made at Stripe"), ("clock", "poor_line"))
        for number, (by, why) in enumerate(whys, 1):
            refund = {"id": f"ref_{number}", "payment_id": "pay_1", "number": number, "amount": 1, "fee": 0,
                      "currency": "usd", "status": "succeeded", "by": by, "why": why, "failure": "", "version": 0,
                      "created_at": AT, "changed_at": AT}  # fmt: skip
            connection.execute(there.tables["refund"].insert().values(**refund))
        for number, code in enumerate(("tip_failed", "captured"), 1):
            line = {"id": number, "thread_id": "thr_1", "kind": "line", "code": code, "data": {"why": saved}, "at": AT}
            connection.execute(there.tables["message"].insert().values(**_filled(there.tables["message"], line)))

    def said() -> tuple[list[str], list[str], list[str], list[str]]:
        with db.engine().connect() as connection:
            one = connection.exec_driver_sql
            return (
                [row[0] for row in one("SELECT flagged FROM payment ORDER BY id")],
                [row[0] for row in one("SELECT declined FROM payment ORDER BY id")],
                [row[0] for row in one("SELECT why FROM refund ORDER BY id")],
                [row.data["why"] for row in connection.execute(there.tables["message"].select().order_by("id"))],
            )

    before = said()
    command.upgrade(empty, "head")
    assert said() == (
        ["other_customer", "given_up:capture:pay_2", "Ask 50%_ first", ""],
        ["card_gone", "", "", ""],
        ["other_customer", "another customer paid", "at_stripe", "poor_line"],
        ["card_gone", saved],
    )
    command.downgrade(empty, "7a1c0de00080")
    assert said() == before


def _filled(table: Table, row: dict[str, object]) -> dict[str, object]:
    """The row, with something in every column that must have it."""
    zero: dict[type, object] = {str: "", int: 0, bool: False, dict: {}, datetime: AT}
    empty = {c.name: zero[c.type.python_type] for c in table.columns if not c.nullable and c.name not in row}
    return {name: value for name, value in (empty | row).items() if name != "id" or value}
