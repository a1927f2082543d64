"""A creator's account for payouts: who may begin one, what is believed, and what a restriction means for calls."""

import json

import httpx
import pytest
from starlette.applications import Starlette

from onetoone import config, db, runtime
from onetoone.calls import service
from onetoone.domain.errors import Refused, VendorDown
from onetoone.domain.payouts import Standing
from onetoone.models import Account
from onetoone.payments.service import connecting, onboarding
from onetoone.web.payouts import payouts_routes
from onetoone.web.stripe_webhook import stripe_webhook_route
from tests import factories
from tests.integration.calls import earning
from tests.integration.calls.conftest import ORIGIN, payments_of, status
from tests.integration.calls.earning import goes_straight, goes_to_stripe, is_onboarded, is_over, is_paid, standing_of
from tests.integration.calls.test_stripe_doors import signed


@pytest.fixture
def cast(stripe, cast):
    return cast


@pytest.fixture
def door():
    app = Starlette(routes=[stripe_webhook_route, *payouts_routes])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN)


def cookie_of(actor):
    with db.unit_of_work() as session:
        return {"cookie": factories.signed_in(session, session.get_one(Account, actor.id), now=runtime.now())}


def told(stripe, type):
    """The newest event of that type, as it was delivered."""
    kind = "v2.core.event" if type.startswith("v2.") else "event"
    return [event for event in stripe.state()["objects"][kind] if event["type"] == type][-1]


CAPABILITY = "v2.core.account[configuration.recipient].capability_status_updated"


async def test_a_creator_is_onboarded_and_charges_go_straight_to_them(cast, stripe):
    await is_onboarded(cast, stripe)
    account = standing_of(cast)
    assert (account.standing, account.wants, account.can_pay_out) == (Standing.READY, [], True)
    assert goes_straight(cast) == account.stripe_id
    [made] = stripe.state()["objects"]["v2.core.account"]
    assert (made["metadata"], made["dashboard"]) == ({"account_id": cast.mara.id}, "express")
    settings = stripe.client.v1.balance_settings.retrieve({}, {"stripe_account": account.stripe_id})
    assert settings.payments.payouts.schedule.interval == "manual"


async def test_asking_twice_is_one_account(cast, stripe):
    first = await goes_to_stripe(cast, stripe)
    assert await goes_to_stripe(cast, stripe) != first
    assert len(stripe.state()["objects"]["v2.core.account"]) == 1


async def test_an_answer_lost_after_the_account_was_made_makes_no_second_one(cast, stripe):
    stripe.control("faults", kind="drop-after-commit", method="POST", path="/v2/core/accounts", times=3)
    impatient(0.5)
    with pytest.raises(VendorDown):
        await goes_to_stripe(cast, stripe)
    impatient(10)
    cast.clock.forward(700)
    await goes_to_stripe(cast, stripe)
    assert len(stripe.state()["objects"]["v2.core.account"]) == 1


def impatient(seconds):
    now = runtime.current()
    settings = now.settings.model_copy(update={"stripe_timeout": seconds})
    runtime.use(runtime.Runtime(settings, now.clock, now.checkout, now.media, now.bulletin))


async def test_the_page_left_incomplete_says_what_is_missing(cast, stripe):
    await is_onboarded(cast, stripe, act="later")
    account = standing_of(cast)
    assert account.standing is Standing.STARTED
    assert "external_account" in account.wants
    assert goes_straight(cast) is None


async def test_checked_for_a_while_and_found_by_the_sweep(cast, stripe):
    await is_onboarded(cast, stripe, outcome="checking")
    assert standing_of(cast).standing is Standing.CHECKING
    cast.clock.forward(3700)
    stripe.control("clock", advance=3700)
    await earning.sweeps()
    assert standing_of(cast).standing is Standing.READY


@pytest.mark.parametrize("type", ["account.updated", CAPABILITY, "v2.core.account[requirements].updated"])
async def test_events_of_both_kinds_have_the_account_read(cast, stripe, door, type):
    path = await goes_to_stripe(cast, stripe)
    stripe.submit(path, **earning.FORM)
    assert (await door.post("/webhooks/stripe", **signed(told(stripe, type)))).status_code == 200
    assert standing_of(cast).standing is Standing.READY


async def test_doubled_and_late_events_change_nothing(cast, stripe, door):
    await is_onboarded(cast, stripe)
    ready = told(stripe, "account.updated")
    stripe.control("account", account=standing_of(cast).stripe_id, stage="restricted")
    restricted = told(stripe, "account.updated")
    for event in (restricted, ready, restricted, ready):
        assert (await door.post("/webhooks/stripe", **signed(event))).status_code == 200
    assert standing_of(cast).standing is Standing.RESTRICTED


@pytest.mark.parametrize("type", ["account.updated", CAPABILITY])
async def test_a_forged_event_is_refused(cast, stripe, door, type):
    path = await goes_to_stripe(cast, stripe)
    stripe.submit(path, **earning.FORM)
    forged = signed(told(stripe, type), secret="whsec_somebody_elses")
    assert (await door.post("/webhooks/stripe", **forged)).status_code == 400
    altered = {**signed(told(stripe, type)), "content": json.dumps({**told(stripe, type), "id": "evt_2"})}
    assert (await door.post("/webhooks/stripe", **altered)).status_code == 400
    assert standing_of(cast).standing is Standing.STARTED


