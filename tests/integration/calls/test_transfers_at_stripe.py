"""Transfers that somebody reversed at Stripe's dashboard, without a refund: our books say what Stripe's say, and what
is the creator's comes to them again."""

import httpx
import pytest
from sqlmodel import Session, col, select
from starlette.applications import Starlette

from onetoone import db
from onetoone.calls.service import operations
from onetoone.models import Entry
from onetoone.models.payout import Sent
from onetoone.payments import views
from onetoone.payments.service import connecting
from onetoone.payments.views import Kind
from onetoone.web.stripe_webhook import stripe_webhook_route
from tests.integration.calls.conftest import ORIGIN, payments_of
from tests.integration.calls.earning import (
    agrees_with_stripe,
    days_pass,
    earns,
    is_onboarded,
    is_paid_out,
    mine,
    settles,
    transfers_of,
)
from tests.integration.calls.test_stripe_doors import signed
from tests.integration.calls.test_taking_back import gives

HERS = {"pending": -2000, "connected": 2000}


@pytest.fixture
def cast(stripe, cast):
    return cast


@pytest.fixture
def door():
    app = Starlette(routes=[stripe_webhook_route])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN)


async def has_earned(cast, stripe, when):
    """$20 that went to Mara with the charge, or later."""
    if when == "with the charge":
        await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    if when == "later":
        await is_onboarded(cast, stripe)
    assert mine(cast) == HERS
    return call


def at_the_dashboard(stripe, amount=None, *, fee=False):
    """Somebody reverses the newest transfer there, all of it or a part."""
    newest = stripe.state()["objects"]["transfer"][-1]
    what = ({"amount": amount} if amount else {}) | ({"refund_application_fee": True} if fee else {})
    return stripe.client.v1.transfers.reversals.create(newest["id"], what)


def events(stripe, kind="transfer.reversed"):
    return [event for event in stripe.client.v1.events.list({"limit": 100}).to_dict()["data"] if event["type"] == kind]


def written(prefix="rev:"):
    """What came back by itself: each with what left the creator's account."""
    with Session(db.engine()) as session:
        lines = select(Entry).where(col(Entry.txn_id).startswith(prefix), col(Entry.account).startswith("connected:"))
        return {line.txn_id: line.amount for line in session.exec(lines)}


async def hears(stripe, door):
    for event in events(stripe):
        assert (await door.post("/webhooks/stripe", **signed(event))).status_code == 200
    await settles()


EACH = pytest.mark.parametrize("when", ["with the charge", "later"])


@EACH
@pytest.mark.parametrize("amount", [None, 700])
async def test_it_is_written_down_and_made_up_for_by_webhook(cast, stripe, door, when, amount):
    await has_earned(cast, stripe, when)
    reversal = at_the_dashboard(stripe, amount)
    await hears(stripe, door)
    assert written() == {f"rev:{reversal.id}": -reversal.amount}
    assert mine(cast) == HERS
    agrees_with_stripe(cast, stripe)


@EACH
async def test_it_is_found_by_the_sweep_when_the_webhook_was_lost(cast, stripe, when):
    await has_earned(cast, stripe, when)
    reversal = at_the_dashboard(stripe)
    for _ in range(3):
        await operations.hear_late_news()
        await settles()
    assert written() == {f"rev:{reversal.id}": -reversal.amount}
    assert mine(cast) == HERS
    agrees_with_stripe(cast, stripe)


@EACH
async def test_in_whatever_order_and_however_often_it_is_heard_it_counts_once(cast, stripe, door, when):
    call = await has_earned(cast, stripe, when)
    first, second = at_the_dashboard(stripe, 700), at_the_dashboard(stripe, 301)
    for event in reversed(events(stripe)):
        for _ in range(2):
            await door.post("/webhooks/stripe", **signed(event))
            await operations.sync(payments_of(call)[0].id)
    await settles()
    await operations.hear_late_news()
    await settles()
    assert written() == {f"rev:{first.id}": -700, f"rev:{second.id}": -301}
    assert mine(cast) == HERS
    agrees_with_stripe(cast, stripe)
    [*_, again] = stripe.state()["objects"]["transfer"]
    assert again["amount"] == 1001  # both at once: nothing was sent twice


