"""Refunds that somebody made at Stripe's dashboard, in each of the ways it offers: our books say what Stripe's say."""

import pytest
from sqlmodel import Session

from onetoone import db
from onetoone.calls.service import operations
from onetoone.domain.refunds import By
from onetoone.payments import views
from tests.integration.calls.conftest import ledger, payments_of
from tests.integration.calls.earning import agrees_with_stripe, earns, is_onboarded, mine, settles
from tests.integration.calls.test_refunds import refunds_of
from tests.integration.calls.test_taking_back import gives, heard

FOUR_WAYS = [(False, False), (True, False), (False, True), (True, True)]


@pytest.fixture
def cast(stripe, cast):
    return cast


def at_the_dashboard(stripe, call, amount, *, transfer, fee):
    """What an operator ticks there: to reverse the transfer, to refund the application fee."""
    what = {"payment_intent": payments_of(call)[0].intent_id, "amount": amount}
    ticked = {"reverse_transfer": transfer, "refund_application_fee": fee}
    return stripe.client.v1.refunds.create(what | {name: True for name, on in ticked.items() if on})


def left_to_her(amount):
    left = 2000 - amount * 4 // 5
    return {"pending": -left, "connected": left} if left else {}


@pytest.mark.parametrize(("transfer", "fee"), FOUR_WAYS)
@pytest.mark.parametrize("amount", [2500, 1250])
async def test_each_way_costs_her_her_part_and_no_more(cast, stripe, transfer, fee, amount):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    at_the_dashboard(stripe, call, amount, transfer=transfer, fee=fee)
    await heard(cast, stripe, call)
    assert mine(cast) == left_to_her(amount)
    assert ledger()["platform_revenue"] == amount // 5 - 500
    agrees_with_stripe(cast, stripe)
    [refund] = refunds_of(payments_of(call)[0])
    assert (refund.by, refund.amount, refund.fee) == (By.STRIPE, amount, amount // 5)


@pytest.mark.parametrize("first", FOUR_WAYS)
@pytest.mark.parametrize("second", FOUR_WAYS)
async def test_odd_parts_in_any_two_ways_agree_to_the_cent(cast, stripe, first, second):
    """Stripe rounds the parts that it moves in its own way; what was moved is what is written down."""
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    at_the_dashboard(stripe, call, 833, transfer=first[0], fee=first[1])
    at_the_dashboard(stripe, call, 334, transfer=second[0], fee=second[1])
    await heard(cast, stripe, call)
    agrees_with_stripe(cast, stripe)
    assert mine(cast) == {"pending": -1066, "connected": 1066}
    gives(cast, call, 2500 - 833 - 334)
    await settles()
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize(("transfer", "fee"), FOUR_WAYS)
async def test_each_way_can_fail_and_she_has_it_again(cast, stripe, transfer, fee):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    refund = at_the_dashboard(stripe, call, 2500, transfer=transfer, fee=fee)
    await heard(cast, stripe, call)
    stripe.control("refund", refund=refund.id, status="failed")
    await heard(cast, stripe, call)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize(("transfer", "fee"), FOUR_WAYS)
async def test_one_that_failed_before_we_heard_of_it_leaves_her_with_everything(cast, stripe, transfer, fee):
    """Stripe gives neither the reversed transfer nor the fee back when a refund fails."""
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    refund = at_the_dashboard(stripe, call, 1250, transfer=transfer, fee=fee)
    stripe.control("refund", refund=refund.id, status="failed")
    await heard(cast, stripe, call)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("read_again", [1, 3])
async def test_the_fee_alone_can_be_given_back_there_and_comes_back(cast, stripe, read_again):
    """Our books say who bears what; money that lies elsewhere is moved to where it belongs."""
    await is_onboarded(cast, stripe)
    await earns(cast, stripe)
    [fee] = stripe.state()["objects"]["application_fee"]
    stripe.client.v1.application_fees.refunds.create(fee["id"], {"amount": 120})
    for _ in range(read_again):
        await operations.hear_late_news()
        await settles()
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize(("transfer", "fee"), FOUR_WAYS)
async def test_both_see_it(cast, stripe, transfer, fee):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    at_the_dashboard(stripe, call, 1250, transfer=transfer, fee=fee)
    await heard(cast, stripe, call)
    with Session(db.engine()) as session:
        receipt = views.receipt(session, cast.leo, payments_of(call)[0].id)
        earned = views.earnings(session, cast.mara, cast.clock.now())
    assert [(line.name, line.amount) for line in receipt.sums][-1] == ("Refunded", "−$12.50")
    assert [(row.what, row.net) for row in earned.rows if row.kind == "refund"] == [
        ("Refund: video call, 10 min", "−$10")
    ]
    assert (earned.net, earned.balances.pending) == ("$10", "$10")
