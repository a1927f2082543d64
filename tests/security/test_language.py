"""Choosing a language: by our own pages only, one that there is, and kept with the account."""

import httpx
import pytest
from sqlmodel import Session

from onetoone.models import Account
from tests.security.conftest import World


async def _choose(world: World, language: object, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=world.base, headers=headers, timeout=60) as http:
        return await http.post("/language", json={"language": language})


def _kept(world: World, person: Account) -> str:
    with Session(world.engine) as session:
        return session.get_one(Account, person.id).language


async def test_a_choice_is_kept_in_the_browser_and_with_the_account(world: World) -> None:
    answer = await _choose(world, "en", Origin=world.base, Cookie=world.cookie(world.ida))
    assert answer.status_code == 200
    assert answer.headers["set-cookie"].startswith("language=en; ")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert _kept(world, world.ida) == "en"


async def test_a_visitor_may_choose_too(world: World) -> None:
    answer = await _choose(world, "en", Origin=world.base)
    assert "language=en" in answer.headers["set-cookie"]


@pytest.mark.parametrize("language", ["xx", "", None, 7, ["en"], "en; Domain=evil.example"])
async def test_what_nobody_offers_is_refused(world: World, language: object) -> None:
    before = _kept(world, world.leo)
    answer = await _choose(world, language, Origin=world.base, Cookie=world.cookie(world.leo))
    assert (answer.status_code, answer.headers.get("set-cookie")) == (422, None)
    assert _kept(world, world.leo) == before


async def test_only_our_own_pages_choose(world: World) -> None:
    answer = await _choose(world, "en", Origin="https://evil.example", Cookie=world.cookie(world.leo))
    assert answer.status_code == 403


async def test_a_demo_person_speaks_as_each_browser_does(world: World) -> None:
    with Session(world.engine) as session, session.begin():
        session.get_one(Account, world.ida.id).is_demo = True
    for language in ("de", "es"):
        async with httpx.AsyncClient(base_url=world.base, headers={"Origin": world.base}, timeout=60) as http:
            asked = {"Accept-Language": f"{language}-XX,{language}"}
            answer = await http.post("/auth/demo", json={"account": world.ida.id}, headers=asked)
        assert answer.status_code == 200
        assert not any(one.startswith("language=") for one in answer.headers.get_list("set-cookie"))
        assert _kept(world, world.ida) == language
    with Session(world.engine) as session, session.begin():
        session.get_one(Account, world.ida.id).is_demo = False
