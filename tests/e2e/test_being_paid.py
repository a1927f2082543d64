"""A creator on the way to their money, as they live it."""

from onetoone.domain.payouts import Status
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.stack import SHORT_TIMES

LEAST = int(SHORT_TIMES["LEAST_TWO_WAY_SECONDS"])
DAY = 24 * 3600
CLOSED = "000111111113"


def has_earned(creator: Person, fan: Person, cast: Cast) -> None:
    """A paid call, three days ago by Stripe's clock: its money is about to be available."""
    fan.opens_messages()
    creator.invites(fan, price="25")
    fan.is_rung_by(creator)
    fan.joins()
    fan.pays_and_joins()
    for person in (creator, fan):
        person.is_connected()
    fan.talks_past(LEAST)
    cast.stripe_clock(-3 * DAY)
    fan.ends_the_call()
    creator.sees_the_summary()
    creator.sees_the_money("captured")
    cast.stripe_clock(0)


def test_a_creator_goes_from_first_call_to_payout(creator: Person, fan: Person, cast: Cast) -> None:
    has_earned(creator, fan, cast)
    cast.until_books(creator, available=-2000)
    creator.opens_payouts()
    creator.sees("$20")
    creator.sees("is waiting for you")
    creator.goes_to_stripe_by("Set up payouts")
    creator.leaves_stripe_early()
    creator.sees("More needed")
    creator.sees("A bank account")
    creator.goes_to_stripe_by("Continue at Stripe")
    creator.tells_stripe()
    creator.sees("Ready to pay out")
    cast.until_books(creator, available=-2000, connected=2000)
    creator.pays_out()
    creator.sees_the_payout_as("On its way")
    cast.until_books(creator, payouts_in_transit=-2000, connected=2000)
    cast.stripe_clock(DAY + 60)
    creator.sees_the_payout_as("Arrived")
    cast.until_books(creator)
    [payout] = cast.payouts(creator)
    assert (payout.amount, payout.status, payout.automatic) == (2000, Status.ARRIVED, False)


def test_a_closed_bank_account_is_changed_and_paid(creator: Person, fan: Person, cast: Cast) -> None:
    creator.opens_payouts()
    creator.goes_to_stripe_by("Set up payouts")
    creator.tells_stripe(CLOSED)
    creator.sees("Ready to pay out")
    has_earned(creator, fan, cast)
    cast.until_books(creator, available=-2000, connected=2000)
    creator.opens_payouts()
    creator.pays_out()
    creator.sees_the_payout_as("On its way")
    cast.stripe_clock(DAY + 60)
    creator.sees_the_payout_as("Sent back")
    creator.sees("the bank account is closed")
    cast.until_books(creator, available=-2000, connected=2000)
    creator.goes_to_stripe_by("Change bank account")
    creator.tells_stripe()
    creator.pays_out()
    creator.sees_the_payout_as("On its way")
    cast.stripe_clock(2 * DAY + 120)
    creator.sees_the_payout_as("Arrived")
    cast.until_books(creator)
    assert [payout.status for payout in cast.payouts(creator)] == [Status.FAILED, Status.ARRIVED]


def test_a_restricted_creator_is_told_what_to_do_and_free_calls_go_on(creator: Person, fan: Person) -> None:
    creator.opens_payouts()
    creator.goes_to_stripe_by("Set up payouts")
    creator.tells_stripe(comes_of_it="Something is missing")
    creator.sees("Stripe needs something from you")
    creator.sees("A photo of an ID")
    fan.opens_messages()
    creator.tries_to_invite(fan, price="25")
    creator.sees("Stripe has restricted your payout account, so paid calls have to wait")
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
