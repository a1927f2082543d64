"""A call's money from hold to capture or release, through the real SDK and the sandbox, with its faults."""

import pytest

from onetoone import db, runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.domain.errors import VendorDown
from onetoone.domain.money import Money
from onetoone.models import Account
from onetoone.models.payment import Paid
from onetoone.payments.service import outbox
from onetoone.workers import loops
from tests.integration.calls.conftest import ORIGIN, ledger, lines, operations_left, payments_of, status
from tests.integration.calls.money import at_checkout, intents, live, paid


@pytest.fixture
def cast(stripe, cast):
    return cast


async def test_paying_holds_the_card_and_opens_the_door(cast, stripe):
    call, payment = await paid(cast, stripe)
    assert status(call) is Status.JOINING
    assert (payment.status, payment.card) == (Paid.HELD, "Visa ···· 4242")
    assert lines(call) == ["held"]
    [intent] = intents(stripe)
    assert (intent["status"], intent["amount"], intent["metadata"]["call_id"]) == ("requires_capture", 2500, call.id)


async def test_the_price_is_captured_when_the_fan_ends_a_real_call(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    [payment] = payments_of(call)
    assert (payment.status, payment.captured, payment.fee) == (Paid.CAPTURED, 2500, 500)
    assert lines(call) == ["held", "ended", "captured"]
    books = ledger()
    assert sum(books.values()) == 0
    assert (books["platform_revenue"], books[f"creator:{cast.mara.id}:pending"]) == (-500, -2000)
    assert books["stripe_clearing"] + books["stripe_fees"] == 2500


async def test_only_the_delivered_share_is_captured_when_the_creator_leaves_early(cast, stripe):
    call = await live(cast, stripe, seconds=120)
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].captured == 500
    [intent] = intents(stripe)
    assert (intent["status"], intent["amount_received"]) == ("succeeded", 500)


async def test_a_call_below_the_least_is_released(cast, stripe):
    call = await live(cast, stripe, seconds=29)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.RELEASED
    assert intents(stripe)[0]["status"] == "canceled"
    assert lines(call) == ["held", "ended", "released"]
    assert ledger() == {}


async def test_a_call_that_never_connects_is_released(cast, stripe):
    call, _ = await paid(cast, stripe)
    cast.passes(120)
    await operations.carry_out_due()
    assert status(call) is Status.UNCONNECTED
    assert payments_of(call)[0].status is Paid.RELEASED


async def test_asking_to_pay_twice_is_one_payment_and_one_page(cast, stripe):
    call, first = await at_checkout(cast)
    second = cast.leo_does(service.pay, call, origin=ORIGIN)
    assert second.id == first.id
    assert await operations.checkout_page(second.id) == first.checkout_url
    assert len(stripe.state()["objects"]["checkout.session"]) == 1


async def test_stepping_back_and_paying_again_uses_the_same_page(cast, stripe):
    call, first = await at_checkout(cast)
    cast.leo_does(service.step_back, call)
    assert status(call) is Status.REVIEWING
    assert cast.leo_does(service.pay, call, origin=ORIGIN).id == first.id


@pytest.mark.parametrize(("language", "locale"), [("", "auto"), ("de", "de"), ("pt", "pt-BR")])
async def test_checkout_is_in_the_language_of_who_pays(cast, stripe, language, locale):
    with db.unit_of_work() as session:
        session.get_one(Account, cast.leo.id).language = language
    _call, payment = await at_checkout(cast)
    assert stripe.client.v1.checkout.sessions.retrieve(payment.session_id).locale == locale


async def test_the_creator_cancels_while_the_fan_is_at_checkout(cast, stripe):
    call, payment = await at_checkout(cast)
    cast.mara_does(service.cancel, call)
    await operations.carry_out_due()
    assert stripe.control("pay", session=payment.session_id)["error"]["status"] == "expired"
    assert payments_of(call)[0].status is Paid.EXPIRED


