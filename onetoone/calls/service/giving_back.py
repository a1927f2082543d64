"""Who gives how much back of which of a call's payments."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone.calls.service.moves import tell
from onetoone.domain.errors import Invalid
from onetoone.domain.money import Money
from onetoone.domain.refunds import By
from onetoone.domain.words import _
from onetoone.models import Call, Payment, Refund
from onetoone.payments.service import refunding


def give_back(
    session: Session, call: Call, amount: int, *, by: By, now: datetime, by_id: str | None = None, why: str = ""
) -> list[Refund]:
    """Give `amount` of everything that was charged for a call back; what was paid for the call itself goes first."""
    for payment_id in session.exec(select(Payment.id).where(Payment.call_id == call.id).order_by(col(Payment.id))):
        session.get(Payment, payment_id, with_for_update=True, populate_existing=True)  # one after the other
    payments = refunding.refundable(session, call.id)
    most = Money(sum(refunding.left(payment) for payment in payments), call.currency)
    if type(amount) is not int or not 0 < amount <= most.amount:
        if not most.amount:
            raise Invalid(_("There is nothing left to give back."))
        raise Invalid(_("You can give back at most {amount}.", amount=most))
    given, rest = [], amount
    for payment in payments:
        if part := min(rest, refunding.left(payment)):
            given.append(refunding.give(session, payment.id, part, by=by, by_id=by_id, why=why, now=now))
            rest -= part
    tell(session, call)
    return given
