"""The private HTTP side and the signalling frames, against a node that runs as its own process."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from media.config import ConfigError, from_environment
from tests.media import samples
from tests.media.node_process import RunningNode

in_the_session = pytest.mark.asyncio(loop_scope="session")


async def hear(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The next message of that kind."""
    async with asyncio.timeout(5):
        while True:
            message = await socket.receive_json()
            if message["type"] == kind:
                return dict(message)


HELLO = {"type": "hello", "epoch": None, "state": {"mic": True, "camera": False}}


@pytest.mark.parametrize("secret", [None, "wrong", "Bearer", "Bearer wrong", "Bearer sécret"])
@in_the_session
async def test_without_the_secret_nothing_is_told(node: RunningNode, room_name: str, secret: str | None) -> None:
    await node.make_room(room_name)
    headers = {"Authorization": secret} if secret else {}
    async with aiohttp.ClientSession(node.url, headers=headers) as stranger:
        for path in (f"/rooms/{room_name}", f"/rooms/{room_name}/seats/fan/signal", "/events", "/nowhere"):
            async with stranger.get(path) as answer:
                assert answer.status == 401
        async with stranger.put("/rooms/mine") as answer:
            assert answer.status == 401
        async with stranger.delete(f"/rooms/{room_name}") as answer:
            assert answer.status == 401
        async with stranger.get("/health") as answer:
            assert (await answer.json())["ok"] is True


@in_the_session
async def test_health_names_the_process_and_its_port(node: RunningNode) -> None:
    async with node.http.get("/health") as answer:
        health = await answer.json()
    assert health["boot"] == node.boot
    assert health["udp"]["port"] == node.udp_port


@in_the_session
async def test_a_room_is_made_once_and_ended_once(node: RunningNode, room_name: str) -> None:
    for _ in range(2):
        async with node.http.put(f"/rooms/{room_name}") as answer:
            assert (answer.status, await answer.json()) == (200, {"room": room_name, "boot": node.boot})
    room = await node.room(room_name)
    assert room["two_way"] is False
    assert room["two_way_ms"] == 0
    assert room["seats"]["fan"] == {
        "present": False, "connected": False, "packets": {"audio": 0, "video": 0},
        "refused": 0, "quality": "bad", "loss": 0.0, "rtt_ms": None,
    }  # fmt: skip
    for _ in range(2):
        await node.end_room(room_name)
    async with node.http.get(f"/rooms/{room_name}") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(("room", "body"), [("a room", "{}"), ("x" * 65, "{}"), ("fine", "[]"), ("fine", "nonsense")])
@in_the_session
async def test_a_room_that_can_not_be_is_refused(node: RunningNode, room: str, body: str) -> None:
    async with node.http.put(f"/rooms/{room}", data=body) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("seat", ["echo", "nobody", "CREATOR"])
@in_the_session
async def test_there_are_only_the_two_seats(node: RunningNode, room_name: str, seat: str) -> None:
    await node.make_room(room_name)
    for room, place in ((room_name, seat), ("no-such-room", "fan")):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await node.http.ws_connect(f"/rooms/{room}/seats/{place}/signal")
        assert refused.value.status == 404


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "[]", "7", "null", "{}", '{"type":"dance"}', '{"type":["offer"]}', '{"type":"hello"}',
        '{"type":"hello","state":{"mic":1,"camera":true}}',
        '{"type":"hello","epoch":"1","state":{"mic":true,"camera":true}}',
        '{"type":"offer","epoch":1}', '{"type":"offer","epoch":-1,"sdp":""}', '{"type":"offer","epoch":true,"sdp":""}',
        '{"type":"answer","epoch":1,"sdp":{}}', '{"type":"state","mic":true}', '{"type":"ping"}',
        '{"type":"ping","t":1e400}', '{"type":"ping","t":NaN}', "[" * 5000,
    ],
)  # fmt: skip
@in_the_session
async def test_a_malformed_message_changes_nothing(node: RunningNode, room_name: str, text: str) -> None:
    await node.make_room(room_name)
    async with node.http.ws_connect(f"/rooms/{room_name}/seats/fan/signal") as socket:
        await socket.send_str(text)
        assert (await hear(socket, "error"))["message"]
        await socket.send_json({"type": "ping", "t": 17})
        assert (await hear(socket, "pong"))["t"] == 17


