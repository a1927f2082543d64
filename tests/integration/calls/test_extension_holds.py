"""The hold for more minutes: the bank asks, the card is refused or gone, answers are lost, it comes too late."""

import pytest

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.models import Payment
from onetoone.models.payment import For, Paid
from tests.integration.calls.conftest import call_now, lines, payments_of
from tests.integration.calls.extending import asks, extended, seen, shares
from tests.integration.calls.money import intents, live, with_a_card_that_asks


@pytest.fixture
def cast(stripe, cast):
    return cast


async def test_the_bank_asks_in_the_same_sheet_and_then_the_call_is_longer(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await extended(cast, call)
    assert (asked.status, call_now(call).extra_minutes) == (Paid.BANK, 0)
    sheet = seen(cast, call).asking
    assert (sheet.what, sheet.status, sheet.minutes, sheet.amount) == ("extension", "bank", 5, "$12.50")
    stripe.control("authenticate", payment_intent=asked.intent_id)
    await operations.sync(asked.id)
    assert call_now(call).extra_minutes == 5


async def test_the_bank_refuses_and_nothing_is_added(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await extended(cast, call)
    stripe.control("authenticate", payment_intent=asked.intent_id, outcome="fail")
    await operations.sync(asked.id)
    assert (payments_of(call, For.EXTENSION)[0].status, call_now(call).extra_minutes) == (Paid.FAILED, 0)
    assert lines(call) == ["held", "extension_failed"]
    assert (await extended(cast, call, "more-0002")).status is Paid.BANK  # and may be tried again


async def test_the_sheet_was_closed_and_nothing_is_added(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await extended(cast, call)
    cast.does(service.close_extra, cast.leo, payment_id=asked.id)
    await operations.carry_out_due()
    assert (payments_of(call, For.EXTENSION)[0].status, call_now(call).extra_minutes) == (Paid.FAILED, 0)
    assert intents(stripe)[-1]["status"] == "canceled"


async def test_the_call_ends_while_the_bank_asks(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await extended(cast, call)
    cast.mara_does(service.hang_up, call)
    stripe.control("authenticate", payment_intent=asked.intent_id)  # a second before we call it off
    await operations.carry_out_due()
    assert payments_of(call, For.EXTENSION)[0].status is Paid.RELEASED
    assert intents(stripe)[-1]["status"] == "canceled"
    assert call_now(call).extra_minutes == 0
    assert lines(call) == ["held", "ended", "captured", "released"]


async def test_a_hold_that_comes_after_the_call_is_sent_back_and_told(cast, stripe):
    call = await live(cast, stripe)
    asks(cast, call)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call, For.EXTENSION)[0].status is Paid.RELEASED
    assert (shares(call), call_now(call).extra_minutes) == ([2500, 0], 0)
    assert lines(call)[:3] == ["held", "ended", "late"]
    assert seen(cast, call).money_line == "Charged $25 to Visa ···· 4242"


async def test_without_a_saved_card_checkout_opens_beside_the_call(cast, stripe):
    call = await live(cast, stripe, tips_allowed=False)
    assert not seen(cast, call).more.saved_card
    asked = await extended(cast, call)
    assert (asked.status, seen(cast, call).asking.status) == (Paid.OPEN, "open")
    assert stripe.control("pay", session=asked.session_id)["error"] is None
    await operations.sync(asked.id)
    assert (payments_of(call, For.EXTENSION)[0].status, call_now(call).extra_minutes) == (Paid.HELD, 5)
    assert intents(stripe)[-1]["setup_future_usage"] is None
    cast.clock.forward(12 * 60)
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    assert shares(call) == [2500, 750]


async def test_a_removed_card_leads_to_checkout_for_the_same_minutes(cast, stripe):
    call = await live(cast, stripe)
    stripe.client.v1.payment_methods.detach(payments_of(call)[0].payment_method)
    asked = await extended(cast, call)
    assert asked.status is Paid.OPEN
    stripe.control("pay", session=asked.session_id)
    await operations.sync(asked.id)
    assert call_now(call).extra_minutes == 5


async def test_a_declined_card_adds_nothing_and_costs_nothing(cast, stripe):
    call = await live(cast, stripe)
    [payment] = payments_of(call)
    card = stripe.client.v1.payment_methods.attach(
        "pm_card_chargeCustomerFail", {"customer": intents(stripe)[0]["customer"]}
    )
    cast.does(lambda s, now: setattr(s.get(Payment, payment.id), "payment_method", card.id))
    assert (await extended(cast, call)).status is Paid.FAILED
    assert call_now(call).extra_minutes == 0
    assert lines(call) == ["held", "extension_failed"]


@pytest.mark.parametrize(("fault", "times"), [("500", 3), ("drop-after-commit", 3), ("429", 1)])
async def test_an_answer_that_is_lost_adds_the_minutes_once(cast, stripe, fault, times):
    call = await live(cast, stripe)
    asked = asks(cast, call)
    stripe.control("faults", kind=fault, path="/v1/payment_intents", method="POST", times=times)
    await operations.charge(asked.id)
    assert call_now(call).extra_minutes == 0
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert call_now(call).extra_minutes == 5
    assert len(intents(stripe)) == 2


async def test_a_killed_app_adds_what_was_asked_for(cast, stripe):
    call = await live(cast, stripe)
    asks(cast, call)  # committed; and then the process is gone
    await operations.carry_out_due()  # another process
    assert call_now(call).extra_minutes == 5


async def test_another_amount_than_agreed_adds_nothing_and_is_let_go(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await extended(cast, call)
    cast.does(lambda s, now: setattr(s.get(Payment, asked.id), "amount", 9900))
    stripe.control("authenticate", payment_intent=asked.intent_id)
    await operations.sync(asked.id)
    await operations.carry_out_due()
    assert (call_now(call).extra_minutes, intents(stripe)[-1]["status"]) == (0, "canceled")
    assert payments_of(call, For.EXTENSION)[0].flagged
