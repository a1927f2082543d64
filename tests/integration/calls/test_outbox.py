"""How the outbox asks: a payment's operations in order, patiently while Stripe is down, not while it is busy."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from onetoone import db
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.domain.reasons import Flag
from onetoone.models import Operation, Payment
from onetoone.models.payment import For, Paid
from onetoone.payments.service import outbox
from onetoone.workers import loops
from tests.integration.calls.conftest import ORIGIN, lines, payments_of, status
from tests.integration.calls.money import at_checkout, intents, live, paid


@pytest.fixture
def cast(stripe, cast):
    return cast


def operation(key):
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.exec(select(Operation).where(col(Operation.key).startswith(key))).one()


def wait_of(cast, key):
    return (operation(key).due_at - cast.clock.now()).total_seconds()


async def test_one_payments_operations_are_carried_out_in_their_order(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    cast.mara_does(service.cancel, call)
    now = cast.clock.now()
    first = cast.does(lambda s, now: outbox.claim(s, now=now))
    assert [one.kind for one in first] == ["checkout.open"]
    assert cast.does(lambda s, now: outbox.claim(s, now=now)) == []  # its close waits for it
    with db.unit_of_work() as session:
        outbox.done(session, first[0], now)
    then = cast.does(lambda s, now: outbox.claim(s, now=now, ref=payment.id))
    assert [one.kind for one in then] == ["checkout.close"]


async def test_another_payments_operations_do_not_wait(cast, stripe):
    with db.unit_of_work() as session:
        for ref in ("a", "a", "b"):
            key = f"{ref}{session.exec(select(Operation.id)).all()}"
            outbox.enqueue(session, kind="room.close", key=key, ref=ref, now=cast.clock.now())
            session.flush()
    assert [one.ref for one in cast.does(lambda s, now: outbox.claim(s, now=now))] == ["a", "b"]


async def test_what_was_given_up_does_not_stand_in_the_way(cast, stripe):
    with db.unit_of_work() as session:
        for key in ("first", "second"):
            outbox.enqueue(session, kind="room.close", key=key, ref="a", now=cast.clock.now())
            session.flush()
        session.exec(select(Operation).where(Operation.key == "first")).one().given_up = True
    assert [one.key for one in cast.does(lambda s, now: outbox.claim(s, now=now))] == ["second"]


async def test_a_page_that_never_came_to_be_is_closed_without_stripe(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    with db.unit_of_work() as session:
        session.exec(select(Operation).where(Operation.ref == payment.id)).one().given_up = True
    cast.mara_does(service.cancel, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.EXPIRED


async def test_stripe_busy_is_asked_again_when_it_said(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    stripe.control("faults", kind="429", path="*capture", times=1, retry_after="37")
    await operations.carry_out_due()
    assert wait_of(cast, "capture:") == 37
    cast.clock.forward(36)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.CAPTURING
    cast.clock.forward(1)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.CAPTURED


async def test_stripe_busy_without_a_word_how_long_is_asked_ever_more_slowly(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    stripe.control("faults", kind="429", path="*capture", times=7)
    waits = []
    for _ in range(7):
        await operations.carry_out_due()
        waits.append(wait_of(cast, "capture:"))
        cast.clock.at += timedelta(seconds=waits[-1])
    for waited, longest in zip(waits, (2, 4, 8, 16, 32, 60, 60), strict=True):
        assert 0.8 * longest <= waited <= longest
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.CAPTURED


async def test_stripe_busy_means_the_others_wait_too(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    cast.does(lambda s, now: outbox.enqueue(s, kind="room.close", key="other", ref="other", now=now))
    stripe.control("faults", kind="429", path="*capture", times=1, retry_after="20")
    with db.unit_of_work() as session:  # its room would come first
        session.delete(session.exec(select(Operation).where(Operation.ref == call.id)).one())
    assert await operations.carry_out_due() == 1
    other = operation("other")
    assert (other.attempts, wait_of(cast, "other")) == (0, 20)


async def test_stripe_down_for_a_while_is_asked_every_minute_and_never_given_up(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    stripe.control("faults", kind="500", path="*capture", times=3 * 14)
    for _ in range(14):  # more often than what cannot be carried out
        await operations.carry_out_due()
        assert wait_of(cast, "capture:") <= 60
        cast.clock.forward(60)
    assert not operation("capture:").given_up
    await operations.carry_out_due()
    assert payments_of(call)[0].captured == 2500


async def test_what_cannot_be_carried_out_is_given_up_and_flagged(cast, stripe, monkeypatch):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    with db.unit_of_work() as session:
        session.exec(select(Operation).where(col(Operation.key).startswith("capture:"))).one().parameters = {}
    for _ in range(12):
        await operations.carry_out_due()
        cast.clock.forward(601)
    assert operation("capture:").given_up
    assert payments_of(call)[0].flagged.startswith("given_up:capture:")


async def test_a_hold_that_lapses_soon_is_flagged_once_and_still_captured(cast, stripe, caplog):
    call = await live(cast, stripe)
    await loops.heal_once()
    assert payments_of(call)[0].flagged == ""
    ends = payments_of(call)[0].hold_ends_at
    assert ends
    cast.clock.at = ends - timedelta(hours=23)
    for _ in range(2):
        await loops.heal_once()
    assert payments_of(call)[0].flagged == Flag.LAPSING
    assert caplog.text.count("a hold lapses soon") == 1
    assert (status(call), payments_of(call)[0].status) == (Status.LIVE, Paid.HELD)  # flagged is not released
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert (payments_of(call)[0].captured, payments_of(call)[0].flagged) == (2500, "")  # and in time it was


@pytest.mark.parametrize("after", [30, 4000])
async def test_money_that_comes_after_the_deadline_is_back_within_a_minute_and_told(cast, stripe, after):
    call, payment = await at_checkout(cast)
    stripe.control("webhooks", mode="drop")
    stripe.control("pay", session=payment.session_id)
    stripe.control("faults", kind="500", path="*", times=3)
    cast.passes(300)  # the time to pay is over, and Stripe is down right now
    await operations.carry_out_due()
    assert status(call) is Status.EXPIRED
    cast.clock.forward(after)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.RELEASED
    assert intents(stripe)[0]["status"] == "canceled"
    assert lines(call) == ["late", "released"]


async def test_money_for_a_payment_that_was_given_up_is_sent_back_and_told(cast, stripe):
    call, payment = await at_checkout(cast)
    cast.does(lambda s, now: setattr(s.get(Payment, payment.id), "status", Paid.EXPIRED))
    cast.clock.forward(1)
    second = cast.leo_does(service.pay, call, origin=ORIGIN)  # another attempt took its place
    assert second.id != payment.id
    await operations.checkout_page(second.id)
    stripe.control("pay", session=payment.session_id)
    stripe.control("pay", session=payments_of(call)[1].session_id)
    for one in (payment, second):
        await operations.sync(one.id)
    await operations.carry_out_due()
    assert [one.status for one in payments_of(call)] == [Paid.RELEASED, Paid.HELD]
    assert lines(call) == ["late", "held", "released"]
    assert status(call) is Status.JOINING


async def test_a_hold_that_its_call_left_behind_is_settled_by_the_sweep(cast, stripe):
    call, payment = await paid(cast, stripe)
    cast.mara_does(service.hang_up, call)
    with db.unit_of_work() as session:  # as if the end had never been written down for the money
        session.get_one(Payment, payment.id).status = Paid.HELD
        for one in session.exec(select(Operation).where(Operation.ref == payment.id)):
            session.delete(one)
    cast.clock.forward(31)
    await loops.heal_once()
    await operations.carry_out_due()
    assert payments_of(call, For.CALL)[0].status is Paid.RELEASED
    assert intents(stripe)[0]["status"] == "canceled"
