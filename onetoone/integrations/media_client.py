"""The only door to the media nodes: their private HTTP side and their event stream (docs/media.md)."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import aiohttp

from onetoone.domain.errors import VendorDown
from onetoone.domain.ports import MediaEvent

_DOWN = "The video service isn't answering right now. Please try again in a moment."
_LARGEST = 128 * 1024  # bytes of one message; descriptions are capped at half of that
_WITHOUT_A_WORD = (None, 0, 1005, 1006)  # may not be passed on: RFC 6455, section 7.4.1
_SILENCE = 3  # seconds; a node says "tick" every second
_LOOK = 1.0  # seconds in which a node has to say how it is


class HttpMediaNodes:
    """`domain.ports.MediaNodes`: nodes by their private URL, authorised by a shared secret."""

    def __init__(self, nodes: Sequence[str], secret: str) -> None:
        self.nodes = tuple(nodes)
        self._secret = secret
        self._made: aiohttp.ClientSession | None = None

    @property
    def _http(self) -> aiohttp.ClientSession:
        if self._made is None or self._made.closed:
            self._made = aiohttp.ClientSession(
                headers={"Authorization": f"Bearer {self._secret}"}, timeout=aiohttp.ClientTimeout(total=5)
            )
        return self._made

    async def choose(self) -> str:
        """The living node with the fewest rooms that doesn't drain."""
        seen = zip(self.nodes, await asyncio.gather(*map(self._health, self.nodes)), strict=True)
        open_ones = [(int(health["rooms"]), node) for node, health in seen if health and not health.get("draining")]
        if not open_ones:
            raise VendorDown(_DOWN)
        return min(open_ones)[1]

    async def life(self, node: str) -> str | None:
        health = await self._health(node)
        return str(health["boot"]) if health else None

    async def _health(self, node: str) -> Mapping[str, Any] | None:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with self._http.get(f"{node}/health", timeout=aiohttp.ClientTimeout(total=_LOOK)) as answer:
                seen: Mapping[str, Any] = await answer.json()
                return seen
        return None

    async def open_room(self, node: str, room: str, *, echo: bool = False) -> str:
        return str((await self._send("PUT", f"{node}/rooms/{room}", json={"echo": echo}))["boot"])

    async def close_room(self, node: str, room: str, reason: str) -> None:
        await self._send("DELETE", f"{node}/rooms/{room}", params={"reason": reason})

    async def room(self, node: str, room: str) -> Mapping[str, Any] | None:
        seen: Mapping[str, Any] | None = await self._send("GET", f"{node}/rooms/{room}")
        return seen

    async def seat(self, node: str, room: str, seat: str) -> "HttpSeatPipe":
        """The signalling of one seat; the caller closes it."""
        url = f"{node}/rooms/{room}/seats/{seat}/signal"
        try:
            return HttpSeatPipe(await self._http.ws_connect(url, heartbeat=10, max_msg_size=_LARGEST))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise VendorDown(_DOWN) from error

    async def events(self, node: str, boot: str, after: int) -> AsyncIterator[MediaEvent]:
        """Events after `after` of the node's life `boot`, without end; a "tick" (seq 0) says that it's still there."""
        quiet = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=_SILENCE)
        try:
            query = {"boot": boot, "after": str(after)}
            async with self._http.get(f"{node}/events", params=query, timeout=quiet) as answer:
                answer.raise_for_status()
                async for line in answer.content:
                    if line.strip():
                        yield _event(json.loads(line))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise VendorDown(_DOWN) from error

    async def close(self) -> None:
        """Let the connections go."""
        if self._made is not None:
            await self._made.close()

    async def _send(self, method: str, url: str, **how: Any) -> Any:
        try:
            async with self._http.request(method, url, **how) as answer:
                if answer.status == 404:
                    return None
                answer.raise_for_status()
                return await answer.json() if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise VendorDown(_DOWN) from error


class HttpSeatPipe:
    """`domain.ports.SeatPipe` over a websocket to the node."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.close_code = 1012  # without a word, the node is gone: the browser tries again

    async def send(self, text: str) -> None:
        with suppress(ConnectionError):  # the node closed it; `receive` says so
            await self._socket.send_str(text)

    async def receive(self) -> str | None:
        message = await self._socket.receive()
        if message.type is aiohttp.WSMsgType.CLOSE and message.data not in _WITHOUT_A_WORD:
            self.close_code = message.data  # the socket's own may be 1006 by now: the node didn't wait for our answer
        return message.data if message.type is aiohttp.WSMsgType.TEXT else None

    async def close(self) -> None:
        await self._socket.close()


def _event(line: Mapping[str, Any]) -> MediaEvent:
    return MediaEvent(
        seq=line.get("seq") or 0,
        boot=line.get("boot") or "",
        at=datetime.fromisoformat(line["at"]),
        room=line.get("room") or "",
        seat=line.get("seat"),
        kind=line["kind"],
        data=line.get("data") or {},
    )
