"""Every status of a call, as each of the two sees it. What can be worked out is worked out as the room does it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from onetoone.calls.state.after import AfterState
from onetoone.calls.state.call import CallState
from onetoone.calls.views import AfterView, CallView, ClockFace, Limits, Preset, Stretch, terms
from onetoone.calls.views.call import progress, stage
from onetoone.calls.views.words import outcome, what
from onetoone.domain.calls import OVER, SEATED, Ended, Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.gallery.cast import NOW, WHO, at, me
from onetoone.messages.state import ThreadState
from onetoone.messages.views import Item, ThreadView
from onetoone.models import Call
from onetoone.ui.posing import Pose

PRICE = Money(2500, "usd")
_LASTED = timedelta(minutes=14, seconds=42)
# How long each status still lasts by itself, in seconds.
_LEFT = {
    Status.REQUESTED: 840,
    Status.RINGING: 48,
    Status.MISSED: 790,
    Status.REVIEWING: 272,
    Status.PAYING: 214,
    Status.JOINING: 96,
    Status.LIVE: 758,
    Status.INTERRUPTED: 51,
}
# What the stage shows while both have their seats: see `pose` in assets/stage/pose.jsx.
STAGE: dict[Status, dict[str, Any]] = {
    Status.JOINING: {"status": "waiting", "peer": {"present": False, "state": None}},
    Status.LIVE: {"status": "live"},
    Status.INTERRUPTED: {"status": "peer-away", "peer": {"present": False, "state": None}},
}
_FORM = ("declined", "cancelled", "withdrawn", "expired")  # over before anybody was let in


def poses() -> dict[str, tuple[Pose, dict[str, Any]]]:
    """ "status/side" → what the tab's states hold, and what the stage shows."""
    return {f"{status}/{side}": (pose(status, side), STAGE.get(status, {})) for status in Status for side in Side}


def pose(status: Status, side: Side, beside: Pose | None = None, **seen: Any) -> Pose:
    """The tab of that one of the two while the call is in that status: what is `seen` otherwise, and what other states
    hold. `kind` and `price` (a Money) are the call's; the rest are fields of the view."""
    whole: dict[type, Mapping[str, Any]] = {**me(side), CallState: {"view": view(status, side, **seen)}}
    for state, held in (*_beside(status, side).items(), *(beside or {}).items()):
        whole[state] = {**whole.get(state, {}), **held}
    return whole


def view(status: Status, side: Side, *, kind: Kind = Kind.VIDEO, price: Money = PRICE, **seen: Any) -> CallView:
    """The call in that status, for that one of the two; `seen`: fields of the view that are otherwise."""
    return replace(_view(_row(status, kind, price), side), **seen)


def _view(row: Call, side: Side) -> CallView:
    status = row.status
    other = WHO[side.other]
    headline, line = outcome(row, side, other.name)
    seen = CallView(
        id=row.id,
        stage=stage(row, side),
        status=str(status),
        side=str(side),
        kind=str(row.kind),
        what=what(row.kind),
        started_by=str(row.started_by),
        me=WHO[side],
        other=other,
        terms=terms(Money(row.price, row.currency), row.kind, row.minutes, row.fee_basis_points, row.tips_allowed),
        limits=Limits("30 seconds", "2 minutes", "1 minute", "5 seconds", "5 minutes for $8.33", "$0.50"),
        note=row.note,
        note_by="You" if row.started_by is side else other.name,
        reason=row.reason,
        declined_by_me=row.declined_by is side,
        headline=headline,
        line=line,
        progress=progress(row, None),
        can_give_time=side is Side.CREATOR and status in (Status.REVIEWING, Status.PAYING),
        deadline_at=at(_LEFT[status]) if status in _LEFT else "",
        server_now=at(),
        thread_href="/gallery",
        thread_id="thr_gallery",
        again_href="/gallery",
        presets=[Preset("5", "$5"), Preset("10", "$10"), Preset("25", "$25")],
    )
    if status in SEATED:
        return _seated(seen, status, side)
    return _over(seen, status, side) if status in OVER else seen


def _row(status: Status, kind: Kind, price: Money) -> Call:
    by_fan = status in (Status.REQUESTED, Status.WITHDRAWN)
    return Call(
        id="call_gallery",
        creator_id=WHO[Side.CREATOR].id,
        fan_id=WHO[Side.FAN].id,
        thread_id="thr_gallery",
        started_by=Side.FAN if by_fan else Side.CREATOR,
        kind=kind,
        status=status,
        note="Could we look at the second verse together?" if by_fan else "I have half an hour. Bring that one phrase!",
        reason="I'm on a train until eight. Tomorrow?" if status is Status.DECLINED else "",
        declined_by=Side.FAN if status is Status.DECLINED else None,
        price=price.amount,
        currency=price.currency,
        fee_basis_points=2000,
        minutes=15,
        rang_at=None if by_fan else NOW,
        seen_at=NOW,
        two_way_ms=round(_LASTED.total_seconds() * 1000),
        ended=Ended.BY_FAN,
    )


def _seated(seen: CallView, status: Status, side: Side) -> CallView:
    clock = ClockFace(
        running=status is Status.LIVE,
        elapsed_ms=0 if status is Status.JOINING else 142_000,
        length_ms=900_000,
        server_now=round(NOW.timestamp() * 1000),
        missing=seen.other.name if status is Status.INTERRUPTED else "",
    )
    return replace(seen, clock=clock, missing=clock.missing, money="held", more=seen.more)


_NOT_IN_TIME = "You two didn’t get connected in time."


def _over(seen: CallView, status: Status, side: Side) -> CallView:
    fan = side is Side.FAN
    if status is Status.UNCONNECTED:
        return replace(seen, money="released", money_line="Released — nothing was charged", money_why=_NOT_IN_TIME)
    if status is not Status.ENDED:
        return seen
    card, whose = "Visa •••• 4242", "Your" if fan else "Leo Brandt's"
    return replace(
        seen,
        money="captured",
        money_line=f"Charged $25 to {card}" if fan else "Charged $25",
        lasted="14 min 42 s",
        tips_count=1,
        tips_total="$10",
        last_tip="$10",
        charged="$25",
        total="$35",
        fee="" if fan else "$7",
        earned="" if fan else "$28",
        card=card if fan else "",
        receipt_href="/gallery" if fan else "",
        timeline=[
            Stretch("0:00", True, "6 min 10 s together", 41.1),
            Stretch("6:10", False, f"{whose} line was down for 12 s; the clock stood still", 1.3),
            Stretch("6:22", True, "8 min 32 s together", 56.9),
        ],
    )


def _beside(status: Status, side: Side) -> dict[type, dict[str, Any]]:
    """What other states hold on that screen."""
    if status in SEATED:
        return {ThreadState: {"view": _chat(side)}}
    if status is Status.ENDED:
        return {AfterState: {"view": AfterView(call_id="call_gallery", can_report=side is Side.FAN, hours="48")}}
    return {}


def _chat(side: Side) -> ThreadView:
    other = WHO[side.other]
    mine = side is Side.CREATOR
    said = [
        Item(1, "text", at(-90), "", mine, "Start from the breath, not from the note."),
        Item(2, "text", at(-60), at(-90), not mine, "Oh. That is a different song now."),
    ]
    return ThreadView(
        id="thr_gallery",
        side=str(side),
        other_id=other.id,
        name=other.name,
        handle=other.handle,
        picture=other.picture,
        online=True,
        said=said,
        first_id=1,
        last_id=2,
    )
