"""How far each of the two has read."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.domain.people import Actor
from onetoone.messages.service.finding import announce, thread_for
from onetoone.messages.service.once import insert, wrote
from onetoone.models import Message, ReadMark
from onetoone.models.thread import SPOKEN


def read_up_to(session: Session, *, actor: Actor, thread_id: str, now: datetime) -> None:
    """The actor has seen all that stands in the thread now. Announced only when that is news."""
    thread = thread_for(session, actor, thread_id)
    last = session.exec(select(func.max(Message.id)).where(Message.thread_id == thread.id)).one()
    if last and mark(session, thread.id, actor.id, last, now):
        announce(session, thread)


def mark(session: Session, thread_id: str, account_id: str, message_id: int, now: datetime) -> bool:
    """Move the read mark forward; False when it already stood there."""
    standing = select(ReadMark.message_id, ReadMark.at).where(
        ReadMark.thread_id == thread_id, ReadMark.account_id == account_id
    )
    stood, at = session.exec(standing).first() or (0, None)
    # "Seen 12:41" is when the other's words came before one's eyes, not when one answered or a call rang later.
    news = select(Message.id).where(
        Message.thread_id == thread_id,
        col(Message.id) > stood,
        col(Message.id) <= message_id,
        col(Message.kind).in_(SPOKEN),
        Message.author_id != account_id,
    )
    if session.exec(news.limit(1)).first():
        at = now
    put = insert(session, ReadMark).values(thread_id=thread_id, account_id=account_id, message_id=message_id, at=at)
    put = put.on_conflict_do_update(
        index_elements=["thread_id", "account_id"],
        set_={"message_id": message_id, "at": at},
        where=col(ReadMark.message_id) < message_id,
    )
    return wrote(session, put)
