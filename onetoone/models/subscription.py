"""Who is subscribed to whom."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from onetoone.models.columns import moment


class Subscription(SQLModel, table=True):
    """A fan's subscription to a creator; it ends by getting an end."""

    __table_args__ = (UniqueConstraint("creator_id", "fan_id"),)

    id: int | None = Field(default=None, primary_key=True)
    creator_id: str = Field(foreign_key="account.id", index=True)
    fan_id: str = Field(foreign_key="account.id", index=True)
    since: datetime = moment()
    ended_at: datetime | None = moment(default=None)
