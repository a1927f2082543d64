"""Safety: who blocked whom, and what people reported about others' behaviour."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from onetoone.domain.conduct import Reason, Standing
from onetoone.models.columns import moment, one_of


class Block(SQLModel, table=True):
    """One person keeps another away, until they unblock them. It works both ways; only who blocked knows of it."""

    __table_args__ = (Index("ix_block_blocked", "blocked_id"),)

    blocker_id: str = Field(primary_key=True, foreign_key="account.id")
    blocked_id: str = Field(primary_key=True, foreign_key="account.id")
    at: datetime = moment()


class ConductReport(SQLModel, table=True):
    """What one person reported about another, for the operators. `said`: the last messages between them as they stood,
    if the reporter chose to show them; each is {by, at, text}."""

    __tablename__ = "conduct_report"

    id: str = Field(primary_key=True)
    reporter_id: str = Field(foreign_key="account.id", index=True)
    about_id: str = Field(foreign_key="account.id", index=True)
    call_id: str | None = Field(default=None, foreign_key="call.id")
    reason: Reason = one_of(Reason)
    words: str = ""
    said: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    standing: Standing = one_of(Standing, default=Standing.OPEN, index=True)
    created_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)