@in_the_session
async def test_bad_descriptions_change_nothing_and_a_good_one_still_works(node: RunningNode, room_name: str) -> None:
    await node.make_room(room_name)
    async with (
        node.http.ws_connect(f"/rooms/{room_name}/seats/creator/signal") as creator,
        node.http.ws_connect(f"/rooms/{room_name}/seats/fan/signal") as fan,
    ):
        await creator.send_json(HELLO)
        await fan.send_json(HELLO)
        epoch = (await hear(creator, "negotiate"))["epoch"]
        assert await hear(fan, "negotiate") == {"type": "negotiate", "epoch": epoch, "role": "answer"}
        for sdp in ("", "v=0", "x" * 70_000, samples.OFFER.replace("a=mid:0", "a=mid:")):
            await creator.send_json({"type": "offer", "epoch": epoch, "sdp": sdp})
            assert "description" in (await hear(creator, "error"))["message"]
        await fan.send_json({"type": "offer", "epoch": epoch, "sdp": samples.OFFER})
        assert "not awaited" in (await hear(fan, "error"))["message"]
        await creator.send_json({"type": "offer", "epoch": epoch, "sdp": samples.OFFER})
        offer = await hear(fan, "offer")
        assert offer["epoch"] == epoch
        assert "a=ice-lite" in offer["sdp"]


@in_the_session
async def test_a_frame_of_bytes_or_one_too_long_is_refused(node: RunningNode, room_name: str) -> None:
    await node.make_room(room_name)
    async with node.http.ws_connect(f"/rooms/{room_name}/seats/fan/signal") as socket:
        await socket.send_bytes(b"{}")
        await hear(socket, "error")
        await socket.send_str(json.dumps({"type": "state", "padding": "x" * 90_000}))
        async with asyncio.timeout(5):
            while (await socket.receive()).type is not aiohttp.WSMsgType.CLOSED:
                pass
        assert socket.close_code == 1009


@in_the_session
async def test_a_flood_is_hung_up_on(node: RunningNode, room_name: str) -> None:
    await node.make_room(room_name)
    async with node.http.ws_connect(f"/rooms/{room_name}/seats/fan/signal") as socket:
        for n in range(40):
            await socket.send_json({"type": "ping", "t": n})
        assert (await hear(socket, "error"))["message"] == "too many messages"
        async with asyncio.timeout(5):
            await socket.receive()
        assert socket.close_code == 4008


@in_the_session
async def test_presence_is_an_event_and_events_are_read_again_after_a_drop(node: RunningNode, room_name: str) -> None:
    await node.make_room(room_name)
    socket = await node.http.ws_connect(f"/rooms/{room_name}/seats/fan/signal")
    await hear(socket, "welcome")
    seen = await node.events_of(room_name, until="present")
    await socket.close()
    await node.end_room(room_name, "a reason")
    last = seen[-1]
    again: list[dict[str, Any]] = []
    async with asyncio.timeout(5), node.events(after=last["seq"], boot=last["boot"]) as lines:
        async for event in lines:
            assert event["kind"] != "lost"
            if event.get("room") == room_name:
                again.append(event)
                if event["kind"] == "absent" or (event["kind"] == "room_closed" and len(again) > 1):
                    break
    assert "present" not in [event["kind"] for event in again]
    assert [event["seq"] for event in again] == sorted(event["seq"] for event in again)
    closed = (await node.events_of(room_name, until="room_closed"))[-1]
    assert closed["data"] == {"reason": "a reason", "two_way_ms": 0}


