"""The ledger: append-only double entry (`domain.ledger`)."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from onetoone.models.columns import moment


class Entry(SQLModel, table=True):
    """One line of a transaction; the lines of one `txn_id` sum to zero, balances are sums."""

    __table_args__ = (UniqueConstraint("txn_id", "account"),)

    id: int | None = Field(default=None, primary_key=True)
    txn_id: str = Field(index=True)
    account: str = Field(index=True)
    amount: int
    currency: str
    payment_id: str = Field(foreign_key="payment.id", index=True)
    stripe_ref: str = ""
    at: datetime = moment()
