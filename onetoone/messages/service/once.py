"""Rows that are written once, whoever else writes the same at the same moment."""

from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert(session: Session, model: type[SQLModel]) -> Any:
    """An INSERT that can say what happens on a conflict."""
    # SQLite and PostgreSQL speak the same ON CONFLICT, in two modules of SQLAlchemy.
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model)


def add_unless_there(session: Session, row: SQLModel) -> bool:
    """Insert the row; False when a row with the same unique values was there first, also in a transaction at the same
    moment: an error would have lost the caller's whole transaction."""
    session.flush()
    values = row.model_dump(exclude_none=True)
    put = insert(session, type(row)).values(values).on_conflict_do_nothing()
    return wrote(session, put)


def wrote(session: Session, put: Any) -> bool:
    """Whether the statement wrote a row."""
    # Asked for in the statement itself: how many rows an INSERT wrote isn't known afterwards on PostgreSQL.
    return session.execute(put.returning(literal_column("1"))).first() is not None
