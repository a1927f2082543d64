"""Refunds and lost disputes of money that had gone to the creator: their part comes back, once, and our books agree."""

import pytest

from onetoone import db
from onetoone.calls.service import giving_back, operations
from onetoone.domain.errors import Refused
from onetoone.domain.refunds import By
from onetoone.models.payout import Sent
from onetoone.operators.views.anomalies import anomalies
from onetoone.payments.service import connecting, transfers
from tests.integration.calls.conftest import call_now, payments_of
from tests.integration.calls.earning import (
    agrees_with_stripe,
    days_pass,
    earns,
    is_onboarded,
    is_paid_out,
    mine,
    payouts_of,
    settles,
    standing_of,
    sweeps,
    transfers_of,
)

FAILS_LATER = "4000000000005126"


@pytest.fixture
def cast(stripe, cast):
    return cast


def gives(cast, call, amount):
    with db.unit_of_work() as session:
        giving_back.give_back(session, call_now(call), amount, by=By.OPERATOR, now=cast.clock.now())


async def heard(cast, stripe, call):
    """Stripe's news of the payment are read."""
    await operations.sync(payments_of(call)[0].id)
    await operations.hear_late_news()
    await settles()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("amount", [2500, 1250])
async def test_a_refund_takes_the_creators_part_back(cast, stripe, when, amount):
    if when == "before":
        await is_onboarded(cast, stripe)  # the charge goes straight to her
    call = await earns(cast, stripe)
    if when == "after":
        await is_onboarded(cast, stripe)  # and here it is sent later
    gives(cast, call, amount)
    await settles()
    left = 2000 - amount * 4 // 5
    assert mine(cast) == ({"pending": -left, "connected": left} if left else {})
    agrees_with_stripe(cast, stripe)


async def test_a_refund_before_the_transfer_leaves_less_to_send(cast, stripe):
    call = await earns(cast, stripe)
    gives(cast, call, 1250)
    await settles()
    await is_onboarded(cast, stripe)
    assert [(transfer.status, transfer.amount) for transfer in transfers_of(cast)] == [(Sent.SENT, 1000)]
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("fault", ["500", "drop-after-commit"])
async def test_taking_back_happens_once_whatever_stripe_stumbles_over(cast, stripe, fault):
    call = await earns(cast, stripe)
    await is_onboarded(cast, stripe)
    stripe.control("faults", kind=fault, method="POST", path="/v1/transfers/*/reversals", times=3)
    gives(cast, call, 1250)
    for _ in range(3):
        await settles()
        cast.clock.forward(700)
    [transfer] = stripe.state()["objects"]["transfer"]
    assert transfer["amount_reversed"] == 1000
    agrees_with_stripe(cast, stripe)


async def test_what_came_back_and_nobody_wrote_down_is_found_when_its_key_is_forgotten(cast, stripe):
    call = await earns(cast, stripe)
    await is_onboarded(cast, stripe)
    stripe.control("faults", kind="drop-after-commit", method="POST", path="/v1/transfers/*/reversals", times=3)
    gives(cast, call, 1250)
    await settles()
    assert transfers_of(cast)[0].status is Sent.TAKING
    await days_pass(cast, stripe, 2)
    await settles()
    [transfer] = stripe.state()["objects"]["transfer"]
    assert transfer["amount_reversed"] == 1000
    assert transfers_of(cast)[0].status is Sent.SENT
    agrees_with_stripe(cast, stripe)


async def test_a_refund_that_fails_gives_the_creator_their_part_again(cast, stripe):
    call = await earns(cast, stripe)
    await is_onboarded(cast, stripe)
    gives(cast, call, 2500)
    await settles()
    assert mine(cast) == {}
    [refund] = stripe.state()["objects"]["refund"]
    stripe.control("refund", refund=refund["id"], status="failed")
    await heard(cast, stripe, call)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_is_disputed_is_not_paid_out_and_comes_back_when_it_is_lost(cast, stripe, when):
    if when == "before":
        await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    if when == "after":
        await is_onboarded(cast, stripe)
    await days_pass(cast, stripe, 2)
    intent = payments_of(call)[0].intent_id
    dispute = stripe.control("dispute", payment_intent=intent)["id"]
    await heard(cast, stripe, call)
    with pytest.raises(Refused, match="can be paid out from"):
        await connecting.pay_out_now(cast.mara)
    assert payouts_of(cast) == []
    stripe.control("dispute", dispute=dispute, outcome="lost")
    await heard(cast, stripe, call)
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


async def test_a_dispute_that_is_won_can_be_paid_out(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    await days_pass(cast, stripe, 2)
    dispute = stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id)["id"]
    await heard(cast, stripe, call)
    stripe.control("dispute", dispute=dispute, outcome="won")
    await heard(cast, stripe, call)
    await connecting.pay_out_now(cast.mara)
    await settles()
    assert [payout.amount for payout in payouts_of(cast)] == [2000]
    agrees_with_stripe(cast, stripe)


