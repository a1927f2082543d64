"""Small answers to what was said."""

from datetime import datetime

from sqlalchemy import delete, literal_column
from sqlmodel import Session, col

from onetoone.config import settings
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.reactions import reaction
from onetoone.domain.words import _
from onetoone.messages.service.finding import announce, other_of, thread_for
from onetoone.messages.service.once import add_unless_there
from onetoone.models import Message, Reaction
from onetoone.models.thread import SPOKEN
from onetoone.security import apart, throttle

_LARGEST_ID = 2**31  # of an integer column


def react(session: Session, *, actor: Actor, message_id: object, kind: object, on: bool, now: datetime) -> None:
    """Give one's reaction of that kind to a message, or take it back. Said twice, it is the same: a click that was
    replayed after a lost line changes nothing. Cards and lines of what happened can't be reacted to."""
    message = _message_for(session, actor, message_id)
    wanted = reaction(kind)
    thread = thread_for(session, actor, message.thread_id)
    apart.require_together(session, actor, other_of(thread, actor.id))
    if message.kind not in SPOKEN:
        raise Refused(_("You can react to what somebody said."))
    if on:
        throttle.limit(session, f"react:{actor.id}", settings().reactions_per_minute, 60, now)
        given = Reaction(message_id=message.id or 0, account_id=actor.id, kind=wanted, at=now)
        changed = add_unless_there(session, given)
    else:
        gone = delete(Reaction).where(
            col(Reaction.message_id) == message.id, col(Reaction.account_id) == actor.id, col(Reaction.kind) == wanted
        )
        changed = session.execute(gone.returning(literal_column("1"))).first() is not None
    if changed:
        announce(session, thread)


def _message_for(session: Session, actor: Actor, message_id: object) -> Message:
    """A message of one of the actor's own threads; anybody else's is `NotFound`."""
    known = type(message_id) is int and 0 < message_id < _LARGEST_ID
    message = session.get(Message, message_id) if known else None
    if message is None:
        raise NotFound(_("We couldn't find that message."))
    thread_for(session, actor, message.thread_id)
    return message
