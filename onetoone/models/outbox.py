"""The outbox: what must happen outside, written down in the transaction that decided it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from onetoone.models.columns import moment


class Operation(SQLModel, table=True):
    """One thing to do at Stripe or at a media node: exactly once by its `key`, its parameters frozen here."""

    __table_args__ = (Index("ix_operation_due", "done_at", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    ref: str = Field(index=True)  # the payment or the call that it is about
    parameters: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    attempts: int = 0
    created_at: datetime = moment()
    due_at: datetime = moment()
    done_at: datetime | None = moment(default=None)
    failed: str = ""  # the last failure, without secrets
    given_up: bool = False
