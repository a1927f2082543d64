"""Timers are deadlines in the database: whoever sweeps first moves the call on, once."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone.calls.service.media import end
from onetoone.calls.service.money import settle
from onetoone.calls.service.moves import move
from onetoone.domain.calls import ON_DEADLINE, Ended, Move, Side, Status
from onetoone.messages import service as messages
from onetoone.models import Call


def due(session: Session, now: datetime, most: int = 50) -> list[str]:
    """Calls whose deadline has passed, the longest overdue first."""
    passed = select(Call.id).where(col(Call.deadline_at) <= now).order_by(col(Call.deadline_at))
    return list(session.exec(passed.limit(most)))


def run_out(session: Session, call_id: str, now: datetime) -> None:
    """Do what the table says happens by itself; nothing when somebody was quicker."""
    call = session.get(Call, call_id, with_for_update=True, populate_existing=True)
    if call is None or call.deadline_at is None or call.deadline_at > now:
        return
    step = ON_DEADLINE[call.status]
    if step is Move.RING_OUT:
        move(session, call, step, at=now, deadline_at=call.invitation_ends_at)
        messages.post_line(
            session,
            thread_id=call.thread_id,
            call_id=call.id,
            code="missed",
            data={},
            now=now,
            once=f"missed:{call.id}",
        )
    elif step is Move.EXPIRE:
        move(session, call, step, at=now)
        settle(session, call, now)
    else:
        end(session, call, step, _who(call), at=call.deadline_at if call.status is Status.LIVE else now)


def _who(call: Call) -> Ended:
    """Whose doing an end by deadline is: the missing person's, or nobody's."""
    if call.status is Status.LIVE:
        return Ended.BY_CLOCK
    return {Side.CREATOR: Ended.BY_CREATOR, Side.FAN: Ended.BY_FAN, None: Ended.BY_PLATFORM}[call.missing]
