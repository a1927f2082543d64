"""The HTTP doors that Stripe comes in by: its webhook, and the pages it sends people back to."""

import json
import time
from datetime import timedelta

import httpx
import pytest
import stripe as sdk
from starlette.applications import Starlette

from onetoone import config, db, runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.models import Account
from onetoone.models.payment import Paid
from onetoone.web.checkout import checkout_routes
from onetoone.web.stripe_webhook import stripe_webhook_route
from onetoone.workers import loops
from tests import factories
from tests.integration.calls.conftest import ORIGIN, lines, payments_of, status
from tests.sandbox.running import SECRET


@pytest.fixture
def cast(stripe, cast):
    return cast


@pytest.fixture
def door():
    app = Starlette(routes=[stripe_webhook_route, *checkout_routes])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN)


async def at_checkout(cast):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    return call, payments_of(call)[-1]


def event_about(payment, event_id="evt_1", **changes):
    """A well-formed event, as Stripe would send it."""
    thing = {"id": payment.session_id, "object": "checkout.session", "metadata": {"payment_id": payment.id}}
    return {
        "id": event_id,
        "object": "event",
        "type": "checkout.session.completed",
        "api_version": "2026-10-28.endive",
        "data": {"object": thing},
        **changes,
    }


def signed(event, secret=SECRET, at=None):
    body = json.dumps(event)
    stamp = int(at or time.time())
    signature = sdk.WebhookSignature._compute_signature(f"{stamp}.{body}", secret)
    return {"content": body, "headers": {"stripe-signature": f"t={stamp},v1={signature}"}}


def cookie_of(actor):
    with db.unit_of_work() as session:
        now = runtime.now()
        return {"cookie": factories.signed_in(session, session.get_one(Account, actor.id), now=now)}


async def test_a_signed_event_has_the_payment_read_at_stripe(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    assert (await door.post("/webhooks/stripe", **signed(event_about(payment)))).status_code == 200
    assert status(call) is Status.JOINING


async def test_an_event_before_anything_was_paid_opens_nothing(cast, stripe, door):
    call, payment = await at_checkout(cast)
    assert (await door.post("/webhooks/stripe", **signed(event_about(payment)))).status_code == 200
    assert status(call) is Status.PAYING


async def test_the_same_event_again_and_others_late_change_nothing(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    for event_id in ("evt_1", "evt_1", "evt_0", "evt_1"):
        assert (await door.post("/webhooks/stripe", **signed(event_about(payment, event_id)))).status_code == 200
    assert lines(call) == ["held"]


@pytest.mark.parametrize(
    "forge",
    [
        lambda event: signed(event, secret="whsec_somebody_elses"),
        lambda event: signed(event, at=time.time() - 301),
        lambda event: {**signed(event), "content": json.dumps({**event, "id": "evt_2"})},
        lambda event: {"content": json.dumps(event)},
        lambda event: {"content": json.dumps(event), "headers": {"stripe-signature": "t=1,v1=00"}},
    ],
    ids=["another secret", "stale", "altered body", "unsigned", "nonsense"],
)
async def test_a_forged_event_is_refused_and_changes_nothing(cast, stripe, door, forge):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    assert (await door.post("/webhooks/stripe", **forge(event_about(payment)))).status_code == 400
    assert status(call) is Status.PAYING


async def test_without_a_secret_there_is_no_webhook(cast, stripe, door, monkeypatch):
    _, payment = await at_checkout(cast)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "")
    config.settings.cache_clear()
    runtime.use(None)
    answer = await door.post("/webhooks/stripe", **signed(event_about(payment), secret=""))
    assert answer.status_code == 404


async def test_stripe_down_during_a_webhook_asks_stripe_to_send_it_again(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    stripe.control("faults", kind="500", path="*", times=3)
    assert (await door.post("/webhooks/stripe", **signed(event_about(payment)))).status_code == 503
    assert (await door.post("/webhooks/stripe", **signed(event_about(payment)))).status_code == 200
    assert status(call) is Status.JOINING


async def test_the_return_page_lets_the_payer_in_before_any_webhook(cast, stripe, door):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    answer = await door.get(f"/checkout/return?session_id={payment.session_id}", headers=cookie_of(cast.leo))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/call/{call.id}")
    assert status(call) is Status.JOINING


async def test_going_back_leads_to_the_details_and_unpays_nothing(cast, stripe, door):
    call, payment = await at_checkout(cast)
    await door.get(f"/checkout/back/{payment.id}", headers=cookie_of(cast.leo))
    assert status(call) is Status.REVIEWING
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    assert status(call) is Status.JOINING


@pytest.mark.parametrize("path", ["/checkout/return?session_id={0.session_id}", "/checkout/back/{0.id}"])
@pytest.mark.parametrize("who", ["mara", "ana", None])
async def test_somebody_elses_payment_leads_nowhere(cast, stripe, door, path, who):
    call, payment = await at_checkout(cast)
    headers = cookie_of(getattr(cast, who)) if who else {}
    answer = await door.get(path.format(payment), headers=headers)
    assert answer.headers["location"] == "/call/unknown"
    assert status(call) is Status.PAYING


async def test_the_banks_sheet_may_be_framed_by_us_alone(cast, stripe, door):
    answer = await door.get("/bank/return?payment_intent=pi_unknown")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


async def test_a_lost_webhook_and_a_lost_redirect_heal_by_the_sweep(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    cast.clock.forward(31)
    await loops.heal_once()
    assert (status(call), payments_of(call)[0].status) == (Status.JOINING, Paid.HELD)


async def test_many_holds_that_lie_quiet_keep_nobody_from_being_healed(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    many_quiet_holds(120)
    cast.clock.forward(31)
    await loops.heal_once()
    assert payments_of(call)[0].status is Paid.HELD


async def test_each_of_many_quiet_holds_has_its_turn(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    many_quiet_holds(120)
    stripe.api("POST", f"/v1/payment_intents/{payments_of(call)[0].intent_id}/cancel")
    for _ in range(2):
        cast.clock.forward(31)
        await loops.heal_once()
    assert payments_of(call)[0].status is Paid.RELEASED


def many_quiet_holds(count: int) -> None:
    with db.unit_of_work() as session:
        mara, leo = factories.creator(session, "Mara"), factories.fan(session, "Leo")
        for _ in range(count):
            factories.payment(
                session, factories.call(session, mara, leo), changed_at=factories.NOON - timedelta(hours=1)
            )
