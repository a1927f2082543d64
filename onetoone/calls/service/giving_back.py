"""Who gives how much back of which of a call's payments."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone.calls.service.moves import tell
from onetoone.domain.errors import Invalid
from onetoone.domain.money import Money
from onetoone.domain.refunds import By
from onetoone.models import Call, Payment, Refund
from onetoone.models.payment import For, Paid
from onetoone.payments.service import disputing, refunding


def refundable(session: Session, call_id: str) -> list[Payment]:
    """The payments of a call of which something can be given back: the call's first, then the rest as they came."""
    captured = select(Payment).where(Payment.call_id == call_id, Payment.status == Paid.CAPTURED)
    found = session.exec(captured.order_by(col(Payment.created_at)).with_for_update()).all()
    open_ones = [p for p in found if refunding.left(p) and not disputing.taken(session, p.id)]
    return sorted(open_ones, key=lambda payment: payment.purpose is not For.CALL)


def give_back(
    session: Session, call: Call, amount: int, *, by: By, now: datetime, by_id: str | None = None, why: str = ""
) -> list[Refund]:
    """Give `amount` of everything that was charged for a call back; what was paid for the call itself goes first."""
    payments = refundable(session, call.id)
    most = Money(sum(refunding.left(payment) for payment in payments), call.currency)
    if type(amount) is not int or not 0 < amount <= most.amount:
        raise Invalid(f"You can give back at most {most}." if most.amount else "There is nothing left to give back.")
    given, rest = [], amount
    for payment in payments:
        if part := min(rest, refunding.left(payment)):
            given.append(refunding.give(session, payment.id, part, by=by, by_id=by_id, why=why, now=now))
            rest -= part
    tell(session, call)
    return given
