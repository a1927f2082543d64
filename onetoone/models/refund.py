"""Money given back, problems that fans reported, disputes that their banks opened, and what operators did."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, event
from sqlmodel import CheckConstraint, Field, SQLModel, UniqueConstraint

from onetoone.domain import disputes, problems, refunds
from onetoone.models.columns import moment, one_of


class Refund(SQLModel, table=True):
    """Part or all of a captured payment, given back. `fee` is the platform's part of `amount`; minor units.

    What is given is counted in `Payment.refunded`, which the database keeps within what was captured.
    """

    __table_args__ = (
        UniqueConstraint("payment_id", "number"),
        CheckConstraint("amount > 0 AND fee >= 0 AND fee <= amount", name="refund_is_something"),
    )

    id: str = Field(primary_key=True)
    payment_id: str = Field(foreign_key="payment.id", index=True)
    number: int  # of this payment's refunds
    amount: int
    fee: int
    currency: str
    status: refunds.Status = one_of(refunds.Status, default=refunds.Status.ASKED, index=True)
    by: refunds.By = one_of(refunds.By)
    by_id: str | None = Field(default=None, foreign_key="account.id")
    why: str = ""  # a code, or what an operator wrote: `reasons.refunded_because`
    stripe_id: str | None = Field(default=None, unique=True)
    failure: str = ""  # Stripe's code
    version: int = 0  # goes up with every move: compare and swap
    created_at: datetime = moment()
    changed_at: datetime = moment()


class Problem(SQLModel, table=True):
    """What a fan reported about a call, once. Unanswered at `deadline_at`, everything is refunded."""

    id: str = Field(primary_key=True)
    call_id: str = Field(foreign_key="call.id", unique=True)
    what: problems.What = one_of(problems.What)
    words: str = ""
    status: problems.Status = one_of(problems.Status, default=problems.Status.OPEN)
    answer: str = ""
    given: int = 0  # what the creator, or the clock, gave back for it; minor units of the call's currency
    version: int = 0  # goes up with every move: compare and swap
    created_at: datetime = moment()
    deadline_at: datetime | None = moment(default=None, index=True)
    closed_at: datetime | None = moment(default=None)


class Dispute(SQLModel, table=True):
    """A payment that the fan's bank asks about or took back. `share` is the creator's part of `amount`, held."""

    id: str = Field(primary_key=True)  # Stripe's own
    payment_id: str = Field(foreign_key="payment.id", index=True)
    amount: int
    share: int = 0
    fee: int = 0  # Stripe's, for the dispute
    currency: str
    reason: str
    status: disputes.Status = one_of(disputes.Status, index=True)
    with_messages: bool = False  # the creator chose to show the conversation to the bank
    version: int = 0  # goes up with every move: compare and swap
    opened_at: datetime = moment()
    answer_by: datetime | None = moment(default=None)  # the bank's
    deadline_at: datetime | None = moment(default=None, index=True)  # ours: then the evidence goes out as it is
    sent_at: datetime | None = moment(default=None)
    changed_at: datetime = moment()


class OperatorAction(SQLModel, table=True):
    """What an operator did, when and why. The database itself refuses to change or remove a row."""

    __tablename__ = "operator_action"

    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(foreign_key="account.id", index=True)
    did: str  # refund, retry, submit_evidence, clear_flag, grant, revoke
    ref: str  # what it was done to
    why: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = moment()


ACTION_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE TRIGGER operator_action_is_never_changed BEFORE UPDATE ON operator_action "
        "BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END",
        "CREATE TRIGGER operator_action_is_never_removed BEFORE DELETE ON operator_action "
        "BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION operator_action_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'what operators did is append-only'; END $$",
        "CREATE TRIGGER operator_action_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_action "
        "FOR EACH STATEMENT EXECUTE FUNCTION operator_action_stays()",
    ),
}
"""By dialect; the migration that adds them has a copy of its own."""

for _dialect, _statements in ACTION_GUARDS.items():
    for _statement in _statements:
        event.listen(
            SQLModel.metadata.tables["operator_action"],
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
