"""Beside picture and sound: a covered camera, reactions, one's own corner, a lost microphone, the way out."""

from tests.e2e.person import Person
from tests.e2e.test_calls import both_are_connected


def test_a_call_that_begins_covered_and_ends_by_a_block(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.sets_up_a_call_with(fan)
    creator.covers_their_camera()
    creator.starts_it(price="0")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("Free")
    fan.joins()
    both_are_connected(creator, fan)
    creator.finds_the_camera_covered(fan)
    fan.knows_to_be_covered()
    creator.reloads()
    creator.is_connected()
    creator.finds_the_camera_covered(fan)
    creator.shows_the_camera_of(fan)
    creator.sees_a_moving_picture()
    fan.sees("Mara sees you now.")
    fan.reacts("Heart", "Celebrate")
    creator.sees_a_reaction("heart")
    creator.sees_a_reaction("party")
    creator.leaves_and_blocks(fan)
    for person in (creator, fan):
        person.sees_the_call_as("ended", "unconnected")


def test_ones_own_devices_while_the_call_runs(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("Free")
    fan.joins()
    both_are_connected(creator, fan)
    fan.moves_the_own_picture("ArrowUp", "ArrowLeft")
    fan.has_the_own_picture_at("top-left")
    fan.mutes()
    fan.is_reminded_of_being_muted()
    fan.unmutes()
    fan.takes_another_microphone()
    creator.hears_the_other()
    fan.loses_the_microphone()
    creator.sees_the_other_muted(fan)
    fan.gets_the_microphone_back()
    creator.hears_the_other()
    fan.reloads()
    fan.is_connected()
    fan.has_the_own_picture_at("top-left")


def test_who_refused_the_camera_is_coached_and_goes_on_by_allowing_it(creator: Person, fan: Person) -> None:
    creator.refuses_camera_and_microphone()
    creator.sets_up_a_call_with(fan)
    creator.looks_at_camera_and_microphone()
    creator.is_coached()
    creator.meets_no_barrier()
    creator.allows_camera_and_microphone()
    creator.sees_the_own_picture()
