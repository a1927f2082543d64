"""Asking to be deleted, and coming back in time."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from onetoone import db
from onetoone.calls.service.unfinished import unfinished
from onetoone.config import settings
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.models import Account, Leaving, RateCard, SignIn


def leave(session: Session, *, actor: Actor, now: datetime) -> Leaving:
    """The account goes in a while, and until then signing in keeps it. Every session ends now, and nobody can ask for a
    call any more. Whether it is really the person, the caller has checked. `Refused` while something is open."""
    account = session.get(Account, actor.id, with_for_update=True)
    if account is None:
        raise NotFound
    if in_the_way := unfinished(session, account.id):
        raise Refused(f"{in_the_way[0].title}. {in_the_way[0].line}")
    card = session.get(RateCard, account.id)
    wipe_at = now + timedelta(seconds=settings().leave_seconds)
    leaving = session.get(Leaving, account.id) or Leaving(
        account_id=account.id, asked_at=now, wipe_at=wipe_at, took_calls=card is not None and card.taking_calls
    )
    session.add(leaving)
    if card is not None:
        card.taking_calls = False
        session.add(card)
    session.exec(
        update(SignIn)
        .where(col(SignIn.account_id) == account.id, col(SignIn.revoked_at).is_(None))
        .values(revoked_at=now)
    )
    db.announce(session, Notice(account.id, "me", account.id))
    return leaving


def come_back(session: Session, account_id: str, now: datetime) -> bool:
    """Somebody signed in: if they were leaving, they stay. Says whether they were."""
    leaving = session.get(Leaving, account_id, with_for_update=True)
    if leaving is None:
        return False
    card = session.get(RateCard, account_id)
    if card is not None and leaving.took_calls:
        card.taking_calls = True
        session.add(card)
    session.delete(leaving)
    return True


def leaving_due(session: Session, now: datetime, most: int = 20) -> list[str]:
    """Accounts whose time to come back has passed."""
    passed = select(Leaving.account_id).where(col(Leaving.wipe_at) <= now).order_by(col(Leaving.wipe_at))
    return list(session.exec(passed.limit(most)))
