"""One page's websocket as the room sees it: messages in order, then perhaps a close."""

import asyncio
import contextlib
import json
from typing import Any

from aiohttp import web

WAITING = 256

CLOSED_RESTARTING = 1012
CLOSED_REPLACED = 4000
CLOSED_ENDED = 4001
CLOSED_FLOODING = 4008


class Link:
    """`send` and `close` never block; a page that does not read its messages is hung up on."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._waiting: asyncio.Queue[dict[str, Any] | int] = asyncio.Queue(WAITING)
        self._closing = False
        self._writer = asyncio.create_task(self._write())

    def send(self, kind: str, **fields: object) -> None:
        """Queue one message."""
        self._put({"type": kind, **fields})

    def close(self, code: int) -> None:
        """Close after what is queued has been sent."""
        self._put(code)
        self._closing = True

    def _put(self, item: dict[str, Any] | int) -> None:
        if self._closing:
            return
        try:
            self._waiting.put_nowait(item)
        except asyncio.QueueFull:
            self._closing = True
            self._writer.cancel()

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            while True:
                item = await self._waiting.get()
                if isinstance(item, int):
                    await self._socket.close(code=item)
                    return
                await self._socket.send_str(json.dumps(item, separators=(",", ":")))

    async def finish(self) -> None:
        """The socket is gone: let what closes it end, and stop writing."""
        if not self._closing:
            self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait_for(self._writer, 1)
