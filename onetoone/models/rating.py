"""What the two people of a call thought of it, each for themself."""

from datetime import datetime

from sqlmodel import CheckConstraint, Field, Index, SQLModel

from onetoone.domain.calls import Side
from onetoone.models.columns import moment, one_of


class Rating(SQLModel, table=True):
    """One person's stars for one call. A fan's count in the creator's average; a creator's are for their own eyes.
    `line` is a note to oneself, on either side."""

    __table_args__ = (
        CheckConstraint("stars >= 1 AND stars <= 5", name="one_to_five_stars"),
        Index("ix_rating_about", "about_id", "by"),
    )

    call_id: str = Field(primary_key=True, foreign_key="call.id")
    by_id: str = Field(primary_key=True, foreign_key="account.id")
    about_id: str = Field(foreign_key="account.id")
    by: Side = one_of(Side)
    stars: int
    line: str = ""
    at: datetime = moment()
    changed_at: datetime = moment()
