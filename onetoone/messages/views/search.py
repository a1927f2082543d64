"""What somebody said, found again: in the person's own conversations and in no others."""

from dataclasses import dataclass

from sqlalchemy import case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import searching
from onetoone.domain.people import Actor
from onetoone.domain.searching import Part
from onetoone.domain.words import _
from onetoone.models import Account, Message, Thread
from onetoone.models.thread import SPOKEN

_MOST = 40


@dataclass(frozen=True)
class Hit:
    """A message in which all the words stand. `href` leads to it in its conversation."""

    message_id: int
    thread_id: str
    href: str
    name: str
    picture: str
    mine: bool
    at: str
    parts: list[Part]


def search(session: Session, actor: Actor, query: str) -> list[Hit]:
    """The newest messages of the actor's own conversations in which every word of `query` stands. One statement."""
    wanted = searching.words(query)
    if not wanted:
        return []
    other = aliased(Account)
    found = (
        select(Message, other)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .join(other, other.id == case((col(Thread.creator_id) == actor.id, Thread.fan_id), else_=Thread.creator_id))  # type: ignore[arg-type]
        .where((col(Thread.creator_id) == actor.id) | (col(Thread.fan_id) == actor.id), col(Message.kind).in_(SPOKEN))
        .order_by(col(Message.at).desc(), col(Message.id).desc())
        .limit(_MOST)
    )
    for word in wanted:
        found = found.where(col(Message.folded).contains(word, autoescape=True))
    return [_hit(message, person, actor, wanted) for message, person in session.exec(found)]


def _words(message: Message) -> str:
    if message.kind != "picture":
        return message.body
    alt = message.data.get("alt")
    picture = _("Picture: {description}", description=alt) if alt else _("Picture: no description")
    return ". ".join(filter(None, (message.body, picture)))


def _hit(message: Message, person: Account, actor: Actor, wanted: list[str]) -> Hit:
    return Hit(
        message_id=message.id or 0,
        thread_id=message.thread_id,
        href=f"{routes.to(routes.THREAD, thread_id=message.thread_id)}?at={message.id}",
        name=person.name,
        picture=person.picture,
        mine=message.author_id == actor.id,
        at=message.at.isoformat(),
        parts=searching.excerpt(_words(message), wanted),
    )
