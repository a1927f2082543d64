"""How creators are paid: their account at Stripe, what of each payment has gone there, and payouts to their bank."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from onetoone.domain.payouts import Standing, Status
from onetoone.models.columns import moment, one_of


class PayoutAccount(SQLModel, table=True):
    """A creator's account at Stripe Connect, as it was last read there."""

    __tablename__ = "payout_account"

    account_id: str = Field(primary_key=True, foreign_key="account.id")
    stripe_id: str | None = Field(default=None, unique=True)
    standing: Standing = one_of(Standing, default=Standing.STARTED)
    wants: list[str] = Field(default_factory=list, sa_type=JSON)  # what Stripe asks the creator for
    way_out: str = ""  # of a restriction: provide_info, contact_stripe, no_resolution
    can_pay_out: bool = False
    automatic: bool = True  # pay out by itself, once a day
    bank_trouble: str = ""  # why the bank sent the last payout back; until the creator has seen to it
    ready_at: datetime | None = moment(default=None)  # for the first time
    next_payout_at: datetime | None = moment(default=None, index=True)
    read_at: datetime | None = moment(default=None)  # when the reading began whose outcome stands here
    created_at: datetime = moment()


class Sent(StrEnum):
    """Where a creator's share of a payment is."""

    OWED = "owed"  # with the platform
    ASKED = "asked"  # a transfer was decided; Stripe may or may not know of it
    SENT = "sent"  # in the creator's account at Stripe
    TAKING = "taking"  # some of it is to come back; Stripe may or may not know of that
    SHORT = "short"  # some of it is to come back, and too little lies in the account: tried again by itself


class Transfer(SQLModel, table=True):
    """A creator's share of a captured payment, on its way to their account: with the charge itself, or later."""

    __table_args__ = (Index("ix_transfer_account_status", "account_id", "status"),)

    payment_id: str = Field(primary_key=True, foreign_key="payment.id")
    account_id: str = Field(foreign_key="account.id")
    status: Sent = one_of(Sent)
    amount: int = 0  # what was sent, or is about to be; minor units
    currency: str
    charge_id: str = ""  # where the money comes from
    stripe_id: str = ""
    tries: int = 0  # how often something was asked of Stripe, there or back
    refused: str = ""  # why Stripe said no the last time
    missing: int = 0  # what could not be taken back yet; minor units
    refusals: int = 0  # how often, one after the other
    again_at: datetime | None = moment(default=None, index=True)  # when it is asked for again, if no money comes before
    created_at: datetime = moment()
    changed_at: datetime = moment()


class Payout(SQLModel, table=True):
    """Money on its way from a creator's account at Stripe to their bank. `amount` in minor units."""

    __table_args__ = (Index("ix_payout_account_created", "account_id", "created_at"),)

    id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="account.id")
    amount: int
    currency: str
    automatic: bool
    status: Status = one_of(Status, index=True)
    stripe_id: str | None = Field(default=None, unique=True)
    arrives_on: datetime | None = moment(default=None)
    bank: str = ""
    failure: str = ""  # Stripe's code
    created_at: datetime = moment()
    changed_at: datetime = moment()