async def test_paid_in_the_second_of_the_cancel_is_released(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    cast.mara_does(service.cancel, call)
    await operations.carry_out_due()
    await operations.carry_out_due()
    assert status(call) is Status.CANCELLED
    assert payments_of(call)[0].status is Paid.RELEASED
    assert intents(stripe)[0]["status"] == "canceled"
    assert lines(call) == ["late", "released"]


async def test_news_that_comes_again_and_again_changes_nothing(cast, stripe):
    call, payment = await paid(cast, stripe)
    for event in (None, ("evt_1", "x"), ("evt_1", "x"), None):
        await operations.sync(payment.id, event=event)
    assert lines(call) == ["held"]
    assert len(payments_of(call)) == 1


async def test_a_declined_card_leaves_the_page_open(cast, stripe):
    call, payment = await at_checkout(cast)
    assert stripe.control("pay", session=payment.session_id, card="4000000000000002")["error"]
    await operations.sync(payment.id)
    assert status(call) is Status.PAYING
    stripe.control("pay", session=payment.session_id)
    await operations.sync(payment.id)
    assert status(call) is Status.JOINING


async def test_the_bank_asks_and_the_fan_passes(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id, card="4000002760003184")
    await operations.sync(payment.id)
    assert payments_of(call)[0].status is Paid.BANK
    stripe.control("authenticate", payment_intent=intents(stripe)[0]["id"])
    await operations.sync(payment.id)
    assert status(call) is Status.JOINING


async def test_the_bank_asks_and_the_fan_fails(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id, card="4000002760003184")
    await operations.sync(payment.id)
    stripe.control("authenticate", payment_intent=intents(stripe)[0]["id"], outcome="fail")
    await operations.sync(payment.id)
    assert (status(call), payments_of(call)[0].status) == (Status.PAYING, Paid.OPEN)


async def test_stripe_down_at_the_door_is_a_kind_sentence_and_heals(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    stripe.control("faults", kind="500", path="/v1/checkout/sessions", times=3)
    with pytest.raises(VendorDown, match="Nothing was charged"):
        await operations.checkout_page(payment.id)
    cast.clock.forward(10)
    assert await operations.checkout_page(payment.id)
    assert len(stripe.state()["objects"]["checkout.session"]) == 1


async def test_an_answer_lost_after_the_page_was_made_makes_no_second_page(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    stripe.control("faults", kind="drop-after-commit", path="/v1/checkout/sessions", times=3)
    with pytest.raises(VendorDown):
        await operations.checkout_page(payment.id)
    cast.clock.forward(10)
    assert await operations.checkout_page(payment.id)
    assert len(stripe.state()["objects"]["checkout.session"]) == 1


@pytest.mark.parametrize(("fault", "times"), [("500", 3), ("drop-after-commit", 3), ("429", 1)])
async def test_a_capture_whose_answer_is_lost_happens_once(cast, stripe, fault, times):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    stripe.control("faults", kind=fault, path="*capture", times=times)
    await operations.carry_out_due()
    assert f"capture:{payments_of(call)[0].id}" in operations_left()
    cast.clock.forward(10)
    await operations.carry_out_due()
    assert (payments_of(call)[0].status, payments_of(call)[0].captured) == (Paid.CAPTURED, 2500)
    assert sum(ledger().values()) == 0
    assert lines(call).count("captured") == 1


async def test_an_app_killed_between_its_commit_and_stripe_makes_up_for_it(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)  # committed; and then the process is gone
    assert payments_of(call)[0].status is Paid.CAPTURING
    await operations.carry_out_due()  # another process
    assert payments_of(call)[0].status is Paid.CAPTURED


async def test_an_app_killed_while_it_asked_stripe_makes_up_for_it(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    [payment] = payments_of(call)
    cast.does(lambda s, now: outbox.claim(s, now=now))
    assert payment.intent_id
    # Asked, answered, and nothing written down.
    await runtime.current().checkout.capture(f"capture:{payment.id}", payment.intent_id, Money(payment.amount, "usd"))
    assert await operations.carry_out_due() == 0
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert (payments_of(call)[0].status, payments_of(call)[0].captured) == (Paid.CAPTURED, 2500)


async def test_a_hold_of_another_amount_opens_nothing_and_is_let_go(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    cast.does(lambda s, now: setattr(s.get(type(payment), payment.id), "amount", 9900))
    await operations.sync(payment.id)
    await operations.carry_out_due()
    assert status(call) is Status.PAYING
    assert payments_of(call)[0].flagged
    assert intents(stripe)[0]["status"] == "canceled"


async def test_a_page_that_could_not_be_opened_in_time_is_given_up_and_nothing_is_left(cast, stripe):
    call = cast.invites()
    cast.leo_does(service.join, call)
    cast.leo_does(service.pay, call, origin=ORIGIN)
    cast.passes(1200)  # Stripe was down; now it finds that the page would close too soon
    stripe.control("clock", advance=1200)
    await operations.carry_out_due()
    assert (status(call), payments_of(call)[0].status) == (Status.EXPIRED, Paid.EXPIRED)
    assert operations_left() == []
    assert lines(call) == []


async def test_no_hold_is_said_to_be_released_when_the_card_was_refused(cast, stripe):
    call, payment = await at_checkout(cast)
    assert stripe.control("pay", session=payment.session_id, card="4000000000000002")["error"]
    await operations.sync(payment.id)
    cast.mara_does(service.cancel, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].status is Paid.EXPIRED
    assert lines(call) == []


async def test_what_was_earned_is_available_on_the_day_that_stripe_names(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    [moved] = stripe.state()["objects"]["balance_transaction"]
    [payment] = payments_of(call)
    assert payment.available_on is not None
    assert payment.available_on.timestamp() == moved["available_on"]
    for day, pending, available in ((1, -2000, 0), (2, 0, -2000)):
        cast.clock.forward(86_400)
        await loops.heal_once()
        books = ledger()
        assert (books[f"creator:{cast.mara.id}:pending"], books.get(f"creator:{cast.mara.id}:available", 0)) == (
            pending,
            available,
        ), day
    assert sum(books.values()) == 0


async def test_a_day_that_stripe_did_not_name_at_once_is_asked_for_again(cast, stripe):
    call = await live(cast, stripe)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    [payment] = payments_of(call)
    cast.does(lambda s, now: setattr(s.get(type(payment), payment.id), "available_on", None))
    cast.clock.forward(60)
    await loops.heal_once()
    assert payments_of(call)[0].available_on == payment.available_on


async def test_a_call_of_which_less_was_delivered_than_a_card_can_be_charged_costs_nothing(cast, stripe):
    call = await live(cast, stripe, seconds=59, price="5")
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    assert (payments_of(call)[0].status, ledger()) == (Paid.RELEASED, {})
    assert intents(stripe)[0]["status"] == "canceled"


@pytest.mark.parametrize(("seconds", "captured"), [(29.98, 0), (30, 2500), (30.02, 2500)])
async def test_thirty_seconds_are_thirty_seconds(cast, stripe, seconds, captured):
    call = await live(cast, stripe, seconds=seconds)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert payments_of(call)[0].captured == captured
