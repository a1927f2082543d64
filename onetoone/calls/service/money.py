"""Where calls and payments meet: what money news means for a call, and what a call's end means for its money."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from onetoone.calls.service.moves import find, move, tell
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import OVER, Move, Side, Status
from onetoone.domain.errors import Invalid, Refused
from onetoone.domain.meter import owed
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.messages import service as messages
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import For, Paid
from onetoone.payments import service as payments


def title_of(session: Session, call: Call) -> str:
    """What the fan reads at Checkout and on the receipt."""
    creator = session.get_one(Account, call.creator_id)
    return f"{call.minutes} min {call.kind} call with {creator.name}"


def follow(session: Session, change: payments.Change, now: datetime) -> None:
    """Act on what became of a payment: let the fan in, send late money back, and say so in the thread."""
    payment = change.payment
    call = session.get_one(Call, payment.call_id, with_for_update=True)
    if payment.status is Paid.HELD:
        _held(session, call, payment, news=change.news, now=now)
    if change.news:
        _say(session, call, payment, now)
        tell(session, call)


def tip(
    session: Session, *, actor: Actor, call_id: str, amount: object, client_tip_id: object, origin: str, now: datetime
) -> Payment:
    """The fan tips during the call; `client_tip_id` is made when the sheet opens, so that twice is once."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if not call.tips_allowed:
        raise Refused("Tips are switched off for this call.")
    if call.status not in (Status.LIVE, Status.INTERRUPTED):
        raise Refused("Tips are for calls that are under way.")
    if not isinstance(amount, str):
        raise Invalid("Please write the amount as a number, like 5 or 10.")
    if not isinstance(client_tip_id, str) or not (8 <= len(client_tip_id) <= 64 and client_tip_id.isascii()):
        raise Invalid("That tip didn't come through. Please open the sheet again.")
    creator = session.get_one(Account, call.creator_id)
    return payments.tip(
        session,
        call=call,
        amount=Money.typed(amount, call.currency),
        client_tip_id=client_tip_id,
        title=f"Tip for {creator.name}",
        origin=origin,
        now=now,
    )


def close_tip(session: Session, *, actor: Actor, payment_id: str, now: datetime) -> None:
    """The fan closed the bank's sheet without answering."""
    payments.abandon(session, payments.of_payer(session, actor, payment_id=payment_id), now)


def admit(session: Session, call: Call, *, now: datetime, by: Actor | None = None) -> None:
    """Both may take their seats; the time to connect begins."""
    move(session, call, Move.ADMIT, at=now, by=by, deadline_at=now + timedelta(seconds=settings().connect_seconds))


def settle(session: Session, call: Call, now: datetime) -> None:
    """The call is over: have its hold captured, as far as it is owed, or released. Tips not yet paid are off."""
    payment = payments.live_payment(session, call.id)
    if payment is not None:
        payments.settle(session, payment, _owed(call).amount, now)
    for unpaid in payments.unpaid_tips(session, call.id):
        payments.abandon(session, unpaid, now)


def _owed(call: Call) -> Money:
    if call.status is not Status.ENDED or call.ended is None:
        return Money(0, call.currency)
    return owed(
        Money(call.price, call.currency),
        length_ms=call.minutes * 60_000,
        two_way_ms=call.two_way_ms,
        ended=call.ended,
        least_ms=int(settings().least_two_way_seconds * 1000),
    )


def _held(session: Session, call: Call, payment: Payment, *, news: bool, now: datetime) -> None:
    if payment.flagged:
        payments.release(session, payment, now)
    elif call.status in (Status.REVIEWING, Status.PAYING):
        admit(session, call, now=now)
    elif call.status in OVER and news:
        _line(session, call, payment, "late", {"amount": payment.amount}, now)
        payments.release(session, payment, now)


def _say(session: Session, call: Call, payment: Payment, now: datetime) -> None:
    """Every money event is a line in the thread, once."""
    tip = payment.purpose is For.TIP
    match payment.status:
        case Paid.HELD if not tip and call.status not in OVER:
            _line(session, call, payment, "held", {"amount": payment.amount, "card": payment.card}, now)
        case Paid.CAPTURED if tip:
            _line(session, call, payment, "tip", {"amount": payment.captured, "fee": payment.fee}, now)
        case Paid.CAPTURED:
            data = {"amount": payment.captured, "of": payment.amount, "fee": payment.fee}
            _line(session, call, payment, "captured", data, now)
        case Paid.RELEASED if not tip:
            _line(session, call, payment, "released", {"amount": payment.amount}, now)
        case Paid.FAILED if tip:
            _line(session, call, payment, "tip_failed", {"amount": payment.amount, "why": payment.declined}, now)


def _line(session: Session, call: Call, payment: Payment, code: str, data: Mapping[str, object], now: datetime) -> None:
    messages.post_line(
        session,
        thread_id=call.thread_id,
        call_id=call.id,
        code=code,
        data={**data, "currency": payment.currency},
        now=now,
        once=f"{code}:{payment.id}",
    )
