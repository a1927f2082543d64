"""Everybody sees where each cent is: the creator's earnings, the fan's receipt and cards."""

from onetoone.models.payment import Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person


def test_a_paid_call_with_a_tip_is_on_both_sides_pages(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan, price="25", minutes="10")
    fan.is_rung_by(creator)
    fan.joins()
    fan.pays_and_joins()
    fan.is_connected()
    fan.tips("$5")
    creator.sees("Leo tipped you $5")
    cast.until_call(fan, lambda call: call.two_way_since is not None)
    fan.ends_the_call()
    cast.until_payment(fan, Paid.CAPTURED, Paid.RELEASED)

    fan.opens_the_receipt()
    fan.sees("Fair meter")
    fan.prints_nothing_but_the_receipt()
    fan.removes_the_card("Visa ···· 4242")

    creator.goes_to("/messages")
    creator.opens_earnings()
    creator.has_earned("Tip", "$4", "Pending")
    creator.shows_only("Tips")
    creator.sees_earnings(1)
    assert "5.00,-1.00,4.00" in creator.downloads_the_earnings()
