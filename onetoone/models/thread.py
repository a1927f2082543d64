"""Messages: one thread for a creator and a fan, with text, call cards and event lines."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from onetoone.models.columns import moment

SPOKEN = ("text", "picture")
"""The kinds of message that a person said, rather than a call or the house."""


class Thread(SQLModel, table=True):
    """The one conversation of a creator and a fan."""

    __table_args__ = (UniqueConstraint("creator_id", "fan_id"),)

    id: str = Field(primary_key=True)
    creator_id: str = Field(foreign_key="account.id", index=True)
    fan_id: str = Field(foreign_key="account.id", index=True)
    created_at: datetime = moment()
    last_at: datetime = moment(index=True)


class Message(SQLModel, table=True):
    """Something in a thread. `kind` text: `body` by `author_id`. picture: the same, below
    what `data` tells of it. call: the card of `call_id`, drawn from the call as it
    is now. line: an event, whose `code` and `data` are put into words for each viewer."""

    __table_args__ = (Index("ix_message_thread", "thread_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    thread_id: str = Field(foreign_key="thread.id")
    kind: str
    author_id: str | None = Field(default=None, foreign_key="account.id")
    body: str = ""
    folded: str = ""  # the words as they are looked for (`domain.searching`); of what people said only
    call_id: str | None = Field(default=None, foreign_key="call.id", index=True)
    code: str = ""
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    once: str | None = Field(default=None, unique=True)  # what this line says, so that it's said once
    at: datetime = moment()


class ReadMark(SQLModel, table=True):
    """How far somebody has read a thread."""

    __tablename__ = "read_mark"

    thread_id: str = Field(primary_key=True, foreign_key="thread.id")
    account_id: str = Field(primary_key=True, foreign_key="account.id")
    message_id: int
    at: datetime | None = moment(default=None)  # when they last read something that the other had said


class Writing(SQLModel, table=True):
    """Somebody is writing in a thread, or was at that moment."""

    thread_id: str = Field(primary_key=True, foreign_key="thread.id")
    account_id: str = Field(primary_key=True, foreign_key="account.id")
    at: datetime = moment()
