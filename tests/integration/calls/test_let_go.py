"""Why a hold was let go is said wherever it is shown, to both, whatever had happened."""

import pytest
from sqlmodel import Session

from onetoone import db
from onetoone.calls import service
from onetoone.calls import views as calls
from onetoone.calls.service import operations
from onetoone.domain.reasons import Decline
from onetoone.models import Payment
from onetoone.models.payment import For, Paid
from onetoone.payments import views as money
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import ORIGIN, payments_of
from tests.integration.calls.extending import asks, extended
from tests.integration.calls.money import at_checkout, live, paid

WEEK = 7 * 24 * 3600


@pytest.fixture
def cast(stripe, cast):
    return cast


def change(cast, payment, name, value):
    cast.does(lambda session, now: setattr(session.get(Payment, payment.id), name, value))


async def nobody_came(cast, stripe):
    call, _ = await paid(cast, stripe)
    cast.passes(120)
    return call


async def the_fan_left_first(cast, stripe):
    call, _ = await paid(cast, stripe)
    cast.leo_does(service.hang_up, call)
    return call


async def the_creator_left_first(cast, stripe):
    call, _ = await paid(cast, stripe)
    cast.mara_does(service.hang_up, call)
    return call


async def paid_in_the_last_second(cast, stripe, end):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    end(call)
    return call


async def the_creator_cancelled(cast, stripe):
    return await paid_in_the_last_second(cast, stripe, lambda call: cast.mara_does(service.cancel, call))


async def the_fan_declined(cast, stripe):
    return await paid_in_the_last_second(cast, stripe, lambda call: cast.leo_does(service.decline, call))


async def the_time_to_pay_was_over(cast, stripe):
    return await paid_in_the_last_second(cast, stripe, lambda call: cast.passes(300))


async def another_page_took_its_place(cast, stripe):
    call, first = await at_checkout(cast)
    change(cast, first, "status", Paid.EXPIRED)  # so we had heard
    cast.clock.forward(1)
    second = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(second.id)
    for page in payments_of(call):
        stripe.control("pay", session=page.session_id)
        await operations.sync(page.id)
    return call


async def another_amount(cast, stripe):
    call, payment = await at_checkout(cast)
    stripe.control("pay", session=payment.session_id)
    change(cast, payment, "amount", 9900)
    await operations.sync(payment.id)
    return call


async def too_short(cast, stripe):
    return await ended(cast, stripe, seconds=12, carry_out=False)


async def the_creator_left_early(cast, stripe):
    return await ended(cast, stripe, seconds=120, who="mara", carry_out=False)


async def our_side_failed(cast, stripe):
    call = await live(cast, stripe, seconds=120)
    cast.does(lambda s, now: service.leave_node(s, node="http://node.test", at=now))
    cast.passes(60)
    return call


async def too_little_to_charge(cast, stripe):
    return await ended(cast, stripe, seconds=40, who="mara", price="5", carry_out=False)