async def test_what_we_took_back_ourselves_or_with_a_refund_is_not_written_twice(cast, stripe, door):
    call = await has_earned(cast, stripe, "with the charge")
    gives(cast, call, 1250)
    await settles()
    at_the_refund = {"payment_intent": payments_of(call)[0].intent_id, "amount": 500, "reverse_transfer": True}
    stripe.client.v1.refunds.create(at_the_refund)
    await hears(stripe, door)
    await operations.hear_late_news()
    await settles()
    assert written() == {}
    assert mine(cast) == {"pending": -600, "connected": 600}
    agrees_with_stripe(cast, stripe)


async def test_with_the_fee_it_is_one_difference(cast, stripe, door):
    await has_earned(cast, stripe, "with the charge")
    at_the_dashboard(stripe, fee=True)  # the transfer was of $25, of which $5 had gone back as our fee
    await hears(stripe, door)
    assert mine(cast) == HERS
    agrees_with_stripe(cast, stripe)
    assert [one["amount"] for one in stripe.state()["objects"]["transfer"]] == [2500, 2000]


@EACH
async def test_a_refund_meanwhile_leaves_her_what_is_hers(cast, stripe, door, when):
    call = await has_earned(cast, stripe, when)
    at_the_dashboard(stripe, 1500)
    gives(cast, call, 1250)
    await settles()  # our own reversal may find less in the transfer than we thought
    await hears(stripe, door)
    cast.clock.forward(3600)
    await operations.hear_late_news()
    await settles()
    assert mine(cast) == {"pending": -1000, "connected": 1000}
    agrees_with_stripe(cast, stripe)


async def test_of_a_transfer_that_nobody_had_written_down_it_counts_as_well(cast, stripe):
    await earns(cast, stripe)
    stripe.control("faults", kind="drop-after-commit", method="POST", path="/v1/transfers", times=3)
    await is_onboarded(cast, stripe)
    assert (transfers_of(cast)[0].status, written("tr:")) == (Sent.ASKED, {})
    reversal = at_the_dashboard(stripe)
    await days_pass(cast, stripe, 2)  # by when Stripe has forgotten the key
    await operations.hear_late_news()
    await settles()
    assert written() == {f"rev:{reversal.id}": -2000}
    assert sorted(written("tr:").values()) == [2000, 2000]
    assert mine(cast) == {"available": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


async def test_what_was_paid_out_before_is_sent_all_the_same(cast, stripe, door):
    await has_earned(cast, stripe, "with the charge")
    await is_paid_out(cast, stripe)
    at_the_dashboard(stripe, 2000)
    await hears(stripe, door)
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


def rows(cast):
    with Session(db.engine()) as session:
        seen = views.earnings(session, cast.mara, cast.clock.now(), kind=Kind.BACK)
        everything = views.earnings(session, cast.mara, cast.clock.now())
    assert (everything.net, everything.back) == ("$20", "")  # what she earned is the same
    assert [row.id for row in everything.rows if row.id.startswith("rev:")] == [row.id for row in seen.rows]
    return [(row.what, row.status, row.words, row.net, row.note) for row in seen.rows]


@EACH
async def test_the_creator_sees_a_row_and_where_it_is(cast, stripe, door, when):
    await has_earned(cast, stripe, when)
    at_the_dashboard(stripe, 700)
    stripe.control("faults", kind="500", method="POST", path="/v1/transfers", times=3)
    await hears(stripe, door)
    what = "Taken back at Stripe: video call, 10 min"
    said = "$7 left your account at Stripe. What is yours of it"
    assert rows(cast) == [(what, "coming", "On its way to you", "$0", f"{said} is being sent to you again.")]
    cast.clock.forward(700)
    await settles()
    assert rows(cast) == [(what, "back", "Settled", "$0", f"{said} has been sent to you again.")]


async def test_what_cannot_be_sent_again_yet_is_owed(cast, stripe, door):
    await has_earned(cast, stripe, "with the charge")
    [account] = stripe.state()["objects"]["v2.core.account"]
    stripe.control("account", account=account["id"], stage="restricted")
    await connecting.sync(cast.mara.id)
    at_the_dashboard(stripe, 700)
    await hears(stripe, door)
    assert mine(cast) == {"pending": -2000, "connected": 1300}
    agrees_with_stripe(cast, stripe)
    [(_what, status, where, _net, note)] = rows(cast)
    assert (status, where) == ("coming", "Waits for Stripe")
    assert note.endswith("is sent again as soon as Stripe lets us.")
    stripe.control("account", account=account["id"], stage="ready")
    await connecting.sync(cast.mara.id)
    await settles()
    assert mine(cast) == HERS
    agrees_with_stripe(cast, stripe)
