"""Finding a conversation through the person who asks for it, and telling both of its two that it changed."""

from sqlmodel import Session

from onetoone import db
from onetoone.domain import permissions
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Thread


def thread_for(session: Session, actor: Actor, thread_id: object) -> Thread:
    """The actor's thread of that id; anybody else's is `NotFound`."""
    thread = session.get(Thread, thread_id) if isinstance(thread_id, str) else None
    if thread is None:
        raise NotFound(_("We couldn't find that conversation."))
    permissions.side_of(thread, actor)
    return thread


def thread_there(session: Session, thread: Thread | str) -> Thread:
    """The thread itself, for what the product says in it by itself."""
    found = session.get(Thread, thread) if isinstance(thread, str) else thread
    if found is None:
        raise NotFound(_("We couldn't find that conversation."))
    return found


def other_of(thread: Thread, account_id: str) -> str:
    """The other of the two."""
    return thread.fan_id if thread.creator_id == account_id else thread.creator_id


def announce(session: Session, thread: Thread) -> None:
    """Both read the conversation again once this is committed."""
    db.announce(session, *(Notice(person, "thread", thread.id) for person in (thread.creator_id, thread.fan_id)))
