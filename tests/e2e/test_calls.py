"""The main job, as the two people live it."""

from onetoone.models.payment import For, Paid
from tests.e2e.cast import Cast
from tests.e2e.person import Person
from tests.stack import SHORT_TIMES

LEAST = int(SHORT_TIMES["LEAST_TWO_WAY_SECONDS"])


def both_are_connected(*people: Person) -> None:
    for person in people:
        person.is_connected()


def they_talk_and_the_fan_tips(creator: Person, fan: Person) -> None:
    """From the first picture of a video call to a summary with $10 more than its price."""
    both_are_connected(creator, fan)
    for person in (creator, fan):
        person.sees_a_moving_picture()
        person.hears_the_other()
    fan.tips("$10")
    creator.sees("Leo tipped you $10")
    fan.talks_past(LEAST)
    fan.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
        person.sees_the_money("captured")


def test_a_creator_starts_a_paid_video_call(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan, kind="Video", price="25", note="Got ten minutes?")
    fan.is_rung_by(creator)
    creator.waits_at("ringing", "seen")
    fan.joins()
    creator.waits_at("reviewing")
    fan.goes_to_checkout()
    creator.waits_at("paying")
    fan.pays_with("4242424242424242")
    they_talk_and_the_fan_tips(creator, fan)
    call, tip = cast.payments(fan)
    assert (call.purpose, call.status, call.captured) == (For.CALL, Paid.CAPTURED, 2500)
    assert (tip.purpose, tip.status, tip.captured) == (For.TIP, Paid.CAPTURED, 1000)
    assert (cast.at_stripe(call).status, cast.at_stripe(call).amount_received) == ("succeeded", 2500)
    assert (cast.at_stripe(tip).status, cast.at_stripe(tip).amount_received) == ("succeeded", 1000)
    creator.opens_thread_with(fan)
    creator.sees("$10")


def test_a_fan_asks_for_an_audio_call_and_the_creator_accepts_with_another_price(
    creator: Person, fan: Person, cast: Cast
) -> None:
    fan.asks(creator, kind="Audio", note="About your last song")
    creator.accepts(fan, price="40")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("$40")
    fan.pays_and_joins()
    both_are_connected(creator, fan)
    for person in (creator, fan):
        person.hears_the_other()
    creator.ends_the_call()
    for person in (creator, fan):
        person.sees_the_summary()
    assert cast.payments(fan)[0].amount == 4000


def test_a_creator_starts_from_her_subscribers(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites_from_subscribers(fan)
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("$25")


def test_a_price_typed_on_a_slow_line_stays(creator: Person, fan: Person) -> None:
    creator.is_on_a_slow_line()
    creator.sets_up_a_call_with(fan)
    creator.chooses_terms(kind="Audio", price="9", minutes="7")
    creator.sees(f"{fan.name} pays $9")
    creator.has_filled_in("Audio", "9", "7")


def test_a_declined_call_tells_the_creator(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    fan.declines()
    creator.sees_the_call_as("declined")
    creator.sees("Leo can't take your call right now")


def test_a_declined_request_tells_the_fan_why(creator: Person, fan: Person) -> None:
    fan.asks(creator)
    creator.turns_down(fan, "In the studio today")
    fan.opens_thread_with(creator)
    fan.sees("In the studio today")


def test_a_missed_call_can_still_be_joined(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
    creator.waits_at("missed")
    fan.is_not_rung()
    fan.opens_thread_with(creator)
    fan.sees("Missed")


def test_answering_in_one_tab_ends_the_ringing_in_the_other(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    other_tab = fan.opens_another_tab()
    creator.invites(fan)
    fan.is_rung_by(creator, other_tab)
    fan.is_rung_by(creator)
    fan.joins()
    fan.is_not_rung(other_tab)


def test_a_free_call_needs_no_card(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("Free")
    fan.joins()
    both_are_connected(creator, fan)
    fan.ends_the_call()
    creator.sees_the_summary()
    assert cast.payments(fan) == []


def test_mute_and_camera_off_are_seen_by_the_other(creator: Person, fan: Person) -> None:
    in_a_free_call(creator, fan)
    fan.mutes()
    creator.sees_the_other_muted(fan)
    creator.turns_the_camera_off()
    fan.sees_the_others_camera_off(creator)


def test_a_key_mutes_unless_one_is_writing_or_has_switched_it_off(creator: Person, fan: Person) -> None:
    in_a_free_call(creator, fan)
    fan.presses("m")
    creator.sees_the_other_muted(fan)
    fan.presses("m")
    fan.is_not_muted()
    fan.opens_the_chat()
    fan.writes(creator, "mmm")
    creator.opens_the_chat()
    creator.sees("mmm")
    fan.is_not_muted()
    fan.closes_the_chat()
    fan.presses("?")
    fan.finds_the_keys_listed()
    fan.switches_the_keys_off()
    fan.presses("m")
    fan.presses("?")
    fan.finds_the_keys_listed()
    fan.presses("Escape")
    fan.is_not_muted()


def test_a_reload_in_the_call_leads_back_into_it(creator: Person, fan: Person, cast: Cast) -> None:
    fan.opens_messages()
    creator.invites(fan)
    fan.is_rung_by(creator)
    fan.joins()
    fan.pays_and_joins()
    both_are_connected(creator, fan)
    fan.reloads()
    both_are_connected(creator, fan)
    for person in (creator, fan):
        person.sees_a_moving_picture()
    assert len(cast.payments(fan)) == 1
    creator.ends_the_call()
    fan.sees_the_summary()


def test_the_chat_in_the_call_is_the_thread(creator: Person, fan: Person) -> None:
    in_a_free_call(creator, fan)
    for person in (creator, fan):
        person.opens_the_chat()
    fan.writes(creator, "Can you see my notes?")
    creator.sees("Can you see my notes?")
    creator.ends_the_call()
    fan.opens_thread_with(creator)
    fan.sees("Can you see my notes?")


def in_a_free_call(creator: Person, fan: Person) -> None:
    fan.opens_messages()
    creator.invites(fan, price="0")
    fan.is_rung_by(creator)
    fan.joins()
    fan.sees("Free")
    fan.joins()
    both_are_connected(creator, fan)
