"""One creator, two fans, and the verbs of a call, each in a transaction of its own as in the product."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from onetoone import db, runtime
from onetoone.calls import service
from onetoone.domain.calls import Status
from onetoone.domain.people import Actor
from onetoone.domain.ports import MediaEvent
from onetoone.models import Call, Entry, Message, Operation, Payment
from onetoone.models.payment import For
from tests import factories
from tests.integration.conftest import HandClock

ORIGIN = "http://127.0.0.1:3000"
NODE = "http://node.test"


@dataclass
class Cast:
    """The people, the clock, and what they do."""

    clock: HandClock
    mara: Actor
    leo: Actor
    ana: Actor
    seq: int = 0

    def does(self, verb: Callable[..., Any], actor: Actor | None = None, **how: Any) -> Any:
        with db.unit_of_work() as session:
            given = {"now": self.clock.now()} | ({"actor": actor} if actor else {}) | how
            return verb(session, **given)

    def invites(self, fan: Actor | None = None, **terms: Any) -> Call:
        usual = {"kind": "video", "note": "Hi!", "price": "25", "minutes": "10", "tips_allowed": True}
        return self.does(service.invite, self.mara, fan_id=(fan or self.leo).id, **usual | terms)

    def asks(self, kind: str = "audio", note: str = "Got a minute?", fan: Actor | None = None) -> Call:
        return self.does(service.request, fan or self.leo, creator_id=self.mara.id, kind=kind, note=note)

    def leo_does(self, verb: Callable[..., Any], call: Call, **how: Any) -> Any:
        return self.does(verb, self.leo, call_id=call.id, **how)

    def mara_does(self, verb: Callable[..., Any], call: Call, **how: Any) -> Any:
        return self.does(verb, self.mara, call_id=call.id, **how)

    def node_says(self, kind: str, call: Call, boot: str = "b1", **data: Any) -> None:
        self.seq += 1
        now = self.clock.now()
        event = MediaEvent(self.seq, boot, now, call.id, None, kind, data)
        self.does(lambda s, now: service.hear(s, event, node=NODE, now=now))

    def passes(self, seconds: float) -> None:
        """Time passes, and the sweep comes by."""
        self.clock.forward(seconds)
        with db.unit_of_work() as session:
            late = service.due(session, self.clock.now())
        for call_id in late:
            self.does(service.run_out, call_id=call_id)

    def seated(self, price: str = "0", **terms: Any) -> Call:
        """A free call that both were let into."""
        call = self.invites(price=price, **terms)
        self.leo_does(service.join, call)
        self.leo_does(service.enter, call)
        self.places(call)
        return call

    def places(self, call: Call) -> None:
        """The room is put on the node."""
        with db.unit_of_work() as session:
            service.place(session, self.mara, call.id, NODE, "b1")


def call_now(call: Call) -> Call:
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.get_one(Call, call.id)


def status(call: Call) -> Status:
    return call_now(call).status


def lines(call: Call) -> list[str]:
    """The codes of the event lines of a call, in order."""
    with Session(db.engine()) as session:
        said = select(Message.code).where(Message.call_id == call.id, Message.kind == "line").order_by(col(Message.id))
        return list(session.exec(said))


def payments_of(call: Call, purpose: For = For.CALL) -> list[Payment]:
    with Session(db.engine(), expire_on_commit=False) as session:
        made = select(Payment).where(Payment.call_id == call.id, Payment.purpose == purpose)
        return list(session.exec(made.order_by(col(Payment.created_at))))


def operations_left() -> list[str]:
    with Session(db.engine()) as session:
        return list(session.exec(select(Operation.key).where(col(Operation.done_at).is_(None))))


def ledger() -> dict[str, int]:
    """Balances by account."""
    sums: dict[str, int] = {}
    with Session(db.engine()) as session:
        for entry in session.exec(select(Entry)):
            sums[entry.account] = sums.get(entry.account, 0) + entry.amount
    return sums


@pytest.fixture
def cast(running: runtime.Runtime, clock: HandClock) -> Cast:
    with db.unit_of_work() as session:
        mara = factories.creator(session, "Mara")
        leo = factories.fan(session, "Leo", subscribed_to=mara)
        ana = factories.fan(session, "Ana", subscribed_to=mara)
        return Cast(clock, factories.actor(mara), factories.actor(leo), factories.actor(ana))
