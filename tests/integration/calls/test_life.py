"""The life of a call, verb by verb, on a real database."""

import pytest
from sqlalchemy import delete

from onetoone.calls import service
from onetoone.domain.calls import Ended, Side, Status
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.models import Subscription
from tests.integration.calls.conftest import call_now, lines, status


def test_a_request_waits_until_the_creator_accepts_with_her_own_terms(cast):
    call = cast.asks("audio")
    assert (call.status, call.price, call.minutes) == (Status.REQUESTED, 1250, 15)
    accepted = cast.mara_does(service.accept, call, price="40", minutes="20", tips_allowed=False)
    assert (accepted.status, accepted.price, accepted.minutes) == (Status.RINGING, 4000, 20)


def test_a_request_can_be_withdrawn_and_made_again(cast):
    cast.leo_does(service.withdraw, cast.asks())
    assert status(cast.asks()) is Status.REQUESTED


def test_only_one_request_waits_at_a_time(cast):
    cast.asks()
    with pytest.raises(Refused, match="waiting already"):
        cast.asks()


def test_a_declined_request_may_be_repeated_only_after_half_an_hour(cast):
    cast.mara_does(service.decline, cast.asks(), reason="In the studio")
    with pytest.raises(Refused, match="ask again in a while"):
        cast.asks()
    cast.clock.forward(30 * 60 + 1)
    assert status(cast.asks()) is Status.REQUESTED


def test_a_fan_who_is_a_stranger_subscribes_first(cast):
    cast.does(lambda s, now: s.execute(delete(Subscription)))
    with pytest.raises(Refused, match="Subscribe to Mara first"):
        cast.asks()


def test_an_unanswered_ring_becomes_a_missed_call_that_can_still_be_joined(cast):
    call = cast.invites()
    cast.passes(60)
    assert status(call) is Status.MISSED
    assert lines(call) == ["missed"]
    cast.clock.forward(600)
    assert cast.leo_does(service.join, call).status is Status.REVIEWING


def test_a_missed_call_expires_with_its_invitation(cast):
    call = cast.invites()
    cast.passes(60)
    cast.passes(15 * 60)
    assert status(call) is Status.EXPIRED


def test_the_creator_sees_that_the_ring_was_seen(cast):
    call = cast.invites()
    assert cast.leo_does(service.saw_ring, call).seen_at == cast.clock.now()


def test_time_to_pay_runs_out_and_can_be_extended_once(cast):
    call = cast.invites()
    cast.leo_does(service.join, call)
    cast.passes(299)
    cast.mara_does(service.give_more_time, call)
    cast.passes(100)
    assert status(call) is Status.REVIEWING
    with pytest.raises(Refused, match="already"):
        cast.mara_does(service.give_more_time, call)
    cast.passes(21)
    assert status(call) is Status.EXPIRED


def test_a_creator_in_a_call_cannot_start_another(cast):
    cast.invites()
    with pytest.raises(Refused, match="You are in another call"):
        cast.invites(cast.ana)


def test_a_fan_in_a_call_cannot_be_rung(cast):
    call = cast.asks()
    cast.invites(cast.ana)
    with pytest.raises(Refused, match="You are in another call"):
        cast.mara_does(service.accept, call, price="5", minutes="5", tips_allowed=True)


def test_a_missed_call_cannot_be_joined_while_the_creator_is_in_another(cast):
    call = cast.invites()
    cast.passes(60)
    cast.invites(cast.ana)
    with pytest.raises(Refused, match="Mara is in another call right now"):
        cast.leo_does(service.join, call)


def test_inviting_answers_a_waiting_request(cast):
    asked = cast.asks()
    cast.invites()
    assert status(asked) is Status.EXPIRED


def test_the_fan_declines_with_a_reason(cast):
    call = cast.leo_does(service.decline, cast.invites(), reason="Driving")
    assert (call.status, call.declined_by, call.reason) == (Status.DECLINED, Side.FAN, "Driving")


@pytest.mark.parametrize("price", ["-5", "5e2", "NaN", "0.50", "1000.01", "", "free"])
def test_a_price_out_of_bounds_is_refused_and_nothing_is_sent(cast, price):
    with pytest.raises(Invalid):
        cast.invites(price=price)
    assert status(cast.invites()) is Status.RINGING


