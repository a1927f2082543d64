"""A tip, as the fan who gives it sees it."""

from sqlmodel import Session

from onetoone.calls.views.shapes import TipSeen
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.models import Payment
from onetoone.models.payment import For
from onetoone.payments import service as payments


def tip(session: Session, actor: Actor, payment_id: str) -> TipSeen:
    """The acting person's own tip; an empty one when it isn't theirs or is no tip."""
    payment = payments.of_payer(session, actor, payment_id=payment_id)
    return seen(payment) if payment.purpose is For.TIP else TipSeen()


def seen(payment: Payment) -> TipSeen:
    """Where it stands."""
    return TipSeen(
        payment_id=payment.id,
        amount=str(Money(payment.captured or payment.amount, payment.currency)),
        status=str(payment.status),
        why=payment.declined,
        bank_page=payment.bank_page or "",
        checkout_url=payment.checkout_url or "",
    )
