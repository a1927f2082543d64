"""The signalling door: who gets past the handshake, and what becomes of a seat; against a real media node."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import update

from onetoone import runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.integrations.media_client import HttpMediaNodes
from onetoone.models import SignIn
from tests.integration.calls.conftest import call_now
from tests.integration.calls.door import HELLO, Door, code_of, says, seated_somewhere, served
from tests.media.node_process import SECRET, RunningNode

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def node() -> AsyncIterator[RunningNode]:
    async with RunningNode.running() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def port() -> AsyncIterator[int]:
    async with served() as port:
        yield port


@pytest_asyncio.fixture(loop_scope="module")
async def door(running: runtime.Runtime, node: RunningNode, port: int) -> AsyncIterator[Door]:
    media = HttpMediaNodes((node.url,), SECRET)
    runtime.use(runtime.Runtime(running.settings, running.clock, running.checkout, media, running.bulletin))
    async with aiohttp.ClientSession() as http:
        yield Door(port, http, node)
    await media.close()


async def test_both_people_meet_at_the_same_node(cast, door):
    call = seated_somewhere(cast)
    mara, leo = await door.opens(call, cast.mara), await door.opens(call, cast.leo)
    for socket in (mara, leo):
        await socket.send_str(HELLO)
    assert (await says(mara, "negotiate"))["role"] == "offer"
    assert (await says(leo, "negotiate"))["role"] == "answer"
    assert call_now(call).node == door.node.url


async def test_strangers_visitors_and_other_origins_are_refused_alike(cast, door):
    call = seated_somewhere(cast)
    assert await door.is_shut(call, cast.ana)
    assert await door.is_shut(call, None)
    assert await door.is_shut(call, cast.leo, origin="http://evil.test")
    assert await door.is_shut(call, cast.leo, origin=None)
    assert not await door.is_shut(call, cast.leo)


async def test_nobody_has_a_seat_before_it_is_paid(cast, door):
    call = cast.invites()
    assert await door.is_shut(call, cast.leo)
    cast.leo_does(service.join, call)
    assert await door.is_shut(call, cast.leo)
    assert await door.is_shut(call, cast.mara)


async def test_a_newer_tab_takes_the_seat(cast, door):
    call = seated_somewhere(cast)
    older = await door.opens(call, cast.leo)
    await older.send_str(HELLO)
    await says(older, "welcome")
    newer = await door.opens(call, cast.leo)
    await says(older, "replaced")
    assert await code_of(older) == 4000
    await newer.send_str(HELLO)
    await says(newer, "welcome")


async def test_the_end_closes_both_and_the_door(cast, door):
    call = seated_somewhere(cast)
    leo = await door.opens(call, cast.leo)
    await leo.send_str(HELLO)
    await says(leo, "welcome")
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    await says(leo, "ended")
    assert await code_of(leo) == 4001
    assert await door.is_shut(call, cast.leo)


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"type":"offer","sdp":1}', '{"type":"nonsense"}', "\ud7ff" * 10])
async def test_nonsense_gets_an_error_and_changes_nothing(cast, door, junk):
    call = seated_somewhere(cast)
    leo = await door.opens(call, cast.leo)
    await leo.send_str(HELLO)
    await says(leo, "welcome")
    await leo.send_str(junk)
    await says(leo, "error")


async def test_a_message_beyond_all_measure_closes_the_seat(cast, door):
    leo = await door.opens(seated_somewhere(cast), cast.leo)
    await leo.send_str("x" * 81 * 1024)
    assert await code_of(leo) == 4413


async def test_signing_out_gives_the_seat_up(cast, door, monkeypatch):
    monkeypatch.setattr("onetoone.web.signalling._RECHECK", 0.1)
    leo = await door.opens(seated_somewhere(cast), cast.leo)
    await leo.send_str(HELLO)
    await says(leo, "welcome")
    cast.does(lambda s, now: s.execute(update(SignIn).values(revoked_at=now)))
    assert await code_of(leo) == 4404


async def test_either_may_rehearse_before_paying_and_leaves_no_room_behind(cast, door):
    call = cast.invites()
    leo = await door.opens(call, cast.leo, way="/rehearsal")
    await leo.send_str(HELLO)
    assert (await says(leo, "negotiate"))["role"] == "offer"
    room = f"/rooms/{call.id}-fan-rehearsal"
    assert (await door.node.http.get(room)).status == 200
    await leo.close()
    async with asyncio.timeout(10):
        while (await door.node.http.get(room)).status != 404:  # noqa: ASYNC110 (the node has no event for it)
            await asyncio.sleep(0.05)


async def test_nobody_else_rehearses_and_nobody_does_after_the_end(cast, door):
    call = cast.invites()
    assert await door.is_shut(call, cast.ana, way="/rehearsal")
    assert await door.is_shut(call, None, way="/rehearsal")
    cast.mara_does(service.cancel, call)
    assert await door.is_shut(call, cast.leo, way="/rehearsal")
