"""The one door through which a call changes its status: compare and swap, an event row, and word to both people."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from onetoone import db
from onetoone.domain import permissions
from onetoone.domain.calls import ACTIVE, OVER, Move, Status, after
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Account, Call, CallEvent
from onetoone.reaching import service as reaching


def find(session: Session, actor: Actor, call_id: str) -> Call:
    """The actor's own call, read afresh and locked; `NotFound` when they have no part in it."""
    call = session.get(Call, call_id, with_for_update=True, populate_existing=True)
    if call is None:
        raise NotFound(_("We couldn't find that call."))
    permissions.side_of(call, actor)
    return call


def move(session: Session, call: Call, step: Move, *, at: datetime, by: Actor | None = None, **changes: Any) -> None:
    """Take one step of the table, with `changes` to other columns, or raise `Refused` and change nothing."""
    before, then = call.status, after(call.status, step)
    if then in OVER:
        changes |= {"deadline_at": None, "ended_at": at}
    _swap(session, call, {"status": then, **changes})
    remember(session, call, step, before, at=at, by=by)
    reaching.call_moved(session, call, before, at)


def lengthen(session: Session, call: Call, minutes: int, *, at: datetime, by: Actor | None = None) -> None:
    """Minutes were added: the call is longer, and a clock that runs runs out later. Its status stays what it is."""
    changes: dict[str, Any] = {"extra_minutes": call.extra_minutes + minutes}
    if call.status is Status.LIVE and call.deadline_at is not None:
        changes["deadline_at"] = call.deadline_at + timedelta(minutes=minutes)
    _swap(session, call, changes)
    remember(session, call, "extend", call.status, at=at, by=by)


def _swap(session: Session, call: Call, changes: dict[str, Any]) -> None:
    """Write the columns if nobody wrote since the row was read; `Refused` otherwise."""
    swap = (
        update(Call)
        .where(col(Call.id) == call.id, col(Call.version) == call.version)
        .values(version=call.version + 1, **changes)
        .execution_options(synchronize_session=False)
    )
    try:
        with session.begin_nested():
            swapped = session.execute(swap).rowcount == 1  # type: ignore[attr-defined]
    except IntegrityError:  # the partial unique indexes: one active call for each of the two
        raise Refused(_("One of you is in another call already.")) from None
    if not swapped:
        raise Refused(_("Something just changed here. Please look again."))
    session.refresh(call)


def remember(
    session: Session, call: Call, step: Move | str, before: Status | str, *, at: datetime, by: Actor | None
) -> None:
    """The event row of a step, and word to both people's tabs."""
    session.add(
        CallEvent(
            call_id=call.id,
            version=call.version,
            move=str(step),
            before=str(before),
            after=str(call.status),
            actor_id=by.id if by else None,
            at=at,
        )
    )
    tell(session, call)


def tell(session: Session, call: Call) -> None:
    """Both people's tabs read the call, and the thread that holds its card, again."""
    for person in (call.creator_id, call.fan_id):
        db.announce(session, Notice(person, "call", call.id), Notice(person, "thread", call.thread_id))


def require_free(session: Session, *account_ids: str, except_call: str | None = None, words: dict[str, str]) -> None:
    """Nobody named is in an active call on either side; `words` says it for each. Locks the accounts, in one order."""
    for account_id in sorted(account_ids):
        session.get(Account, account_id, with_for_update=True)
        busy = select(Call.id).where(
            or_(col(Call.creator_id) == account_id, col(Call.fan_id) == account_id), col(Call.status).in_(ACTIVE)
        )
        if any(found != except_call for found in session.exec(busy)):
            raise Refused(words[account_id])
