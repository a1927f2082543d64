"""Who may begin a conversation, and what is said in it: by people, and by their calls."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import text
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.domain.searching import fold
from onetoone.domain.words import _
from onetoone.messages.service.finding import announce, other_of, thread_for, thread_there
from onetoone.messages.service.once import add_unless_there
from onetoone.messages.service.reading import mark
from onetoone.messages.service.writing import falls_silent
from onetoone.models import Account, Call, Message, Subscription, Thread
from onetoone.reaching import service as reaching
from onetoone.security import apart


def thread_between(session: Session, *, creator_id: str, fan_id: str, now: datetime) -> Thread:
    """The one thread of the two, made when there is none yet; two tabs that make it at once get the same one."""
    if creator_id == fan_id:
        raise Refused(_("That's you. A conversation needs somebody else."))
    found = _thread_of(session, creator_id, fan_id)
    if found is None:
        made = Thread(id=new_id("thread"), creator_id=creator_id, fan_id=fan_id, created_at=now, last_at=now)
        add_unless_there(session, made)
        found = _thread_of(session, creator_id, fan_id)
    assert found is not None
    return found


def open_with(
    session: Session,
    *,
    actor: Actor,
    other_handle: str = "",
    other_id: str = "",
    side: Side | None = None,
    now: datetime,
) -> Thread:
    """The actor's conversation with somebody, named by handle or by id; begun when there is none yet.

    A fan may begin one with a creator they subscribe to, a creator with their subscribers; an existing one is always
    open to both. `side` says which of the two the actor wants to be, should they be each other's creator and fan.
    `NotFound` for an unknown person, `Refused` for one the actor may not write to first.
    """
    named = col(Account.handle) == other_handle if other_handle else col(Account.id) == other_id
    other = session.exec(select(Account).where(named)).first()
    if other is None:
        raise NotFound(_("We couldn't find that person."))
    if other.id == actor.id:
        raise Refused(_("That's you. A conversation needs somebody else."))
    pairs = {Side.FAN: (other.id, actor.id), Side.CREATOR: (actor.id, other.id)}
    wanted = [pairs[side]] if side else list(pairs.values())
    for pair in wanted:
        if found := _thread_of(session, *pair):
            return found
    apart.require_together(session, actor, other.id)
    for creator_id, fan_id in wanted:
        if _subscribed(session, creator_id, fan_id):
            return thread_between(session, creator_id=creator_id, fan_id=fan_id, now=now)
    if other.is_creator:
        raise Refused(_("Subscribe to {name} to write to them.", name=other.name))
    raise Refused(_("You can write to {name} once they subscribe to you.", name=other.name))


def send(
    session: Session, *, actor: Actor, thread_id: str, body: object, now: datetime, client_id: str = ""
) -> Message:
    """Say something. `client_id` is the sender's own name for it: sent again under the same name, it is said once."""
    thread = thread_for(session, actor, thread_id)
    apart.require_together(session, actor, other_of(thread, actor.id))
    said = text.clean(body, most=settings().longest_message, what=_("Your message"), multiline=True, least=1)
    once = f"text:{actor.id}:{client_id}" if client_id else None
    message = Message(
        thread_id=thread.id, kind="text", author_id=actor.id, body=said, folded=fold(said), once=once, at=now
    )
    return say(session, thread, message, by=actor)


def say(session: Session, thread: Thread, message: Message, *, by: Actor) -> Message:
    """What a person says, whatever it is made of: added once, read by themself, told to the other wherever they are."""
    at = message.at
    message = _say(session, thread, message)
    mark(session, thread.id, by.id, message.id or 0, at)  # whoever answers has read what came before
    falls_silent(session, thread.id, by.id)
    reaching.wrote(session, thread, message, at)
    return message


def post_card(session: Session, *, thread: Thread | str, call_id: str, now: datetime) -> Message:
    """The one living card of a call. Posting it again moves nothing, but has both look at it anew."""
    thread = thread_there(session, thread)
    session.flush()  # the call may be as new as its card
    call = session.get(Call, call_id)
    if call is None or call.thread_id != thread.id:
        raise NotFound
    author = call.creator_id if call.started_by is Side.CREATOR else call.fan_id
    once = f"card:{call_id}"
    card = Message(thread_id=thread.id, kind="call", call_id=call_id, author_id=author, once=once, at=now)
    return _say(session, thread, card)


def post_problem(session: Session, *, thread: Thread | str, call_id: str, author_id: str, now: datetime) -> Message:
    """The one living card of a problem that was reported about a call."""
    thread = thread_there(session, thread)
    card = Message(
        thread_id=thread.id, kind="problem", call_id=call_id, author_id=author_id, once=f"problem:{call_id}", at=now
    )
    return _say(session, thread, card)


def post_line(
    session: Session,
    *,
    thread_id: Thread | str,
    call_id: str | None,
    code: str,
    data: dict[str, Any] | None = None,
    now: datetime,
    once: str | None = None,
) -> Message:
    """An event in the thread, put into words for each viewer (`views.lines`). The same `once` is said once."""
    thread = thread_there(session, thread_id)
    line = Message(thread_id=thread.id, kind="line", call_id=call_id, code=code, data=data or {}, once=once, at=now)
    return _say(session, thread, line)


def _thread_of(session: Session, creator_id: str, fan_id: str) -> Thread | None:
    pair = and_(col(Thread.creator_id) == creator_id, col(Thread.fan_id) == fan_id)
    return session.exec(select(Thread).where(pair)).first()


def _subscribed(session: Session, creator_id: str, fan_id: str) -> bool:
    subscription = select(Subscription.id).where(
        Subscription.creator_id == creator_id, Subscription.fan_id == fan_id, col(Subscription.ended_at).is_(None)
    )
    return session.exec(subscription).first() is not None


def _say(session: Session, thread: Thread, message: Message) -> Message:
    """Add the message unless its `once` was said before; returns the one that stands there."""
    announce(session, thread)
    if message.once is None:
        session.add(message)
        session.flush()
    elif not add_unless_there(session, message):
        return session.exec(select(Message).where(Message.once == message.once)).one()
    else:
        message = session.exec(select(Message).where(Message.once == message.once)).one()
    thread.last_at = max(thread.last_at, message.at)
    session.add(thread)
    return message
