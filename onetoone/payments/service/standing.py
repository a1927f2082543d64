"""Where a payment stands, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from onetoone.models import Payment
from onetoone.models.payment import Paid


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a payment: where it stood, and where it stands now."""

    payment: Payment
    before: Paid

    @property
    def news(self) -> bool:
        return self.payment.status is not self.before


def mark(payment: Payment, status: Paid, now: datetime) -> None:
    """The payment stands at `status` from now on."""
    if payment.status is not status:
        payment.status, payment.changed_at = status, now
