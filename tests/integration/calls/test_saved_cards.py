"""Cards that Stripe keeps for a fan, through the real SDK: seen, forgotten, and what a tip does then."""

import pytest

from onetoone import runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.models import Account
from onetoone.models.payment import For, Paid
from onetoone.payments import views
from onetoone.payments.service import cards
from tests.integration.calls.conftest import ORIGIN, payments_of


@pytest.fixture
def cast(stripe, cast):
    return cast


async def paid(cast, stripe, card="4242424242424242"):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    stripe.control("pay", session=payments_of(call)[0].session_id, card=card)
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    return call


async def saved(cast):
    customer = cast.does(lambda s, now: s.get_one(Account, cast.leo.id).stripe_customer_id)
    return await runtime.current().checkout.saved_cards(customer)


async def forget(cast):
    copies = [card.id for card in await saved(cast)]
    for card in copies:
        await runtime.current().checkout.forget_card(card)
    cast.does(cards.forgot, cast.leo, card_ids=copies)


async def test_a_card_that_paid_for_several_calls_is_one_row(cast, stripe):
    for _ in range(2):
        cast.leo_does(service.hang_up, await paid(cast, stripe))
        await operations.carry_out_due()
    cast.leo_does(service.hang_up, await paid(cast, stripe, card="5555555555554444"))
    kept = await saved(cast)
    assert len(kept) == 3
    assert sorted(row.name for row in views.card_rows(kept)) == ["Mastercard ···· 4444", "Visa ···· 4242"]
    assert {row.expires for row in views.card_rows(kept)} == {"12/2030"}


async def test_after_a_card_was_removed_a_tip_goes_through_checkout(cast, stripe):
    call = await paid(cast, stripe)
    await forget(cast)
    assert await saved(cast) == []
    await operations.sync(payments_of(call)[0].id)  # Stripe still names the card of that payment
    tip = cast.leo_does(service.tip, call, amount="10", client_tip_id="tip-0001", origin=ORIGIN)
    cast.clock.forward(8)  # and nobody undid it
    await operations.charge(tip.id)
    assert payments_of(call, For.TIP)[0].status is Paid.OPEN
    assert payments_of(call, For.TIP)[0].checkout_url


async def test_forgetting_twice_is_forgetting_once(cast, stripe):
    await paid(cast, stripe)
    [card] = await saved(cast)
    for _ in range(2):
        await runtime.current().checkout.forget_card(card.id)
    assert await saved(cast) == []


async def test_the_hold_that_a_removed_card_paid_for_is_captured_all_the_same(cast, stripe):
    call = await paid(cast, stripe)
    await forget(cast)
    cast.clock.forward(60)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.CAPTURED


async def test_somebody_who_never_paid_has_no_customer(cast, stripe):
    assert cast.does(lambda s, now: cards.customer_of(s, cast.ana)) == ""
