"""The gate: a hold lets the fan in only if what Stripe says of it is, in every part, what was agreed."""

from dataclasses import replace

import pytest

from onetoone import config, runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.domain.ports import Checkout
from onetoone.domain.reasons import Decline, Flag
from onetoone.models import Payment
from onetoone.models.payment import UNPAID, For, Paid
from onetoone.payments import service as payments
from tests.integration.calls.after import settled
from tests.integration.calls.conftest import ORIGIN, ledger, lines, payments_of, status

SHUT = {
    "more": {"amount": 2501},
    "less": {"amount": 2499},
    "another currency": {"currency": "eur"},
    "an earlier payment named": {"payment_id": "pay_"},
    "a later payment named": {"payment_id": "pay_~"},
    "an earlier call named": {"call_id": "call_"},
    "a later call named": {"call_id": "call_~"},
    "no payment named": {"payment_id": None},
    "another customer": {"customer": "cus_other"},
    "no customer": {"customer": None},
    "real money in a test": {"live": True},
}


@pytest.fixture
def cast(stripe, cast):
    return cast


async def paid_unheard(cast, stripe, card="4242424242424242"):
    """A fan has paid, and we have not looked yet: the call, its payment, and what Stripe says."""
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    [payment] = payments_of(call)
    stripe.control("pay", session=payment.session_id, card=card)
    [intent] = stripe.state()["objects"]["payment_intent"]
    return call, payment, await runtime.current().checkout.intent(intent["id"])


def saw(cast, payment, seen, *, at_checkout=False, page_status="complete"):
    """Stripe says this of the payment, and what follows from it happens; whether it was news."""

    def heard(session, now):
        if at_checkout:
            page = Checkout(id=payment.session_id, status=page_status, url=None, intent=seen)
            change = payments.saw_checkout(session, payment.id, page, now)
        else:
            change = payments.saw_intent(session, payment.id, seen, now)
        service.follow(session, change, now)
        return change.news

    return cast.does(heard)


def said_otherwise(seen, how):
    tags = {name: how[name] for name in ("payment_id", "call_id") if name in how}
    kept = {name: value for name, value in {**seen.metadata, **tags}.items() if value is not None}
    return replace(seen, metadata=kept, **{name: how[name] for name in how if name not in tags})


@pytest.mark.parametrize("at_checkout", [False, True], ids=["read by itself", "read behind its page"])
async def test_just_what_was_agreed_opens_it(cast, stripe, at_checkout):
    call, payment, seen = await paid_unheard(cast, stripe)
    saw(cast, payment, seen, at_checkout=at_checkout)
    [payment] = payments_of(call)
    assert (status(call), payment.status, payment.flagged) == (Status.JOINING, Paid.HELD, "")
    assert (payment.intent_id, payment.payment_method, payment.hold_ends_at) == (
        seen.id,
        seen.payment_method,
        seen.hold_ends,
    )
    assert seen.hold_ends is not None


@pytest.mark.parametrize("at_checkout", [False, True], ids=["read by itself", "read behind its page"])
@pytest.mark.parametrize("how", SHUT.values(), ids=SHUT)
async def test_what_differs_keeps_it_shut_and_the_hold_is_let_go_and_flagged(cast, stripe, how, at_checkout):
    call, payment, seen = await paid_unheard(cast, stripe)
    saw(cast, payment, said_otherwise(seen, how), at_checkout=at_checkout)
    assert status(call) is Status.PAYING
    assert payments_of(call)[0].flagged
    await settled()
    assert stripe.state()["objects"]["payment_intent"][0]["status"] == "canceled"
    assert (payments_of(call)[0].status, ledger()) == (Paid.RELEASED, {})
    assert "held" not in lines(call)


@pytest.mark.parametrize(
    "standing", ["requires_payment_method", "requires_confirmation", "requires_action", "processing"]
)
async def test_a_payment_that_is_not_held_yet_opens_nothing(cast, stripe, standing):
    call, payment, seen = await paid_unheard(cast, stripe)
    saw(cast, payment, replace(seen, status=standing))
    assert status(call) is Status.PAYING
    assert payments_of(call)[0].status in (Paid.OPEN, Paid.BANK)


@pytest.mark.parametrize("key", ["sk_live_1", "rk_live_1"])
async def test_a_live_key_takes_no_test_money(cast, stripe, monkeypatch, key):
    call, payment, seen = await paid_unheard(cast, stripe)
    monkeypatch.setenv("STRIPE_SECRET_KEY", key)
    monkeypatch.setenv("STRIPE_API_BASE", "")
    config.settings.cache_clear()
    saw(cast, payment, seen)
    assert payments_of(call)[0].flagged == Flag.OTHER_ENVIRONMENT
    assert status(call) is Status.PAYING


