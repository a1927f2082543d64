"""The first minute: signing up, in and out; and a call without any camera."""

from playwright.sync_api import Browser

from tests.e2e.cast import Cast
from tests.e2e.person import Person


def test_a_newcomer_is_a_demo_person_with_one_click(cast: Cast) -> None:
    visitor = cast.visitor(cast.stack.creator_url)
    visitor.continues_as("Mara Lindqvist")
    visitor.sees("Leo Brandt")
    visitor.signs_out()
    visitor.goes_to("/messages")
    visitor.is_asked_to_sign_in()


def test_somebody_signs_up_out_and_in_again(cast: Cast) -> None:
    visitor = cast.visitor(cast.stack.fan_url)
    visitor.signs_up("Nina", "nina@example.test", "a sentence to sleep on")
    visitor.signs_out()
    visitor.signs_in("nina@example.test", "another sentence altogether")
    visitor.sees("don't go together")
    visitor.signs_in("nina@example.test", "a sentence to sleep on")
    visitor.is_at("/messages")


def test_a_fan_without_a_camera_joins_with_a_stand_in(creator: Person, cast: Cast, bare_browser: Browser) -> None:
    fan = cast.fan(of=creator, browser=bare_browser)
    fan.opens_messages()
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("Free")
    fan.joins()
    fan.sees("No camera or microphone found")
    fan.takes_the_stand_in()
    for person in (creator, fan):
        person.is_connected()
        person.sees_a_moving_picture()
    fan.hears_the_other()


def test_a_fan_finds_a_creator_and_subscribes(creator: Person, cast: Cast) -> None:
    fan = cast.fan("Ana")
    fan.goes_to("/discover")
    fan.opens_the_page_of(creator)
    fan.subscribes()
    fan.asks_from_the_page(creator)
    creator.opens_messages()
    creator.sees("Ana")
