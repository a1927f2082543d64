"""Who may take a seat at the media node: the two people of a call that is joining or under way, one seat each."""

from dataclasses import dataclass

from sqlmodel import Session

from onetoone.calls.service.moves import find
from onetoone.domain import permissions
from onetoone.domain.calls import OVER, SEATED
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a room. `node` is the private address of the media node that holds the room, once it is placed."""

    room: str
    side: str
    node: str | None


def seat_of(session: Session, actor: Actor, call_id: str) -> Seat:
    """The actor's seat; `NotFound` for strangers, before the call is paid, and after it is over: all alike."""
    call = find(session, actor, call_id)
    if call.status not in SEATED:
        raise NotFound
    return Seat(call.id, str(permissions.side_of(call, actor)), call.node)


def rehearsal_of(session: Session, actor: Actor, call_id: str) -> Seat:
    """A room of the actor's own in which they meet themself, for as long as the call isn't over."""
    call = find(session, actor, call_id)
    if call.status in OVER:
        raise NotFound
    return Seat(f"{call.id}-{permissions.side_of(call, actor)}-rehearsal", "echo", None)


def place(session: Session, actor: Actor, call_id: str, node: str) -> Seat:
    """Put the room on `node`, unless the other person was quicker: both must meet at the same one."""
    call = find(session, actor, call_id)
    call.node = call.node or node
    session.flush()
    return seat_of(session, actor, call_id)
