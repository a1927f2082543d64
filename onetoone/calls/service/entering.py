"""The fan's way in: join, review, pay; and the door itself."""

from datetime import datetime, timedelta

from sqlmodel import Session

from onetoone.calls.service.money import admit, title_of
from onetoone.calls.service.moves import find, move, require_free
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import Move, Side, Status
from onetoone.domain.errors import Refused
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Account, Call, Payment
from onetoone.payments import service as payments


def join(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The fan answers: every other screen stops ringing, and the time to pay begins."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.status is Status.MISSED:
        creator = session.get_one(Account, call.creator_id)
        words = {
            creator.id: _("{name} is in another call right now.", name=creator.name),
            actor.id: _("You are in another call already."),
        }
        require_free(session, call.creator_id, call.fan_id, words=words)
    until = now + timedelta(seconds=settings().pay_seconds)
    move(session, call, Move.JOIN, at=now, by=actor, pay_by=until, deadline_at=until)
    return call


def pay(session: Session, *, actor: Actor, call_id: str, origin: str, now: datetime) -> Payment:
    """The fan goes to Checkout: the payment whose page is to be opened. Asking twice is asking once."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.price == 0:
        raise Refused(_("This call is free: just join."))
    payments.require_may_earn(session, call.creator_id, call.price, by=actor)
    if call.status is not Status.PAYING:
        move(session, call, Move.PAY, at=now, by=actor)
    return payments.hold(session, call=call, title=title_of(session, call), origin=origin, now=now)


def step_back(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The fan left Checkout without paying and looks at the details again."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.status is Status.PAYING:
        move(session, call, Move.STEP_BACK, at=now, by=actor)
    return call


def enter(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The fan walks into a free call."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.price > 0:
        raise Refused(_("This call is paid for first."))
    admit(session, call, now=now, by=actor)
    return call
