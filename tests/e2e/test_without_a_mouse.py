"""A whole paid call by keyboard alone, on both sides."""

import re

from tests.e2e.cast import Cast
from tests.e2e.person import Person

_WORD = "a sentence to sleep on"


def _asks(fan: Person, creator: Person) -> None:
    """From signing in to a request that is sent."""
    fan.signs_in_by_keys(_WORD)
    fan.keeps_a_place()
    fan.enters("link", re.compile(creator.name))
    fan.keeps_a_place()
    fan.enters("link", "Get a personal call")
    fan.keeps_a_place()
    fan.tabs_to("radio", "Video")
    fan.chooses_by_arrows("Audio")
    fan.chooses_by_arrows("Video", "ArrowLeft")
    fan.types("Note", "Got a minute?")
    fan.enters("button", "Send request")
    fan.sees(f"Your request was sent to {creator.name}")
    fan.keeps_a_place()


def _answers(creator: Person, fan: Person) -> None:
    creator.opens_messages()
    creator.enters("link", re.compile(fan.name))
    creator.keeps_a_place()
    creator.enters("link", "Answer")
    creator.keeps_a_place()
    # A question that is put away again gives the keyboard back.
    creator.enters("button", "Decline")
    creator.tabs_to("button", "Keep it")
    creator.meets_no_barrier()
    creator.presses("Escape")
    creator.is_at_control("button", "Decline")
    creator.types("Price", "25")
    creator.types("Length", "10")
    creator.enters("button", "Accept")
    creator.waits_at("ringing", "seen")
    creator.keeps_a_place()


def _pays(fan: Person, creator: Person) -> None:
    fan.is_rung_by(creator)
    fan.is_at_control("button", "Join")
    fan.tabs_to("button", "Decline", back=True)
    fan.enters("button", "Join")
    fan.is_shown("Your call with")
    fan.keeps_a_place()
    fan.enters("button", "Check camera and microphone")
    fan.sees_the_own_picture()
    fan.keeps_a_place()
    fan.enters("button", "Mute", key="Space")
    fan.is_at_control("button", "Unmute")
    fan.presses("Space")
    fan.is_at_control("button", "Mute")
    fan.enters("button", "Pay and join")
    fan.is_shown_a_card_to_fill_in()
    for label, text in {"Card number": "4242424242424242", "Expiry": "12 / 34", "CVC": "123"}.items():
        fan.types(label, text)
    fan.types("Name on card", fan.name)
    fan.enters("button", re.compile("^Pay"))
    fan.is_seated()


def test_a_whole_paid_call_by_keyboard_alone(creator: Person, fan: Person, cast: Cast) -> None:
    cast.gives_a_password(fan, _WORD)
    _asks(fan, creator)
    _answers(creator, fan)
    _pays(fan, creator)
    for person in (fan, creator):
        person.is_connected()
    creator.keeps_a_place()

    fan.enters("button", "Mute", key="Space")
    fan.is_at_control("button", "Unmute")
    creator.sees_the_other_muted(fan)
    fan.presses("m")
    fan.is_not_muted()
    creator.enters("button", "Turn camera off")
    fan.sees_the_others_camera_off(creator)
    creator.presses("Enter")

    fan.presses("?")
    fan.finds_the_keys_listed()
    fan.meets_no_barrier()
    fan.tabs_to("button", "Done")
    fan.presses("Escape")
    fan.keeps_a_place()

    fan.enters("button", "Send a tip")
    fan.tabs_to("button", "Send tip")
    fan.presses("Escape")
    fan.is_at_control("button", "Send a tip")
    fan.presses("Enter")
    fan.enters("button", "$5")
    fan.keeps_a_place()

    fan.enters("button", "React")
    fan.is_at_control("button", "Heart")
    fan.presses("ArrowRight")
    fan.presses("Enter")
    creator.sees_a_reaction("laugh")
    fan.presses("Escape")
    fan.is_at_control("button", "React")

    creator.enters("button", re.compile("^Chat"))
    creator.keeps_a_place()
    creator.types(f"Message to {fan.name}", "Lovely to see you")
    creator.presses("Enter")
    fan.enters("button", "Chat, new messages")
    fan.sees("Lovely to see you")
    fan.keeps_a_place()
    fan.presses("Escape")
    fan.is_at_control("button", "Chat")
    creator.enters("button", "Close chat", back=True)
    creator.keeps_a_place()
    creator.sees("Leo tipped you $5")

    creator.enters("button", "End call")
    for person in (creator, fan):
        person.sees_the_summary()
        person.keeps_a_place()
    fan.tabs_to("radio", re.compile("^1 –"))
    fan.chooses_by_arrows(re.compile("^2 –"))
    fan.keeps_a_place()
