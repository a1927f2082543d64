"""Leaving: accounts that are about to be deleted, and copies of one's data to take along."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from onetoone.models.columns import moment, one_of


class Leaving(SQLModel, table=True):
    """An account that will be wiped at `wipe_at`, unless its person signs in before that."""

    account_id: str = Field(primary_key=True, foreign_key="account.id")
    asked_at: datetime = moment()
    wipe_at: datetime = moment(index=True)
    took_calls: bool = False  # as the rate card said until then


class Copy(StrEnum):
    """Where a copy of somebody's data stands."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class DataCopy(SQLModel, table=True):
    """A zip file of everything that is a person's, for them to download. In the database, so that every worker has it;
    gone at `expires_at`."""

    __tablename__ = "data_copy"

    id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="account.id", unique=True)  # a new one takes the old one's place
    standing: Copy = one_of(Copy, default=Copy.WAITING, index=True)
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    size: int = 0
    asked_at: datetime = moment()
    expires_at: datetime | None = moment(default=None, index=True)
