"""The media node that holds a call is killed: both are told, and the call goes on at the other node."""

from onetoone.models.payment import Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.e2e.test_killed import in_a_paid_call


def test_a_call_moves_when_its_node_dies_and_the_receipt_shows_the_gap(
    creator: Person, fan: Person, cast: Cast
) -> None:
    in_a_paid_call(creator, fan)
    fan.talks_past(3)
    lost = cast.stack.holder_of(cast.call(fan).node)
    cast.stack.kill(lost)
    for person in (creator, fan):
        person.reads_that_the_call_moves()
    for person in (creator, fan):
        person.is_connected()
        person.sees_a_moving_picture()
    assert cast.stack.holder_of(cast.call(fan).node) != lost
    cast.stack.start_again(lost)
    fan.ends_the_call()
    creator.goes_to_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees("The line was down for")
    cast.until_payment(fan, Paid.CAPTURED)
