"""Column types and defaults that several tables share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString, Field

from onetoone.domain.words import N_, said

DELETED = N_("Deleted account")
"""The name of those who have left, as it is kept."""


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware UTC moment; SQLite, which has no zones, gets it as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class StrEnumText(TypeDecorator[Any]):
    """A StrEnum kept as its text, so that a new member needs no migration."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else str(self.enum(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.enum(value)


class PersonName(TypeDecorator[str]):
    """What somebody calls themselves, which is nobody's to translate; of those who have left it is ours to say, in the
    language of whoever reads it."""

    impl = AutoString
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return said(value) if value == DELETED else value


def moment(**field: Any) -> Any:
    """A column for a UTC moment."""
    return Field(sa_type=UtcDateTime, **field)


def person_name() -> Any:
    """A column for a person's name."""
    return Field(sa_type=PersonName)


def one_of(enum: type, **field: Any) -> Any:
    """A column for a member of `enum`."""
    return Field(sa_type=StrEnumText(enum), **field)
