"""Pictures in a conversation: sent once, and seen by the two of it alone."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlmodel import Session, select
from starlette.applications import Starlette

from onetoone import config, routes, runtime
from onetoone.domain.errors import NotFound, Refused
from onetoone.integrations import picture_files
from onetoone.messages import service, views
from onetoone.models import Account, Block, Leaving, Message, Picture, Thread
from onetoone.privacy.service.wiping import wipe_when_due
from onetoone.web.pictures import picture_routes
from onetoone.workers.pictures import forget_once
from tests import factories
from tests.factories import NOON, actor
from tests.integration.conftest import HandClock
from tests.integration.messages.pictures import NO_PICTURES, drawn, of_a_phone

ORIGIN = "http://localhost:3000"
MOST_BYTES = 200_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where pictures lie; ask for it before `session`."""
    monkeypatch.setenv("PICTURES_FOLDER", str(tmp_path / "pictures"))
    monkeypatch.setenv("PICTURE_BYTES", str(MOST_BYTES))
    monkeypatch.setenv("PICTURES_PER_HOUR", "5")
    config.settings.cache_clear()
    return tmp_path / "pictures"


@pytest.fixture
def http(folder: Path, session: Session, running: runtime.Runtime, thread: Thread) -> httpx.AsyncClient:
    session.commit()
    app = httpx.ASGITransport(app=Starlette(routes=picture_routes))
    return httpx.AsyncClient(transport=app, base_url=ORIGIN, headers={"Origin": ORIGIN})


def cookie(session: Session, person: Account) -> dict[str, str]:
    named = factories.signed_in(session, person, now=NOON)
    session.commit()
    return {"Cookie": named}


def to(thread: Thread) -> str:
    return routes.to(routes.PICTURE_UPLOAD, thread_id=thread.id)


async def uploaded(http: httpx.AsyncClient, session: Session, thread: Thread, by: Account, body: bytes) -> str:
    answer = await http.post(to(thread), content=body, headers=cookie(session, by))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["picture"])


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def puts(folder: Path, id: str) -> None:
    folder.mkdir(exist_ok=True)
    picture_files.file_of(folder, id, small=True).write_bytes(b"kept")


# The way in


async def test_a_picture_is_uploaded_sent_and_seen(
    http: httpx.AsyncClient, session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    id = await uploaded(http, session, thread, leo, of_a_phone())
    his, hers = cookie(session, leo), cookie(session, mara)
    small = routes.to(routes.SMALL_PICTURE, picture_id=id)
    assert (await http.get(small, headers=his)).status_code == 200
    assert (await http.get(small, headers=hers)).status_code == 404, "not sent yet"
    said = {"body": "The score", "alt": "A page of notes"}
    service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id=id, now=NOON, **said)
    session.commit()
    for path in (small, routes.to(routes.PICTURE, picture_id=id)):
        answer = await http.get(path, headers=hers)
        assert answer.status_code == 200
        assert Image.open(io.BytesIO(answer.content)).size == (40, 60)
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["content-disposition"] == 'inline; filename="picture.webp"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"].startswith("private")
        assert "sandbox" in answer.headers["content-security-policy"]
    (item,) = views.thread(session, actor(mara), thread.id, NOON).said
    assert (item.kind, item.body, item.picture.alt) == ("picture", "The score", "A page of notes")
    assert (item.picture.width, item.picture.height, item.picture.small) == (96, 96, small)
    assert [hit.message_id for hit in views.search(session, actor(mara), "page notes")] == [item.id]


async def test_only_the_two_of_the_conversation_find_it(
    http: httpx.AsyncClient, session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    id = await uploaded(http, session, thread, leo, drawn())
    service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id=id, now=NOON)
    session.commit()
    eve = cookie(session, factories.fan(session, "Eve", subscribed_to=mara))
    ended = {"Cookie": factories.expired(session, leo)}
    session.commit()
    for route in (routes.PICTURE, routes.SMALL_PICTURE):
        for headers in (eve, ended, {}):
            assert (await http.get(routes.to(route, picture_id=id), headers=headers)).status_code == 404
        for odd in ("pic_nothing", "..%2f..%2fonetoone", "%00"):
            answer = await http.get(routes.to(route, picture_id=odd), headers=cookie(session, leo))
            assert answer.status_code == 404


async def test_who_may_not_write_there_may_not_upload_there(
    http: httpx.AsyncClient, session: Session, thread: Thread, mara: Account, leo: Account, folder: Path
) -> None:
    his, eve = cookie(session, leo), cookie(session, factories.account(session, "Eve"))
    unknown = routes.to(routes.PICTURE_UPLOAD, thread_id="thr_nothing")
    assert (await http.post(to(thread), content=drawn())).status_code == 401
    assert (await http.post(to(thread), content=drawn(), headers=eve)).status_code == 404
    assert (await http.post(unknown, content=drawn(), headers=his)).status_code == 404
    for origin in ("https://evil.example", "null"):
        assert (await http.post(to(thread), content=drawn(), headers=his | {"Origin": origin})).status_code == 403
    session.add(Block(blocker_id=mara.id, blocked_id=leo.id, at=NOON))
    session.commit()
    answer = await http.post(to(thread), content=drawn(), headers=his)
    assert (answer.status_code, answer.json()) == (403, {"errors": {"": "Mara can’t be reached right now."}})
    assert left_in(folder) == []
    assert session.exec(select(Picture)).all() == []


