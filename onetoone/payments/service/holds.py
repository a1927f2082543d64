"""What an operator should look at before it costs somebody money: holds about to lapse, operations given up."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.reasons import Flag
from onetoone.models import Payment
from onetoone.models.payment import Paid

log = logging.getLogger(__name__)


def flag_lapsing(session: Session, now: datetime) -> list[str]:
    """Flag holds that are close to their `capture_before`, each once; a call never lasts that long, so something is
    stuck. https://docs.stripe.com/payments/place-a-hold-on-a-payment-method"""
    before = now + timedelta(seconds=settings().hold_warning_seconds)
    close = select(Payment).where(
        col(Payment.status).in_((Paid.HELD, Paid.CAPTURING, Paid.RELEASING)),
        col(Payment.hold_ends_at) < before,
        Payment.flagged == "",
    )
    flagged = list(session.exec(close.with_for_update(skip_locked=True)))
    for payment in flagged:
        payment.flagged = Flag.LAPSING
        log.warning("a hold lapses soon", extra={"payment": payment.id, "at": str(payment.hold_ends_at)})
    return [payment.id for payment in flagged]


def flag_stuck(session: Session, ref: str, key: str) -> None:
    """Flag the payment of an operation that was given up, if it is one's."""
    payment = session.get(Payment, ref)
    if payment is not None:
        payment.flagged = payment.flagged or f"{Flag.GIVEN_UP}:{key}"