async def test_a_declined_card_says_why_and_the_page_stays_open(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe, card="4000000000009995")
    saw(cast, payment, seen)
    [payment] = payments_of(call)
    assert (payment.status, payment.declined) == (Paid.OPEN, Decline.INSUFFICIENT_FUNDS)


async def test_the_gate_stays_open_when_the_same_is_said_again(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe)
    for _ in range(3):
        saw(cast, payment, seen)
    assert (status(call), lines(call)) == (Status.JOINING, ["held"])


async def test_a_bank_that_was_asked_and_is_thinking_has_not_answered(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe, card="4000002760003184")
    saw(cast, payment, seen)
    assert payments_of(call)[0].status is Paid.BANK
    saw(cast, payment, replace(seen, status="processing"))
    assert (payments_of(call)[0].status, status(call)) == (Paid.BANK, Status.PAYING)


async def test_a_tip_whose_card_is_declined_at_checkout_leaves_its_page_open(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    [tip] = payments_of(call, For.TIP)
    assert stripe.control("pay", session=tip.session_id, card="4000000000000002")["error"]
    await operations.sync(tip.id)
    assert payments_of(call, For.TIP)[0].status is Paid.OPEN


async def test_a_bank_that_asks_at_checkout_is_news_once(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe, card="4000002760003184")
    assert [saw(cast, payment, seen, at_checkout=True, page_status="open") for _ in range(2)] == [True, False]
    assert payments_of(call)[0].status is Paid.BANK


async def test_a_page_that_expired_after_a_refused_card_is_over(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe, card="4000000000009995")
    saw(cast, payment, seen, at_checkout=True, page_status="open")
    assert payments_of(call)[0].status is Paid.OPEN
    assert saw(cast, payment, seen, at_checkout=True, page_status="expired")
    assert payments_of(call)[0].status is Paid.EXPIRED


async def test_a_hold_is_released_whether_or_not_stripe_says_until_when_it_stands(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe)
    saw(cast, payment, replace(seen, hold_ends=None))
    saw(cast, payment, replace(seen, hold_ends=None, status="canceled"))
    assert payments_of(call)[0].status is Paid.RELEASED


async def test_a_hold_that_was_let_go_before_we_looked_was_one(cast, stripe):
    call, payment, seen = await paid_unheard(cast, stripe)
    saw(cast, payment, replace(seen, status="canceled"))
    assert payments_of(call)[0].status is Paid.RELEASED


@pytest.mark.parametrize("standing", [Paid.CREATED, Paid.OPEN, Paid.BANK, Paid.EXPIRED, Paid.FAILED])
async def test_a_refusal_ends_only_what_was_not_paid(cast, stripe, standing):
    call, payment, _ = await paid_unheard(cast, stripe)

    def refuse(session, now):
        session.get_one(Payment, payment.id).status = standing
        return payments.refused(session, payment.id, "no such card", now).news

    assert cast.does(refuse) is (standing in UNPAID)
    assert payments_of(call)[0].status is (Paid.FAILED if standing in UNPAID else standing)
    assert payments_of(call)[0].declined == "no such card"


async def test_a_tip_of_another_amount_than_agreed_is_flagged_and_given_back(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    [tip] = payments_of(call, For.TIP)
    cast.does(lambda session, now: setattr(session.get_one(Payment, tip.id), "amount", 400))
    assert stripe.control("pay", session=tip.session_id)["error"] is None
    for _ in range(2):
        await operations.sync(tip.id)
        await settled()
    [tip] = payments_of(call, For.TIP)
    assert (tip.captured, tip.refunded) == (500, 500)
    assert tip.flagged
    assert [one["amount"] for one in stripe.state()["objects"]["refund"]] == [500]
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0


async def test_a_tip_that_was_flagged_for_something_else_is_kept(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    [tip] = payments_of(call, For.TIP)
    cast.does(lambda session, now: setattr(session.get_one(Payment, tip.id), "flagged", "given_up:tip"))
    assert stripe.control("pay", session=tip.session_id)["error"] is None
    await operations.sync(tip.id)
    await settled()
    assert [(one.captured, one.refunded) for one in payments_of(call, For.TIP)] == [(500, 0)]
