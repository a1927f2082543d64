"""Reactions to messages."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from onetoone.domain.reactions import Reaction as Kind
from onetoone.models.columns import moment, one_of


class Reaction(SQLModel, table=True):
    """A small answer to something that was said: of each kind a person has one, or none, on a message."""

    message_id: int = Field(primary_key=True, foreign_key="message.id")
    account_id: str = Field(primary_key=True, foreign_key="account.id")
    kind: Kind = one_of(Kind, primary_key=True)
    at: datetime = moment()
