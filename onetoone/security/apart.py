"""Who is kept apart by a block, whichever of the two blocked: looked up in the database for every step between them."""

from typing import Any

from sqlalchemy import union
from sqlmodel import Session, col, select

from onetoone.domain import permissions
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Account, Block


def require_together(session: Session, actor: Actor, other_id: str, *, lock: bool = False) -> None:
    """`Refused` while a block stands between the two, in words that tell the blocked nothing.

    `lock`: hold both accounts until the commit, as `block` does, so that neither overtakes the other. What rings or
    waits for an answer needs that; a message that crosses a block on its way does no harm.
    """
    if lock:
        hold(session, actor.id, other_id)
    other = session.get(Account, other_id)
    if other is not None and other.left_at is not None:
        raise Refused(_("This account was deleted."))
    mine = session.get(Block, (actor.id, other_id)) is not None
    theirs = session.get(Block, (other_id, actor.id)) is not None
    if mine or theirs:
        name = other.name if other else _("This person")
        permissions.require_not_apart(name, blocked_by_actor=mine, actor_is_blocked=theirs)


def hold(session: Session, *account_ids: str) -> None:
    """Lock the accounts, always in the same order; `NotFound` when one doesn't exist."""
    for account_id in sorted(account_ids):
        if session.get(Account, account_id, with_for_update=True) is None:
            raise NotFound


def are_apart(session: Session, one: str, other: str) -> bool:
    """Whether a block stands between the two."""
    return session.get(Block, (one, other)) is not None or session.get(Block, (other, one)) is not None


def from_whom(account_id: str) -> Any:
    """A subquery of everybody whom a block keeps apart from the person: for lists, `column.in_(from_whom(…))`."""
    both: Any = union(
        select(col(Block.blocked_id).label("account_id")).where(Block.blocker_id == account_id),
        select(col(Block.blocker_id).label("account_id")).where(Block.blocked_id == account_id),
    )
    return select(both.subquery().c.account_id)


def blocked_by(account_id: str) -> Any:
    """A subquery of those whom the person has blocked."""
    return select(Block.blocked_id).where(Block.blocker_id == account_id)
