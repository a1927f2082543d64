"""The copy of one's data as a file: to its own person while it is there, and to nobody else."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import delete
from sqlmodel import Session

from onetoone import routes
from onetoone.domain.ids import new_id
from onetoone.models import Account, DataCopy
from onetoone.models.leaving import Copy
from onetoone.privacy import service
from tests import factories
from tests.security.conftest import SECRET, World


async def asks(world: World, cookie: str = "") -> httpx.Response:
    async with httpx.AsyncClient(base_url=world.base, headers={"Cookie": cookie} if cookie else {}, timeout=60) as http:
        return await http.get(routes.YOUR_DATA_FILE)


def made(world: World, person: Account, until: timedelta) -> None:
    """The person's copy, made by the product itself; the only one there is."""
    now = datetime.now(UTC)
    with Session(world.engine) as s, s.begin():
        s.exec(delete(DataCopy))
        copy = DataCopy(id=new_id("copy"), account_id=person.id, asked_at=now)
        s.add(copy)
        s.flush()
        copy.content, copy.standing, copy.expires_at = service.collect(s, copy.id), Copy.READY, now + until


async def test_its_person_gets_it_and_nobody_else(world: World) -> None:
    made(world, world.leo, timedelta(days=1))
    with Session(world.engine) as s, s.begin():
        ended = factories.expired(s, s.get_one(Account, world.leo.id))
    for cookie in ("", world.cookie(world.mara), world.cookie(world.ida), ended, "onetoone=made-up"):
        assert (await asks(world, cookie)).status_code == 404
    mine = await asks(world, world.cookie(world.leo))
    assert mine.status_code == 200
    assert mine.headers["content-type"] == "application/zip"
    assert mine.headers["content-disposition"] == 'attachment; filename="onetoone.zip"'
    assert mine.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(mine.content)) as file:
        assert SECRET in file.read("messages.json").decode()
        everything = b"".join(file.read(name) for name in file.namelist()).decode()
    for hidden in (world.mara.email, "password_hash", "token_hash", world.ida.email):
        assert hidden not in everything


async def test_after_its_time_it_is_gone(world: World) -> None:
    made(world, world.leo, timedelta(seconds=-1))
    assert (await asks(world, world.cookie(world.leo))).status_code == 404
