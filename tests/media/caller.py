"""A person in a call without a browser: signalling over a websocket as peer.js does it, and packets that are timed."""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Mapping
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import aiohttp

from tests.media.fake_seat import AUDIO, VIDEO, FakeSeat

BACKOFF = (0.25, 0.5, 1, 2)
CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host")
FINAL = range(4400, 4500)


class _Leg(FakeSeat):
    """One connection of one epoch, which says when packets arrive."""

    def __init__(self, caller: "Caller") -> None:
        self.caller = caller
        super().__init__(SimpleNamespace(rooms={"": None}, udp=("127.0.0.1", 0)), "", caller.name)  # type: ignore[arg-type]
        self.with_level = False  # a browser has numbers of its own for that

    async def opens(self) -> None:
        self.transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, local_addr=("127.0.0.1", 0)
        )

    def datagram_received(self, data: bytes, addr: Any) -> None:
        before = len(self.received)
        super().datagram_received(data, addr)
        if len(self.received) > before:
            self.caller.heard.append(asyncio.get_running_loop().time())

    async def starts(self, told: str, sdp: str) -> None:
        """The other's description is here: look for the way, and shake hands."""
        self.page.send(told, sdp=sdp)
        self.node.udp = ("127.0.0.1", int(CANDIDATE.findall(sdp)[0]))  # type: ignore[misc]
        await self.is_checked()
        self.knocks()
        await self.is_connected()

    def closes(self) -> None:
        with contextlib.suppress(Exception):
            self.says_goodbye()
        self.transport.close()


class Caller:
    """Stays in the call until it leaves: comes back when the websocket is closed, and begins anew when told to.

    `told` has the types of all messages, `heard` the times at which packets of the other arrived.
    """

    def __init__(self, http: aiohttp.ClientSession, url: str, name: str, headers: Mapping[str, str]) -> None:
        self.name, self._http, self._url, self._headers = name, http, url, headers
        self.told: list[dict[str, Any]] = []
        self.heard: list[float] = []
        self.leg: _Leg | None = None
        self.epoch: int | None = None
        self.connections = 0
        self.over = False
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def in_the_call(self) -> AsyncIterator["Caller"]:
        """Takes the seat for the length of a block."""
        self._spawn(self._stays())
        self._spawn(self._talks())
        try:
            yield self
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._drop()

    async def hears(self, seconds: float = 15) -> None:
        """Packets arrive from now on."""
        before = len(self.heard)
        await self.until(lambda: len(self.heard) > before + 5, "to hear the other", seconds)

    async def is_told(self, kind: str, seconds: float = 15) -> None:
        await self.until(lambda: any(m["type"] == kind for m in self.told), f"to be told {kind!r}", seconds)

    async def until(self, true: Any, what: str, seconds: float = 15) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not true():  # noqa: ASYNC110 - packets have no event of their own
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"the {self.name} waited in vain {what}: {[m['type'] for m in self.told]}") from None

    def longest_gap(self, since: float = 0) -> float:
        """The longest time without a packet of the other, in seconds."""
        times = [at for at in self.heard if at >= since]
        return max((b - a for a, b in pairwise(times)), default=float("inf"))

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stays(self) -> None:
        attempts = 0
        while not self.over:
            try:
                async with self._http.ws_connect(self._url, headers=self._headers) as socket:
                    attempts = 0
                    await self._hello(socket)
                    async for frame in socket:
                        if frame.type is aiohttp.WSMsgType.TEXT:
                            await self._receive(socket, json.loads(frame.data))
                    self.over = socket.close_code in (4000, 4001, *FINAL)
            except aiohttp.ClientError:
                pass
            if not self.over:
                await asyncio.sleep(BACKOFF[min(attempts, len(BACKOFF) - 1)])
            attempts += 1

    async def _hello(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        await socket.send_json({"type": "hello", "epoch": self.epoch, "state": {"mic": True, "camera": True}})

    async def _receive(self, socket: aiohttp.ClientWebSocketResponse, message: dict[str, Any]) -> None:
        self.told.append(message)
        kind = message["type"]
        if kind == "negotiate":
            self._drop()
            self.epoch, self.leg = message["epoch"], _Leg(self)
            await self.leg.opens()
            if message["role"] == "offer":
                await socket.send_json({"type": "offer", "epoch": self.epoch, "sdp": self.leg.sdp("actpass")})
        elif kind in ("offer", "answer") and message["epoch"] == self.epoch and self.leg:
            if kind == "offer":
                self.leg.with_data = "m=application" in message["sdp"]
                await socket.send_json({"type": "answer", "epoch": self.epoch, "sdp": self.leg.sdp("active")})
            self._spawn(self._connect(self.leg, kind, message["sdp"]))

    async def _connect(self, leg: _Leg, told: str, sdp: str) -> None:
        with contextlib.suppress(AssertionError):  # it died meanwhile; the signalling says so
            await leg.starts(told, sdp)
            self.connections += 1

    async def _talks(self) -> None:
        beat = 0
        while True:
            await asyncio.sleep(0.02)
            beat += 1
            if self.leg is not None and self.leg._tx is not None:
                self.leg.sends(AUDIO)
                if beat % 2:
                    self.leg.sends(VIDEO)
                if beat % 100 == 0:
                    self.leg.check()

    def _drop(self) -> None:
        if self.leg is not None:
            self.leg.closes()
        self.leg = None
