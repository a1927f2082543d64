"""Refunds and lost disputes of money that had gone to the creator: their part comes back, once, and our books agree."""

import pytest

from onetoone import db
from onetoone.calls.service import giving_back, operations
from onetoone.domain.errors import Refused
from onetoone.domain.refunds import By
from onetoone.models.payout import Sent
from onetoone.payments.service import connecting
from tests.integration.calls.conftest import call_now, payments_of
from tests.integration.calls.earning import (
    agrees_with_stripe,
    days_pass,
    earns,
    is_onboarded,
    mine,
    payouts_of,
    settles,
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
