"""Reactions as they stand under a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone.domain.reactions import Reaction as Kind
from onetoone.domain.words import _
from onetoone.models import Message, Reaction


@dataclass(frozen=True)
class Reacted:
    """How many gave this kind, and whether the viewer did. `label`: "Love, 2, you too"."""

    kind: str
    count: int
    mine: bool
    label: str


def reactions_of(session: Session, messages: Sequence[Message], me: str) -> dict[int, list[Reacted]]:
    """The reactions to these messages, by message, in the order in which they are offered. One statement."""
    ids = [message.id for message in messages]
    given: dict[int, dict[Kind, set[str]]] = {}
    for reaction in session.exec(select(Reaction).where(col(Reaction.message_id).in_(ids))):
        given.setdefault(reaction.message_id, {}).setdefault(reaction.kind, set()).add(reaction.account_id)
    return {
        message_id: [_reacted(kind, by, me) for kind in Kind if (by := kinds.get(kind))]
        for message_id, kinds in given.items()
    }


def _reacted(kind: Kind, by: set[str], me: str) -> Reacted:
    mine = me in by
    if not mine:
        label = f"{kind.label}, {len(by)}"
    elif len(by) > 1:
        label = _("{reaction}, {n}, you too", reaction=kind.label, n=len(by))
    else:
        label = _("{reaction}, {n}, you", reaction=kind.label, n=len(by))
    return Reacted(kind.value, len(by), mine, label)