async def the_hold_ran_out(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    stripe.control("clock", advance=WEEK)
    cast.clock.forward(WEEK)
    return call


async def ended_at_stripe(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    stripe.client.v1.payment_intents.cancel(payments_of(call)[0].intent_id)
    return call


async def charged_less_at_stripe(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    stripe.client.v1.payment_intents.capture(payments_of(call)[0].intent_id, {"amount_to_capture": 1000})
    return call


# What happened → what the fan reads, and what the creator does.
EARLY = ("The call ended early on Mara’s side", "The call ended early on your side")
STORIES = {
    nobody_came: ("You two didn’t get connected in time.",) * 2,
    the_fan_left_first: ("You left before you two were connected.", "Leo left before you two were connected."),
    the_creator_left_first: ("Mara left before you two were connected.", "You left before you two were connected."),
    the_creator_cancelled: (
        "Mara cancelled the call before it began.",
        "You cancelled the call before it began.",
    ),
    the_fan_declined: ("You declined the call before it began.", "Leo declined the call before it began."),
    the_time_to_pay_was_over: ("The time to pay was over before the payment came.",) * 2,
    another_page_took_its_place: ("The payment came too late to count for the call.",) * 2,
    another_amount: (
        "What your card was held for isn’t what was agreed.",
        "What Leo’s card was held for isn’t what was agreed.",
    ),
    too_short: ("You were together for 12 s. Less than 30 s costs nothing.",) * 2,
    the_creator_left_early: tuple(f"{who}, so only the time you had is charged." for who in EARLY),
    our_side_failed: ("The call ended early on our side, so only the time you had is charged.",) * 2,
    too_little_to_charge: tuple(f"{who}. The time you had comes to less than a card can be charged." for who in EARLY),
    the_hold_ran_out: ("The bank’s hold had run out before it was charged.",) * 2,
    ended_at_stripe: ("The hold was ended at Stripe or at the bank before it was charged.",) * 2,
    charged_less_at_stripe: ("Less than the price was charged at Stripe.",) * 2,
}


def look(of, actor, *more):
    with Session(db.engine()) as session:
        return of(session, actor, *more)


def reads_as_fan(cast, payment):
    """On the list of payments and on the receipt alike."""
    [on_list] = [row.why for row in look(money.payments, cast.leo).rows if row.id == payment.id]
    assert look(money.receipt, cast.leo, payment.id).why == on_list
    return on_list


@pytest.mark.parametrize("happens", STORIES, ids=lambda story: story.__name__)
async def test_the_fan_reads_why_in_payments_and_on_the_receipt(cast, stripe, happens):
    call = await happens(cast, stripe)
    await settled()
    assert reads_as_fan(cast, payments_of(call)[0]) == STORIES[happens][0]


NOT_OVER = (another_page_took_its_place, another_amount)  # the call goes on: there is no summary of it


@pytest.mark.parametrize("happens", [each for each in STORIES if each not in NOT_OVER], ids=lambda s: s.__name__)
async def test_both_read_it_on_the_summary_and_among_their_calls(cast, stripe, happens):
    call = await happens(cast, stripe)
    await settled()
    for person, why in zip((cast.leo, cast.mara), STORIES[happens], strict=True):
        assert look(calls.call, person, call.id, cast.clock.now()).money_why == why
        [past] = look(calls.history, person).rows
        assert past.let_go.endswith(why)
        assert past.let_go.startswith("Part charged." if payments_of(call)[0].captured else "Nothing charged.")


@pytest.mark.parametrize("happens", STORIES, ids=lambda story: story.__name__)
async def test_the_creator_reads_among_earnings_what_became_of_what_was_held(cast, stripe, happens):
    call = await happens(cast, stripe)
    await settled()
    gone = payments_of(call)[0]
    rows = [row for row in look(money.earnings, cast.mara, cast.clock.now()).rows if row.id == gone.id]
    if gone.captured:
        assert rows == []  # what was charged is a row of its own
    else:
        [row] = rows
        held = "$99" if happens is another_amount else "$5" if happens is too_little_to_charge else "$25"
        assert (row.status, row.note) == ("released", f"{held} was held. {STORIES[happens][1]}")
        assert (row.gross, row.fee, row.net) == ("", "", "")


async def test_added_minutes_say_for_themselves_why_they_are_not_charged(cast, stripe):
    call = await live(cast, stripe)
    await extended(cast, call)
    cast.mara_does(service.hang_up, call)
    await settled()
    [more] = payments_of(call, For.EXTENSION)
    assert reads_as_fan(cast, more) == "The call ended early on Mara’s side, before the added minutes began."


async def test_minutes_that_came_after_the_call_are_late(cast, stripe):
    call = await live(cast, stripe)
    asks(cast, call)
    cast.leo_does(service.hang_up, call)
    await settled()
    [call_itself], [more] = payments_of(call), payments_of(call, For.EXTENSION)
    assert reads_as_fan(cast, more) == "The payment came too late to count for the call."
    assert reads_as_fan(cast, call_itself) == ""  # it was charged


async def test_a_refused_card_is_its_owners_business(cast, stripe):
    call = await live(cast, stripe)
    asked = asks(cast, call)
    for name, value in (("status", Paid.FAILED), ("declined", Decline.INSUFFICIENT_FUNDS)):
        change(cast, asked, name, value)
    assert reads_as_fan(cast, asked) == "The card has insufficient funds."
    cast.leo_does(service.hang_up, call)
    assert look(calls.call, cast.mara, call.id, cast.clock.now()).money_why == ""
