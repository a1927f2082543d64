"""Double entry: which accounts a money event touches. Positive is what the platform has, negative what it owes."""

from dataclasses import dataclass

from onetoone.domain.ids import AccountId, PaymentId

STRIPE_CLEARING = "stripe_clearing"
STRIPE_FEES = "stripe_fees"
PLATFORM_REVENUE = "platform_revenue"


def pending(creator: AccountId) -> str:
    """What a creator has earned and Stripe has not made available yet."""
    return f"creator:{creator}:pending"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a transaction: `amount` minor units on `account`."""

    account: str
    amount: int


def capture(payment: PaymentId, creator: AccountId, *, gross: int, fee: int, processing: int) -> tuple[str, list[Line]]:
    """The transaction of captured money (a call or a tip): its derived id and its lines, which sum to zero.

    `gross` came in, of which Stripe kept `processing`; `fee` is the platform's, the rest is the creator's. Minor units.
    """
    lines = [
        Line(STRIPE_CLEARING, gross - processing),
        Line(STRIPE_FEES, processing),
        Line(PLATFORM_REVENUE, -fee),
        Line(pending(creator), fee - gross),
    ]
    return f"cap:{payment}", [line for line in lines if line.amount]
