"""Every status of a call has a screen for each of the two, and nobody else learns that there is one."""

from itertools import product
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from onetoone import db
from onetoone.calls import service, views
from onetoone.domain.calls import OVER, Ended, Side, Status
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.models import Call, Payment
from onetoone.models.payment import For, Paid
from tests.factories import NOON
from tests.integration.calls.conftest import Cast

STAGES = {
    Status.REQUESTED: ("request", "request"),
    Status.RINGING: ("waiting", "incoming"),
    Status.MISSED: ("waiting", "missed"),
    Status.REVIEWING: ("waiting", "review"),
    Status.PAYING: ("waiting", "review"),
    Status.JOINING: ("seated", "seated"),
    Status.LIVE: ("seated", "seated"),
    Status.INTERRUPTED: ("seated", "seated"),
    **dict.fromkeys(OVER, ("over", "over")),
}
"""What the creator sees, and what the fan sees."""


def standing_at(call: Call, status: Status, **more: Any) -> None:
    """Put the row there without the way to it."""
    with db.unit_of_work() as session:
        row = session.get_one(Call, call.id)
        for name, value in {"status": status, **more}.items():
            setattr(row, name, value)


def seen(cast: Cast, call: Call, side: Side) -> views.CallView:
    actor = cast.mara if side is Side.CREATOR else cast.leo
    with Session(db.engine()) as session:
        return views.call(session, actor, call.id, cast.clock.now())


@pytest.mark.parametrize(("status", "side"), list(product(Status, Side)))
def test_every_status_has_a_screen_for_each_side(cast: Cast, status: Status, side: Side) -> None:
    call = cast.asks()
    standing_at(call, status, ended=Ended.BY_FAN if status is Status.ENDED else None)

    view = seen(cast, call, side)

    assert view.stage == STAGES[status][side is Side.FAN]
    assert view.status == status
    assert view.side == side
    assert bool(view.headline) is (status in OVER)
    assert view.other.name == ("Leo" if side is Side.CREATOR else "Mara")


@pytest.mark.parametrize("call_id", ["theirs", "call_unknown", None, 7])
def test_anybody_else_finds_nothing_in_the_same_words(cast: Cast, call_id: object) -> None:
    call = cast.invites()
    with Session(db.engine()) as session, pytest.raises(NotFound) as error:
        views.call(session, cast.ana, call.id if call_id == "theirs" else call_id, NOON)
    assert error.value.user_message == "We couldn't find that call."


def test_the_creator_follows_the_fan_step_by_step(cast: Cast) -> None:
    call = cast.invites()
    steps = [seen(cast, call, Side.CREATOR).progress]
    cast.leo_does(service.saw_ring, call)
    steps.append(seen(cast, call, Side.CREATOR).progress)
    cast.leo_does(service.join, call)
    steps.append(seen(cast, call, Side.CREATOR).progress)
    payment: Payment = cast.leo_does(service.pay, call, origin="http://localhost")
    steps.append(seen(cast, call, Side.CREATOR).progress)
    with db.unit_of_work() as session:
        session.get_one(Payment, payment.id).status = Paid.BANK
    steps.append(seen(cast, call, Side.CREATOR).progress)
    assert steps == ["ringing", "seen", "reviewing", "paying", "bank"]


def test_two_more_minutes_are_offered_once_and_to_the_creator_alone(cast: Cast) -> None:
    call = cast.invites()
    assert not seen(cast, call, Side.CREATOR).can_give_time
    cast.leo_does(service.join, call)
    assert seen(cast, call, Side.CREATOR).can_give_time
    assert not seen(cast, call, Side.FAN).can_give_time
    cast.mara_does(service.give_more_time, call)
    assert not seen(cast, call, Side.CREATOR).can_give_time


