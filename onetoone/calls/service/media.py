"""What the media node reports, and hanging up: the clock runs while media flows both ways, and only then."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from onetoone.calls.service.money import settle
from onetoone.calls.service.moves import find, move, tell
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import SEATED, Ended, Move, Side, Status
from onetoone.domain.people import Actor
from onetoone.domain.ports import MediaEvent
from onetoone.messages import service as messages
from onetoone.models import Call, NodeCursor, TwoWaySpan
from onetoone.payments.service import outbox

_ADVANCES = {Status.JOINING: Move.CONNECT, Status.INTERRUPTED: Move.RESUME}


def reading_from(session: Session, node: str, now: datetime) -> NodeCursor:
    """How far the node's stream has been read."""
    return session.get(NodeCursor, node, with_for_update=True) or NodeCursor(node=node, boot="", seq=0, heard_at=now)


def hear(session: Session, event: MediaEvent, *, node: str, now: datetime) -> None:
    """Act on one line of a node's stream, once: the cursor moves in the same transaction."""
    cursor, at = reading_from(session, node, now), min(event.at, now)
    if event.kind == "lost":  # another life of the node: what its calls had is gone
        leave_node(session, node=node, alive=event.boot, at=cursor.heard_at)
        cursor.boot, cursor.seq = event.boot, 0
    elif event.kind != "tick":
        if event.boot == cursor.boot and event.seq <= cursor.seq:
            return
        cursor.boot, cursor.seq = event.boot, event.seq
        _act(session, event, node, at)
    cursor.heard_at = max(at, cursor.heard_at)
    session.add(cursor)


def _act(session: Session, event: MediaEvent, node: str, at: datetime) -> None:
    call = session.get(Call, event.room, with_for_update=True)
    if call is None or call.status not in SEATED:
        return
    if (call.node, call.node_boot) != (node, event.boot):  # it has moved meanwhile: what ends there is not the call's
        return
    if event.kind == "two_way_started":
        _two_way_started(session, call, at)
    elif event.kind in ("two_way_stopped", "room_closed"):
        _dropped(session, call, _side(event.data.get("missing")), at)
    else:
        tell(session, call)


def leave_node(session: Session, *, node: str, at: datetime, alive: str | None = None) -> None:
    """The node died, or drains: its calls' clocks stand still from `at`, and who comes back is seated at another.

    `alive` is the life that the node is in now; calls that were placed in it stay.
    """
    here = select(Call).where(Call.node == node, col(Call.status).in_(SEATED))
    if alive is not None:
        here = here.where(col(Call.node_boot) != alive)
    for call in session.exec(here.with_for_update()):
        _dropped(session, call, None, at)
        call.node = call.node_boot = None
        tell(session, call)


def hang_up(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """Either ends it, at any moment, for both at once. Hanging up on a line that dropped is not leaving early."""
    call = find(session, actor, call_id)
    who = permissions.side_of(call, actor)
    ended = Ended(str(who))
    if call.status is Status.INTERRUPTED and call.missing is not who:
        ended = Ended.BY_CREATOR if Side.CREATOR in (who, call.missing) else Ended.BY_PLATFORM
    end(session, call, Move.HANG_UP, ended, at=now, by=actor)
    return call


def end(session: Session, call: Call, step: Move, ended: Ended, *, at: datetime, by: Actor | None = None) -> None:
    """The call is over: stop the clock, close the room, settle the money, say how long it was."""
    move(session, call, step, at=at, by=by, ended=ended, **_clock_stopped(session, call, None, at))
    outbox.enqueue(session, kind="room.close", key=f"room:{call.id}", ref=call.id, now=at)
    messages.post_line(
        session,
        thread_id=call.thread_id,
        call_id=call.id,
        code="ended" if call.status is Status.ENDED else "unconnected",
        data={"two_way_ms": call.two_way_ms, "ended": str(ended)},
        now=at,
        once=f"over:{call.id}",
    )
    settle(session, call, at)


def _two_way_started(session: Session, call: Call, at: datetime) -> None:
    step = _ADVANCES.get(call.status)
    if step is None:
        return
    left = timedelta(milliseconds=call.length_ms - call.two_way_ms)
    changes: dict[str, Any] = {"two_way_since": at, "missing": None, "deadline_at": at + left}
    move(session, call, step, at=at, live_at=call.live_at or at, **changes)


def _dropped(session: Session, call: Call, missing: Side | None, at: datetime) -> None:
    if call.status is not Status.LIVE:
        return
    until = at + timedelta(seconds=settings().rejoin_seconds)
    stopped = _clock_stopped(session, call, missing, at)
    move(session, call, Move.DROP, at=at, missing=missing, deadline_at=until, **stopped)


def _clock_stopped(session: Session, call: Call, missing: Side | None, at: datetime) -> dict[str, Any]:
    """The columns of a clock that stands still from `at`; the finished span joins the timeline."""
    if call.two_way_since is None:
        return {}
    at = max(at, call.two_way_since)
    session.add(TwoWaySpan(call_id=call.id, began_at=call.two_way_since, stopped_at=at, missing=missing))
    ran = round((at - call.two_way_since).total_seconds() * 1000)
    return {"two_way_ms": min(call.two_way_ms + ran, call.length_ms), "two_way_since": None}


def _side(seat: object) -> Side | None:
    return Side(seat) if isinstance(seat, str) and seat in tuple(Side) else None
