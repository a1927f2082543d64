"""What a creator keeps for themself: notes on fans, and offers to start a call from."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from onetoone.domain.calls import Kind
from onetoone.models.columns import moment, one_of


class FanNote(SQLModel, table=True):
    """What a creator wrote down about a fan. Nobody else ever sees it, the fan included."""

    __tablename__ = "fan_note"

    creator_id: str = Field(primary_key=True, foreign_key="account.id")
    fan_id: str = Field(primary_key=True, foreign_key="account.id", index=True)
    text: str
    changed_at: datetime = moment()


class OfferTemplate(SQLModel, table=True):
    """A creator's named terms, to be picked in the set-up of a call. `price` in minor units of `currency`."""

    __tablename__ = "offer_template"

    id: str = Field(primary_key=True)
    creator_id: str = Field(foreign_key="account.id", index=True)
    name: str
    kind: Kind = one_of(Kind)
    price: int
    currency: str
    minutes: int
    message: str = ""
    tips_allowed: bool = True
    created_at: datetime = moment()