def test_a_declined_invitation_reads_differently_on_each_side(cast: Cast) -> None:
    call = cast.invites()
    cast.leo_does(service.decline, call)
    assert seen(cast, call, Side.CREATOR).headline == "Leo can't take your call right now"
    assert seen(cast, call, Side.FAN).headline == "You declined this call"


def test_a_declined_request_carries_its_reason(cast: Cast) -> None:
    call = cast.asks()
    cast.mara_does(service.decline, call, reason="On tour until Friday")
    assert seen(cast, call, Side.FAN).headline == "Mara can't take a call right now"
    assert seen(cast, call, Side.FAN).reason == "On tour until Friday"


def a_payment(call: Call, purpose: For, status: Paid, amount: int, captured: int = 0) -> None:
    with db.unit_of_work() as session:
        session.add(
            Payment(
                id=f"pay_{purpose}{amount}",
                purpose=purpose,
                call_id=call.id,
                payer_id=call.fan_id,
                payee_id=call.creator_id,
                amount=amount,
                currency="usd",
                fee_basis_points=2000,
                captured=captured,
                fee=captured // 5,
                status=status,
                card="Visa ···· 4242",
                created_at=NOON,
                changed_at=NOON,
            )
        )


def test_the_summary_says_what_was_paid_to_the_fan_and_earned_to_the_creator(cast: Cast) -> None:
    call = cast.invites()
    standing_at(call, Status.ENDED, ended=Ended.BY_CLOCK, two_way_ms=600_000)
    a_payment(call, For.CALL, Paid.CAPTURED, 2500, 2500)
    a_payment(call, For.TIP, Paid.CAPTURED, 1000, 1000)
    a_payment(call, For.TIP, Paid.FAILED, 500)

    fan, creator = seen(cast, call, Side.FAN), seen(cast, call, Side.CREATOR)

    assert (fan.charged, fan.tips_total, fan.total) == ("$25", "$10", "$35")
    assert fan.money_line == "Charged $25 to Visa ···· 4242"
    assert (fan.earned, fan.fee) == ("", "")
    assert (creator.fee, creator.earned) == ("$7", "$28")
    assert creator.card == ""
    assert "4242" not in creator.money_line


@pytest.mark.parametrize(
    ("status", "captured", "words"),
    [
        (Paid.HELD, 0, "$25 is held, and not charged yet."),
        (Paid.RELEASED, 0, "Released — nothing was charged"),
        (Paid.CAPTURED, 1000, "Charged $10 of $25 to Visa ···· 4242, for the time you had. The rest was released."),
        (Paid.EXPIRED, 0, "Nothing was charged"),
    ],
)
def test_where_the_money_stands_is_one_sentence(cast: Cast, status: Paid, captured: int, words: str) -> None:
    call = cast.invites()
    standing_at(call, Status.ENDED, ended=Ended.BY_CREATOR)
    a_payment(call, For.CALL, status, 2500, captured)
    assert seen(cast, call, Side.FAN).money_line == words


def test_a_tip_is_no_part_of_what_was_released(cast: Cast) -> None:
    call = cast.invites()
    standing_at(call, Status.ENDED, ended=Ended.BY_FAN, two_way_ms=20_000)
    a_payment(call, For.CALL, Paid.RELEASED, 2500)
    a_payment(call, For.TIP, Paid.CAPTURED, 500, 500)
    for side in Side:
        assert seen(cast, call, side).money_line == "Released — nothing was charged for the call"


