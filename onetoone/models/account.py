"""People: accounts, how they sign in, when they were last here, and what a creator's calls cost."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Index, SQLModel

from onetoone.models.columns import moment, one_of, person_name


class Role(StrEnum):
    MEMBER = "member"
    ADMIN = "admin"  # an operator: sees /operator


class Account(SQLModel, table=True):
    """A person. A creator is an account with `is_creator` and a rate card; one account can be both."""

    id: str = Field(primary_key=True)
    handle: str = Field(unique=True)
    email: str = Field(unique=True)
    name: str = person_name()
    line: str = ""  # the line about them
    picture: str = ""  # path below the origin, such as /people/mara.svg; empty: initials
    is_creator: bool = False
    is_demo: bool = False
    role: Role = one_of(Role, default=Role.MEMBER)
    password_hash: str | None = None
    language: str = ""  # in which they are written to when no page of theirs is open; empty: English
    locale: str = ""  # in whose manner amounts are written for them; empty: their browser's
    stripe_customer_id: str | None = None
    stripe_account_id: str | None = None  # Connect, once onboarded
    created_at: datetime = moment()
    left_at: datetime | None = moment(default=None)  # when it was wiped: nobody's any more


class RateCard(SQLModel, table=True):
    """A creator's usual terms: minor units and minutes; what a new invitation starts from."""

    __tablename__ = "rate_card"

    account_id: str = Field(primary_key=True, foreign_key="account.id")
    currency: str
    video_price: int
    video_minutes: int
    audio_price: int
    audio_minutes: int
    tips_allowed: bool = True
    taking_calls: bool = True
    covers_camera: bool = False  # fans' cameras start covered for the creator


class SignIn(SQLModel, table=True):
    """A living cookie session; only the token's SHA-256 is kept."""

    __tablename__ = "sign_in"

    id: str = Field(primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: str = Field(foreign_key="account.id", index=True)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(default=None)


class Throttle(SQLModel, table=True):
    """One counted attempt at something limited: a sign-in, a request."""

    __table_args__ = (Index("ix_throttle_key_at", "key", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    at: datetime = moment()


class Presence(SQLModel, table=True):
    """When a tab of theirs last said that it is open."""

    account_id: str = Field(primary_key=True, foreign_key="account.id")
    last_seen_at: datetime = moment()
