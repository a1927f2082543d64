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
    """A place in a room, and once it is placed, the media node that holds the room: its private address and `boot`."""

    room: str
    side: str
    node: str | None = None
    boot: str | None = None


def seat_of(session: Session, actor: Actor, call_id: str) -> Seat:
    """The actor's seat; `NotFound` for strangers, before the call is paid, and after it is over: all alike."""
    call = find(session, actor, call_id)
    if call.status not in SEATED:
        raise NotFound
    return Seat(call.id, str(permissions.side_of(call, actor)), call.node, call.node_boot)


def rehearsal_of(session: Session, actor: Actor, call_id: str) -> Seat:
    """A room of the actor's own in which they meet themself, for as long as the call isn't over."""
    call = find(session, actor, call_id)
    if call.status in OVER:
        raise NotFound
    return Seat(f"{call.id}-{permissions.side_of(call, actor)}-rehearsal", "echo")


def place(session: Session, actor: Actor, call_id: str, node: str, boot: str) -> Seat:
    """The room is open on `node` in its life `boot`. Unless the other person was quicker: both meet at one."""
    call = find(session, actor, call_id)
    call.node = call.node or node
    if call.node == node:
        call.node_boot = boot
    session.flush()
    return seat_of(session, actor, call_id)
