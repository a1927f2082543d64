"""Paying, and all the ways in which it goes otherwise."""

from onetoone.models.payment import Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person


def at_the_door(creator: Person, fan: Person, **terms: str) -> None:
    """The fan has joined, and looks at price and terms."""
    fan.opens_messages()
    creator.invites(fan, **terms)
    fan.is_rung_by(creator)
    fan.joins()


def test_a_declined_card_and_then_a_good_one(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.goes_to_checkout()
    fan.pays_with("4000000000000002")
    fan.sees("Your card was declined")
    fan.pays_with("4242424242424242")
    fan.is_seated()
    assert [payment.status for payment in cast.payments(fan)] == [Paid.HELD]


def test_the_bank_asks_and_is_answered(creator: Person, fan: Person) -> None:
    at_the_door(creator, fan)
    fan.goes_to_checkout()
    fan.pays_with("4000002760003184")
    fan.answers_the_bank("Complete")
    fan.is_seated()


def test_the_bank_says_no_and_nothing_is_held(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.goes_to_checkout()
    fan.pays_with("4000002760003184")
    fan.answers_the_bank("Fail")
    fan.sees("authenticate")
    assert cast.payments(fan)[0].status in (Paid.OPEN, Paid.BANK)
    fan.pays_with("4242424242424242")
    fan.is_seated()


def test_the_creator_cancels_while_the_fan_is_at_checkout(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.goes_to_checkout()
    creator.waits_at("paying")
    creator.cancels()
    creator.sees_the_call_as("cancelled")
    cast.until_payment(fan, Paid.EXPIRED)
    fan.pays_with("4242424242424242")
    fan.sees("This page has expired")
    fan.goes_to_the_call()
    fan.sees_the_call_as("cancelled")


def test_the_fan_never_connects_and_nothing_is_charged(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.pays_and_joins()
    fan.closes_the_tab()
    creator.sees_the_call_as("unconnected", "ended")
    creator.sees_the_money("released")
    [payment] = cast.payments(creator)
    assert payment.status is Paid.RELEASED
    assert cast.at_stripe(payment).status == "canceled"


def test_the_fan_rehearses_on_the_real_path_before_paying(creator: Person, fan: Person) -> None:
    at_the_door(creator, fan)
    fan.rehearses()
    fan.sees("You look and sound good")


def test_two_more_minutes(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    creator.waits_at("reviewing")
    creator.gives_two_more_minutes()
    cast.until_call(creator, lambda call: call.more_time_given)


def test_a_tip_that_the_bank_asks_about(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.goes_to_checkout()
    fan.pays_with("4000002760003184")
    fan.answers_the_bank("Complete")
    fan.is_connected()
    fan.tips("$5")
    fan.answers_the_bank_in_the_sheet("Complete")
    creator.sees("Leo tipped you $5")


def test_a_stranger_finds_nothing(creator: Person, fan: Person, cast: Cast) -> None:
    at_the_door(creator, fan)
    fan.pays_and_joins()
    [payment] = cast.payments(fan)
    stranger = cast.fan("Nosy")
    stranger.goes_to(f"/call/{payment.call_id}")
    stranger.finds_nothing_there()
    stranger.goes_to(f"/checkout/return?session_id={payment.session_id}")
    stranger.finds_nothing_there()
    stranger.goes_to(f"/checkout/back/{payment.id}")
    stranger.finds_nothing_there()
    assert not stranger.can_take_a_seat(payment.call_id)
    assert fan.can_take_a_seat(payment.call_id)
