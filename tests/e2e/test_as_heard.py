"""A whole paid call as a screen reader tells it, to both people, word by word.

`as_heard.txt` is what was accepted: read it with your eyes closed. After a meant change: ONETOONE_ACCEPT_WORDS=1.
"""

import difflib
import os
from itertools import groupby
from pathlib import Path

from tests.e2e.person import Person

_PASSING = ("Connecting you", "The line is silent for a moment")
ACCEPTED = Path(__file__).parent / "as_heard.txt"


def test_a_whole_paid_call_as_it_is_heard(creator: Person, fan: Person) -> None:
    for person in (creator, fan):
        person.listens()
    creator.opens_messages()
    fan.asks(creator, kind="Video")
    fan.hears("You asked for a video call")
    fan.hears("Your request was sent")
    fan.writes_down("Leo has asked for a call.", reads=False)
    creator.hears("Leo asks for a video call")
    creator.writes_down("Leo has asked for a call.", reads=False)
    creator.accepts(fan, price="25")
    creator.hears("Leo: seen")
    fan.is_rung_by(creator)
    creator.sees_the_own_picture()
    _both(creator, fan, "Mara has accepted.")
    fan.joins()
    creator.hears("looking at the details")
    fan.sees("Pay and join")
    _both(creator, fan, "Leo has joined, and looks at the terms.")
    fan.goes_to_checkout()
    creator.hears("Leo: paying")
    creator.writes_down("Leo is at Stripe.", reads=False)
    fan.pays_with("4242424242424242")
    for person in (creator, fan):
        person.is_connected()
        person.hears("are connected")
    _both(creator, fan, "Leo has paid.")
    fan.mutes()
    fan.hears("You're muted")
    creator.hears("Leo is muted")
    fan.unmutes()
    creator.hears("Leo is no longer muted")
    _both(creator, fan, "Leo has muted himself and come back.", reads=False)
    creator.turns_the_camera_off()
    creator.hears("Your camera is off")
    fan.hears("Mara's camera is off")
    _both(creator, fan, "Mara has turned her camera off.", reads=False)
    fan.tips("$5")
    creator.hears("Leo tipped you $5")
    fan.hears("You tipped Mara $5")
    _both(creator, fan, "Leo has tipped.", reads=False)
    creator.opens_the_chat()
    creator.writes(fan, "Lovely to see you")
    fan.hears("Lovely to see you")
    creator.closes_the_chat()
    _both(creator, fan, "Mara has written.", reads=False)
    fan.reloads()
    fan.is_connected()
    creator.hears("connection dropped")
    for person in (creator, fan):
        person.hears("connected again")
    fan.hears("camera is off")
    _both(creator, fan, "Leo's line broke, and is back.", reads=False)
    creator.talks_past(14)  # of less than that, the share is too little to be charged
    creator.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees_the_money("captured")
        person.hears("Charged")
    _both(creator, fan, "Mara has ended the call.")
    for person in (creator, fan):
        person.writes_down("", reads=False)
    _is_as_accepted(creator, fan)


def _both(creator: Person, fan: Person, what: str, *, reads: bool = True) -> None:
    for person in (creator, fan):
        person.writes_down(what, reads=reads)


def _is_as_accepted(*people: Person) -> None:
    now = "\n\n".join("\n".join([f"# {one.name}", *one.ears.script]).rstrip() for one in people) + "\n"
    if os.environ.get("ONETOONE_ACCEPT_WORDS"):
        ACCEPTED.write_text(now, encoding="utf-8")
    before = ACCEPTED.read_text(encoding="utf-8") if ACCEPTED.exists() else ""
    difference = "\n".join(difflib.unified_diff(_alike(before), _alike(now), "accepted", "now", lineterm=""))
    assert not difference, f"said otherwise than accepted (ONETOONE_ACCEPT_WORDS=1 accepts it):\n{difference}"


def _alike(script: str) -> list[str]:
    """What is said of one step may come in any order: server and browser speak side by side. How long it takes to
    connect, and so whether that is worth a word, is the machine's affair; so is whether the line of who ends a call is
    gone before the end is heard of."""
    parts = groupby(script.splitlines(), key=lambda line: line.startswith("    “"))
    told: list[str] = []
    for said, lines in parts:
        step = sorted(set(lines)) if said else list(lines)
        over = any("The call has ended." in line for line in step)
        told += [line for line in step if not (over and "connection dropped" in line)]
    return [line for line in told if not any(words in line for words in _PASSING)]
