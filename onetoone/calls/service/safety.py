"""Keeping people apart, and reporting how they behaved. `block`, `unblock` and `report_person` are for every screen."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from onetoone import db
from onetoone.calls.service.answering import decline, withdraw
from onetoone.calls.service.inviting import cancel
from onetoone.calls.service.media import hang_up
from onetoone.config import settings
from onetoone.domain.calls import OVER, SEATED, Side, Status
from onetoone.domain.conduct import Reason
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.domain.permissions import side_of
from onetoone.domain.ports import Notice
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.models import Account, Block, Call, ConductReport, Message, Subscription, Thread
from onetoone.security import apart, throttle

_SHOWN = 20  # messages that go along with a report
_AT_ONCE = timedelta(days=1)


def block(session: Session, *, actor: Actor, other_id: object, now: datetime) -> None:
    """From now on neither reaches the other. What is open between them ends: a running call as if the actor had hung
    up, an offer or a request as if the actor had said no; holds are released by the usual rules. The other is not told.

    Twice is once. `NotFound` for somebody whom the actor has nothing to do with.
    """
    other = _acquaintance(session, actor, other_id)
    apart.hold(session, actor.id, other.id)
    for call_id in session.exec(_open_between(actor.id, other.id)).all():
        _end(session, actor, session.get_one(Call, call_id), now)
    if session.get(Block, (actor.id, other.id)) is None:
        session.add(Block(blocker_id=actor.id, blocked_id=other.id, at=now))
    _tell(session, actor.id, other.id)


def unblock(session: Session, *, actor: Actor, other_id: object, now: datetime) -> None:
    """Both reach each other again, unless the other blocked as well. Nothing that ended comes back."""
    row = session.get(Block, (actor.id, other_id)) if isinstance(other_id, str) else None
    if row is None:
        return
    session.delete(row)
    _tell(session, actor.id, row.blocked_id)


def report_person(
    session: Session,
    *,
    actor: Actor,
    other_id: object,
    reason: object,
    words: object = "",
    with_messages: bool = False,
    call_id: object = None,
    now: datetime,
) -> ConductReport:
    """Tell the operators how somebody behaved. The other is not told. `with_messages`: the last messages between the
    two go along, as they stand now; `call_id`: in which call it was, if in one."""
    other = _acquaintance(session, actor, other_id)
    chosen = _reason(reason)
    least = 1 if chosen is Reason.OTHER else 0
    said = clean(words, most=settings().longest_report, what=_("What happened"), multiline=True, least=least)
    throttle.limit(
        session, f"report:{actor.id}", most=settings().reports_per_day, within=_AT_ONCE.total_seconds(), now=now
    )
    made = ConductReport(
        id=new_id("rpt"),
        reporter_id=actor.id,
        about_id=other.id,
        call_id=_call_of(session, actor, other, call_id),
        reason=chosen,
        words=said,
        said=_last_messages(session, actor.id, other.id) if with_messages is True else [],
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def _reason(reason: object) -> Reason:
    try:
        return Reason(str(reason))
    except ValueError:
        raise Invalid(_("Please choose what it is about.")) from None


def _end(session: Session, actor: Actor, call: Call, now: datetime) -> None:
    """As the actor would end it by hand."""
    side = side_of(call, actor)
    verb: Any
    if call.status in SEATED:
        verb = hang_up
    elif call.status is Status.REQUESTED:
        verb = decline if side is Side.CREATOR else withdraw
    else:
        verb = cancel if side is Side.CREATOR else decline
    verb(session, actor=actor, call_id=call.id, now=now)


def _open_between(one: str, other: str) -> Any:
    return select(Call.id).where(_between(Call, one, other), col(Call.status).not_in(OVER)).order_by(col(Call.id))


def _between(table: Any, one: str, other: str) -> Any:
    """Rows of the two, whichever of them is the creator."""
    return or_(
        and_(col(table.creator_id) == one, col(table.fan_id) == other),
        and_(col(table.creator_id) == other, col(table.fan_id) == one),
    )


def _acquaintance(session: Session, actor: Actor, other_id: object) -> Account:
    """Somebody whom the actor knows: from a conversation, a subscription, an earlier block, or a creator's public page.
    All others look as if they didn't exist."""
    other = session.get(Account, other_id) if isinstance(other_id, str) else None
    if other is None:
        raise NotFound(_("We couldn't find that person."))
    if other.id == actor.id:
        raise Refused(_("That's you."))
    if other.is_creator or apart.are_apart(session, actor.id, other.id):
        return other
    for table in (Thread, Subscription):
        if session.exec(select(table.id).where(_between(table, actor.id, other.id)).limit(1)).first() is not None:
            return other
    raise NotFound(_("We couldn't find that person."))


def _call_of(session: Session, actor: Actor, other: Account, call_id: object) -> str | None:
    """The call's id, if it is one of the two."""
    call = session.get(Call, call_id) if isinstance(call_id, str) else None
    return call.id if call is not None and {call.creator_id, call.fan_id} == {actor.id, other.id} else None


def _last_messages(session: Session, one: str, other: str) -> list[dict[str, Any]]:
    """What the two wrote last, the oldest first."""
    newest = (
        select(Message, Account.name)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .join(Account, col(Account.id) == Message.author_id)
        .where(_between(Thread, one, other), col(Message.kind).in_(("text", "picture")))
        .order_by(col(Message.id).desc())
        .limit(_SHOWN)
    )
    found = reversed(session.exec(newest).all())
    return [{"by": name, "at": message.at.isoformat(), **_shown(message)} for message, name in found]


def _shown(message: Message) -> dict[str, Any]:
    """Of a picture only how it was described: it is not theirs to keep."""
    if message.kind == "picture":
        return {"text": str(message.data.get("alt") or ""), "picture": True}
    return {"text": message.body}


def _tell(session: Session, one: str, other: str) -> None:
    """Both people's tabs read lists and conversations again; they say nothing of why."""
    db.announce(session, Notice(one, "people", other), Notice(other, "people", one))
