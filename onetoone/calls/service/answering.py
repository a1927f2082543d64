"""How a request or an invitation is answered before anybody reviews or pays."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from onetoone.calls.service.money import settle
from onetoone.calls.service.moves import find, move, require_free, tell
from onetoone.calls.service.terms import minutes_of, price_of
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import Move, Side, Status
from onetoone.domain.people import Actor
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.models import Account, Call
from onetoone.payments import service as payments


def ring(now: datetime) -> dict[str, Any]:
    """The columns of a call whose ring begins now."""
    s = settings()
    return {
        "rang_at": now,
        "deadline_at": now + timedelta(seconds=s.ring_seconds),
        "invitation_ends_at": now + timedelta(seconds=s.invitation_seconds),
    }


def accept(
    session: Session,
    *,
    actor: Actor,
    call_id: str,
    price: object,
    minutes: object,
    tips_allowed: bool,
    covers_camera: bool = False,
    now: datetime,
) -> Call:
    """The creator says yes to a request, at this price and length; the fan's screens ring."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.CREATOR)
    cost, length = price_of(price, call.currency), minutes_of(minutes)
    payments.require_may_earn(session, call.creator_id, cost.amount, by=actor)
    fan = session.get_one(Account, call.fan_id)
    words = {
        actor.id: _("You are in another call already."),
        fan.id: _("{name} is in another call right now.", name=fan.name),
    }
    require_free(session, call.creator_id, call.fan_id, words=words)
    terms = {
        "price": cost.amount,
        "minutes": length,
        "tips_allowed": tips_allowed,
        "covers_camera": covers_camera,
    }
    move(session, call, Move.ACCEPT, at=now, by=actor, **terms, **ring(now))
    return call


def decline(session: Session, *, actor: Actor, call_id: str, reason: object = "", now: datetime) -> Call:
    """The creator says no to a request, or the fan to an invitation, with a reason if they like."""
    call = find(session, actor, call_id)
    if call.status is Status.REQUESTED:
        permissions.require(call, actor, Side.CREATOR)
    else:
        permissions.require(call, actor, Side.FAN)
    said = clean(reason, most=settings().longest_note, what=_("The reason"), multiline=True)
    move(session, call, Move.DECLINE, at=now, by=actor, reason=said, declined_by=permissions.side_of(call, actor))
    settle(session, call, now)
    return call


def withdraw(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The fan takes a request back."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    move(session, call, Move.WITHDRAW, at=now, by=actor)
    return call


def saw_ring(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The incoming call is on a screen that the fan looks at: the creator's waiting screen says "seen"."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.status is Status.RINGING and call.seen_at is None:
        call.seen_at = now
        tell(session, call)
    return call
