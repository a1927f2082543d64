"""Leaving: refused kindly while something is open, taken back by signing in, and then nothing of the person is left."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, select

from onetoone import db
from onetoone.calls import service as calls
from onetoone.calls.service.unfinished import unfinished
from onetoone.community import service as community
from onetoone.domain import words
from onetoone.domain.calls import Status
from onetoone.domain.errors import Refused
from onetoone.messages import service as messages
from onetoone.messages import views as threads
from onetoone.models import (
    Account,
    Call,
    Entry,
    Leaving,
    Message,
    Operation,
    Payment,
    Problem,
    RateCard,
    Rating,
    SignIn,
    Throttle,
)
from onetoone.models.account import Role
from onetoone.models.columns import DELETED
from onetoone.models.payment import Paid
from onetoone.privacy import service
from onetoone.privacy.service.wiping import STAYS
from onetoone.security import sessions
from tests import factories
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import Cast
from tests.integration.calls.earning import days_pass
from tests.sandbox.running import Running

WEEK = 7 * 24 * 3600
SECRET = "zebra at midnight"


def leaves(cast: Cast, who: Any) -> None:
    cast.does(service.leave, who)


def is_wiped(cast: Cast, who: Any) -> bool:
    done: bool = cast.does(lambda s, now: service.wipe_when_due(s, who.id, now))
    return done


def seen(reading: Any, *args: Any, **how: Any) -> Any:
    with Session(db.engine(), expire_on_commit=False) as session:
        return reading(session, *args, **how)


def account(cast: Cast, who: Any) -> Account:
    found: Account = seen(lambda s: s.get_one(Account, who.id))
    return found


def test_every_session_ends_and_nobody_can_ask(cast: Cast) -> None:
    with db.unit_of_work() as s:
        cookie = factories.signed_in(s, s.get_one(Account, cast.mara.id), now=cast.clock.now())
    leaves(cast, cast.mara)
    assert seen(sessions.actor_of, cookie, cast.clock.now()) is None
    with pytest.raises(Refused, match="isn't taking calls"):
        cast.asks()


def test_who_signs_in_again_stays(cast: Cast) -> None:
    leaves(cast, cast.mara)
    leaves(cast, cast.mara)  # twice is once, and the first time counts
    cast.clock.forward(WEEK - 1)
    assert not is_wiped(cast, cast.mara)
    assert cast.does(lambda s, now: service.come_back(s, cast.mara.id, now))
    assert not cast.does(lambda s, now: service.come_back(s, cast.mara.id, now))
    cast.clock.forward(2)
    assert not is_wiped(cast, cast.mara)
    assert account(cast, cast.mara).name == "Mara"
    assert cast.asks().status is Status.REQUESTED


def test_coming_back_does_not_switch_calls_on_that_were_off(cast: Cast) -> None:
    with db.unit_of_work() as s:
        s.get_one(RateCard, cast.mara.id).taking_calls = False
    leaves(cast, cast.mara)
    cast.does(lambda s, now: service.come_back(s, cast.mara.id, now))
    assert not seen(lambda s: s.get_one(RateCard, cast.mara.id).taking_calls)


def in_the_way(who: Any) -> list[str]:
    return [one.title for one in seen(unfinished, who.id)]


def test_a_call_is_in_the_way_of_both(cast: Cast) -> None:
    call = cast.seated()
    for who in (cast.mara, cast.leo):
        assert in_the_way(who) == ["You are in a call"]
        with pytest.raises(Refused, match="Finish it first"):
            leaves(cast, who)
    assert in_the_way(cast.ana) == []
    cast.leo_does(calls.hang_up, call)
    assert in_the_way(cast.leo) == []
    cast.asks()
    assert in_the_way(cast.leo) == ["A call is still open"]


async def test_money_is_in_the_way_until_it_is_settled(stripe: Running, cast: Cast) -> None:
    call = await ended(cast, stripe, carry_out=False)
    assert "A payment is being settled" in in_the_way(cast.leo)
    await settled()
    assert in_the_way(cast.leo) == []
    assert in_the_way(cast.mara) == ["$20 of your earnings is pending"]
    cast.leo_does(calls.report, call, what="poor_line", words="")
    assert in_the_way(cast.leo) == ["A reported problem is open"]
    cast.leo_does(calls.withdraw_problem, call)
    await days_pass(cast, stripe, 3)
    assert in_the_way(cast.mara) == ["You have $20 of earnings"]


def test_an_operator_is_dismissed_first(cast: Cast) -> None:
    with db.unit_of_work() as s:
        s.get_one(Account, cast.ana.id).role = Role.ADMIN
    assert in_the_way(cast.ana) == ["You are an operator"]


def test_what_has_come_up_meanwhile_postpones_it(cast: Cast) -> None:
    leaves(cast, cast.leo)
    cast.invites()  # whoever is about to go can still be rung
    cast.clock.forward(WEEK)
    assert not is_wiped(cast, cast.leo)
    assert seen(lambda s: s.get_one(Leaving, cast.leo.id).wipe_at) == cast.clock.now() + timedelta(days=1)


async def test_nothing_of_the_fan_is_left_but_the_money(stripe: Running, cast: Cast) -> None:
    call = await lived(cast, stripe)
    old = account(cast, cast.leo)
    customer = old.stripe_customer_id
    assert customer
    entries = seen(lambda s: len(s.exec(select(Entry)).all()))
    leaves(cast, cast.leo)
    cast.clock.forward(WEEK)
    assert is_wiped(cast, cast.leo)
    await settled()
    gone = account(cast, cast.leo)
    assert (gone.name, gone.picture, gone.line, gone.password_hash, gone.stripe_customer_id) == (
        DELETED,
        "",
        "",
        None,
        None,
    )
    assert not gone.is_demo
    assert gone.left_at == cast.clock.now()
    everything = dump()
    for trace in (old.email, old.handle, SECRET, "Leo"):
        assert trace not in everything, trace
    # and what others need is there
    assert seen(lambda s: len(s.exec(select(Entry)).all())) == entries
    with Session(db.engine()) as s:
        payment = s.exec(select(Payment).where(Payment.call_id == call.id)).one()
        assert (payment.status, payment.captured) == (Paid.CAPTURED, 2500)
        assert s.exec(select(Rating.stars)).one() == 4
        assert s.exec(select(Operation.given_up).where(Operation.kind == "customer.forget")).one() is False
    assert stripe.state()["objects"].get("customer", []) == []
    assert all(method["customer"] is None for method in stripe.state()["objects"]["payment_method"])


async def lived(cast: Cast, stripe: Running) -> Call:
    """Leo has left traces everywhere."""
    call = await ended(cast, stripe, note="Hi Mara")
    cast.leo_does(calls.rate, call, stars=4)
    cast.leo_does(calls.rate_in_words, call, line=SECRET)
    cast.leo_does(calls.report, call, what="poor_line", words=SECRET)
    cast.mara_does(calls.answer, call, words="Sorry")
    cast.does(messages.send, cast.leo, thread_id=call.thread_id, body=SECRET)
    cast.does(messages.send, cast.mara, thread_id=call.thread_id, body="Bye")
    cast.does(community.keep_note, cast.mara, fan_id=cast.leo.id, text=SECRET)
    cast.does(calls.block, cast.leo, other_id=cast.mara.id)
    cast.does(calls.unblock, cast.leo, other_id=cast.mara.id)
    asked = cast.asks(note=SECRET)
    cast.mara_does(calls.decline, asked)
    with db.unit_of_work() as s:
        leo = s.get_one(Account, cast.leo.id)
        leo.line, leo.picture, leo.is_demo = SECRET, "/people/leo.svg", True
        factories.signed_in(s, leo, now=cast.clock.now())
        s.add(Throttle(key=f"sign-in:account:{leo.email}", at=cast.clock.now()))
    return call


def dump() -> str:
    """Every row of every table, but the bytes."""
    with db.engine().connect() as connection:
        return "\n".join(
            str(tuple(row)) for table in SQLModel.metadata.sorted_tables for row in connection.execute(table.select())
        )


def test_the_other_keeps_the_conversation(cast: Cast) -> None:
    call = cast.seated()
    cast.leo_does(calls.hang_up, call)
    for who, body in ((cast.leo, SECRET), (cast.mara, "Bye")):
        cast.does(messages.send, who, thread_id=call.thread_id, body=body)
    leaves(cast, cast.leo)
    cast.clock.forward(WEEK)
    assert is_wiped(cast, cast.leo)
    view = seen(threads.thread, cast.mara, call.thread_id, cast.clock.now())
    assert view.name == DELETED
    assert [item.body for item in view.said if item.kind == "text"] == ["Deleted message", "Bye"]
    [row] = seen(threads.inbox, cast.mara, cast.clock.now())
    assert (row.name, row.last) == (DELETED, "You: Bye")
    with words.speaking("de"):
        assert seen(threads.inbox, cast.mara, cast.clock.now())[0].name == "Gelöschtes Konto"
        assert seen(threads.thread, cast.mara, call.thread_id, cast.clock.now()).name == "Gelöschtes Konto"
    for attempt in (
        lambda: cast.does(messages.send, cast.mara, thread_id=call.thread_id, body="Hello?"),
        lambda: cast.invites(),
    ):
        with pytest.raises(Refused, match="This account was deleted"):
            attempt()


def test_a_creator_goes_too(cast: Cast) -> None:
    cast.does(calls.keep_offer, cast.mara, name="Hello", kind="video", price="5", minutes="5", tips_allowed=True)
    call = cast.seated()
    cast.leo_does(calls.hang_up, call)
    leaves(cast, cast.mara)
    cast.clock.forward(WEEK)
    assert is_wiped(cast, cast.mara)
    gone = account(cast, cast.mara)
    assert (gone.name, gone.is_creator) == (DELETED, False)
    with Session(db.engine()) as s:
        assert s.exec(select(SignIn).where(SignIn.account_id == gone.id)).first() is None
        assert s.exec(select(Problem)).first() is None
        assert s.exec(select(Message).where(Message.author_id == gone.id, Message.body != "")).first() is None
    with pytest.raises(Refused, match="deleted"):
        cast.does(messages.send, cast.leo, thread_id=call.thread_id, body="Hello?")


def test_no_table_is_forgotten(session: Session) -> None:
    """A new table is wiped in `privacy.service.wiping`, or says in `STAYS` why it isn't."""
    from onetoone.privacy.service import wiping

    models = {value.__tablename__ for value in vars(wiping).values() if hasattr(value, "__tablename__")}
    there = set(inspect(db.engine()).get_table_names())
    assert there - models - set(STAYS) == set()
    assert not models & set(STAYS)
