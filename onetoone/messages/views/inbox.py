"""The list of conversations: who, whether they are here, what was said last, and how much of it is unread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain.calls import Side
from onetoone.domain.people import Actor
from onetoone.domain.searching import fold
from onetoone.domain.words import _
from onetoone.messages.views.cards import title
from onetoone.messages.views.lines import words
from onetoone.messages.views.problems import title as problem_title
from onetoone.models import Account, Call, Message, Presence, ReadMark, Thread
from onetoone.models.thread import SPOKEN
from onetoone.security import apart


@dataclass(frozen=True)
class Row:
    """One conversation. `at`: ISO 8601, UTC, of what was said last; the browser puts it into local words."""

    thread_id: str
    href: str
    name: str
    handle: str
    picture: str
    online: bool
    last: str
    at: str
    unread: int


def inbox(session: Session, actor: Actor, now: datetime, *, search: str = "", most: int = 100) -> list[Row]:
    """The actor's conversations in which something was said, the latest first; `search` narrows by name or handle.

    Two statements whatever the number of conversations, one more to search.
    """
    other = aliased(Account)
    # Unread is what the other wrote or started; event lines have no author and ask for no attention.
    mark = func.coalesce(ReadMark.message_id, 0)
    unread = (
        select(func.count())
        .select_from(Message)
        .where(Message.thread_id == Thread.id, col(Message.id) > mark, Message.author_id == other.id)
        .correlate(Thread, ReadMark, other)
        .scalar_subquery()
    )
    newest = select(func.max(Message.id)).where(Message.thread_id == Thread.id).correlate(Thread).scalar_subquery()
    rows = (
        select(Thread, other, Message, Presence.last_seen_at, unread)  # type: ignore[call-overload]
        .join(other, other.id == case((col(Thread.creator_id) == actor.id, Thread.fan_id), else_=Thread.creator_id))
        .join(Message, col(Message.id) == newest)
        .outerjoin(Presence, (Presence.account_id == other.id) & other.id.not_in(apart.from_whom(actor.id)))  # type: ignore[attr-defined]
        .outerjoin(ReadMark, (ReadMark.thread_id == Thread.id) & (ReadMark.account_id == actor.id))
        .where((col(Thread.creator_id) == actor.id) | (col(Thread.fan_id) == actor.id))
        .order_by(col(Thread.last_at).desc(), Thread.id)
        .limit(most)
    )
    if search:
        rows = rows.where(other.id.in_(_called(session, actor, search)[:most]))  # type: ignore[attr-defined]
    found = session.exec(rows).all()
    calls = calls_of(session, [row[2] for row in found])
    here_since = now - timedelta(seconds=settings().online_seconds)
    return [
        Row(
            thread_id=thread.id,
            href=routes.to(routes.THREAD, thread_id=thread.id),
            name=person.name,
            handle=person.handle,
            picture=person.picture,
            online=seen is not None and seen >= here_since,
            last=_last(message, thread, actor, person.name, calls),
            at=message.at.isoformat(),
            unread=count,
        )
        for thread, person, message, seen, count in found
    ]


def _called(session: Session, actor: Actor, search: str) -> list[str]:
    """The ids of those whom the actor writes with and whose name or handle contains the words. Compared here: what a
    database takes for the same letter depends on its locale."""
    theirs = case((col(Thread.creator_id) == actor.id, Thread.fan_id), else_=Thread.creator_id)
    mine = (col(Thread.creator_id) == actor.id) | (col(Thread.fan_id) == actor.id)
    people = select(Account.id, Account.name, Account.handle).join(Thread, theirs == Account.id).where(mine)
    wanted = fold(search)
    return [id for id, name, handle in session.exec(people) if wanted in fold(name) or wanted in fold(handle)]


def said_in(message: Message) -> str:
    """What somebody wrote; of an account that was deleted, that something was."""
    return _("Deleted message") if message.code == "deleted" else message.body


def calls_of(session: Session, messages: list[Message]) -> dict[str, Call]:
    """The calls that these messages speak of, by id."""
    ids = {message.call_id for message in messages if message.call_id}
    if not ids:
        return {}
    return {call.id: call for call in session.exec(select(Call).where(col(Call.id).in_(ids))).all()}


def _last(message: Message, thread: Thread, actor: Actor, other: str, calls: Mapping[str, Call]) -> str:
    side = Side.CREATOR if thread.creator_id == actor.id else Side.FAN
    if message.kind in SPOKEN:
        said = " ".join(said_in(message).split())[:160]
        if not said:  # a picture without words
            return _("You sent a picture") if message.author_id == actor.id else _("Sent a picture")
        return _("You: {words}", words=said) if message.author_id == actor.id else said
    call = calls.get(message.call_id or "")
    if message.kind == "call":
        return title(call, side, other) if call else ""
    if message.kind == "problem":
        return problem_title(side, other)
    return words(message.code, message.data, side=side, other=other, call=call)
