"""Pictures: uploaded to a conversation, then sent in it."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import text
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.domain.searching import fold
from onetoone.domain.words import _
from onetoone.messages.service.finding import other_of, thread_for
from onetoone.messages.service.talking import say
from onetoone.models import Message, Picture
from onetoone.security import apart, throttle

_UNSENT_FOR = timedelta(days=1)  # a draft may lie overnight


def may_upload(session: Session, *, actor: Actor, thread_id: object, now: datetime) -> None:
    """Before anything of it is read: it would be for the actor's own conversation, and isn't one too many."""
    thread = thread_for(session, actor, thread_id)
    apart.require_together(session, actor, other_of(thread, actor.id))
    throttle.limit(session, f"picture:{actor.id}", settings().pictures_per_hour, 3600, now)


def keep_picture(
    session: Session, *, actor: Actor, thread_id: str, picture_id: str, measures: tuple[int, int, int], now: datetime
) -> None:
    """It has been drawn: `measures` are width, height and bytes. Only the actor sees it until it's sent."""
    thread = thread_for(session, actor, thread_id)
    width, height, size = measures
    kept = Picture(id=picture_id, thread_id=thread.id, owner_id=actor.id, width=width, height=height, size=size, at=now)
    session.add(kept)


def send_picture(
    session: Session,
    *,
    actor: Actor,
    thread_id: str,
    picture_id: object,
    body: object = "",
    alt: object = "",
    now: datetime,
    client_id: str = "",
) -> Message:
    """Send a picture that the actor uploaded to that thread, with words below it and words for those who can't see it.
    A picture is sent once."""
    thread = thread_for(session, actor, thread_id)
    apart.require_together(session, actor, other_of(thread, actor.id))
    picture = session.get(Picture, picture_id, with_for_update=True) if isinstance(picture_id, str) else None
    if picture is None or picture.owner_id != actor.id or picture.thread_id != thread.id:
        raise NotFound(_("We couldn't find that picture. Please choose it again."))
    if picture.message_id is not None:
        return session.get_one(Message, picture.message_id)
    said = text.clean(body, most=settings().longest_message, what=_("Your message"), multiline=True)
    told = text.clean(alt, most=settings().longest_alt, what=_("The description"))
    message = Message(
        thread_id=thread.id,
        kind="picture",
        author_id=actor.id,
        body=said,
        folded=fold(f"{said} {told}"),
        data={"picture": picture.id, "width": picture.width, "height": picture.height, "alt": told},
        once=f"text:{actor.id}:{client_id}" if client_id else None,
        at=now,
    )
    message = say(session, thread, message, by=actor)
    picture.message_id = message.id
    session.add(picture)
    return message


def unsent(session: Session, *, now: datetime) -> list[str]:
    """The ids of some pictures that were uploaded long ago and never sent, or whose owner has left."""
    left = select(Picture.id).where(col(Picture.message_id).is_(None), col(Picture.at) < now - _UNSENT_FOR)
    return list(session.exec(left.limit(200)))


def forget_unsent(session: Session, picture_ids: list[str]) -> None:
    """Their files are gone; now they are."""
    session.exec(delete(Picture).where(col(Picture.id).in_(picture_ids), col(Picture.message_id).is_(None)))
