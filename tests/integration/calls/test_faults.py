"""The faults that nothing else had to do with (docs/proofs.md lists all of them, each with its tests)."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Ended, Side, Status
from onetoone.domain.errors import Invalid, OneToOneError, VendorDown
from onetoone.domain.reasons import Decline
from onetoone.models import Payment, RateCard
from onetoone.models.payment import For, Paid
from onetoone.web.checkout import checkout_routes
from onetoone.web.stripe_webhook import stripe_webhook_route
from onetoone.workers import loops
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import ORIGIN, call_now, ledger, lines, payments_of, status
from tests.integration.calls.test_stripe_doors import cookie_of, event_about, signed

NO_AMOUNTS = ["-5", "0", "1e9", "NaN", "Infinity", "5e2", "٥", "５", "", -5, 0, 1e9, float("nan"), 500, True, 4.5, None]


@pytest.fixture
def cast(stripe, cast):
    return cast


@pytest.fixture
def door():
    app = Starlette(routes=[stripe_webhook_route, *checkout_routes])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN)


async def at_checkout(cast, call=None, **terms):
    call = call or cast.invites(**terms)
    if status(call) is Status.RINGING:
        cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    return call, payments_of(call)[-1]


def intents(stripe):
    return {one["metadata"]["payment_id"]: one["status"] for one in stripe.state()["objects"]["payment_intent"]}


def change(cast, payment, **columns):
    def changed(session, now):
        row = session.get_one(Payment, payment.id)
        for name, value in columns.items():
            setattr(row, name, value)

    cast.does(changed)


async def test_the_webhook_comes_before_the_redirect(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    assert (await door.post("/webhooks/stripe", **signed(event_about(payment)))).status_code == 200
    answer = await door.get(f"/checkout/return?session_id={payment.session_id}", headers=cookie_of(cast.leo))
    assert answer.headers["location"] == f"/call/{call.id}"
    assert (status(call), lines(call)) == (Status.JOINING, ["held"])


async def test_paid_in_one_tab_and_then_in_another(cast, stripe):
    call, payment = await at_checkout(cast)
    assert await operations.checkout_page(payment.id) == payment.checkout_url  # the other tab's page is the same
    assert stripe.control("pay", session=payment.session_id)["error"] is None
    assert stripe.control("pay", session=payment.session_id)["error"]["status"] == "complete"
    await operations.sync(payment.id)
    with pytest.raises(OneToOneError):
        cast.leo_does(service.pay, call, origin=ORIGIN)
    assert list(intents(stripe).values()) == ["requires_capture"]


async def test_two_different_pages_are_paid_and_the_one_given_up_is_released(cast, stripe):
    call, first = await at_checkout(cast)
    change(cast, first, status=Paid.EXPIRED)  # so we had heard; and yet it can still be paid
    cast.clock.forward(1)
    _, second = await at_checkout(cast, call)
    assert first.id != second.id
    for page in (second, first):
        assert stripe.control("pay", session=page.session_id)["error"] is None
        await operations.sync(page.id)
    await settled()
    assert intents(stripe) == {first.id: "canceled", second.id: "requires_capture"}
    assert (status(call), lines(call).count("held")) == (Status.JOINING, 1)


async def test_a_page_that_expired_makes_room_for_a_new_one_with_a_key_of_its_own(cast, stripe):
    call, first = await at_checkout(cast)
    stripe.control("clock", advance=46 * 60)
    await operations.sync(first.id)
    assert (status(call), payments_of(call)[0].status) == (Status.PAYING, Paid.EXPIRED)
    stripe.control("clock", advance=-46 * 60)
    cast.clock.forward(1)  # payments are in the order in which they were made
    _, second = await at_checkout(cast, call)
    assert (first.id, first.session_id) != (second.id, second.session_id)
    stripe.control("pay", session=second.session_id)
    await operations.sync(second.id)
    assert status(call) is Status.JOINING


async def test_a_page_that_nobody_wrote_down_is_found_when_its_key_is_forgotten(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    stripe.control("faults", kind="drop-after-commit", path="/v1/checkout/sessions", method="POST", times=6)
    with pytest.raises(VendorDown):
        await operations.checkout_page(payment.id)
    stripe.control("faults", clear=True)
    stripe.control("clock", advance=25 * 3600)
    cast.clock.forward(25 * 3600)
    await settled()
    [page] = stripe.state()["objects"]["checkout.session"]
    [payment] = payments_of(call)
    assert (payment.session_id, payment.status) == (page["id"], Paid.EXPIRED)


async def test_a_hold_that_is_gone_when_it_is_to_be_captured_costs_nothing(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    [payment] = payments_of(call)
    stripe.client.v1.payment_intents.cancel(payment.intent_id)
    await settled()
    [payment] = payments_of(call)
    assert (payment.status, payment.captured, ledger()) == (Paid.RELEASED, 0, {})
    assert lines(call)[-1] == "released"


@pytest.mark.parametrize("seconds", [-600, 600], ids=["10 min slow", "10 min fast"])
async def test_our_clock_differs_from_stripes(cast, stripe, seconds):
    cast.clock.forward(seconds)
    call = await ended(cast, stripe)
    assert (payments_of(call)[0].captured, status(call)) == (2500, Status.ENDED)


async def test_a_clock_so_fast_that_no_webhook_is_believed_is_made_up_for_by_the_sweep(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    ten_minutes_ago = datetime.now(UTC) - timedelta(minutes=10)
    news = signed(event_about(payment), at=ten_minutes_ago.timestamp())
    assert (await door.post("/webhooks/stripe", **news)).status_code == 400
    cast.clock.forward(31)
    await loops.heal_once()
    assert status(call) is Status.JOINING


async def test_a_price_that_is_changed_while_the_fan_pays_is_the_next_calls(cast, stripe):
    call, payment = await at_checkout(cast)
    cast.does(lambda s, now: setattr(s.get_one(RateCard, cast.mara.id), "video_price", 9900))
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    assert (status(call), payments_of(call)[0].amount) == (Status.JOINING, 2500)


@pytest.mark.parametrize("livemode", [True, None, "yes"])
async def test_an_event_of_another_environment_opens_nothing(cast, stripe, door, livemode):
    call, payment = await at_checkout(cast)
    news = signed(event_about(payment, livemode=livemode, type="payment_intent.succeeded"))
    assert (await door.post("/webhooks/stripe", **news)).status_code == 200
    assert (status(call), payments_of(call)[0].status) == (Status.PAYING, Paid.OPEN)


async def test_a_line_that_drops_after_three_seconds_costs_nothing(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    cast.clock.forward(3)
    cast.node_says("two_way_stopped", call, missing="fan")
    cast.passes(61)
    await settled()
    assert (call_now(call).two_way_ms, call_now(call).ended, call_now(call).missing) == (3000, Ended.BY_FAN, Side.FAN)
    assert (payments_of(call)[0].status, lines(call)[-1]) == (Paid.RELEASED, "released")


@pytest.mark.parametrize("amount", NO_AMOUNTS, ids=repr)
async def test_an_amount_that_is_none_is_refused_as_price_and_as_tip(cast, stripe, amount):
    if amount not in ("0", 0):  # a free call
        with pytest.raises(Invalid):
            cast.invites(price=amount)
    call = cast.seated()
    cast.node_says("two_way_started", call)
    with pytest.raises(Invalid):
        cast.leo_does(service.tip, call, amount=amount, client_tip_id="tip-0001", origin=ORIGIN)
    assert payments_of(call, For.TIP) == []


async def test_a_tip_that_the_bank_declines_is_said_and_costs_nothing(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    change(cast, payment, payment_method=declining_card(stripe))
    tip = cast.leo_does(service.tip, call, amount="10", client_tip_id="tip-0001", origin=ORIGIN)
    cast.clock.forward(8)  # and nobody undid it
    assert (await operations.charge(tip.id)).status is Paid.FAILED
    [tip] = payments_of(call, For.TIP)
    assert (tip.declined, tip.captured, ledger()) == (Decline.DECLINED, 0, {})
    assert (status(call), lines(call)) == (Status.LIVE, ["held", "tip_failed"])


def declining_card(stripe):
    """A card that can be saved and is declined when it is charged."""
    [customer] = stripe.state()["objects"]["customer"]
    card = stripe.client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": customer["id"]})
    return card.id