async def test_what_is_refused_leaves_nothing_behind(
    http: httpx.AsyncClient, session: Session, thread: Thread, leo: Account, folder: Path
) -> None:
    his = cookie(session, leo)
    refused = await http.post(to(thread), content=NO_PICTURES["svg"], headers=his | {"Content-Type": "image/png"})
    assert (refused.status_code, refused.json()["errors"][""][:24]) == (422, "That isn't a picture we ")
    too_large = await http.post(to(thread), content=b"\xff" * (MOST_BYTES + 1), headers=his)
    assert (too_large.status_code, too_large.json()) == (413, {"errors": {"": "Pictures can have 0.2 MB at most."}})

    async def without_length() -> Any:
        for _ in range(40):
            yield b"\xff" * 10_000

    unannounced = await http.post(to(thread), content=without_length(), headers=his)
    assert unannounced.status_code == 413
    assert left_in(folder) == []
    assert session.exec(select(Picture)).all() == []


async def test_a_flood_of_pictures_ends(
    http: httpx.AsyncClient, session: Session, thread: Thread, leo: Account, clock: HandClock
) -> None:
    his = cookie(session, leo)
    codes = [(await http.post(to(thread), content=b"no", headers=his)).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]
    clock.forward(3601)
    assert (await http.post(to(thread), content=drawn(), headers=his)).status_code == 200


# Sending


def kept(session: Session, thread: Thread, by: Account, id: str = "pic_1") -> str:
    measures = (1600, 1200, 90_000)
    service.keep_picture(session, actor=actor(by), thread_id=thread.id, picture_id=id, measures=measures, now=NOON)
    session.flush()
    return id


def test_a_picture_is_sent_once(session: Session, thread: Thread, leo: Account) -> None:
    id = kept(session, thread, leo)
    for client_id in ("tab-1", "tab-1", "tab-2"):
        service.send_picture(
            session, actor=actor(leo), thread_id=thread.id, picture_id=id, now=NOON, client_id=client_id
        )
    assert len(session.exec(select(Message)).all()) == 1


@pytest.mark.parametrize("picture_id", ["", "pic_9", None, 5, ["pic_1"]])
def test_what_was_not_uploaded_is_not_sent(session: Session, thread: Thread, leo: Account, picture_id: Any) -> None:
    kept(session, thread, leo)
    with pytest.raises(NotFound):
        service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id=picture_id, now=NOON)


def test_nobody_sends_anothers_picture_or_theirs_elsewhere(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    id = kept(session, thread, leo)
    with pytest.raises(NotFound):
        service.send_picture(session, actor=actor(mara), thread_id=thread.id, picture_id=id, now=NOON)
    elsewhere = factories.thread(session, factories.creator(session, "Theo"), leo)
    with pytest.raises(NotFound):
        service.send_picture(session, actor=actor(leo), thread_id=elsewhere.id, picture_id=id, now=NOON)
    session.add(Block(blocker_id=mara.id, blocked_id=leo.id, at=NOON))
    with pytest.raises(Refused):
        service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id=id, now=NOON)


def test_the_inbox_says_who_sent_a_picture(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    service.send_picture(
        session, actor=actor(leo), thread_id=thread.id, picture_id=kept(session, thread, leo), now=NOON
    )
    assert views.inbox(session, actor(leo), NOON)[0].last == "You sent a picture"
    hers = views.inbox(session, actor(mara), NOON)[0]
    assert (hers.last, hers.unread) == ("Sent a picture", 1)
    (item,) = views.thread(session, actor(mara), thread.id, NOON).said
    assert (item.picture.width, item.picture.height, item.picture.alt) == (320, 240, "A picture from Leo")


async def test_what_was_never_sent_goes_after_a_day(
    session: Session, thread: Thread, leo: Account, folder: Path, running: runtime.Runtime, clock: HandClock
) -> None:
    for id in ("pic_1", "pic_2"):
        kept(session, thread, leo, id)
    service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id="pic_1", now=NOON)
    session.commit()
    for id in ("pic_1", "pic_2"):
        puts(folder, id)
    await forget_once()
    assert left_in(folder) == ["pic_1.small.webp", "pic_2.small.webp"]
    clock.forward(timedelta(days=1, seconds=1).total_seconds())
    await forget_once()
    assert left_in(folder) == ["pic_1.small.webp"]
    session.expire_all()
    assert [picture.id for picture in session.exec(select(Picture))] == ["pic_1"]


async def test_whoever_leaves_takes_their_pictures_along(
    http: httpx.AsyncClient, session: Session, thread: Thread, mara: Account, leo: Account, folder: Path
) -> None:
    id = await uploaded(http, session, thread, leo, drawn())
    said = {"body": "The score", "alt": "A page of notes"}
    service.send_picture(session, actor=actor(leo), thread_id=thread.id, picture_id=id, now=NOON, **said)
    session.add(Leaving(account_id=leo.id, asked_at=NOON, wipe_at=NOON, took_calls=False))
    session.commit()
    assert wipe_when_due(session, leo.id, NOON)
    session.commit()
    answer = await http.get(routes.to(routes.PICTURE, picture_id=id), headers=cookie(session, mara))
    assert answer.status_code == 404
    (item,) = views.thread(session, actor(mara), thread.id, NOON).said
    assert (item.kind, item.body, item.picture.src) == ("text", "Deleted message", "")
    session.rollback()
    assert len(left_in(folder)) == 2
    await forget_once()
    assert left_in(folder) == []
