"""A media node as a process of its own, and its private HTTP side as the app would use it."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]
SECRET = "a secret of the tests"


class RunningNode:
    """`python -m media` on ports chosen by the system."""

    def __init__(self, process: asyncio.subprocess.Process, listening: dict[str, Any]) -> None:
        self.process = process
        self.boot: str = listening["boot"]
        self.url = "http://{}:{}".format(*listening["http"])
        self.udp_port: int = listening["udp"][1]
        self.lines: list[dict[str, Any]] = []
        self._reader = asyncio.create_task(self._read())
        self.http = aiohttp.ClientSession(self.url, headers={"Authorization": f"Bearer {SECRET}"})

    @classmethod
    async def start(cls, **environment: str) -> "RunningNode":
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "media",
            cwd=ROOT, env={**os.environ, "MEDIA_SECRET": SECRET, **environment}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr
        first = await asyncio.wait_for(process.stderr.readline(), 20)
        return cls(process, json.loads(first))

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls, **environment: str) -> AsyncIterator["RunningNode"]:
        """A node for the length of a block."""
        node = await cls.start(**environment)
        try:
            yield node
        finally:
            await node.stop()

    async def _read(self) -> None:
        assert self.process.stderr
        async for line in self.process.stderr:
            with contextlib.suppress(ValueError):
                self.lines.append(json.loads(line))

    async def stop(self) -> float:
        """SIGINT, which doesn't wait for calls; the seconds until the process was gone."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
            try:
                await asyncio.wait_for(self.process.wait(), 5)
            except TimeoutError:
                self.process.kill()
                raise
        took = loop.time() - asked
        await self.http.close()
        self._reader.cancel()
        return took

    async def dies(self) -> None:
        """As with `kill -9`."""
        self.process.kill()
        await self.process.wait()

    def is_asked_to_end(self) -> None:
        """SIGTERM: it drains."""
        self.process.send_signal(signal.SIGTERM)

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def make_room(self, room: str, *, echo: bool = False) -> None:
        async with self.http.put(f"/rooms/{room}", json={"echo": echo}) as answer:
            assert answer.status == 200, await answer.text()

    async def end_room(self, room: str, reason: str = "hung up") -> None:
        async with self.http.delete(f"/rooms/{room}", params={"reason": reason}) as answer:
            assert answer.status == 204

    async def room(self, room: str) -> dict[str, Any]:
        async with self.http.get(f"/rooms/{room}") as answer:
            assert answer.status == 200
            return dict(await answer.json())

    @contextlib.asynccontextmanager
    async def events(self, after: int = 0, boot: str | None = None) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The event stream, line by line."""
        params = {"after": str(after), **({"boot": boot} if boot else {})}
        async with self.http.get("/events", params=params) as answer:
            assert answer.status == 200

            async def lines() -> AsyncIterator[dict[str, Any]]:
                async for line in answer.content:
                    yield json.loads(line)

            yield lines()

    async def events_of(self, room: str, until: str) -> list[dict[str, Any]]:
        """The events of a room up to the first of the kind `until`."""
        found = []
        async with asyncio.timeout(15), self.events() as lines:
            async for event in lines:
                if event.get("room") == room:
                    found.append(event)
                    if event["kind"] == until:
                        return found
        raise AssertionError("the stream ended")