@in_the_session
async def test_a_reader_of_another_boot_is_told(node: RunningNode) -> None:
    async with asyncio.timeout(5), node.events(after=3, boot="before") as lines:
        assert (await anext(lines))["kind"] == "lost"
    async with node.http.get("/events", params={"after": "x"}) as answer:
        assert answer.status == 400


@in_the_session
async def test_sigint_ends_it_within_two_seconds_whoever_is_connected() -> None:
    began = asyncio.get_running_loop().time()
    async with RunningNode.running() as node:
        starting = asyncio.get_running_loop().time() - began
        await node.make_room("room")
        socket = await node.http.ws_connect("/rooms/room/seats/fan/signal")
        async with node.events() as lines:
            assert (await anext(lines))["kind"] == "present"
            stopping = asyncio.create_task(node.stop())
            await hear(socket, "moving")
            with pytest.raises(TypeError):  # a close instead of a message: the call is not over, so no "ended"
                await hear(socket, "ended")
            assert socket.close_code == 1012
            # Two seconds; on a machine so busy that starting takes longer than that, as long as starting.
            assert await stopping < max(2.0, starting)
        assert node.process.returncode == 0


@in_the_session
async def test_a_node_that_drains_takes_no_new_room_and_ends_when_the_last_page_has_left() -> None:
    async with RunningNode.running() as node:
        await node.make_room("old")
        socket = await node.http.ws_connect("/rooms/old/seats/fan/signal")
        node.is_asked_to_end()
        async with asyncio.timeout(5), node.events() as lines:
            while (await anext(lines))["kind"] != "draining":
                pass
        async with node.http.get("/health") as answer:
            assert (await answer.json())["draining"]
        async with node.http.put("/rooms/new") as answer:
            assert answer.status == 503
        await node.make_room("old")  # who is in it may come back to it
        assert node.process.returncode is None
        await socket.close()
        assert await asyncio.wait_for(node.process.wait(), 5) == 0


@in_the_session
async def test_a_node_that_drains_ends_in_time_whoever_stays() -> None:
    async with RunningNode.running(MEDIA_DRAIN_SECONDS="1") as node:
        await node.make_room("old")
        socket = await node.http.ws_connect("/rooms/old/seats/fan/signal")
        await hear(socket, "welcome")
        node.is_asked_to_end()
        await hear(socket, "moving")
        assert (await socket.receive()).data == 1012
        assert await asyncio.wait_for(node.process.wait(), 5) == 0


@in_the_session
async def test_an_idle_node_ends_at_once_when_it_is_asked_to() -> None:
    async with RunningNode.running() as node:
        node.is_asked_to_end()
        assert await asyncio.wait_for(node.process.wait(), 3) == 0


@in_the_session
async def test_a_full_node_takes_no_further_room() -> None:
    async with RunningNode.running(MEDIA_MAX_ROOMS="1") as node:
        await node.make_room("one")
        async with node.http.put("/rooms/two") as answer:
            assert answer.status == 503


@in_the_session
async def test_logs_tell_no_secret_and_no_address(node: RunningNode) -> None:
    told = [line for line in node.lines if line["message"] != "listening"]
    assert {"room made", "present"} <= {line["message"] for line in told}
    for line in map(json.dumps, told):
        for secret in ("a secret of the tests", "127.0.0.1", "ice-pwd"):
            assert secret not in line


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"MEDIA_SECRET": ""}, "MEDIA_SECRET is not set"),
        ({"MEDIA_HTTP_PORT": "eighty"}, "MEDIA_HTTP_PORT must be a number"),
        ({"MEDIA_PUBLIC_ADDRESSES": "example.org"}, "take IP addresses"),
    ],
)
def test_settings_that_can_not_be_are_said_in_one_sentence(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        from_environment({"MEDIA_SECRET": "x", **environment})
