"""How often: counted in the database, so that several processes count together."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from onetoone.domain.errors import TooMany
from onetoone.models import Throttle


def limit(session: Session, key: str, most: int, within: float, now: datetime) -> None:
    """Count one attempt at `key`; `TooMany` when there were `most` in the last `within` seconds already.

    Counts only if the transaction is committed: where the limited thing can fail, count in a transaction of its own.
    """
    since = now - timedelta(seconds=within)
    session.exec(delete(Throttle).where(col(Throttle.key) == key, col(Throttle.at) <= since))
    attempts = session.exec(select(func.count()).select_from(Throttle).where(Throttle.key == key)).one()
    if attempts >= most:
        raise TooMany
    session.add(Throttle(key=key, at=now))
    session.flush()


def forgive(session: Session, key: str) -> None:
    """Forget what was counted at `key`: it was the right person after all."""
    session.exec(delete(Throttle).where(col(Throttle.key) == key))


def take_back(session: Session, key: str) -> None:
    """Uncount the last attempt only, where others may have tried from the same place."""
    last = select(func.max(Throttle.id)).where(Throttle.key == key).scalar_subquery()
    session.exec(delete(Throttle).where(col(Throttle.id) == last))
