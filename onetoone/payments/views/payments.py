"""What a fan has paid, and what was only held."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import For, Paid
from onetoone.payments.views.rows import what_of

SHOWN = (Paid.HELD, Paid.CAPTURING, Paid.CAPTURED, Paid.RELEASING, Paid.RELEASED, Paid.FAILED)
"""A Checkout page that nobody paid at is no payment."""


@dataclass(frozen=True)
class PaymentRow:
    """`status`: held, charged, released or failed."""

    id: str = ""
    at: str = ""
    what: str = ""
    who: str = ""
    picture: str = ""
    amount: str = ""
    status: str = ""
    words: str = ""
    href: str = ""


@dataclass(frozen=True)
class PaymentList:
    rows: list[PaymentRow]
    more: bool


def payments(session: Session, actor: Actor, *, most: int = 30) -> PaymentList:
    """The acting person's own, the newest first, in one statement."""
    mine = (
        select(Payment, Call, Account)
        .where(Payment.payer_id == actor.id, col(Payment.status).in_(SHOWN))
        .where(Payment.call_id == Call.id, Payment.payee_id == Account.id)
        .order_by(col(Payment.created_at).desc(), col(Payment.id).desc())
        .limit(most + 1)
    )
    found = session.exec(mine).all()
    return PaymentList([_row(*each) for each in found[:most]], len(found) > most)


def standing(payment: Payment) -> tuple[str, str]:
    """Where a payment stands for who pays it: a code, and words."""
    match payment.status:
        case Paid.CAPTURED if payment.captured < payment.amount and payment.purpose is not For.TIP:
            return "charged", "Part charged, the rest released"
        case Paid.CAPTURED:
            return "charged", "Charged"
        case Paid.HELD:
            return "held", "Held, not charged yet"
        case Paid.CAPTURING:
            return "held", "Being finished"
        case Paid.FAILED:
            return "failed", "Didn't go through, nothing charged"
    return "released", "Hold released, not charged"


def _row(payment: Payment, call: Call, payee: Account) -> PaymentRow:
    status, words = standing(payment)
    amount = payment.captured if status == "charged" else payment.amount
    return PaymentRow(
        id=payment.id,
        at=payment.created_at.isoformat(),
        what=f"{what_of(payment, call)} {'for' if payment.purpose is For.TIP else 'with'} {payee.name}",
        who=payee.name,
        picture=payee.picture,
        amount=str(Money(amount, payment.currency)),
        status=status,
        words=words,
        href=routes.to(routes.RECEIPT, payment_id=payment.id),
    )
