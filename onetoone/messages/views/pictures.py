"""Pictures as a conversation shows them, and who may see one."""

from dataclasses import dataclass

from sqlmodel import Session

from onetoone import routes
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.domain.permissions import side_of
from onetoone.domain.words import _
from onetoone.models import Message, Picture, Thread

_WIDEST, _HIGHEST, _LEAST = 320, 380, 96  # CSS pixels in a conversation


@dataclass(frozen=True)
class Shown:
    """`width` and `height`: of its place in the conversation, known before it has loaded."""

    src: str = ""
    small: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""


def shown(message: Message, other: str, mine: bool) -> Shown:
    """The picture of a message; an empty one for what isn't one."""
    data = message.data
    try:
        id, width, height = str(data["picture"]), int(data["width"]), int(data["height"])
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return Shown()
    return Shown(
        src=routes.to(routes.PICTURE, picture_id=id),
        small=routes.to(routes.SMALL_PICTURE, picture_id=id),
        width=max(_LEAST, round(width * scale)),
        height=max(_LEAST, round(height * scale)),
        alt=str(data.get("alt") or "") or (_("Your picture") if mine else _("A picture from {name}", name=other)),
    )


def picture_for(session: Session, actor: Actor, picture_id: str) -> Picture:
    """A picture of one of the actor's own threads; one that wasn't sent yet only for who uploaded it."""
    picture = session.get(Picture, picture_id)
    thread = session.get(Thread, picture.thread_id) if picture else None
    if picture is None or thread is None:
        raise NotFound
    side_of(thread, actor)
    if picture.message_id is None and picture.owner_id != actor.id:
        raise NotFound
    return picture
