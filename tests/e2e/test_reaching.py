"""Who isn't looking is reached: on the lock screen, or kindly not at all; and without a line there is a page."""

from tests.e2e.hatch import Hatch
from tests.e2e.person import Person


def test_a_call_is_declined_and_answered_from_its_notification(creator: Person, fan: Person, hatch: Hatch) -> None:
    fan.opens_messages()
    phone = fan.turns_notifications_on(hatch)
    fan.looks_away()
    creator.invites(fan)
    fan.is_pushed(hatch.next(phone))
    fan.is_notified(f"{creator.name} is calling you", "Join", "Decline")
    fan.presses_the_notification("decline")
    creator.sees(f"{fan.name} can't take your call right now")
    fan.is_pushed(hatch.next(phone))  # it rings no more
    fan.is_notified_of_nothing()

    creator.invites(fan)
    fan.is_pushed(hatch.next(phone))
    fan.is_notified(f"{creator.name} is calling you", "Join", "Decline")
    fan.goes_to("/settings")
    fan.presses_the_notification("join")
    fan.is_at(creator.call_address.removeprefix(creator.base))
    fan.joins()
    creator.waits_at("reviewing")


def test_who_is_not_to_be_disturbed_is_not_and_the_other_is_told(creator: Person, fan: Person) -> None:
    fan.is_left_alone_for_an_hour()
    creator.invites(fan)
    creator.is_told_that_nothing_rings()
    fan.is_not_rung()
    fan.sees_the_invitation_quietly()
    fan.joins()
    creator.waits_at("reviewing")


def test_a_request_is_told_on_whatever_page_the_creator_is(creator: Person, fan: Person) -> None:
    creator.goes_to_reaching()
    fan.asks(creator)
    creator.follows_the_toast(f"{fan.name} asks for an audio call")
    creator.turns_down_here("Another day")
    fan.sees("Another day")


def test_without_a_line_there_is_a_page_that_goes_on_by_itself(creator: Person, fan: Person) -> None:
    fan.opens_thread_with(creator)
    fan.loses_the_line()
    fan.goes_to("/messages")
    fan.sees("You’re offline")
    fan.keeps_nothing_but_the_offline_page()
    fan.has_the_line_back()
    fan.sees("Hello!")
