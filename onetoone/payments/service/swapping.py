"""Compare and swap: a row moves on only if nobody moved it since it was read."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from onetoone.domain.errors import Refused
from onetoone.domain.words import _
from onetoone.models import Dispute, Problem, Refund


def swap(session: Session, row: Refund | Dispute | Problem, then: Any, **changes: Any) -> None:
    """The row stands at `then` from now on, with `changes` to other columns; or `Refused`, and nothing changed."""
    model = type(row)
    session.flush()
    swapped = session.execute(
        update(model)
        .where(col(model.id) == row.id, col(model.version) == row.version)
        .values(status=then, version=row.version + 1, **changes)
        .execution_options(synchronize_session=False)
    )
    if swapped.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(_("Something just changed here. Please look again."))
    session.refresh(row)
