"""Where calls and payments meet: what money news means for a call, and what a call's end means for its money."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from onetoone.calls.service.moves import lengthen, move, tell
from onetoone.config import settings
from onetoone.domain.calls import OVER, Kind, Move, Status
from onetoone.domain.meter import owed_of_each
from onetoone.domain.people import Actor
from onetoone.domain.prices import least_charge
from onetoone.domain.reasons import Decline
from onetoone.domain.refunds import By
from onetoone.domain.words import _
from onetoone.messages import service as messages
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import For, Paid
from onetoone.payments import service as payments
from onetoone.payments.service import refunding
from onetoone.reaching import service as reaching


def title_of(session: Session, call: Call) -> str:
    """What the fan reads at Checkout and on the receipt."""
    creator = session.get_one(Account, call.creator_id)
    if call.kind is Kind.AUDIO:
        return _("{minutes} min audio call with {name}", minutes=call.minutes, name=creator.name)
    return _("{minutes} min video call with {name}", minutes=call.minutes, name=creator.name)


def follow(session: Session, change: payments.Change, now: datetime) -> None:
    """Act on what became of a payment: let the fan in, make the call longer, send late money back, and say so in the
    thread."""
    payment = change.payment
    call = session.get_one(Call, payment.call_id, with_for_update=True)
    if payment.status is Paid.HELD:
        _held(session, call, payment, news=change.news, now=now)
    elif payment.status is Paid.RELEASING and change.before in _NOT_HELD and not payment.flagged:
        _line(session, call, payment, "late", {"amount": payment.amount}, now)
    elif payment.status is Paid.BANK and payment.purpose is not For.CALL and call.status in OVER:
        payments.abandon(session, payment, now, Decline.CALL_OVER)
    if change.news:
        _say(session, call, payment, now)
        if change.wrong and payment.status is Paid.CAPTURED and payment.purpose is For.TIP:
            # Nobody agreed to this charge. A hold is let go before it is one; a tip has been charged by now.
            refunding.give(session, payment.id, payment.captured, by=By.PLATFORM, why=change.wrong, now=now)
        if payment.status is Paid.CAPTURED:
            reaching.charged(session, payment, now)
        tell(session, call)


def admit(session: Session, call: Call, *, now: datetime, by: Actor | None = None) -> None:
    """Both may take their seats; the time to connect begins."""
    move(session, call, Move.ADMIT, at=now, by=by, deadline_at=now + timedelta(seconds=settings().connect_seconds))


def settle(session: Session, call: Call, now: datetime) -> None:
    """The call is over: have its holds captured, as far as it is owed, or released. What waits for the bank or for
    Checkout is off; a tip that was sent and can still be undone goes its way."""
    holds = payments.holds(session, call.id)
    owed = owed_of_each(
        call,
        [held.amount for held in holds],
        added=sum(held.amount for held in holds if held.purpose is For.EXTENSION),
        least_ms=settings().least_two_way_ms,
        smallest=least_charge(call.currency),
    )
    for payment, share in zip(holds, owed, strict=True):
        payments.settle(session, payment, share, now)
    sent = payments.can_be_undone(session, call.id)
    goes_on = {sent[0].id} if sent else set()
    for unpaid in payments.unpaid_extras(session, call.id):
        if unpaid.id not in goes_on:
            payments.abandon(session, unpaid, now)


_NOT_HELD = (Paid.EXPIRED, Paid.FAILED)
_UNDER_WAY = (Status.LIVE, Status.INTERRUPTED)


def _held(session: Session, call: Call, payment: Payment, *, news: bool, now: datetime) -> None:
    if payment.purpose is For.EXTENSION and news and call.status in _UNDER_WAY:
        lengthen(session, call, payment.minutes, at=now)
    elif payment.purpose is For.CALL and call.status in (Status.REVIEWING, Status.PAYING):
        admit(session, call, now=now)
    elif news and call.status in OVER:
        _line(session, call, payment, "late", {"amount": payment.amount}, now)
        payments.release(session, payment, now)
    elif call.status in OVER:  # a hold that its call left behind
        settle(session, call, now)


def _say(session: Session, call: Call, payment: Payment, now: datetime) -> None:
    """Every money event is a line in the thread, once."""
    extra = {"minutes": payment.minutes} if payment.purpose is For.EXTENSION else {}
    match payment.status, payment.purpose:
        case Paid.HELD, For.CALL if call.status not in OVER:
            _line(session, call, payment, "held", {"amount": payment.amount, "card": payment.card}, now)
        case Paid.HELD, For.EXTENSION if call.status not in OVER:
            data = {"amount": payment.amount, "card": payment.card, **extra}
            _line(session, call, payment, "extended", data, now)
        case Paid.CAPTURED, For.TIP:
            _line(session, call, payment, "tip", {"amount": payment.captured, "fee": payment.fee}, now)
        case Paid.CAPTURED, _:
            data = {"amount": payment.captured, "of": payment.amount, "fee": payment.fee, **extra}
            _line(session, call, payment, "captured", data, now)
        case Paid.RELEASED, For.CALL | For.EXTENSION:
            _line(session, call, payment, "released", {"amount": payment.amount, **extra}, now)
        case Paid.FAILED | Paid.EXPIRED, For.TIP | For.EXTENSION if payment.declined:
            data = {"amount": payment.amount, "why": payment.declined, **extra}
            _line(session, call, payment, f"{payment.purpose}_failed", data, now)
        case Paid.FAILED, For.TIP | For.EXTENSION:
            data = {"amount": payment.amount, "why": "", **extra}
            _line(session, call, payment, f"{payment.purpose}_failed", data, now)


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
