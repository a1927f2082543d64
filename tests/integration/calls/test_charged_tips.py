"""Tips and their money: charged to the saved card or paid at Checkout, asked about by the bank, or off."""

import pytest

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.errors import Invalid, NotFound, OneToOneError, Refused
from onetoone.models.payment import For, Paid
from tests.integration.calls.conftest import ORIGIN, ledger, lines, payments_of
from tests.integration.calls.money import intents, live, paid, tipped, with_a_card_that_asks


@pytest.fixture
def cast(stripe, cast):
    return cast


async def test_a_tip_is_charged_to_the_saved_card_once(cast, stripe):
    call = await live(cast, stripe)
    for _ in range(2):
        assert (await tipped(cast, call)).status is Paid.CAPTURED
    assert len(payments_of(call, For.TIP)) == 1
    assert [i["amount"] for i in intents(stripe)] == [2500, 1000]
    assert lines(call) == ["held", "tip"]
    assert ledger()["platform_revenue"] == -200


async def test_a_charge_that_nobody_wrote_down_is_found_when_its_key_is_forgotten(cast, stripe):
    call = await live(cast, stripe)
    stripe.control("faults", kind="drop-after-commit", path="/v1/payment_intents", method="POST", times=3)
    assert (await tipped(cast, call)).status is Paid.CREATED
    stripe.control("clock", advance=25 * 3600)
    cast.clock.forward(25 * 3600)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert [i["amount"] for i in intents(stripe)] == [2500, 1000]


async def test_a_tip_that_the_bank_asks_about_and_lets_pass(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe, card="4000002500003155")
    asked = await tipped(cast, call)
    assert asked.status is Paid.BANK
    stripe.control("authenticate", payment_intent=asked.intent_id)
    await operations.sync(asked.id)
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert lines(call) == ["held", "tip"]


async def test_a_tip_that_the_bank_asks_about_and_refuses(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    asked = await tipped(cast, call)
    assert asked.status is Paid.BANK
    assert asked.bank_page
    stripe.control("authenticate", payment_intent=asked.intent_id, outcome="fail")
    await operations.sync(asked.id)
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert lines(call) == ["held", "tip_failed"]


async def test_a_tip_whose_sheet_was_closed_is_off(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    tip = await tipped(cast, call)
    cast.does(service.close_extra, cast.leo, payment_id=tip.id)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert intents(stripe)[-1]["status"] == "canceled"


async def test_a_tip_that_waits_for_the_bank_when_the_call_ends_is_off(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    assert (await tipped(cast, call)).status is Paid.BANK
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert intents(stripe)[-1]["status"] == "canceled"
    assert payments_of(call)[0].status is Paid.CAPTURED


async def test_a_tip_still_at_checkout_when_the_call_ends_is_off(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.EXPIRED
    assert stripe.state()["objects"]["checkout.session"][-1]["status"] == "expired"


async def test_a_tip_that_was_paid_before_the_call_ended_stays_paid(cast, stripe):
    call = await live(cast, stripe)
    await tipped(cast, call)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED


async def test_tips_switched_off_are_refused_on_the_server(cast, stripe):
    call = await live(cast, stripe, tips_allowed=False)
    with pytest.raises(Refused, match="switched off"):
        cast.leo_does(service.tip, call, amount="10", client_tip_id="tip-0001", origin=ORIGIN)


async def test_a_call_without_tips_keeps_no_card(cast, stripe):
    await paid(cast, stripe, tips_allowed=False)
    assert intents(stripe)[0]["setup_future_usage"] is None


async def test_nobody_tips_before_or_after_the_call(cast, stripe):
    call, _ = await paid(cast, stripe)
    with pytest.raises(Refused, match="under way"):
        cast.leo_does(service.tip, call, amount="10", client_tip_id="tip-0001", origin=ORIGIN)


@pytest.mark.parametrize("amount", ["0", "0.99", "500.01", "-5", "1e9", "NaN", "", None, 10, True])
async def test_an_impossible_tip_is_refused(cast, stripe, amount):
    call = await live(cast, stripe)
    with pytest.raises(Invalid):
        cast.leo_does(service.tip, call, amount=amount, client_tip_id="tip-0001", origin=ORIGIN)
    assert payments_of(call, For.TIP) == []


async def test_the_creator_and_strangers_cannot_pay_or_tip(cast, stripe):
    call = await live(cast, stripe)
    for actor in (cast.mara, cast.ana):
        with pytest.raises(OneToOneError):
            cast.does(service.tip, actor, call_id=call.id, amount="10", client_tip_id="tip-0001", origin=ORIGIN)
    with pytest.raises(NotFound):
        cast.does(service.close_extra, cast.ana, payment_id=payments_of(call)[0].id)


async def test_a_tip_in_a_free_call_goes_through_checkout(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    page = await operations.checkout_page(tip.id)
    assert page
    stripe.control("pay", session=payments_of(call, For.TIP)[0].session_id)
    await operations.sync(tip.id)
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED


async def test_what_stripe_keeps_of_a_tip_paid_at_checkout_is_in_the_ledger(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    stripe.control("pay", session=payments_of(call, For.TIP)[0].session_id)
    await operations.sync(tip.id)
    [moved] = stripe.state()["objects"]["balance_transaction"]
    assert (ledger()["stripe_fees"], ledger()["stripe_clearing"]) == (moved["fee"], moved["net"])


async def test_a_tip_at_checkout_that_the_bank_asks_about_can_be_closed(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    tip = cast.leo_does(service.tip, call, amount="5", client_tip_id="tip-0001", origin=ORIGIN)
    await operations.checkout_page(tip.id)
    stripe.control("pay", session=payments_of(call, For.TIP)[0].session_id, card="4000002760003184")
    await operations.sync(tip.id)
    assert payments_of(call, For.TIP)[0].status is Paid.BANK
    cast.does(service.close_extra, cast.leo, payment_id=tip.id)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert stripe.state()["objects"]["checkout.session"][0]["status"] == "expired"
