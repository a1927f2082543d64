"""How a call begins: the fan asks, or the creator invites; and what the creator can do while waiting."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.calls.service.answering import ring
from onetoone.calls.service.money import settle
from onetoone.calls.service.moves import find, move, remember, require_free
from onetoone.calls.service.terms import kind_of, minutes_of, price_of
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import Kind, Move, Side, Status
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.messages import service as messages
from onetoone.models import Account, Call, RateCard, Subscription, Thread
from onetoone.payments import service as payments
from onetoone.reaching import service as reaching
from onetoone.security import apart, throttle


def request(session: Session, *, actor: Actor, creator_id: str, kind: object, note: object, now: datetime) -> Call:
    """The fan asks for a personal call; a card in the thread keeps its state until the creator answers."""
    s = settings()
    creator, card = session.get(Account, creator_id), session.get(RateCard, creator_id)
    if creator is None or card is None or not creator.is_creator or creator.id == actor.id:
        raise NotFound
    apart.require_together(session, actor, creator.id, lock=True)
    wanted, said = kind_of(kind), clean(note, most=s.longest_note, what=_("Your note"), multiline=True)
    if not card.taking_calls:
        raise Refused(_("{name} isn't taking calls right now.", name=creator.name))
    _require_acquainted(
        session, creator_id, actor.id, _("Subscribe to {name} first, then ask for a call.", name=creator.name)
    )
    open_ones = (Status.REQUESTED, Status.RINGING, Status.REVIEWING, Status.PAYING, Status.JOINING, Status.LIVE)
    between = select(Call).where(Call.creator_id == creator_id, Call.fan_id == actor.id)
    if session.exec(between.where(col(Call.status).in_(open_ones))).first():
        raise Refused(_("There is a call with {name} waiting already.", name=creator.name))
    pause = now - timedelta(seconds=s.repeat_request_seconds)
    turned_down = between.where(
        Call.status == Status.DECLINED,
        Call.declined_by == Side.CREATOR,
        Call.started_by == Side.FAN,
        col(Call.ended_at) > pause,
    )
    if session.exec(turned_down).first():
        raise Refused(_("{name} declined a moment ago. You can ask again in a while.", name=creator.name))
    throttle.limit(session, f"call-request:{actor.id}", most=s.requests_per_hour, within=3600, now=now)
    price, minutes = (
        (card.video_price, card.video_minutes) if wanted is Kind.VIDEO else (card.audio_price, card.audio_minutes)
    )
    payments.require_may_earn(session, creator_id, price, by=actor)
    return _written(
        session, actor, Side.FAN, creator_id, actor.id, wanted, said, Money(price, card.currency), minutes,
        card.tips_allowed, now,
        status=Status.REQUESTED, deadline_at=now + timedelta(seconds=s.request_seconds),
        covers_camera=card.covers_camera,
    )  # fmt: skip


def invite(
    session: Session,
    *,
    actor: Actor,
    fan_id: str,
    kind: object,
    note: object,
    price: object,
    minutes: object,
    tips_allowed: bool,
    covers_camera: bool = False,
    now: datetime,
) -> Call:
    """The creator starts a 1:1: the fan's screens ring. A request of the same fan that waits is answered by it.

    `covers_camera`: the creator sees the fan's camera only once they want to.
    """
    permissions.require_creator(actor)
    fan = session.get(Account, fan_id)
    if fan is None or fan.id == actor.id:
        raise NotFound
    apart.require_together(session, actor, fan.id, lock=True)
    currency = session.get_one(RateCard, actor.id).currency
    asked, cost, length = kind_of(kind), price_of(price, currency), minutes_of(minutes)
    said = clean(note, most=settings().longest_note, what=_("Your message"), multiline=True)
    _require_acquainted(session, actor.id, fan_id, _("{name} isn't one of your subscribers.", name=fan.name))
    payments.require_may_earn(session, actor.id, cost.amount, by=actor)
    _require_both_free(session, actor, fan)
    for earlier in session.exec(
        select(Call).where(
            Call.creator_id == actor.id,
            Call.fan_id == fan_id,
            col(Call.status).in_((Status.REQUESTED, Status.MISSED)),
        )
    ):
        move(session, earlier, Move.EXPIRE, at=now, by=actor)
    return _written(
        session, actor, Side.CREATOR, actor.id, fan_id, asked, said, cost, length, tips_allowed, now,
        status=Status.RINGING, covers_camera=covers_camera, **ring(now),
    )  # fmt: skip


def cancel(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """The creator takes the invitation back; a hold that was placed meanwhile is let go."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.CREATOR)
    move(session, call, Move.CANCEL, at=now, by=actor)
    settle(session, call, now)
    return call


def give_more_time(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Call:
    """Two more minutes to pay, once."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.CREATOR)
    if call.more_time_given:
        raise Refused(_("You have given two more minutes already."))
    more = timedelta(seconds=settings().more_time_seconds)
    until = (call.pay_by or now) + more
    move(session, call, Move.GIVE_TIME, at=now, by=actor, pay_by=until, deadline_at=until, more_time_given=True)
    return call


def _require_acquainted(session: Session, creator_id: str, fan_id: str, words: str) -> None:
    subscribed = select(Subscription.id).where(
        Subscription.creator_id == creator_id, Subscription.fan_id == fan_id, col(Subscription.ended_at).is_(None)
    )
    talking = select(Thread.id).where(Thread.creator_id == creator_id, Thread.fan_id == fan_id)
    if session.exec(subscribed).first() is None and session.exec(talking).first() is None:
        raise Refused(words)


def _require_both_free(session: Session, creator: Actor, fan: Account) -> None:
    words = {
        creator.id: _("You are in another call already."),
        fan.id: _("{name} is in another call right now.", name=fan.name),
    }
    require_free(session, creator.id, fan.id, words=words)


def _written(
    session: Session,
    actor: Actor,
    by: Side,
    creator_id: str,
    fan_id: str,
    kind: Kind,
    note: str,
    price: Money,
    minutes: int,
    tips_allowed: bool,
    now: datetime,
    **standing: object,
) -> Call:
    s = settings()
    thread = messages.thread_between(session, creator_id=creator_id, fan_id=fan_id, now=now)
    call = Call(
        id=new_id("call"),
        creator_id=creator_id,
        fan_id=fan_id,
        thread_id=thread.id,
        started_by=by,
        kind=kind,
        note=note,
        price=price.amount,
        currency=price.currency,
        fee_basis_points=s.fee_basis_points,
        minutes=minutes,
        tips_allowed=tips_allowed,
        created_at=now,
        **standing,  # type: ignore[arg-type]
    )
    session.add(call)
    session.flush()
    remember(session, call, "request" if by is Side.FAN else "invite", "", at=now, by=actor)
    messages.post_card(session, thread=thread, call_id=call.id, now=now)
    reaching.call_written(session, call, now)
    return call
