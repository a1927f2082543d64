"""A copy of one's data: all of it, nothing private of others, made once, and there for a week."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, select

from onetoone import config, db
from onetoone.calls import service as calls
from onetoone.community import service as community
from onetoone.domain.errors import NotFound, TooMany
from onetoone.domain.ports import Notice
from onetoone.messages import service as messages
from onetoone.models import Account, DataCopy, Picture
from onetoone.models.leaving import Copy
from onetoone.privacy import service, views
from onetoone.privacy.service import contents
from onetoone.workers.privacy import look_after_data_once
from tests import factories
from tests.integration.calls.conftest import Cast

DAY = 24 * 3600


def unpacked(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {
            name.removesuffix(".json"): json.loads(file.read(name))
            for name in file.namelist()
            if name.endswith(".json")
        }


def seen(reading: Any, *args: Any, **how: Any) -> Any:
    with Session(db.engine()) as session:
        return reading(session, *args, **how)


def asks(cast: Cast, who: Any) -> DataCopy:
    made: DataCopy = cast.does(service.ask_for_copy, who)
    return made


async def copy_of(cast: Cast, who: Any) -> dict[str, Any]:
    asks(cast, who)
    await look_after_data_once()
    return unpacked(seen(service.open_copy, who, cast.clock.now()))


async def test_it_has_everything_of_the_fan_and_nothing_private_of_the_creator(cast: Cast) -> None:
    with db.unit_of_work() as s:
        mara, leo = s.get_one(Account, cast.mara.id), s.get_one(Account, cast.leo.id)
        call = factories.call(s, mara, leo, note="From Mara")
        factories.payment(s, call, captured=2500)
        thread, email = call.thread_id, mara.email
    cast.does(messages.send, cast.leo, thread_id=thread, body="From Leo")
    cast.does(messages.send, cast.mara, thread_id=thread, body="To Leo")
    cast.does(community.keep_note, cast.mara, fan_id=cast.leo.id, text="a private note")
    cast.does(calls.rate, cast.mara, call_id=call.id, stars=1)
    cast.does(calls.rate, cast.leo, call_id=call.id, stars=5)
    cast.does(calls.report_person, cast.mara, other_id=cast.leo.id, reason="scam", words="a private report")
    cast.does(calls.report_person, cast.leo, other_id=cast.mara.id, reason="scam", words="my own report")
    his = await copy_of(cast, cast.leo)
    assert [(row["by"], row["text"], row["with"]) for row in his["messages"]] == [
        ("you", "From Leo", "Mara"),
        ("Mara", "To Leo", "Mara"),
    ]
    assert his["account"][0]["name"] == "Leo"
    assert "password_hash" not in his["account"][0]
    assert [row["name"] for row in his["creators_you_follow"]] == ["Mara"]
    assert (his["calls"][0]["your_stars"], his["calls"][0]["note"]) == (5, "From Mara")
    assert (his["payments"][0]["captured"], his["payments"][0]["to"]) == (2500, "Mara")
    assert [row["words"] for row in his["your_reports"]] == ["my own report"]
    assert his["earnings"] == []
    whole = json.dumps(his)
    for private in ("a private note", "a private report", email, cast.mara.id, "token_hash"):
        assert private not in whole, private
    hers = await copy_of(cast, cast.mara)
    assert [(row["name"], row["note"]) for row in hers["your_notes"]] == [("Leo", "a private note")]
    assert sum(row["amount"] for row in hers["earnings"]) == 2000
    assert hers["calls"][0]["your_stars"] == 1
    assert {row["name"] for row in hers["subscribers"]} == {"Leo", "Ana"}


async def test_the_pictures_that_one_has_sent_are_in_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTURES_FOLDER", str(tmp_path))
    config.settings.cache_clear()
    with db.unit_of_work() as s:
        mara, leo = s.get_one(Account, cast.mara.id), s.get_one(Account, cast.leo.id)
        thread = factories.thread(s, mara, leo)
        for name, owner in (("his", leo), ("hers", mara), ("unsent", leo)):
            said = factories.message(s, thread, owner, "") if name != "unsent" else None
            shape: dict[str, Any] = {"width": 4, "height": 3, "size": 7, "at": cast.clock.now()}
            sent_in = said.id if said else None
            s.add(Picture(id=name, thread_id=thread.id, owner_id=owner.id, message_id=sent_in, **shape))
            (tmp_path / f"{name}.webp").write_bytes(name.encode())
    asks(cast, cast.leo)
    await look_after_data_once()
    with zipfile.ZipFile(io.BytesIO(seen(service.open_copy, cast.leo, cast.clock.now()))) as file:
        assert [name for name in file.namelist() if name.startswith("pictures/")] == ["pictures/his.webp"]
        assert file.read("pictures/his.webp") == b"his"


async def test_it_is_there_for_a_week_and_only_for_its_person(cast: Cast, bulletin: Any) -> None:
    copy = asks(cast, cast.leo)
    assert seen(views.your_data, cast.leo).copy == "waiting"
    assert asks(cast, cast.leo).id == copy.id
    await look_after_data_once()
    assert Notice(cast.leo.id, "data", copy.id) in bulletin.heard
    view = seen(views.your_data, cast.leo)
    assert (view.copy, view.href) == ("ready", "/settings/data/onetoone.zip")
    assert view.size.endswith(" kB")
    with pytest.raises(NotFound):
        seen(service.open_copy, cast.mara, cast.clock.now())
    cast.clock.forward(7 * DAY)
    with pytest.raises(NotFound):
        seen(service.open_copy, cast.leo, cast.clock.now())
    await look_after_data_once()
    assert seen(lambda s: s.exec(select(DataCopy)).first()) is None


async def test_a_new_one_takes_the_place_of_the_old_one_and_three_are_made_a_day(cast: Cast) -> None:
    for _ in range(3):
        asks(cast, cast.leo)
        await look_after_data_once()
    assert seen(lambda s: len(s.exec(select(DataCopy)).all())) == 1
    with pytest.raises(TooMany):
        asks(cast, cast.leo)


async def test_what_can_not_be_made_can_be_asked_for_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asks(cast, cast.leo)
    with monkeypatch.context() as broken:
        broken.setattr(contents, "FILES", {"account": lambda session, me: 1 / 0})
        await look_after_data_once()
    assert seen(views.your_data, cast.leo).copy == Copy.FAILED
    assert unpacked(await copy_again(cast))["account"]


async def copy_again(cast: Cast) -> bytes:
    asks(cast, cast.leo)
    await look_after_data_once()
    content: bytes = seen(service.open_copy, cast.leo, cast.clock.now())
    return content


def test_no_table_is_forgotten(session: Session) -> None:
    """A new table is in a copy, or says in `ELSEWHERE` why it isn't."""
    models = {value.__tablename__ for value in vars(contents).values() if hasattr(value, "__tablename__")}
    there = set(inspect(db.engine()).get_table_names())
    assert there - models - set(contents.ELSEWHERE) == set()
    assert not models & set(contents.ELSEWHERE)