def owing(cast):
    """What the operator's page says of money that could not be taken back."""
    with db.unit_of_work() as session:
        lines = anomalies(session, cast.clock.now())
    return [line.amount for line in lines if line.status == "owed by the creator"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_was_paid_out_is_owed_and_comes_back_with_what_she_earns_next(cast, stripe, when):
    if when == "before":
        await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    if when == "after":
        await is_onboarded(cast, stripe)
    await is_paid_out(cast, stripe)
    gives(cast, call, 1250)
    await settles()
    assert mine(cast) == {"available": 1000}
    assert owing(cast) == ["$10"]
    agrees_with_stripe(cast, stripe)
    await earns(cast, stripe, seconds=120, ender="mara")  # $4 of a part, and not all that she owes
    assert mine(cast) == {"available": 1000, "pending": -400}
    assert owing(cast) == ["$6"]
    await earns(cast, stripe)
    assert mine(cast) == {"available": 1000, "pending": -2400, "connected": 1400}
    assert owing(cast) == []
    assert {transfer.status for transfer in transfers_of(cast)} == {Sent.SENT}
    agrees_with_stripe(cast, stripe)
    await days_pass(cast, stripe, 2)
    await connecting.pay_out_now(cast.mara)
    assert payouts_of(cast)[-1].amount == 1400


async def test_a_payout_that_comes_back_pays_what_she_owes(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    await is_paid_out(cast, stripe)
    gives(cast, call, 2500)
    await settles()
    assert owing(cast) == ["$20"]
    stripe.control("payout", payout=payouts_of(cast)[0].stripe_id, outcome="failed")
    await connecting.sync(cast.mara.id)
    await settles()
    assert (mine(cast), owing(cast)) == ({}, [])
    agrees_with_stripe(cast, stripe)


async def test_what_stripe_refuses_to_take_back_is_asked_for_ever_more_rarely(cast, stripe):
    call = await earns(cast, stripe)
    await is_onboarded(cast, stripe)
    await days_pass(cast, stripe, 2)
    # Somebody pays her out at Stripe itself, and we have yet to hear of it.
    of = {"stripe_account": standing_of(cast).stripe_id}
    payout = stripe.client.v1.payouts.create({"amount": 2000, "currency": "usd"}, of)
    gives(cast, call, 2500)
    await settles()
    [transfer] = transfers_of(cast)
    assert (transfer.status, transfer.refused, transfer.missing) == (Sent.SHORT, "balance_insufficient", 2000)
    assert owing(cast) == ["$20"]
    waits = []
    for _ in range(14):
        cast.clock.at = transfers_of(cast)[0].again_at
        with db.unit_of_work() as session:
            transfers.try_again(session, cast.clock.now())
        await settles()
        waits.append((transfers_of(cast)[0].again_at - cast.clock.at).total_seconds())
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (240, 24 * 3600)
    assert await operations.carry_out_due() == 0
    stripe.control("payout", payout=payout.id, outcome="failed")  # and nobody tells us that either
    cast.clock.at = transfers_of(cast)[0].again_at
    await sweeps()
    await settles()
    assert transfers_of(cast)[0].status is Sent.SENT
    assert owing(cast) == []
    agrees_with_stripe(cast, stripe)


async def test_a_refund_that_fails_while_its_part_comes_back_is_hers_in_the_end(cast, stripe):
    call = await earns(cast, stripe)
    await is_onboarded(cast, stripe)
    stripe.control("faults", kind="500", method="POST", path="/v1/transfers/*/reversals", times=6)
    gives(cast, call, 2500)
    await settles()
    assert transfers_of(cast)[0].status is Sent.TAKING
    [refund] = stripe.state()["objects"]["refund"]
    stripe.control("refund", refund=refund["id"], status="failed")
    await heard(cast, stripe, call)
    for _ in range(3):
        cast.clock.forward(700)
        await settles()
    assert len(stripe.state()["objects"]["transfer"]) == 2
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    assert transfers_of(cast)[0].status is Sent.SENT
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_went_in_two_transfers_comes_back_from_both(cast, stripe, when):
    if when == "before":
        await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    if when == "after":
        await is_onboarded(cast, stripe)
    gives(cast, call, 1250)
    await settles()
    [refund] = stripe.state()["objects"]["refund"]
    stripe.control("refund", refund=refund["id"], status="failed")
    await heard(cast, stripe, call)  # her half was taken back, and is sent anew
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    gives(cast, call, 2500)
    await settles()
    assert mine(cast) == {}
    assert (owing(cast), len(stripe.state()["objects"]["transfer"])) == ([], 2)
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("amount", [1, 333, 834])
async def test_odd_parts_of_a_charge_that_went_straight_agree_to_the_cent(cast, stripe, amount):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    for _ in range(2):
        gives(cast, call, amount)
        await settles()
    agrees_with_stripe(cast, stripe)
    gives(cast, call, 2500 - 2 * amount)
    await settles()
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("reversed", [True, False])
async def test_a_refund_made_at_stripe_itself_costs_her_her_part_once(cast, stripe, reversed):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    what = {"payment_intent": payments_of(call)[0].intent_id, "amount": 1250}
    if reversed:
        what |= {"reverse_transfer": True, "refund_application_fee": True}
    stripe.client.v1.refunds.create(what)
    await heard(cast, stripe, call)
    assert mine(cast) == {"pending": -1000, "connected": 1000}
    agrees_with_stripe(cast, stripe)


async def test_a_dispute_won_before_anything_was_sent_is_sent_then(cast, stripe):
    call = await earns(cast, stripe)
    dispute = stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id)["id"]
    await heard(cast, stripe, call)
    await is_onboarded(cast, stripe)
    assert stripe.state()["objects"]["transfer"] == []
    stripe.control("dispute", dispute=dispute, outcome="won")
    await heard(cast, stripe, call)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)
