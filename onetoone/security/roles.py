"""Roles, as the database knows them right now."""

from sqlmodel import Session

from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.models import Account
from onetoone.models.account import Role


def require_operator(session: Session, actor: Actor) -> None:
    """The actor is an operator right now; to all others nothing here exists."""
    account = session.get(Account, actor.id)
    if account is None or account.role is not Role.ADMIN:
        raise NotFound