def test_the_fair_meter_says_to_the_second_whose_line_it_was(cast: Cast) -> None:
    call = cast.seated(minutes="10")
    cast.node_says("two_way_started", call)
    cast.clock.forward(151)
    cast.node_says("two_way_stopped", call, missing="fan")
    cast.clock.forward(12)
    cast.node_says("two_way_started", call)
    cast.clock.forward(60)
    cast.node_says("two_way_stopped", call)
    cast.clock.forward(5)
    cast.leo_does(service.hang_up, call)
    shown = {side: seen(cast, call, side).timeline for side in Side}
    assert [(one.at, one.together, one.line) for one in shown[Side.CREATOR]] == [
        ("0:00", True, "2 min 31 s together"),
        ("2:31", False, "Leo's line was down for 12 s; the clock stood still"),
        ("2:43", True, "1 min 0 s together"),
        ("3:43", False, "The line was down for 5 s; the clock stood still"),
    ]
    assert shown[Side.FAN][1].line == "Your line was down for 12 s; the clock stood still"
    assert [one.share for one in shown[Side.FAN]] == [25.2, 2.0, 10.0, 0.8]


@pytest.mark.parametrize("change", ["UPDATE two_way_span SET missing = 'fan'", "DELETE FROM two_way_span"])
def test_the_timeline_is_only_ever_added_to(cast: Cast, change: str) -> None:
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.node_says("two_way_stopped", call)
    with pytest.raises(DBAPIError, match="append-only"), db.unit_of_work() as session:
        session.connection().execute(text(change))


def test_the_clock_runs_on_from_the_servers_word_and_never_past_the_length(cast: Cast) -> None:
    call = cast.seated(minutes="10")
    cast.node_says("two_way_started", call)
    cast.clock.forward(90)
    clock = seen(cast, call, Side.FAN).clock
    assert clock == views.ClockFace(True, 90_000, 600_000, round(cast.clock.now().timestamp() * 1000))
    cast.clock.forward(3600)
    assert seen(cast, call, Side.FAN).clock.elapsed_ms == 600_000


def elsewhere(cast: Cast, actor: Actor) -> tuple[str, str]:
    with Session(db.engine()) as session:
        now = cast.clock.now()
        return views.ringing(session, actor, now).call_id, views.under_way(session, actor, now).line


def test_it_rings_for_the_fan_alone_until_it_is_answered(cast: Cast) -> None:
    call = cast.invites()
    assert elsewhere(cast, cast.leo) == (call.id, "")
    assert elsewhere(cast, cast.mara) == ("", "Waiting for Leo")
    assert elsewhere(cast, cast.ana) == ("", "")
    cast.leo_does(service.join, call)
    assert elsewhere(cast, cast.leo) == ("", "Mara is waiting for you")
    cast.mara_does(service.cancel, call)
    assert elsewhere(cast, cast.leo) == elsewhere(cast, cast.mara) == ("", "")


def test_a_ring_that_nobody_swept_yet_is_over_at_its_deadline(cast: Cast) -> None:
    cast.invites()
    cast.clock.forward(61)
    assert elsewhere(cast, cast.leo) == ("", "")


def test_setting_up_starts_from_the_rate_card(cast: Cast) -> None:
    with Session(db.engine()) as session:
        creator = views.set_up(session, cast.mara, fan_id=cast.leo.id)
        handle = views.set_up(session, cast.mara, fan_id=cast.leo.id).other.handle
        assert (creator.other.name, creator.video.price_typed, creator.video.keeps) == ("Leo", "25", "$20")
        for nobody in ({"fan_id": "acc_unknown"}, {"fan_id": cast.mara.id}, {"handle": handle}, {"handle": None}):
            with pytest.raises(NotFound):
                views.set_up(session, cast.mara, **nobody)


def test_news_are_said_once_and_only_of_the_same_call(cast: Cast) -> None:
    call = cast.invites()
    ringing = seen(cast, call, Side.CREATOR)
    assert views.news(views.CallView(), ringing) == []
    assert views.news(ringing, ringing) == []
    cast.leo_does(service.join, call)
    reviewing = seen(cast, call, Side.CREATOR)
    assert views.news(ringing, reviewing) == ["Leo: looking at the details"]
    a_payment(call, For.TIP, Paid.CAPTURED, 1000, 1000)
    assert views.news(reviewing, seen(cast, call, Side.CREATOR)) == ["Leo tipped you $10"]
