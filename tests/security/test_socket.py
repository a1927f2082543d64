"""The websocket that events come in by."""

import aiohttp
import pytest

from tests.security.conftest import SECRET, World
from tests.security.tab import TabClient

_ROOT = "reflex___state____state"
_ME = f"{_ROOT}.onetoone___accounts___state____me_state"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "http://localhost.evil.example:80"]
)
async def test_pages_of_others_are_not_let_in(world: World, origin: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with TabClient(world.base, world.cookie(world.leo), origin=origin):
            pass
    assert refused.value.status in (400, 403)


async def test_there_is_no_polling(world: World) -> None:
    async with aiohttp.ClientSession() as http:
        for method in ("GET", "POST"):
            answer = await http.request(method, f"{world.base}/_event/?EIO=4&transport=polling")
            assert answer.status == 400


async def test_a_learned_token_leads_to_an_empty_state(world: World) -> None:
    async with TabClient(world.base, world.cookie(world.leo)) as his:
        await his.hydrate(f"/messages/{world.thread_id}")
        await his.settle()
        assert his.heard_of(SECRET)
        token = his.token
    async with TabClient(world.base, world.cookie(world.ida), token=token) as hers:
        await hers.send(f"{_ROOT}.hydrate")
        await hers.settle()
        assert hers.token != token
        assert not hers.heard_of(SECRET)
        assert not hers.heard_of("Leo")


async def test_a_reload_keeps_the_state_of_the_same_person(world: World) -> None:
    cookie = world.cookie(world.leo)
    async with TabClient(world.base, cookie) as before:
        await before.hydrate()
        token = before.token
    async with TabClient(world.base, cookie, token=token) as after:
        await after.hydrate()
        assert after.token == token


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "text",
        {"name": None},
        {"name": f"{_ROOT}.setvar", "payload": {"var_name": "is_hydrated", "value": True}},
        {"name": f"{_ME}.setvar", "payload": {"var_name": "name", "value": SECRET}},
        {"name": f"{_ME}._refresh"},
        {"name": f"{_ME}.reset"},
        {"name": f"{_ROOT}.hydrate", "payload": "x"},
        {"name": f"{_ROOT}.set_is_hydrated", "payload": None, "router_data": None},
        {"name": f"{_ROOT}.hydrate", "router_data": []},
        {"name": f"{_ROOT}.hydrate", "router_data": {"headers": {"cookie": "x"}, "pathname": {}}},
        {"name": f"{_ROOT}.hydrate_and_load", "payload": {"vars": {f"{_ME}.name": "x"}, "hashes": 7}},
        {"name": f"{_ROOT}.reflex___state____update_vars_internal_state.update_vars_internal", "payload": {"vars": {}}},
    ],
)
async def test_misshapen_and_forbidden_events_change_nothing(world: World, event: object) -> None:
    async with TabClient(world.base, world.cookie(world.ida)) as tab:
        await tab.hydrate()
        heard = len(tab.heard)
        await tab.send_raw(event)
        await tab.settle()
        assert SECRET not in "".join(tab.heard[heard:])


async def test_a_flood_is_cut_off_and_nobody_else_notices(world: World) -> None:
    async with TabClient(world.base) as flood, TabClient(world.base) as other:
        with pytest.raises((ConnectionResetError, aiohttp.ClientError)):
            await _pour(flood)
        await other.settle()


async def test_signing_out_ends_what_a_tab_may_do(world: World) -> None:
    cookie = world.cookie(world.leo)
    async with TabClient(world.base, cookie) as tab, aiohttp.ClientSession() as http:
        await tab.hydrate("/messages")
        await http.post(f"{world.base}/auth/sign-out", headers={"Origin": world.base, "Cookie": cookie})
        heard = len(tab.heard)
        await tab.send(f"{_ROOT}.onetoone___messages___state____inbox_state.load", path="/messages")
        await tab.settle()
        assert '"_redirect"' in "".join(tab.heard[heard:])
        assert SECRET not in "".join(tab.heard[heard:])


async def _pour(flood: TabClient) -> None:
    for _ in range(2_000):
        await flood.send(f"{_ROOT}.set_is_hydrated", {"value": True})
    await flood.settle()
