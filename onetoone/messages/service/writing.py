"""Somebody is writing: the other hears of it at once, and forgets it a few seconds after the last key."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from onetoone import db
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.messages.service.finding import other_of, thread_for
from onetoone.messages.service.once import insert, wrote
from onetoone.models import Writing
from onetoone.security import apart

_LEAST_APART = timedelta(seconds=2)  # however fast the keys are pressed, or the browser lies


def writes(session: Session, *, actor: Actor, thread_id: str, now: datetime) -> None:
    """The actor touched the keys. Only the other is told, every two seconds at most; across a block nobody."""
    thread = thread_for(session, actor, thread_id)
    other_id = other_of(thread, actor.id)
    if apart.are_apart(session, actor.id, other_id):
        return
    put = insert(session, Writing).values(thread_id=thread.id, account_id=actor.id, at=now)
    put = put.on_conflict_do_update(
        index_elements=["thread_id", "account_id"], set_={"at": now}, where=col(Writing.at) <= now - _LEAST_APART
    )
    if wrote(session, put):
        db.announce(session, Notice(other_id, "writing", thread.id))


def falls_silent(session: Session, thread_id: str, account_id: str) -> None:
    """What was being written has been sent."""
    session.exec(delete(Writing).where(col(Writing.thread_id) == thread_id, col(Writing.account_id) == account_id))
