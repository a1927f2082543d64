"""Whom a person has blocked. Who blocked them, nobody is told."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone.domain.people import Actor
from onetoone.models import Account, Block


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """`since`: ISO 8601, UTC."""

    id: str = ""
    name: str = ""
    handle: str = ""
    picture: str = ""
    since: str = ""


def blocked(session: Session, actor: Actor) -> list[BlockedRow]:
    """Those whom the actor has blocked, the latest first."""
    mine = (
        select(Account, Block.at)
        .join(Block, col(Block.blocked_id) == Account.id)
        .where(Block.blocker_id == actor.id)
        .order_by(col(Block.at).desc(), col(Account.id))
    )
    return [
        BlockedRow(person.id, person.name, person.handle, person.picture, at.isoformat())
        for person, at in session.exec(mine)
    ]
