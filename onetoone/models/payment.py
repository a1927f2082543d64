"""Payments: the hold for a call, those for more minutes, the charge of tips, and the Stripe events already seen."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import text
from sqlmodel import CheckConstraint, Field, Index, SQLModel

from onetoone.models.columns import moment, one_of


class For(StrEnum):
    CALL = "call"
    TIP = "tip"
    EXTENSION = "extension"  # more minutes, bought during the call: a hold of its own


class Paid(StrEnum):
    """Where a payment stands."""

    CREATED = "created"  # written down; Stripe may or may not know of it
    OPEN = "open"  # the fan is at Checkout
    BANK = "bank"  # the bank asks the fan (3-D Secure)
    HELD = "held"  # the card is held
    CAPTURING = "capturing"
    CAPTURED = "captured"  # a call's captured hold, or a tip that succeeded
    RELEASING = "releasing"
    RELEASED = "released"  # nothing was charged
    EXPIRED = "expired"  # Checkout was closed unpaid
    FAILED = "failed"  # a tip or an extension that the bank refused
    UNDONE = "undone"  # a tip that the fan took back before it was charged


UNPAID = frozenset({Paid.CREATED, Paid.OPEN, Paid.BANK})
WAITING = UNPAID | {Paid.CAPTURING, Paid.RELEASING}
"""Stripe has the next word: the sweep reads these again."""
STOOD = (Paid.HELD, Paid.CAPTURING, Paid.CAPTURED, Paid.RELEASING, Paid.RELEASED)
"""The bank once granted the hold."""
_LIVE = text("purpose = 'call' AND status IN ('created', 'open', 'bank', 'held', 'capturing', 'captured')")

_ASKED = text("purpose = 'extension' AND status IN ('created', 'open', 'bank')")


class Payment(SQLModel, table=True):
    """Money from a fan to a creator. Amounts are minor units of `currency`."""

    __table_args__ = (
        # Two refunds at once, or a refund and whatever else: never more than was taken.
        CheckConstraint("refunded >= 0 AND refunded <= captured", name="refunded_within_captured"),
        Index("one_live_payment_per_call", "call_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("one_asked_extension_per_call", "call_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
    )

    id: str = Field(primary_key=True)
    purpose: For = one_of(For)
    call_id: str = Field(foreign_key="call.id", index=True)
    payer_id: str = Field(foreign_key="account.id", index=True)
    payee_id: str = Field(foreign_key="account.id", index=True)
    amount: int
    currency: str
    fee_basis_points: int
    minutes: int = 0  # that an extension adds to its call
    captured: int = 0
    fee: int = 0  # of what was captured
    processing: int = 0  # Stripe's own fee
    refunded: int = 0  # of what was captured: given back, or about to be
    status: Paid = one_of(Paid, default=Paid.CREATED, index=True)
    client_tip_id: str | None = Field(default=None, unique=True)  # the first tap's, or the extension's
    session_id: str | None = Field(default=None, unique=True)
    checkout_url: str | None = None
    intent_id: str | None = Field(default=None, unique=True)
    payment_method: str | None = None
    card: str = ""
    bank_page: str | None = None
    declined: str = ""  # `reasons.Decline`
    flagged: str = ""  # why an operator should look: `reasons.Flag`
    hold_ends_at: datetime | None = moment(default=None)
    available_on: datetime | None = moment(default=None, index=True)  # when Stripe makes the captured money available
    available_at: datetime | None = moment(default=None)  # when the ledger took that in
    created_at: datetime = moment()
    changed_at: datetime = moment()


class TipTap(SQLModel, table=True):
    """One tap of a tip, by the name it got before it was sent: sent twice it counts once. Several may be one charge."""

    __tablename__ = "tip_tap"

    id: str = Field(primary_key=True)
    payment_id: str = Field(foreign_key="payment.id", index=True)
    amount: int
    at: datetime = moment()


class StripeEvent(SQLModel, table=True):
    """A webhook event that was acted upon; written in the transaction of its effect."""

    __tablename__ = "stripe_event"

    id: str = Field(primary_key=True)
    type: str
    at: datetime = moment()
