"""Who can speak with whom: Chromium, Firefox and aiortc, either one offering, and every codec that they have."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.media import firefox
from tests.media.aiortc_seat import AiortcSeat
from tests.media.conftest import Call
from tests.media.firefox import Firefox, FirefoxPage
from tests.media.network import Network
from tests.media.node_process import RunningNode
from tests.media.person import Person, until
from tests.media.stage_server import StageServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

SEATS = ("creator", "fan")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def foxes_page() -> AsyncIterator[FirefoxPage]:
    if not firefox.EXECUTABLE:
        pytest.skip("Firefox is not on this machine (Debian's package firefox-esr)")
    async with Firefox.running() as browser:
        yield await browser.new_page()


@pytest.mark.parametrize("codec", ["VP8", "VP9", "AV1", "H264"])
async def test_every_codec_passes(call: Call, codec: str) -> None:
    has = "RTCRtpSender.getCapabilities('video').codecs.some(codec => codec.mimeType === 'video/{}')"
    if not await call.creator.does(has.format(codec)):
        pytest.skip(f"this Chromium has no {codec}")
    await call.both_join(codec=codec)
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()
        await person.hears()
        received = await person.received()
        assert (received["codec"], received["sound"]) == (f"video/{codec}", "audio/opus")


@pytest.mark.parametrize("seat", SEATS)
async def test_firefox_and_chromium(call: Call, server: StageServer, foxes_page: FirefoxPage, seat: str) -> None:
    fox = await Person.arrives(foxes_page, server, call.room, seat)
    other = call.fan if seat == "creator" else call.creator
    await fox.joins()
    await other.joins()
    for person in (fox, other):
        await person.is_("connected")
        await person.sees_moving_pictures()
        await person.hears()
    await fox.says("from the fox")
    await other.reads("from the fox")
    await other.says("to the fox")
    await fox.reads("to the fox")
    await fox.reloads()
    for person in (fox, other):
        await person.is_("connected")
        await person.sees_moving_pictures()
    await fox.does("window.dispatchEvent(new Event('online'))")  # an ICE restart
    await fox.sees_moving_pictures(30)
    await other.sees_moving_pictures(30)
    assert (await fox.now())["errors"] == (await other.now())["errors"] == []
    await fox.leaves()


async def test_firefox_with_udp_blocked(
    call: Call, node: RunningNode, server: StageServer, foxes_page: FirefoxPage
) -> None:
    closed = server.networks[call.room, "fan"] = await Network(("127.0.0.1", node.udp_port)).open()
    closed.goes_dark()
    server.tcp = True
    try:
        fox = await Person.arrives(foxes_page, server, call.room, "fan")
        for person in (fox, call.creator):
            await person.joins()
        for person in (fox, call.creator):
            await person.sees_moving_pictures()
        assert (await fox.received())["way"] == "tcp"
        await fox.leaves()
    finally:
        server.tcp = False
        closed.close()


@pytest.mark.parametrize("seat", SEATS)
async def test_aiortc_and_chromium(call: Call, node: RunningNode, seat: str) -> None:
    other = call.fan if seat == "creator" else call.creator
    await _with_aiortc(node, call.room, seat, other)


@pytest.mark.parametrize("seat", SEATS)
async def test_aiortc_and_firefox(
    node: RunningNode, server: StageServer, room_name: str, foxes_page: FirefoxPage, seat: str
) -> None:
    await node.make_room(room_name)
    fox = await Person.arrives(foxes_page, server, room_name, "fan" if seat == "creator" else "creator")
    await _with_aiortc(node, room_name, seat, fox)
    await fox.leaves()


async def _with_aiortc(node: RunningNode, room: str, seat: str, other: Person) -> None:
    client = AiortcSeat(node, room, seat)
    await client.joins()
    await other.joins()
    try:
        await other.is_("connected")
        await other.sees_moving_pictures()

        async def decodes() -> bool:
            return client.frames["video"] > 10 and client.frames["audio"] > 10

        await until(decodes, f"aiortc to decode: {client.frames}", 20)
        await other.says("hello")

        async def reads() -> bool:
            return client.texts == ["hello"]

        await until(reads, "aiortc to read")
        client.channel.send("hello yourself")
        await other.reads("hello yourself")
        assert (await other.now())["errors"] == []
    finally:
        await client.leaves()
