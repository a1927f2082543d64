"""The outbox: operations are written in the transaction that decided them, and carried out until they are done."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from onetoone.domain.reaching import MAIL, PUSH
from onetoone.models import Operation

_LEASE = timedelta(seconds=45)  # longer than Stripe's time-out and its retries; then somebody else may try
_KEYS_LAST = timedelta(hours=23)  # https://docs.stripe.com/api/idempotent_requests: after a day, a key is a new one
_SLOWEST = timedelta(seconds=60)  # between two tries: whatever comes late at Stripe is put right within a minute


def enqueue(
    session: Session,
    *,
    kind: str,
    key: str,
    ref: str,
    now: datetime,
    parameters: Mapping[str, Any] | None = None,
    after: timedelta = timedelta(0),
) -> None:
    """Write an operation down, once per `key`, to be carried out `after` a while; ring the worker's bell after the
    commit."""
    if session.exec(select(Operation.id).where(Operation.key == key)).first() is None:
        what = dict(parameters or {})
        session.add(Operation(kind=kind, key=key, ref=ref, parameters=what, created_at=now, due_at=now + after))
    session.info["bell"] = True


def untouched(session: Session, ref: str, kind: str) -> Operation | None:
    """The operation of `ref` that waits for its time and that no worker has taken yet, locked: it may still be changed
    or taken back, because nobody outside has heard of it. Of one `kind`: others of the `ref` may wait beside it."""
    waiting = select(Operation).where(
        Operation.ref == ref, Operation.kind == kind, Operation.attempts == 0, col(Operation.done_at).is_(None)
    )
    return session.exec(waiting.with_for_update().execution_options(populate_existing=True)).first()


def claim(
    session: Session, *, now: datetime, ref: str | None = None, most: int = 10, to_people: bool = False
) -> list[Operation]:
    """Take operations that are due, so that no other worker has them for a while. One payment's (or call's) are carried
    out one after the other: what was decided first is asked first. What goes `to_people` (mail, web push) is a worker's
    of its own."""
    earlier = aliased(Operation)
    first = ~(
        select(earlier.id)
        .where(
            col(earlier.ref) == col(Operation.ref),
            col(earlier.id) < col(Operation.id),
            col(earlier.done_at).is_(None),
            col(earlier.given_up).is_(False),
        )
        .exists()
    )
    due = select(Operation).where(
        col(Operation.done_at).is_(None), col(Operation.given_up).is_(False), col(Operation.due_at) <= now, first
    )
    post = col(Operation.kind).in_((MAIL, PUSH))
    due = due.where(post if to_people else ~post)
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
        Operation.ref == ref,
        col(Operation.done_at).is_(None),
        Operation.failed == "",
        Operation.attempts > 0,
        Operation.due_at > now,
    )
    return session.exec(leased).first() is not None


def key_is_forgotten(operation: Operation, now: datetime) -> bool:
    """Whether Stripe may have been asked for it so long ago that the same key would have it done once more: who asks
    again looks first for what was made then."""
    return operation.attempts > 1 and now - operation.created_at > _KEYS_LAST


def done(session: Session, operation: Operation, now: datetime) -> None:
    """It happened outside; part of the transaction that writes down what came of it."""
    row = session.get_one(Operation, operation.id)
    row.done_at, row.failed = row.done_at or now, ""


def failed(session: Session, operation: Operation, why: str, *, now: datetime, most: int) -> bool:
    """It did not happen, for a reason that won't pass by itself: try again with the same key, ever more slowly, and at
    last give up. Says whether it was given up."""
    row = session.get_one(Operation, operation.id)
    row.failed = why[:200]
    row.due_at = now + min(timedelta(seconds=2**row.attempts), timedelta(minutes=10))
    row.given_up = row.attempts >= most
    return row.given_up


def later(session: Session, operation: Operation, why: str, *, now: datetime, wait: float | None = None) -> None:
    """It did not happen, or nobody knows, because the other side is down or busy: try again with the same key, for as
    long as it takes; after `wait` seconds if the other side named them."""
    row = session.get_one(Operation, operation.id)
    row.failed = why[:200]
    slower = min(timedelta(seconds=2 ** min(row.attempts, 6)), _SLOWEST)
    # A little apart from each other, so that those who were refused together don't come back together.
    row.due_at = now + (slower * random.uniform(0.8, 1) if wait is None else timedelta(seconds=wait))


def put_back(session: Session, operation: Operation, *, now: datetime, wait: float) -> None:
    """Nobody asked: the other side is busy, and this one would only have added to that."""
    row = session.get_one(Operation, operation.id)
    row.attempts -= 1
    row.due_at = now + timedelta(seconds=wait)
