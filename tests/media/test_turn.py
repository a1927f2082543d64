"""What pages are told of TURN servers, and a call by way of a real one."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from launcher import system_packages
from media import turn
from media.config import Config, from_environment
from media.node import Node
from tests.media.fake_seat import FakeSeat
from tests.media.node_process import RunningNode
from tests.media.opened import open_node
from tests.media.person import Person
from tests.media.stage_server import StageServer

TURNS = {"urls": ["turns:turn.example:443?transport=tcp"]}
STUN = {"urls": "stun:stun.example"}


def test_without_a_secret_the_list_is_told_as_it_is() -> None:
    config = from_environment({"MEDIA_SECRET": "x", "MEDIA_ICE_SERVERS": '[{"urls": "turn:a", "username": "u"}]'})
    assert turn.servers(config, 0) == [{"urls": "turn:a", "username": "u"}]
    assert turn.servers(Config(secret="x"), 0) == []


def test_with_a_secret_turn_servers_get_credentials_that_expire() -> None:
    config = Config(secret="x", ice_servers=(TURNS, STUN), turn_secret="shared")
    told, stun = turn.servers(config, 1_000_000.9)
    assert stun == STUN
    assert told["urls"] == TURNS["urls"]
    expires, _ = told["username"].split(":")
    assert int(expires) == 1_000_000 + turn.GOOD_FOR_SECONDS
    wanted = hmac.new(b"shared", told["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(told["credential"]) == wanted
    assert "shared" not in repr(told)


async def test_a_page_is_told_on_its_arrival() -> None:
    async with open_node(ice_servers=(TURNS,), turn_secret="shared") as node:
        assert await _told(node)
    async with open_node() as node:
        assert await _told(node) == []


async def _told(node: Node) -> list[dict[str, str]]:
    node.make_room("room", echo=False)
    seat = FakeSeat(node, "room", "fan")
    await seat.sits_down()
    seat.leaves()
    return list(seat.page.last("welcome")["ice"]["iceServers"])


ONLY_BY_TURN = """
    const Real = RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
        constructor(configuration) { super({ ...configuration, iceTransportPolicy: "relay" }); }
    };
"""


@contextlib.asynccontextmanager
async def turn_server(folder: Path, secret: str) -> AsyncIterator[str]:
    """A coturn on this machine's own address, and its URL."""
    program = system_packages.found(system_packages.COTURN)
    if not program:
        pytest.skip("coturn is not on this machine (Debian's package coturn)")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has no address but 127.0.0.1, and browsers use no TURN server there")
        address = probe.getsockname()[0]
    with contextlib.closing(socket.socket()) as free:
        free.bind((address, 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        program, "-n", "--use-auth-secret", f"--static-auth-secret={secret}", "--realm=tests",
        f"--listening-port={port}",
        f"--listening-ip={address}", f"--relay-ip={address}", "--no-tls", "--no-dtls", "--no-cli", "--no-stdout-log",
        f"--log-file={folder / 'log'}", f"--pidfile={folder / 'pid'}", f"--db={folder / 'db'}",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(15):
            while process.returncode is None:
                with contextlib.suppress(ConnectionRefusedError):
                    _, writer = await asyncio.open_connection(address, port)
                    writer.close()
                    break
                await asyncio.sleep(0.05)
        yield f"turn:{address}:{port}?transport=tcp"
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
async def test_a_call_by_way_of_turn(
    server: StageServer, browser: Browser, pages: list[Page], room_name: str, tmp_path: Path
) -> None:
    usual = server.node
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(turn_server(tmp_path, "shared"))
        settings = {"MEDIA_ICE_SERVERS": json.dumps([{"urls": [url]}]), "MEDIA_TURN_SECRET": "shared"}
        server.node = await stack.enter_async_context(RunningNode.running(**settings))
        try:
            await server.node.make_room(room_name)
            behind = await browser.new_context()
            stack.push_async_callback(behind.close)
            await behind.add_init_script(ONLY_BY_TURN)
            creator = await Person.arrives(pages[0], server, room_name, "creator")
            fan = await Person.arrives(await behind.new_page(), server, room_name, "fan")
            for person in (creator, fan):
                await person.joins()
            for person in (creator, fan):
                await person.sees_moving_pictures()
                await person.hears()
            assert (await fan.received())["local"] == "relay"
            await creator.leaves()
        finally:
            server.node = usual
