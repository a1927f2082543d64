"""Stands where the app stands: serves the page and peer.js, and pipes signalling frames to the node."""

import asyncio
import re
from collections import defaultdict
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.media.network import Network
from tests.media.node_process import ROOT, RunningNode

PAGE = Path(__file__).parent / "page.html"
STAGE = ROOT / "assets" / "stage"

UDP_CANDIDATE = re.compile(r"(a=candidate:\d+ 1 udp \d+ \S+ )\d+")
TCP_CANDIDATE = re.compile(r"a=candidate:\d+ 1 tcp .+?\\r\\n")


class StageServer:
    """`/` is the test page, `/stage/…` the product's files, `/signal/{room}/{seat}` the way to the node.

    `cut` drops a seat's websocket as a network would; `frames` remembers what the node had to say to each seat. A seat
    with one of `networks` is told its UDP port instead of the node's, and of TCP only when `tcp` is true.
    """

    def __init__(self, node: RunningNode) -> None:
        self.node = node
        self.frames: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.closed_with: dict[tuple[str, str], int | None] = {}
        self.refusing = False
        self.networks: dict[tuple[str, str], Network] = {}
        self.tcp = False
        self._sockets: dict[tuple[str, str], web.WebSocketResponse] = {}

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_static("/stage", STAGE)
        app.router.add_get("/signal/{room}/{seat}", self._signal)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def cut(self, room: str, seat: str) -> None:
        """Drop the websocket without a goodbye."""
        socket = self._sockets[room, seat]
        transport = socket._req.transport if socket._req else None
        assert transport is not None
        transport.abort()

    def _through_network(self, place: tuple[str, str], frame: str) -> str:
        network = self.networks.get(place)
        if network is None:
            return frame
        frame = UDP_CANDIDATE.sub(rf"\g<1>{network.port}", frame)
        return frame if self.tcp else TCP_CANDIDATE.sub("", frame)

    async def _page(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE)

    async def _signal(self, request: web.Request) -> web.StreamResponse:
        place = request.match_info["room"], request.match_info["seat"]
        if self.refusing:
            raise web.HTTPServiceUnavailable
        async with self.node.http.ws_connect(f"/rooms/{place[0]}/seats/{place[1]}/signal") as inner:
            outer = web.WebSocketResponse()
            await outer.prepare(request)
            self._sockets[place] = outer
            away = asyncio.create_task(self._pipe_out(place, inner, outer))
            async for frame in outer:
                if frame.type is aiohttp.WSMsgType.TEXT and not inner.closed:
                    await inner.send_str(frame.data)
            away.cancel()
        return outer

    async def _pipe_out(
        self, place: tuple[str, str], inner: aiohttp.ClientWebSocketResponse, outer: web.WebSocketResponse
    ) -> None:
        async for frame in inner:
            if frame.type is aiohttp.WSMsgType.TEXT:
                self.frames[place].append(frame.data)
                await outer.send_str(self._through_network(place, frame.data))
        self.closed_with[place] = inner.close_code
        await outer.close(code=inner.close_code or 1011)
