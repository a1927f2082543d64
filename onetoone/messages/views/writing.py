"""Whether the other is writing right now."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.people import Actor
from onetoone.models import Thread, Writing
from onetoone.security import apart


def writing_at(session: Session, actor: Actor, thread_id: str, now: datetime) -> str:
    """When the other last touched the keys in the actor's thread (ISO 8601, UTC); "" when that is too long ago."""
    mine = (col(Thread.creator_id) == actor.id) | (col(Thread.fan_id) == actor.id)
    asked = (
        select(Writing.at)
        .join(Thread, col(Thread.id) == Writing.thread_id)
        .where(
            mine,
            Writing.thread_id == thread_id,
            Writing.account_id != actor.id,
            col(Writing.account_id).not_in(apart.from_whom(actor.id)),
            col(Writing.at) > now - timedelta(seconds=settings().writing_seconds),
        )
    )
    at = session.exec(asked).first()
    return at.isoformat() if at else ""
