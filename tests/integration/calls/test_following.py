"""What follows from what Stripe says, and only from that: lines in the thread, minutes, holds that are left behind."""

import pytest
from sqlmodel import Session, select

from onetoone import config, db
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.domain.reaching import MAIL
from onetoone.models import Message, Operation, Payment
from onetoone.models.payment import For, Paid
from onetoone.payments import service as payments
from tests.integration.calls.after import settled
from tests.integration.calls.conftest import ORIGIN, call_now, lines, payments_of, status
from tests.integration.calls.money import at_checkout, live, paid, with_a_card_that_asks


@pytest.fixture
def cast(stripe, cast):
    return cast


def stands(cast, payment, status):
    cast.does(lambda session, now: setattr(session.get_one(Payment, payment.id), "status", status))


def said(call, code):
    with Session(db.engine()) as session:
        return session.exec(select(Message.data).where(Message.call_id == call.id, Message.code == code)).one()


async def minutes_are_added(cast, call):
    asked = cast.leo_does(service.extend, call, client_id="more-0001", price=1250, origin=ORIGIN)
    return await operations.charge(asked.id)


@pytest.mark.parametrize("standing", [Paid.EXPIRED, Paid.FAILED])
async def test_money_of_a_page_that_was_given_up_is_late(cast, stripe, standing):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    stands(cast, payment, standing)
    await operations.sync(payment.id)
    await settled()
    assert (lines(call), payments_of(call)[0].status) == (["late", "released"], Paid.RELEASED)


async def test_a_page_that_expired_unpaid_is_not_late(cast, stripe):
    call, payment = await at_checkout(cast)
    stands(cast, payment, Paid.EXPIRED)
    for _ in range(2):
        await operations.sync(payment.id)
    assert lines(call) == []


async def test_a_hold_that_its_call_left_behind_is_settled_like_any(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    cast.leo_does(service.hang_up, call)
    stands(cast, payments_of(call)[0], Paid.HELD)  # as if nobody had had it captured
    await operations.sync(payments_of(call)[0].id)
    assert payments_of(call)[0].status is Paid.CAPTURING
    await settled()
    assert (payments_of(call)[0].captured, lines(call)) == (2500, ["held", "ended", "captured"])


@pytest.mark.parametrize("kind", ["audio", "video"])
async def test_checkout_names_what_is_paid_for(cast, stripe, kind):
    await paid(cast, stripe, kind=kind)
    [intent] = stripe.state()["objects"]["payment_intent"]
    assert intent["description"] == f"10 min {kind} call with Mara"


async def test_the_receipt_is_written_when_money_was_taken_and_not_before(cast, stripe, monkeypatch, tmp_path):
    monkeypatch.setenv("MAIL_FOLDER", str(tmp_path))
    config.settings.cache_clear()
    call = await live(cast, stripe, seconds=60)
    [payment] = payments_of(call)
    assert receipts() == []
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert receipts() == [f"mail:receipt:{payment.id}"]


async def test_only_added_minutes_say_how_many(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    await minutes_are_added(cast, call)
    assert said(call, "extended")["minutes"] == 5
    assert "minutes" not in said(call, "held")


async def test_a_running_call_is_made_longer_by_its_added_minutes_alone(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    before = call_now(call).version
    await operations.sync(payments_of(call)[0].id)
    assert call_now(call).version == before
    more = await minutes_are_added(cast, call)
    longer = call_now(call).version
    await operations.sync(more.id)
    assert (call_now(call).version, call_now(call).extra_minutes) == (longer, 5)


async def test_both_have_their_time_to_connect(cast, stripe):
    call, _ = await paid(cast, stripe)
    assert (call_now(call).deadline_at - cast.clock.now()).total_seconds() == 120
    cast.passes(119)
    assert status(call) is Status.JOINING


async def test_a_bank_that_asks_about_a_tip_is_answered_while_the_call_goes_on(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    cast.clock.forward(8)
    await operations.charge(tip.id)
    await operations.sync(tip.id)
    await settled()
    assert payments_of(call, For.TIP)[0].status is Paid.BANK
    cast.leo_does(service.hang_up, call)
    await settled()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED


async def test_a_charge_that_succeeds_after_the_call_is_not_called_off(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    cast.leo_does(service.hang_up, call)
    # Read in the middle of it: nothing has come of the charge yet.

    def looks(session, now):
        service.follow(session, payments.Change(session.get_one(Payment, tip.id), tip.status), now)

    cast.does(looks)
    cast.clock.forward(8)
    await settled()
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert "tip.abandon" not in operations_of(tip)


def receipts():
    with Session(db.engine()) as session:
        return session.exec(select(Operation.key).where(Operation.kind == MAIL)).all()


def operations_of(payment):
    with Session(db.engine()) as session:
        return session.exec(select(Operation.kind).where(Operation.ref == payment.id)).all()
