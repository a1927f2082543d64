"""What people do in a conversation, and what a call says in it. Every change is announced to both."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain import permissions, text
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.models import Account, Call, Message, ReadMark, Subscription, Thread
from onetoone.security import apart


def thread_between(session: Session, *, creator_id: str, fan_id: str, now: datetime) -> Thread:
    """The one thread of the two, made when there is none yet; two tabs that make it at once get the same one."""
    if creator_id == fan_id:
        raise Refused("That's you. A conversation needs somebody else.")
    found = _thread_of(session, creator_id, fan_id)
    if found is None:
        made = Thread(id=new_id("thread"), creator_id=creator_id, fan_id=fan_id, created_at=now, last_at=now)
        _add_unless_there(session, made)
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
        raise NotFound("We couldn't find that person.")
    if other.id == actor.id:
        raise Refused("That's you. A conversation needs somebody else.")
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
        raise Refused(f"Subscribe to {other.name} to write to them.")
    raise Refused(f"You can write to {other.name} once they subscribe to you.")


def send(
    session: Session, *, actor: Actor, thread_id: str, body: object, now: datetime, client_id: str = ""
) -> Message:
    """Say something. `client_id` is the sender's own name for it: sent again under the same name, it is said once."""
    thread = _thread_for(session, actor, thread_id)
    apart.require_together(session, actor, thread.fan_id if thread.creator_id == actor.id else thread.creator_id)
    said = text.clean(body, most=settings().longest_message, what="Your message", multiline=True, least=1)
    once = f"text:{actor.id}:{client_id}" if client_id else None
    message = Message(thread_id=thread.id, kind="text", author_id=actor.id, body=said, once=once, at=now)
    message = _say(session, thread, message)
    _mark(session, thread.id, actor.id, message.id or 0)  # whoever answers has read what came before
    return message


def post_card(session: Session, *, thread: Thread | str, call_id: str, now: datetime) -> Message:
    """The one living card of a call. Posting it again moves nothing, but has both look at it anew."""
    thread = _thread(session, thread)
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
    thread = _thread(session, thread)
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
    thread = _thread(session, thread_id)
    line = Message(thread_id=thread.id, kind="line", call_id=call_id, code=code, data=data or {}, once=once, at=now)
    return _say(session, thread, line)


def read_up_to(session: Session, *, actor: Actor, thread_id: str, now: datetime) -> None:
    """The actor has seen all that stands in the thread now. Announced only when that is news."""
    thread = _thread_for(session, actor, thread_id)
    last = session.exec(select(func.max(Message.id)).where(Message.thread_id == thread.id)).one()
    if last and _mark(session, thread.id, actor.id, last):
        _announce(session, thread)


def _thread_for(session: Session, actor: Actor, thread_id: object) -> Thread:
    """The actor's thread of that id; anybody else's is `NotFound`."""
    thread = session.get(Thread, thread_id) if isinstance(thread_id, str) else None
    if thread is None:
        raise NotFound("We couldn't find that conversation.")
    permissions.side_of(thread, actor)
    return thread


def _thread(session: Session, thread: Thread | str) -> Thread:
    found = session.get(Thread, thread) if isinstance(thread, str) else thread
    if found is None:
        raise NotFound("We couldn't find that conversation.")
    return found


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
    _announce(session, thread)
    if message.once is None:
        session.add(message)
        session.flush()
    elif not _add_unless_there(session, message):
        return session.exec(select(Message).where(Message.once == message.once)).one()
    else:
        message = session.exec(select(Message).where(Message.once == message.once)).one()
    thread.last_at = max(thread.last_at, message.at)
    session.add(thread)
    return message


def _mark(session: Session, thread_id: str, account_id: str, message_id: int) -> bool:
    """Move the read mark forward; False when it already stood there."""
    values = {"thread_id": thread_id, "account_id": account_id, "message_id": message_id}
    put = _insert(session, ReadMark).values(values)
    put = put.on_conflict_do_update(
        index_elements=["thread_id", "account_id"],
        set_={"message_id": message_id},
        where=col(ReadMark.message_id) < message_id,
    )
    return _wrote(session, put)


def _announce(session: Session, thread: Thread) -> None:
    db.announce(session, *(Notice(person, "thread", thread.id) for person in (thread.creator_id, thread.fan_id)))


def _insert(session: Session, model: type[SQLModel]) -> Any:
    # SQLite and PostgreSQL speak the same ON CONFLICT, in two modules of SQLAlchemy.
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model)


def _add_unless_there(session: Session, row: SQLModel) -> bool:
    """Insert the row; False when a row with the same unique values was there first, also in a transaction at the same
    moment: an error would have lost the caller's whole transaction."""
    session.flush()
    values = row.model_dump(exclude_none=True)
    put = _insert(session, type(row)).values(values).on_conflict_do_nothing()
    return _wrote(session, put)


def _wrote(session: Session, put: Any) -> bool:
    # Asked for in the statement itself: how many rows an INSERT wrote isn't known afterwards on PostgreSQL.
    return session.execute(put.returning(literal_column("1"))).first() is not None
