"""The outbox: operations are written in the transaction that decided them, and carried out until they are done."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from onetoone.models import Operation

_LEASE = timedelta(seconds=45)  # longer than Stripe's time-out and its retries; then somebody else may try


def enqueue(
    session: Session, *, kind: str, key: str, ref: str, now: datetime, parameters: Mapping[str, Any] | None = None
) -> None:
    """Write an operation down, once per `key`, and ring the worker's bell after the commit."""
    if session.exec(select(Operation.id).where(Operation.key == key)).first() is None:
        session.add(
            Operation(kind=kind, key=key, ref=ref, parameters=dict(parameters or {}), created_at=now, due_at=now)
        )
    session.info["bell"] = True


def claim(session: Session, *, now: datetime, ref: str | None = None, most: int = 10) -> list[Operation]:
    """Take operations that are due, so that no other worker has them for a while; all of `ref`'s, due or not leased."""
    due = select(Operation).where(
        col(Operation.done_at).is_(None), col(Operation.given_up).is_(False), col(Operation.due_at) <= now
    )
    if ref is not None:
        due = due.where(Operation.ref == ref)
    claimed = list(session.exec(due.order_by(col(Operation.id)).limit(most).with_for_update(skip_locked=True)))
    for operation in claimed:
        operation.attempts += 1
        operation.due_at = now + _LEASE
    return claimed


def is_under_way(session: Session, ref: str, now: datetime) -> bool:
    """Whether some worker is about to carry out an operation of `ref` for the first time."""
    leased = select(Operation.id).where(
        Operation.ref == ref, col(Operation.done_at).is_(None), Operation.failed == "", Operation.due_at > now
    )
    return session.exec(leased).first() is not None


def done(session: Session, operation: Operation, now: datetime) -> None:
    """It happened outside; part of the transaction that writes down what came of it."""
    row = session.get_one(Operation, operation.id)
    row.done_at, row.failed = row.done_at or now, ""


def failed(session: Session, operation: Operation, why: str, *, now: datetime, most: int) -> None:
    """It did not happen, or nobody knows: try again later with the same key, ever more slowly, and at last give up."""
    row = session.get_one(Operation, operation.id)
    row.failed = why[:200]
    row.due_at = now + timedelta(seconds=min(2**row.attempts, 600))
    row.given_up = row.attempts >= most
