"""Settings → Your data, for its person."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from onetoone import routes
from onetoone.calls.service.unfinished import Unfinished, unfinished
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.models import Account, DataCopy
from onetoone.models.leaving import Copy


@dataclass(frozen=True, slots=True)
class YourData:
    """`copy`: "", waiting, ready or failed; `size` in words; `until`: ISO 8601 UTC. `asks_for`: "password", or "email"
    where there is none, to be typed before the account is deleted."""

    loaded: bool = False
    copy: str = ""
    size: str = ""
    until: str = ""
    href: str = ""
    obstacles: list[Unfinished] = field(default_factory=list)
    asks_for: str = "password"
    email: str = ""


def your_data(session: Session, actor: Actor) -> YourData:
    """Where the copy stands, and what is in the way of leaving."""
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    columns: Any = (DataCopy.standing, DataCopy.size, DataCopy.expires_at)
    copy = session.exec(select(*columns).where(DataCopy.account_id == actor.id)).first()
    standing, size, until = copy or ("", 0, None)
    return YourData(
        loaded=True,
        copy=str(standing),
        size=_size(size),
        until=until.isoformat() if until else "",
        href=routes.YOUR_DATA_FILE if standing == Copy.READY else "",
        obstacles=unfinished(session, actor.id),
        asks_for="password" if account.password_hash else "email",
        email=account.email,
    )


def kept_password(session: Session, actor: Actor) -> tuple[str | None, str]:
    """The hash of the actor's password, and their e-mail address, to check what they typed."""
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    return account.password_hash, account.email


def _size(size: int) -> str:
    """ "12 kB", "1.4 MB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
