"""The ledger: append-only double entry (`domain.ledger`)."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, event
from sqlmodel import CheckConstraint, Field, SQLModel, UniqueConstraint

from onetoone.models.columns import moment
from onetoone.models.ledger_guards import GUARDS


class Entry(SQLModel, table=True):
    """One line of a transaction; the lines of one `txn_id` sum to zero, balances are sums.

    The database itself refuses to change or remove a line, and (`ledger_guards`) what doesn't balance.
    """

    __table_args__ = (
        UniqueConstraint("txn_id", "account"),
        CheckConstraint("amount <> 0", name="entry_says_something"),
        CheckConstraint("length(currency) = 3 AND currency = lower(currency)", name="entry_has_a_currency"),
    )

    id: int | None = Field(default=None, primary_key=True)
    txn_id: str = Field(index=True)
    account: str = Field(index=True)
    amount: int
    currency: str
    payment_id: str | None = Field(default=None, foreign_key="payment.id", index=True)  # a payout has none
    stripe_ref: str = ""
    at: datetime = moment()


def _guard(dialect: str, statement: str) -> None:
    build: Any = DDL  # which SQLAlchemy left untyped
    event.listen(SQLModel.metadata.tables["entry"], "after_create", build(statement).execute_if(dialect=dialect))


for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        _guard(_dialect, _statement)
