"""The product's relay as it ships: `python -m media`, spoken with over its own signalling."""

import asyncio
import json
import os
import secrets
import sys
from typing import Any, ClassVar

import aiohttp

from bench.servers.meeting import End, Server


class Relay(Server):
    """One media node with the settings it ships with."""

    name: ClassVar[str] = "onetoone"
    environment: ClassVar[dict[str, str]] = {}

    async def start(self) -> None:
        secret = secrets.token_hex(16)
        process = await self.spawn(
            sys.executable, "-m", "media",
            env={**os.environ, "MEDIA_SECRET": secret, **self.environment}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr
        listening: dict[str, Any] = json.loads(await asyncio.wait_for(process.stderr.readline(), 30))
        self._log = asyncio.create_task(_swallow(process.stderr))
        self._http = aiohttp.ClientSession(
            "http://{}:{}".format(*listening["http"]),
            headers={"Authorization": f"Bearer {secret}"},
            connector=aiohttp.TCPConnector(limit=0),  # a websocket for each seat
        )
        self._pages: list[aiohttp.ClientWebSocketResponse] = []

    async def call(self, number: int, creator: End, fan: End) -> None:
        room = f"bench-{number}"
        async with self._http.put(f"/rooms/{room}", json={"echo": False}) as made:
            made.raise_for_status()
        one, two = [await self._http.ws_connect(f"/rooms/{room}/seats/{seat}/signal") for seat in ("creator", "fan")]
        self._pages += [one, two]
        for page in (one, two):
            await page.send_json({"type": "hello", "epoch": None, "state": {"mic": True, "camera": True}})
        epoch = (await _told(one, "negotiate"))["epoch"]
        await _told(two, "negotiate")
        await one.send_json({"type": "offer", "epoch": epoch, "sdp": await creator.offer()})
        answer = await fan.answer((await _told(two, "offer"))["sdp"])
        await two.send_json({"type": "answer", "epoch": epoch, "sdp": answer})
        await creator.accept((await _told(one, "answer"))["sdp"])

    async def stop(self) -> None:
        for page in self._pages:
            await page.close()
        await self._http.close()
        await super().stop()
        self._log.cancel()


async def _told(page: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The next message of that kind."""
    while True:
        message: dict[str, Any] = await asyncio.wait_for(page.receive_json(), 20)
        if message["type"] == "error":
            raise RuntimeError(f"the relay refused a description: {message['message']}")
        if message["type"] == kind:
            return message


async def _swallow(stream: asyncio.StreamReader) -> None:
    while await stream.readline():
        pass
