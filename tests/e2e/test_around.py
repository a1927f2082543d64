"""Around the calls: stars and "Call again", and a block with what the other sees of it."""

from tests.e2e.cast import Cast
from tests.e2e.person import Person


def test_a_call_is_rated_found_again_and_called_again(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan, kind="Audio", price="0", minutes="12")
    fan.is_rung_by(creator)
    fan.joins()
    fan.joins()
    cast.until_call(fan, lambda call: call.two_way_since is not None)
    fan.talks_past(2, of_minutes=12)
    fan.ends_the_call()
    fan.sees_the_summary()
    fan.gives_stars(4, "Good")
    creator.looks_at_past_calls()
    creator.sees_a_past_call_with(fan, f"{fan.name} ended the call.")
    creator.calls_again(fan)
    creator.has_filled_in("Audio", "0", "12")
    fan.looks_at_past_calls()
    fan.sees_a_past_call_with(creator, "Rated 4 of 5 stars")


def test_a_block_ends_what_rings_and_is_not_told(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    creator.opens_thread_with(fan)
    creator.blocks_from_the_thread()
    creator.sees(f"You have blocked {fan.name}.")
    fan.is_not_rung()
    fan.opens_thread_with(creator)
    fan.writes(creator, "Are you there?")
    fan.sees(f"{creator.name} can’t be reached right now.")
    creator.unblocks(fan)
    fan.writes(creator, "And now?")
    creator.opens_thread_with(fan)
    creator.sees("And now?")


def test_a_copy_to_take_along_then_leaving_and_coming_back_in_time(cast: Cast) -> None:
    visitor = cast.visitor(cast.stack.fan_url)
    visitor.continues_as("Noor El-Amin")
    visitor.opens_their_data()
    assert b"messages.json" in visitor.takes_a_copy()
    visitor.deletes_the_account("somebody@else.example")
    visitor.sees("That isn’t your e-mail address.")
    visitor.deletes_the_account("noor@demo.onetoone.example", again=True)
    visitor.is_at("/")
    visitor.goes_to("/messages")
    visitor.is_asked_to_sign_in()
    visitor.comes_back_as("Noor El-Amin")
    visitor.sees("Your account stays. Nothing was deleted.")
