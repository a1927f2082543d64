"""What the fan adds while the call is under way: a tip, which can be undone for a while, and more minutes."""

from datetime import datetime

from sqlmodel import Session

from onetoone.calls.service.moves import find, tell
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import Side, Status
from onetoone.domain.errors import Invalid, Refused
from onetoone.domain.meter import price_of_more
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import _, n_
from onetoone.models import Account, Payment
from onetoone.payments import service as payments

_UNDER_WAY = (Status.LIVE, Status.INTERRUPTED)


def tip(
    session: Session, *, actor: Actor, call_id: str, amount: object, client_tip_id: object, origin: str, now: datetime
) -> Payment:
    """The fan tips during the call; `client_tip_id` is made before it is sent, so that twice is once."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if not call.tips_allowed:
        raise Refused(_("Tips are switched off for this call."))
    if call.status not in _UNDER_WAY:
        raise Refused(_("Tips are for calls that are under way."))
    if not isinstance(amount, str):
        raise Invalid(_("Please write the amount as a number, like 5 or 10."))
    given = payments.tip(
        session,
        call=call,
        amount=Money.typed(amount, call.currency),
        client_tip_id=_named(client_tip_id),
        title=_("Tip for {name}", name=session.get_one(Account, call.creator_id).name),
        origin=origin,
        now=now,
    )
    tell(session, call)
    return given


def tip_more(
    session: Session,
    *,
    actor: Actor,
    call_id: str,
    to: str,
    amount: object,
    client_tip_id: object,
    origin: str,
    now: datetime,
) -> Payment:
    """Another tap on the tip `to`, which counts only while that one can be undone: a click that comes late (as after a
    time without a line) gives nothing."""
    call = find(session, actor, call_id)
    pending = payments.can_be_undone(session, call.id)
    if pending is None or pending[0].id != to:
        raise Refused(_("That tip is on its way. Send another one to give more."))
    return tip(
        session, actor=actor, call_id=call_id, amount=amount, client_tip_id=client_tip_id, origin=origin, now=now
    )


def undo_tip(session: Session, *, actor: Actor, payment_id: str, now: datetime) -> None:
    """The fan takes a tip back before it is charged."""
    payment = payments.of_payer(session, actor, payment_id=payment_id)
    call = find(session, actor, payment.call_id)
    payments.undo_tip(session, payment, now)
    tell(session, call)


def close_extra(session: Session, *, actor: Actor, payment_id: str, now: datetime) -> None:
    """The fan closed the bank's sheet, or Checkout's, without an answer."""
    payment = payments.of_payer(session, actor, payment_id=payment_id)
    find(session, actor, payment.call_id)
    payments.abandon(session, payment, now)


def extend(
    session: Session, *, actor: Actor, call_id: str, client_id: object, price: object, origin: str, now: datetime
) -> Payment:
    """The fan adds minutes at the `price` (minor units) that they were shown; `client_id` is made before it is sent."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if call.status not in _UNDER_WAY:
        raise Refused(_("Minutes can be added while the call is under way."))
    s = settings()
    more = s.extension_minutes
    cost = price_of_more(
        Money(call.price, call.currency),
        minutes=call.minutes,
        added=call.extra_minutes,
        more=more,
        longest=s.longest_minutes,
        least=s.prices(call.currency).least_tip,
    )
    if cost is None:
        raise Refused(_("This call can't be made longer."))
    if type(price) is not int or price != cost.amount:
        raise Refused(
            n_(
                "{n} more minute costs {cost}. Please look again.",
                "{n} more minutes cost {cost}. Please look again.",
                more,
                cost=cost,
            )
        )
    creator = session.get_one(Account, call.creator_id)
    asked = payments.extend(
        session,
        call=call,
        amount=cost,
        minutes=more,
        client_id=_named(client_id),
        title=n_("{n} more minute with {name}", "{n} more minutes with {name}", more, name=creator.name),
        origin=origin,
        now=now,
    )
    tell(session, call)
    return asked


def _named(client_id: object) -> str:
    if isinstance(client_id, str) and 8 <= len(client_id) <= 64 and client_id.isascii():
        return client_id
    raise Invalid(_("That didn't come through. Please open the sheet again."))
