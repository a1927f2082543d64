"""After a call: a problem, and money that goes back."""

from onetoone.models.payment import Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.stack import SHORT_TIMES


def test_a_fan_reports_and_the_creator_refunds_half(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan, price="25")
    fan.is_rung_by(creator)
    fan.joins()
    fan.pays_and_joins()
    for person in (creator, fan):
        person.is_connected()
    fan.talks_past(int(SHORT_TIMES["LEAST_TWO_WAY_SECONDS"]))
    fan.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees_the_money("captured")
    fan.reports_a_problem("The picture or sound was bad", "It froze twice")
    fan.sees("You reported a problem")
    creator.sees("Leo reported a problem")
    creator.sees("It froze twice")
    creator.refunds("99")
    creator.sees("You can give back at most $25.")
    creator.refunds("12.50", again=True)
    creator.sees("$12.50 went back to Leo")
    fan.sees("$12.50 refunded")
    [payment] = cast.payments(fan)
    assert (payment.status, payment.captured, payment.refunded) == (Paid.CAPTURED, 2500, 1250)
    for person, line in ((fan, "Mara refunded $12.50 of your call"), (creator, "You gave Leo $12.50 of the call back")):
        person.opens_thread_with(creator if person is fan else fan)
        person.sees(line)
    assert cast.refunds_at_stripe(payment) == [(1250, "succeeded")]
