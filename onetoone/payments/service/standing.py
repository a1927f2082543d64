"""Where a payment stands, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from onetoone.domain.reasons import Flag
from onetoone.models import Payment
from onetoone.models.payment import Paid


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a payment: where it stood, and where it stands now."""

    payment: Payment
    before: Paid
    wrong: str = ""  # in what it differs from what was agreed

    @property
    def news(self) -> bool:
        return self.payment.status is not self.before


def mark(payment: Payment, status: Paid, now: datetime) -> None:
    """The payment stands at `status` from now on. A hold that was to lapse and came to its end in time is fine."""
    if payment.status is not status:
        in_time = status is Paid.CAPTURED or (payment.status, status) == (Paid.RELEASING, Paid.RELEASED)
        if in_time and payment.flagged == Flag.LAPSING:
            payment.flagged = ""
        payment.status, payment.changed_at = status, now
