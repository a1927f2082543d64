"""What a call shows on every other page: the ringing, and the way back."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, or_, select

from onetoone import routes
from onetoone.calls.views.people import person
from onetoone.calls.views.shapes import Person
from onetoone.calls.views.words import what
from onetoone.domain.calls import ACTIVE, SEATED, Side, Status
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Account, Call
from onetoone.reaching.views import is_quiet


@dataclass(frozen=True, slots=True)
class Ringing:
    """The call that rings on a fan's screens. Empty when none does."""

    call_id: str = ""
    href: str = ""
    kind: str = "video"
    what: str = ""
    other: Person = field(default_factory=Person)
    note: str = ""
    hushed: bool = False  # they are not to be disturbed: no sound, and nothing over the screen


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The call that the person is in, for the bar on other pages. Empty when there is none."""

    call_id: str = ""
    href: str = ""
    line: str = ""
    act: str = ""


def ringing(session: Session, actor: Actor, now: datetime) -> Ringing:
    """The call that rings on the actor's screens right now."""
    found = select(Call).where(Call.fan_id == actor.id, Call.status == Status.RINGING, col(Call.deadline_at) > now)
    row = session.exec(found).first()
    if row is None:
        return Ringing()
    creator = session.get_one(Account, row.creator_id)
    href = routes.to(routes.CALL, call_id=row.id)
    said = row.note if row.started_by is Side.CREATOR else ""  # the note of a request is the fan's own
    hushed = is_quiet(session, actor.id, now)
    return Ringing(row.id, href, str(row.kind), what(row.kind), person(creator), said, hushed)


def active(session: Session, actor: Actor) -> str | None:
    """The id of the one call that the actor is in, on either side."""
    theirs = or_(col(Call.creator_id) == actor.id, col(Call.fan_id) == actor.id)
    return session.exec(select(Call.id).where(theirs, col(Call.status).in_(ACTIVE))).first()


def under_way(session: Session, actor: Actor, now: datetime) -> UnderWay:
    """The call to return to. A call that still rings on this person's screens isn't one yet; one that would ring, if
    they hadn't asked not to be disturbed, is shown here instead."""
    call_id = active(session, actor)
    row = session.get(Call, call_id) if call_id else None
    if row is None:
        return UnderWay()
    side = Side.CREATOR if row.creator_id == actor.id else Side.FAN
    other = session.get_one(Account, row.fan_id if side is Side.CREATOR else row.creator_id)
    href = routes.to(routes.CALL, call_id=row.id)
    if side is Side.FAN and row.status is Status.RINGING:
        if not is_quiet(session, actor.id, now):
            return UnderWay()
        line = _("{name} is calling you. Nothing rings, as you asked", name=other.name)
        return UnderWay(row.id, href, line, _("See the invitation"))
    if row.status in SEATED:
        line = _("You're in a call with {name}", name=other.name)
    elif side is Side.CREATOR:
        line = _("Waiting for {name}", name=other.name)
    else:
        line = _("{name} is waiting for you", name=other.name)
    return UnderWay(row.id, href, line, _("Return to your call"))