@pytest.mark.parametrize("minutes", ["0", "121", "5.5", "-1", "", True, None])
def test_a_length_out_of_bounds_is_refused(cast, minutes):
    with pytest.raises(Invalid):
        cast.invites(minutes=minutes)


@pytest.mark.parametrize("verb", [service.join, service.decline, service.cancel, service.hang_up, service.saw_ring])
def test_somebody_elses_call_looks_like_none(cast, verb):
    call = cast.invites()
    with pytest.raises(NotFound):
        cast.does(verb, cast.ana, call_id=call.id)
    assert status(call) is Status.RINGING


def test_a_paid_call_is_not_entered_for_nothing(cast):
    call = cast.invites()
    cast.leo_does(service.join, call)
    with pytest.raises(Refused, match="paid for first"):
        cast.leo_does(service.enter, call)


def test_the_creator_cannot_let_herself_in_for_the_fan(cast):
    call = cast.invites(price="0")
    with pytest.raises(Refused, match="Only the fan"):
        cast.mara_does(service.join, call)


def test_the_clock_runs_only_while_media_flows_both_ways(cast):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    assert status(call) is Status.LIVE
    cast.clock.forward(100)
    cast.node_says("two_way_stopped", call, missing="fan")
    dropped = call_now(call)
    assert (dropped.status, dropped.two_way_ms, dropped.missing) == (Status.INTERRUPTED, 100_000, Side.FAN)
    cast.clock.forward(30)
    cast.node_says("two_way_started", call)
    cast.passes(499)
    assert status(call) is Status.LIVE
    cast.passes(1)
    over = call_now(call)
    assert (over.status, over.ended, over.two_way_ms) == (Status.ENDED, Ended.BY_CLOCK, 600_000)


def test_a_line_that_stays_away_ends_the_call(cast):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(100)
    cast.node_says("two_way_stopped", call, missing="creator")
    cast.passes(60)
    over = call_now(call)
    assert (over.status, over.ended, over.two_way_ms) == (Status.ENDED, Ended.BY_CREATOR, 100_000)


def test_nobody_who_never_connects_is_charged_or_kept_waiting(cast):
    call = cast.seated()
    cast.passes(120)
    assert status(call) is Status.UNCONNECTED
    assert lines(call) == ["unconnected"]


def test_the_same_event_of_the_node_counts_once(cast):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(10)
    cast.seq -= 1
    cast.node_says("two_way_stopped", call)
    assert status(call) is Status.LIVE


def test_a_node_that_died_stops_the_clock_when_it_was_last_heard(cast):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(50)
    cast.node_says("tick", call)
    cast.clock.forward(500)
    cast.node_says("lost", call, boot="b2")
    dropped = call_now(call)
    assert (dropped.status, dropped.two_way_ms) == (Status.INTERRUPTED, 50_000)


@pytest.mark.parametrize(
    ("who", "missing", "ended"),
    [
        ("leo", "creator", Ended.BY_CREATOR),
        ("leo", None, Ended.BY_PLATFORM),
        ("leo", "fan", Ended.BY_FAN),
        ("mara", "fan", Ended.BY_CREATOR),
        ("mara", None, Ended.BY_CREATOR),
    ],
)
def test_hanging_up_on_a_dropped_line_is_held_against_whoever_it_should(cast, who, missing, ended):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(100)
    cast.node_says("two_way_stopped", call, missing=missing)
    cast.does(service.hang_up, getattr(cast, who), call_id=call.id)
    assert call_now(call).ended is ended


def test_seats_are_for_the_two_while_the_call_is_seated(cast):
    call = cast.invites(price="0")
    for actor in (cast.mara, cast.leo):
        with pytest.raises(NotFound):
            cast.does(lambda s, actor, now, call_id: service.seat_of(s, actor, call_id), actor, call_id=call.id)
    cast.leo_does(service.join, call)
    cast.leo_does(service.enter, call)
    seat = cast.does(lambda s, actor, now, call_id: service.seat_of(s, actor, call_id), cast.leo, call_id=call.id)
    assert seat.side == "fan"
    with pytest.raises(NotFound):
        cast.does(lambda s, actor, now, call_id: service.seat_of(s, actor, call_id), cast.ana, call_id=call.id)
