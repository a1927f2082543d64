"""Axe finds nothing on any page and in any state of a call: by day on a desktop, by night on a phone."""

import pytest

from tests.e2e.cast import Cast, Look
from tests.e2e.person import Person

LOOKS = {"desktop": Look(1440, 900, "light"), "phone": Look(390, 844, "dark")}


@pytest.fixture(params=LOOKS.values(), ids=list(LOOKS))
def cast(request: pytest.FixtureRequest, cast: Cast) -> Cast:
    cast.look = request.param
    return cast


def test_the_pages_of_a_visitor(cast: Cast) -> None:
    visitor = cast.visitor(cast.stack.creator_url)
    for path in ("/", "/sign-in", "/sign-up", "/nowhere-at-all"):
        visitor.goes_to(path)
        visitor.meets_no_barrier()


def test_the_pages_of_a_creator(cast: Cast) -> None:
    mara = cast.visitor(cast.stack.creator_url)
    mara.continues_as("Mara Lindqvist")
    for path in (
        "/messages",
        "/community",
        "/discover",
        "/calls",
        "/earnings",
        "/settings",
        "/settings/payouts",
        "/settings/offers",
        "/settings/data",
        "/settings/safety",
    ):
        mara.goes_to(path)
        mara.meets_no_barrier()


def test_the_pages_of_a_fan(creator: Person, cast: Cast) -> None:
    fan = cast.fan(of=creator)
    fan.opens_thread_with(creator)
    fan.meets_no_barrier()
    for path in ("/discover", f"/creators/{creator.handle}", "/payments", "/settings", "/settings/reaching"):
        fan.goes_to(path)
        fan.meets_no_barrier()


def test_a_call_from_the_set_up_to_the_summary(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.sets_up_a_call_with(fan)
    creator.meets_no_barrier()
    creator.starts_it(price="25")
    fan.is_rung_by(creator)
    fan.meets_no_barrier()
    fan.joins()
    creator.waits_at("reviewing")
    for person in (creator, fan):
        person.meets_no_barrier()
    fan.pays_and_joins()
    for person in (creator, fan):
        person.is_connected()
        person.meets_no_barrier()
    fan.opens_the_tip_sheet()
    fan.meets_no_barrier()
    fan.closes_the_sheet()
    for button in ("Devices", "React"):
        fan.opens_over_the_call(button)
        fan.meets_no_barrier()
        fan.presses("Escape")
    fan.presses("?")
    fan.finds_the_keys_listed()
    fan.meets_no_barrier()
    fan.presses("Escape")
    fan.opens_the_chat()
    fan.meets_no_barrier()
    creator.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.meets_no_barrier()
    fan.opens_thread_with(creator)
    fan.meets_no_barrier()


def test_a_request_and_its_answer(creator: Person, fan: Person) -> None:
    fan.asks(creator)
    fan.meets_no_barrier()
    creator.looks_at_the_request_of(fan)
    creator.meets_no_barrier()


def test_menus_sheets_and_what_went_wrong(creator: Person, fan: Person, cast: Cast) -> None:
    visitor = cast.visitor(cast.stack.fan_url)
    visitor.signs_in("nobody@example.test", "a sentence to sleep on")
    visitor.sees("don't go together")
    visitor.meets_no_barrier()
    fan.opens_thread_with(creator)
    fan.opens_the_menu("More")
    fan.meets_no_barrier()
    fan.chooses_from_the_menu("Block")
    fan.meets_no_barrier()
    fan.presses("Escape")
    fan.opens_the_menu("More")
    fan.chooses_from_the_menu("Report")
    fan.meets_no_barrier()
    creator.tries_to_invite(fan, price="much")
    creator.sees_an_error()
    creator.meets_no_barrier()
