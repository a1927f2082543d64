"""The verbs of people: signing up and in, keeping a profile and a rate card, being here."""

from datetime import datetime, timedelta

from sqlmodel import Session

from onetoone.domain.people import Actor
from onetoone.models import Presence

_BEAT = timedelta(seconds=10)  # an account with several tabs writes no more often than this


def beat(session: Session, *, actor: Actor, now: datetime) -> None:
    """A tab of theirs is open."""
    presence = session.get(Presence, actor.id) or Presence(account_id=actor.id, last_seen_at=now - _BEAT)
    if now - presence.last_seen_at >= _BEAT:
        presence.last_seen_at = now
        session.add(presence)
