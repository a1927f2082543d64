"""The app's side of signalling, served on a port of its own, and what a browser does at it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette

from onetoone import db, runtime
from onetoone.calls import service
from onetoone.domain.people import Actor
from onetoone.models import Account, Call
from onetoone.web.signalling import signalling_routes
from tests import factories
from tests.media.caller import Caller
from tests.media.node_process import RunningNode
from tests.sandbox.running import free_port

ORIGIN = "http://127.0.0.1:3000"
HELLO = json.dumps({"type": "hello", "epoch": None, "state": {"mic": True, "camera": True}})


class Door:
    """Where people come in."""

    def __init__(self, port: int, http: aiohttp.ClientSession, node: RunningNode) -> None:
        self.port, self.http, self.node = port, http, node

    async def opens(
        self, call: Call, who: Actor | None, origin: str | None = ORIGIN, way: str = ""
    ) -> aiohttp.ClientWebSocketResponse:
        """The browser's websocket; raises `WSServerHandshakeError` when it is refused."""
        headers = {"origin": origin} if origin else {}
        if who is not None:
            headers["cookie"] = cookie_of(who)
        return await self.http.ws_connect(self._address(call, way), headers=headers)

    async def is_shut(self, call: Call, who: Actor | None, origin: str | None = ORIGIN, way: str = "") -> bool:
        try:
            await (await self.opens(call, who, origin, way)).close()
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status == 403
        return False

    def caller(self, call: Call, who: Actor, name: str) -> Caller:
        """Somebody who will take part in the call, with packets."""
        return Caller(self.http, self._address(call), name, {"origin": ORIGIN, "cookie": cookie_of(who)})

    def _address(self, call: Call, way: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/signal/{call.id}{way}"


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """The port where the routes are served, to whichever runtime is in use."""
    port = free_port()
    server = Server(Starlette(routes=signalling_routes), port=port, interface=Interfaces.ASGI, websockets=True)
    serving = asyncio.create_task(server.serve())
    async with aiohttp.ClientSession() as http:
        while True:  # until it listens
            try:
                await http.get(f"http://127.0.0.1:{port}/")
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
    yield port
    server.stop()
    await serving


def cookie_of(who: Actor) -> str:
    with db.unit_of_work() as session:
        return factories.signed_in(session, session.get_one(Account, who.id), now=runtime.now())


def seated_somewhere(cast: Any) -> Call:
    """A free call that both were let into, not yet placed on a node."""
    call: Call = cast.invites(price="0")
    cast.leo_does(service.join, call)
    cast.leo_does(service.enter, call)
    return call


async def says(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The next message of that type."""
    while True:
        message = await asyncio.wait_for(socket.receive(), 10)
        assert message.type is aiohttp.WSMsgType.TEXT, message
        if (said := json.loads(message.data))["type"] == kind:
            return said


async def code_of(socket: aiohttp.ClientWebSocketResponse) -> int:
    """The code that it is closed with: what the frame says, for the server may be gone before ours is sent back."""
    while True:
        message = await asyncio.wait_for(socket.receive(), 15)
        if message.type is aiohttp.WSMsgType.CLOSE:
            return int(message.data)
        assert message.type is aiohttp.WSMsgType.TEXT, message
