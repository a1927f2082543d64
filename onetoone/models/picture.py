"""Pictures in messages."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel

from onetoone.models.columns import moment


class Picture(SQLModel, table=True):
    """A picture that was sent in a thread, or uploaded to be sent there. Its files lie in the pictures' folder, under
    its id; what the message shows of it is in the message's `data`."""

    __table_args__ = (Index("ix_picture_unsent", "message_id", "at"),)

    id: str = Field(primary_key=True)
    thread_id: str = Field(foreign_key="thread.id", index=True)
    owner_id: str = Field(foreign_key="account.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="message.id")
    width: int
    height: int
    size: int  # bytes of all its files
    at: datetime = moment()
