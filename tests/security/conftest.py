"""The real app in a process of its own, on a real database, with one secret between Mara and Leo in it."""

import os
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Table, select, text
from sqlmodel import Session, SQLModel, create_engine

from launcher import children, ports
from launcher.children import Child
from onetoone.domain.calls import Kind, Side, Status
from onetoone.domain.ids import new_id
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import For, Paid
from tests import factories

SECRET = "zebra-crossing-at-midnight"
"""Stands in everything that Mara and Leo have between them; nobody else may ever be sent it."""

_A_WORKERS = ("attempts", "due_at", "done_at", "failed", "given_up")
_COPY = ("id", "account_id")  # of a copy of somebody's data, all else comes when a worker makes it
PAGE = "<!doctype html><title>onetoone</title><script>window.began = 1</script><p>Hello</p>"


@dataclass
class World:
    """The running app, and who is in it."""

    base: str
    engine: Engine
    log: Path
    mara: Account  # creator
    leo: Account  # her fan
    theo: Account  # another creator
    ida: Account  # another fan
    thread_id: str
    call_id: str
    request_id: str
    payment_id: str

    def cookie(self, person: Account) -> str:
        """A living session of theirs."""
        with Session(self.engine) as s, s.begin():
            return factories.signed_in(s, person)

    def expired_cookie(self, person: Account) -> str:
        with Session(self.engine) as s, s.begin():
            return factories.expired(s, person)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, but those that tell how often somebody tried and who is here, and without what a
        worker writes by itself of the operations that it tries and the copies that it makes."""

        def read(table: Table) -> list[Column[Any]]:
            if table.name == "data_copy":
                return [table.columns[name] for name in _COPY]
            return [one for one in table.columns if one.name not in _A_WORKERS]

        with self.engine.connect() as connection:
            return {
                table.name: sorted(tuple(map(str, row)) for row in connection.execute(select(*read(table))))
                for table in SQLModel.metadata.sorted_tables
                if table.name not in ("throttle", "presence", "node_cursor")
            }

    def rows_of_theirs(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows that are about Mara and Leo, and about nobody else."""
        theirs = {self.mara.id, self.leo.id, self.thread_id, self.call_id, self.request_id, self.payment_id}
        others = {self.theo.id, self.ida.id}
        return {
            name: [row for row in rows if theirs & set(row) and not others & set(row)]
            for name, rows in self.rows().items()
        }


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("security")
    built = folder / "web" / "build" / "client"
    built.mkdir(parents=True)
    (built / "index.html").write_text(PAGE)
    (built / "operator").mkdir()
    (built / "operator" / "index.html").write_text(PAGE)
    port = ports.free()
    env = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ},
        "DATABASE_URL": f"sqlite:///{folder}/onetoone.db",
        "PUBLIC_ORIGINS": f"http://localhost:{port},http://127.0.0.1:{port}",
        "STRIPE_SECRET_KEY": "sk_test_sandbox",
        "STRIPE_API_BASE": "http://127.0.0.1:9",  # nobody listens there
        "STRIPE_WEBHOOK_SECRET": "whsec_tests",
        "MEDIA_NODES": "http://127.0.0.1:9",
        "MEDIA_SECRET": "of the media node",
        "EVENTS_PER_SECOND": "100",
        "PICTURES_FOLDER": str(folder / "pictures"),
        "SIGN_IN_ATTEMPTS": "20",
        "REFLEX_WEB_WORKDIR": str(folder / "web"),
        "REFLEX_DIR": str(folder / "reflex"),
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "__REFLEX_SKIP_COMPILE": "1",
    }
    engine = create_engine(env["DATABASE_URL"])
    with engine.connect() as connection:
        connection.execute(text("PRAGMA journal_mode=WAL"))
    SQLModel.metadata.create_all(engine)
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "onetoone.onetoone:app"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-access-log", "--workers-kill-timeout", "2"]
    app = Child("app", command, env, folder / "app.log")
    app.start()
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", app)
        yield _people(f"http://127.0.0.1:{port}", engine, app.log)
    finally:
        children.stop([app])
        engine.dispose()


def _wait_for(address: str, app: Child) -> None:
    deadline = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            assert app.alive, app.log.read_text()
            assert time.monotonic() < deadline, app.log.read_text()
            time.sleep(0.05)


def _people(base: str, engine: Engine, log: Path) -> World:
    now = datetime.now(UTC)
    with Session(engine, expire_on_commit=False) as s, s.begin():
        mara, theo = factories.creator(s, "Mara", handle="mara"), factories.creator(s, "Theo", handle="theo")
        leo = factories.fan(s, "Leo", handle="leo", subscribed_to=mara)
        ida = factories.fan(s, "Ida", handle="ida", subscribed_to=theo)
        thread = factories.thread(s, mara, leo, at=now)
        factories.message(s, thread, leo, f"To you alone: {SECRET}", at=now)
        live, asked = _call(mara, leo, thread.id, Status.LIVE, now), _call(mara, leo, thread.id, Status.REQUESTED, now)
        s.add_all([live, asked])
        s.flush()
        payment = Payment(
            id=new_id("pay"),
            purpose=For.CALL,
            call_id=live.id,
            payer_id=leo.id,
            payee_id=mara.id,
            amount=2500,
            currency="usd",
            fee_basis_points=2000,
            status=Paid.HELD,
            session_id="cs_test_of_leo",
            intent_id="pi_of_leo",
            created_at=now,
            changed_at=now,
        )
        s.add(payment)
    return World(base, engine, log, mara, leo, theo, ida, thread.id, live.id, asked.id, payment.id)


def _call(mara: Account, leo: Account, thread_id: str, status: Status, now: datetime) -> Call:
    far = datetime(2100, 1, 1, tzinfo=UTC)  # nothing moves on by itself while the tests look
    return Call(
        id=new_id("call"),
        creator_id=mara.id,
        fan_id=leo.id,
        thread_id=thread_id,
        started_by=Side.FAN,
        kind=Kind.VIDEO,
        status=status,
        note=SECRET,
        price=2500,
        currency="usd",
        fee_basis_points=2000,
        minutes=15,
        created_at=now,
        live_at=now if status is Status.LIVE else None,
        two_way_since=now if status is Status.LIVE else None,
        deadline_at=far,
    )
