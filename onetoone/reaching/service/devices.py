"""The browsers that may be told: each as long as its session lives, and as its push service knows it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from onetoone.domain.ids import new_id
from onetoone.domain.reaching import Device
from onetoone.models import PushSubscription, SignIn

_MOST = 12  # of one person; the oldest goes


def subscribe(session: Session, *, sign_in: SignIn, device: Device, now: datetime) -> PushSubscription:
    """This browser may be told from now on. It is whoever's is signed in there, and nobody else's any more."""
    known = session.exec(select(PushSubscription).where(PushSubscription.endpoint == device.endpoint)).first()
    if known is not None and (known.p256dh, known.auth) != (device.p256dh, device.auth):
        session.delete(known)  # the browser has made itself new keys
        session.flush()
        known = None
    if known is None:
        known = PushSubscription(id=new_id("push"), created_at=now, account_id="", sign_in_id="", **_of(device))
    known.account_id, known.sign_in_id = sign_in.account_id, sign_in.id
    session.add(known)
    session.flush()
    for other in session.exec(
        select(PushSubscription)
        .where(PushSubscription.account_id == sign_in.account_id)
        .order_by(col(PushSubscription.created_at).desc(), col(PushSubscription.id))
        .offset(_MOST)
    ):
        session.delete(other)
    return known


def unsubscribe(session: Session, *, sign_in: SignIn, endpoint: str) -> None:
    """This browser is told nothing any more."""
    theirs = col(PushSubscription.account_id) == sign_in.account_id
    session.exec(delete(PushSubscription).where(theirs, col(PushSubscription.endpoint) == endpoint))


def forget(session: Session, subscription_id: str) -> None:
    """The push service says that the browser is gone."""
    session.exec(delete(PushSubscription).where(col(PushSubscription.id) == subscription_id))


def living(session: Session, account_id: str, now: datetime) -> Sequence[PushSubscription]:
    """A person's browsers whose session lives."""
    return session.exec(_alive(now).where(PushSubscription.account_id == account_id)).all()


def find(session: Session, subscription_id: str, now: datetime) -> Device | None:
    """One of them, if it still is one."""
    row = session.exec(_alive(now).where(PushSubscription.id == subscription_id)).first()
    return Device(row.endpoint, row.p256dh, row.auth) if row else None


def _alive(now: datetime) -> SelectOfScalar[PushSubscription]:
    return (
        select(PushSubscription)
        .join(SignIn, col(SignIn.id) == col(PushSubscription.sign_in_id))
        .where(col(SignIn.revoked_at).is_(None), SignIn.expires_at > now)
    )


def _of(device: Device) -> dict[str, str]:
    return {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