async def test_each_destination_has_a_secret_of_its_own(cast, stripe, door, monkeypatch):
    path = await goes_to_stripe(cast, stripe)
    stripe.submit(path, **earning.FORM)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_ours, whsec_thin")
    config.settings.cache_clear()
    now = runtime.current()
    runtime.use(None)
    fresh = runtime.current()
    runtime.use(runtime.Runtime(fresh.settings, now.clock, fresh.checkout, now.media, now.bulletin))
    assert (await door.post("/webhooks/stripe", **signed(told(stripe, CAPABILITY), "whsec_thin"))).status_code == 200
    assert standing_of(cast).standing is Standing.READY
    assert (await door.post("/webhooks/stripe", **signed(told(stripe, CAPABILITY), ""))).status_code == 400


async def test_stripe_down_during_an_event_asks_for_it_again(cast, stripe, door):
    path = await goes_to_stripe(cast, stripe)
    stripe.submit(path, **earning.FORM)
    event = told(stripe, CAPABILITY)
    stripe.control("faults", kind="500", path="/v2/*", times=3)
    assert (await door.post("/webhooks/stripe", **signed(event))).status_code == 503
    assert (await door.post("/webhooks/stripe", **signed(event))).status_code == 200
    assert standing_of(cast).standing is Standing.READY


async def test_coming_back_proves_nothing(cast, stripe, door):
    await goes_to_stripe(cast, stripe)
    answer = await door.get("/payouts/return", headers=cookie_of(cast.mara))
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/payouts")
    assert standing_of(cast).standing is Standing.STARTED
    assert goes_straight(cast) is None


async def test_an_old_link_leads_to_a_new_one_for_its_own_creator_only(cast, stripe, door):
    await is_onboarded(cast, stripe)
    again = await door.get("/payouts/again", headers=cookie_of(cast.mara))
    assert again.headers["location"].startswith(stripe.url + "/setup/")
    for headers in (cookie_of(cast.leo), {"cookie": ""}):
        stranger = await door.get("/payouts/again", headers=headers)
        assert stranger.headers["location"] == "/settings/payouts"
    assert len(stripe.state()["objects"]["v2.core.account"]) == 1


async def test_fans_have_no_account_for_payouts(cast, stripe):
    with pytest.raises(Refused):
        await connecting.page_for(cast.leo, ORIGIN)


async def test_old_news_does_not_overtake_new(cast, stripe):
    await is_onboarded(cast, stripe)
    began = cast.clock.now()
    cast.clock.forward(5)
    stripe.control("account", account=standing_of(cast).stripe_id, stage="restricted")
    late = await runtime.current().connect.account(str(standing_of(cast).stripe_id))
    await connecting.sync(cast.mara.id)
    stripe.control("account", account=standing_of(cast).stripe_id, stage="ready")
    await connecting.sync(cast.mara.id)
    cast.does(lambda s, now: onboarding.saw(s, cast.mara.id, late, began=began, now=now))
    assert standing_of(cast).standing is Standing.READY


async def is_restricted(cast, stripe):
    stripe.control("account", account=standing_of(cast).stripe_id, stage="restricted")
    cast.clock.forward(1)
    await connecting.sync(cast.mara.id)
    assert (standing_of(cast).standing, goes_straight(cast)) == (Standing.RESTRICTED, None)


async def test_a_restricted_creator_takes_no_new_paid_calls_but_free_ones(cast, stripe):
    await is_onboarded(cast, stripe)
    await is_restricted(cast, stripe)
    with pytest.raises(Refused, match="Settings → Payouts says what to do"):
        cast.invites()
    with pytest.raises(Refused, match="Mara can’t take paid calls right now"):
        cast.asks()
    call = cast.invites(price="0")
    cast.leo_does(service.join, call)
    cast.leo_does(service.enter, call)


async def test_a_restriction_before_paying_is_told_kindly_and_charges_nothing(cast, stripe):
    await is_onboarded(cast, stripe)
    call = cast.invites()
    cast.leo_does(service.join, call)
    await is_restricted(cast, stripe)
    with pytest.raises(Refused, match="Nothing was charged"):
        cast.leo_does(service.pay, call, origin=ORIGIN)
    assert payments_of(call) == []


async def test_a_restriction_in_the_call_lets_it_end_and_its_money_arrives(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await is_paid(cast, stripe)
    await is_restricted(cast, stripe)
    assert status(call).value == "live"
    await is_over(cast, call, seconds=119, ender="mara")  # one second has passed already
    [payment] = payments_of(call)
    assert (payment.status.value, payment.captured, payment.fee) == ("captured", 500, 100)
    assert earning.mine(cast) == {"pending": -400, "connected": 400}
    earning.agrees_with_stripe(cast, stripe)


async def test_a_capture_that_a_closed_account_makes_stripe_refuse_is_tried_until_it_goes(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await is_paid(cast, stripe)
    account = standing_of(cast).stripe_id
    stripe.control("account", account=account, stage="rejected")
    await is_over(cast, call)
    assert payments_of(call)[0].status.value == "capturing"
    stripe.control("account", account=account, stage="ready")
    cast.clock.forward(700)
    await earning.settles()
    assert payments_of(call)[0].status.value == "captured"
    earning.agrees_with_stripe(cast, stripe)
