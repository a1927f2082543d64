"""Subscribing to a creator, and leaving again; and what a creator notes down about a fan."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.models import Account, FanNote, Subscription, Thread
from onetoone.security import apart


def subscribe(session: Session, *, actor: Actor, creator_handle: object, now: datetime) -> Subscription:
    """The actor follows a creator from now on. Doing it twice changes nothing; coming back counts from now.

    `NotFound` when nobody of that handle is a creator, `Refused` for one's own page.
    """
    creator = _creator(session, creator_handle)
    if creator.id == actor.id:
        raise Refused(_("That's your own page."))
    apart.require_together(session, actor, creator.id)
    # The lock lines two tabs of the same person up, so that they make one row.
    session.get(Account, actor.id, with_for_update=True)
    found = _subscription(session, creator, actor)
    if found is None:
        found = Subscription(creator_id=creator.id, fan_id=actor.id, since=now)
    elif found.ended_at is None:
        return found
    else:
        found.since, found.ended_at = now, None
    session.add(found)
    session.flush()
    _tell(session, creator, actor)
    return found


def unsubscribe(session: Session, *, actor: Actor, creator_handle: object, now: datetime) -> None:
    """The actor leaves; their conversation and their calls stay. Leaving twice changes nothing."""
    creator = _creator(session, creator_handle)
    found = _subscription(session, creator, actor)
    if found is None or found.ended_at is not None:
        return
    found.ended_at = now
    session.add(found)
    _tell(session, creator, actor)


def keep_note(session: Session, *, actor: Actor, fan_id: object, text: object, now: datetime) -> None:
    """What the creator wants to remember about a fan; an empty text forgets it. For their eyes only.

    `NotFound` for somebody who is neither their subscriber, or was, nor in a conversation with them.
    """
    permissions.require_creator(actor)
    said = clean(text, most=settings().longest_fan_note, what=_("Your note"), multiline=True)
    if not isinstance(fan_id, str) or not _knows(session, actor, fan_id):
        raise NotFound(_("We couldn't find that person."))
    kept = session.get(FanNote, (actor.id, fan_id), with_for_update=True)
    if not said:
        if kept is not None:
            session.delete(kept)
    elif kept is None:
        session.add(FanNote(creator_id=actor.id, fan_id=fan_id, text=said, changed_at=now))
    else:
        kept.text, kept.changed_at = said, now
    session.flush()


def _knows(session: Session, creator: Actor, fan_id: str) -> bool:
    for table in (Subscription, Thread):
        theirs = select(table.id).where(table.creator_id == creator.id, table.fan_id == fan_id)
        if session.exec(theirs).first() is not None:
            return True
    return False


def _creator(session: Session, handle: object) -> Account:
    named = select(Account).where(col(Account.handle) == handle, col(Account.is_creator))
    creator = session.exec(named).first() if isinstance(handle, str) else None
    if creator is None:
        raise NotFound(_("We couldn't find that creator."))
    return creator


def _subscription(session: Session, creator: Account, actor: Actor) -> Subscription | None:
    of_both = select(Subscription).where(Subscription.creator_id == creator.id, Subscription.fan_id == actor.id)
    return session.exec(of_both).first()


def _tell(session: Session, creator: Account, actor: Actor) -> None:
    db.announce(session, Notice(creator.id, "people", actor.id), Notice(actor.id, "people", creator.id))
