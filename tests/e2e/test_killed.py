"""The app is killed like by `kill -9` while people are in the middle of things, and started again."""

from onetoone.models.payment import Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person


def test_a_running_call_goes_on_while_the_app_is_dead_and_is_captured_after(
    creator: Person, fan: Person, cast: Cast
) -> None:
    in_a_paid_call(creator, fan)
    cast.stack.kill("app")
    for person in (creator, fan):
        person.sees_a_moving_picture()
    cast.stack.start_again("app")
    for person in (creator, fan):
        person.sees_a_moving_picture()
    fan.reloads()
    fan.is_connected()
    fan.ends_the_call()
    creator.goes_to_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees_the_money("captured")
    assert [payment.status for payment in cast.payments(fan)] == [Paid.CAPTURED]


def test_a_call_whose_people_have_gone_ends_by_its_deadline_after_a_restart(
    creator: Person, fan: Person, cast: Cast
) -> None:
    in_a_paid_call(creator, fan)
    cast.stack.kill("app")
    fan.closes_the_tab()
    creator.closes_the_tab()
    cast.stack.start_again("app")
    cast.until_payment(fan, Paid.CAPTURED, Paid.RELEASED)
    assert cast.call(fan).status in ("ended", "unconnected")


def test_a_ring_that_outlives_the_app_is_missed(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    cast.stack.kill("app")
    cast.stack.start_again("app")
    cast.until_call(creator, lambda call: call.status == "missed")
    creator.goes_to_the_call()
    creator.waits_at("missed")


def test_money_that_was_held_while_the_app_was_dead_lets_the_fan_in(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    fan.joins()
    fan.goes_to_checkout()
    cast.stack.kill("app")
    fan.pays_without_coming_back("4242424242424242")
    cast.stack.start_again("app")
    cast.until_payment(fan, Paid.HELD)
    fan.goes_to_the_call()
    fan.is_seated()


def in_a_paid_call(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    fan.joins()
    fan.pays_and_joins()
    for person in (creator, fan):
        person.is_connected()
        person.sees_a_moving_picture()
