"""A copy of one's data: asked for, made beside everything else, to be downloaded for a while."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import Session, col, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain.errors import NotFound
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.integrations import picture_files
from onetoone.models import Account, DataCopy
from onetoone.models.leaving import Copy
from onetoone.privacy.service.contents import README, contents, pictures
from onetoone.security import throttle

_DAY = 24 * 3600


def ask_for_copy(session: Session, *, actor: Actor, now: datetime) -> DataCopy:
    """Have a copy made; one that waits already is that one. An older one is gone with it."""
    account = session.get(Account, actor.id, with_for_update=True)
    if account is None:
        raise NotFound
    had = session.exec(select(DataCopy).where(DataCopy.account_id == account.id)).first()
    if had is not None and had.standing is Copy.WAITING:
        return had
    throttle.limit(session, f"copy:{account.id}", most=settings().copies_per_day, within=_DAY, now=now)
    if had is not None:
        session.delete(had)
        session.flush()
    copy = DataCopy(id=new_id("copy"), account_id=account.id, asked_at=now)
    session.add(copy)
    session.flush()
    _tell(session, copy)
    return copy


def copies_due(session: Session, most: int = 5) -> list[str]:
    """Copies that wait to be made, the longest waiting first."""
    waiting = select(DataCopy.id).where(DataCopy.standing == Copy.WAITING).order_by(col(DataCopy.asked_at))
    return list(session.exec(waiting.limit(most)))


def collect(session: Session, copy_id: str) -> bytes:
    """The zip file; reads only. `NotFound` when the copy was taken back meanwhile."""
    copy = session.get(DataCopy, copy_id)
    if copy is None:
        raise NotFound
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", README)
        for name, rows in contents(session, copy.account_id).items():
            file.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=2))
        for picture_id in pictures(session, copy.account_id):
            lies_at = picture_files.file_of(Path(settings().pictures_folder), picture_id, small=False)
            if lies_at.exists():
                file.write(lies_at, f"pictures/{picture_id}.webp", zipfile.ZIP_STORED)
    return packed.getvalue()


def keep(session: Session, copy_id: str, content: bytes, now: datetime) -> None:
    """It is made. Nothing if it is not wanted any more, or another worker was quicker."""
    copy = session.get(DataCopy, copy_id, with_for_update=True, populate_existing=True)
    if copy is None or copy.standing is not Copy.WAITING:
        return
    copy.standing, copy.content, copy.size = Copy.READY, content, len(content)
    copy.expires_at = now + timedelta(seconds=settings().copy_seconds)
    session.add(copy)
    _tell(session, copy)


def failed(session: Session, copy_id: str, now: datetime) -> None:
    """It could not be made: its person can ask again."""
    copy = session.get(DataCopy, copy_id, with_for_update=True, populate_existing=True)
    if copy is not None and copy.standing is Copy.WAITING:
        copy.standing = Copy.FAILED
        session.add(copy)
        _tell(session, copy)


def open_copy(session: Session, actor: Actor, now: datetime) -> bytes:
    """The acting person's own, while it can be downloaded."""
    copy = session.exec(select(DataCopy).where(DataCopy.account_id == actor.id)).first()
    if copy is None or copy.content is None or copy.expires_at is None or copy.expires_at <= now:
        raise NotFound
    return copy.content


def expire_copies(session: Session, now: datetime) -> None:
    """Those whose time has passed are gone."""
    session.exec(delete(DataCopy).where(col(DataCopy.expires_at) <= now))


def _tell(session: Session, copy: DataCopy) -> None:
    db.announce(session, Notice(copy.account_id, "data", copy.id))
