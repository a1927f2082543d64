"""What a person sees of themself and, on the landing page of the demo, of the demo people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from onetoone.config import settings
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.models import Account, Message, Presence, ReadMark, Thread


@dataclass(frozen=True, slots=True)
class Me:
    """The signed-in person: what the frame around every page shows."""

    id: str
    name: str
    handle: str
    picture: str
    line: str
    is_creator: bool
    unread: int


def me(session: Session, actor: Actor) -> Me:
    """The acting person."""
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    return Me(
        id=account.id,
        name=account.name,
        handle=account.handle,
        picture=account.picture,
        line=account.line,
        is_creator=account.is_creator,
        unread=unread(session, actor),
    )


def unread(session: Session, actor: Actor) -> int:
    """How many messages of others the person hasn't read, over all threads."""
    mark = select(func.coalesce(func.max(ReadMark.message_id), 0)).where(
        ReadMark.thread_id == Thread.id, ReadMark.account_id == actor.id
    )
    others = (
        select(func.count())
        .select_from(Message)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .where(
            or_(Thread.creator_id == actor.id, Thread.fan_id == actor.id),
            col(Message.author_id).is_distinct_from(actor.id),
            col(Message.id) > mark.scalar_subquery(),
        )
    )
    return session.exec(others).one()


def is_online(session: Session, account_id: str, now: datetime) -> bool:
    """Whether a tab of theirs is open, or was a moment ago (`online_seconds`)."""
    presence = session.get(Presence, account_id)
    return presence is not None and now - presence.last_seen_at < timedelta(seconds=settings().online_seconds)
