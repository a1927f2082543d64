"""Refunds that are on their way, or didn't arrive, as a receipt says them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone.domain import reasons
from onetoone.domain.money import Money
from onetoone.domain.refunds import LOST, UNSETTLED
from onetoone.domain.words import N_, said
from onetoone.models import Payment, Refund


@dataclass(frozen=True)
class ComingBack:
    """`at`: when it was decided, or when the bank sent it back (`failed`); ISO 8601, UTC. `why`: a sentence."""

    words: str = ""
    at: str = ""
    why: str = ""
    failed: bool = False


_ON_ITS_WAY = N_("{amount} is on its way back to you. Your bank may take up to ten days to show it.")
_NOT_THROUGH = N_("{amount} couldn’t be put back on your card. It stays yours, and we are seeing to it.")


def refunds_of(session: Session, payment: Payment) -> list[Refund]:
    """The first one first."""
    return list(session.exec(select(Refund).where(Refund.payment_id == payment.id).order_by(col(Refund.number))))


def coming_back(session: Session, payment: Payment, creator: str) -> list[ComingBack]:
    """What the fan of a payment still waits for, the first one first. What has arrived is a sum on the receipt."""
    waiting = []
    for refund in refunds_of(session, payment):
        amount = Money(refund.amount, refund.currency)
        if refund.status in UNSETTLED:
            why = reasons.refunded(refund.by, creator=creator)
            waiting.append(ComingBack(said(_ON_ITS_WAY, amount=amount), refund.created_at.isoformat(), why))
        elif (
            refund.status in LOST and refund.amount <= payment.captured - payment.refunded
        ):  # not given back otherwise since
            why, at = reasons.not_refunded(refund.failure), refund.changed_at.isoformat()
            waiting.append(ComingBack(said(_NOT_THROUGH, amount=amount), at, why, failed=True))
    return waiting
