"""A whole paid call in which the fan uses Firefox and the creator Chromium."""

from playwright.sync_api import Browser

from onetoone.models.payment import For, Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.e2e.test_calls import they_talk_and_the_fan_tips


def test_a_fan_pays_talks_and_tips_in_firefox(creator: Person, cast: Cast, firefox: Browser) -> None:
    fan = cast.fan(of=creator, browser=firefox)
    fan.context.clear_cookies()
    cast.gives_a_password(fan, "a sentence to sleep on")
    fan.signs_in(f"{fan.handle}@example.test", "a sentence to sleep on")
    fan.is_at("/messages")
    creator.invites(fan, kind="Video", price="25")
    fan.is_rung_by(creator)
    fan.joins()
    creator.waits_at("reviewing")
    fan.pays_and_joins()
    they_talk_and_the_fan_tips(creator, fan)
    paid = [(payment.purpose, payment.status, payment.captured) for payment in cast.payments(fan)]
    assert paid == [(For.CALL, Paid.CAPTURED, 2500), (For.TIP, Paid.CAPTURED, 1000)]
