"""What a fan gives during the call: tips, which can be undone, and more minutes."""

from onetoone.models.payment import For, Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.stack import SHORT_TIMES

LEAST = int(SHORT_TIMES["LEAST_TWO_WAY_SECONDS"])


def test_a_tip_is_undone_and_another_one_grows(creator: Person, fan: Person, cast: Cast) -> None:
    in_a_paid_call(creator, fan)
    fan.tips("$10")
    fan.sees_a_tip_on_its_way("$10")
    fan.undoes_the_tip()
    fan.tips("$5")
    fan.adds_to_the_tip("$5")
    fan.sees_a_tip_on_its_way("$10")
    creator.sees("Leo tipped you $10")
    fan.sees("You tipped Mara $10")
    fan.sees_no_tip_on_its_way()
    tips = [payment for payment in cast.payments(fan) if payment.purpose is For.TIP]
    assert [(tip.status, tip.captured) for tip in tips] == [(Paid.UNDONE, 0), (Paid.CAPTURED, 1000)]
    assert cast.at_stripe(tips[1]).amount_received == 1000


def test_a_tip_that_was_sent_in_the_last_second_is_charged_after_the_call(
    creator: Person, fan: Person, cast: Cast
) -> None:
    in_a_paid_call(creator, fan)
    fan.tips("$5")
    fan.sees_a_tip_on_its_way("$5")
    creator.ends_the_call()
    fan.sees_the_summary()
    fan.sees_a_tip_on_its_way("$5")
    fan.sees_no_tip_on_its_way()
    creator.sees("Tips")
    cast.until_payment(fan, Paid.CAPTURED)


def test_five_more_minutes(creator: Person, fan: Person, cast: Cast) -> None:
    in_a_paid_call(creator, fan)
    creator.has_no_way_to_add_minutes()
    fan.adds_minutes(5, "$12.50", twice=True)
    creator.sees("Leo added 5 more minutes")
    for person in (creator, fan):
        person.has_minutes_left(10)
    fan.talks_past(LEAST, of_minutes=15)
    fan.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees_the_money("captured")
    fan.sees("$37.50")
    cast.until_payment(fan, Paid.CAPTURED)
    call, more = cast.payments(fan)
    assert (more.purpose, more.amount, cast.call(fan).extra_minutes) == (For.EXTENSION, 1250, 5)
    assert (cast.at_stripe(call).amount_received, cast.at_stripe(more).amount_received) == (2500, 1250)


def test_five_more_minutes_that_the_bank_asks_about(creator: Person, fan: Person, cast: Cast) -> None:
    in_a_paid_call(creator, fan, bank_asks=True)
    fan.adds_minutes(5, "$12.50")
    fan.answers_the_bank_in_the_sheet("Complete")
    creator.sees("Leo added 5 more minutes")
    fan.has_minutes_left(10)
    assert cast.payments(fan)[-1].status is Paid.HELD


def in_a_paid_call(creator: Person, fan: Person, *, bank_asks: bool = False) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    fan.joins()
    fan.goes_to_checkout()
    fan.pays_with("4000002760003184" if bank_asks else "4242424242424242")
    if bank_asks:
        fan.answers_the_bank("Complete")
    for person in (creator, fan):
        person.is_connected()
