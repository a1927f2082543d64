"""The bulletin between two app workers, over a real Redis that may go and come back."""

import asyncio
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import redis.asyncio as redis

from launcher import ports
from onetoone.domain.ports import Notice
from onetoone.realtime.bulletin import KINDS, RedisBulletin

CALL = Notice("acc_leo", "call", "call_1")


class Redis:
    """A server of the test's own, which keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port = ports.free()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self.start()

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    async def has_ears(self, number: int) -> None:
        """Wait until so many workers listen."""

        async def listening() -> bool:
            async with redis.from_url(self.url) as client:
                try:
                    [(_, ears)] = await client.pubsub_numsub("bulletin")
                except redis.ConnectionError:
                    return False
                return int(ears) == number

        await until(listening)


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - Redis is asked, it does not call
            await asyncio.sleep(0.02)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Redis]:
    if not shutil.which("redis-server"):
        pytest.skip("no Redis on this machine")
    running = Redis(tmp_path)
    yield running
    running.kill()


@asynccontextmanager
async def tab(worker: RedisBulletin, account_id: str) -> AsyncIterator["asyncio.Queue[Notice]"]:
    """An open tab at that worker, and what it hears."""
    heard: asyncio.Queue[Notice] = asyncio.Queue()

    async def listen() -> None:
        async for notice in worker.subscribe(account_id):
            heard.put_nowait(notice)

    listening = asyncio.create_task(listen())
    yield heard
    listening.cancel()


async def everything(heard: "asyncio.Queue[Notice]") -> None:
    """A tab is told to read everything again whenever its worker begins to listen."""
    async with asyncio.timeout(15):
        assert {(await heard.get()).kind for _ in KINDS} == set(KINDS)


async def test_what_one_worker_publishes_is_heard_at_the_other(server: Redis) -> None:
    one, other = RedisBulletin(server.url), RedisBulletin(server.url)
    async with tab(other, "acc_leo") as leo, tab(other, "acc_ana") as ana:
        await server.has_ears(1)
        await everything(leo)
        await everything(ana)
        await one.publish({CALL, Notice("acc_ana", "people", "acc_mara")})
        async with asyncio.timeout(15):
            assert await leo.get() == CALL
            assert (await ana.get()).kind == "people"
        assert leo.empty()
        assert ana.empty()


async def test_tabs_hear_again_after_redis_was_away(server: Redis) -> None:
    one, other = RedisBulletin(server.url), RedisBulletin(server.url)
    async with tab(one, "acc_leo") as here, tab(other, "acc_leo") as there:
        await server.has_ears(2)
        await everything(here)
        await everything(there)
        server.kill()
        await one.publish({CALL})  # nothing is raised: it has been committed already
        async with asyncio.timeout(15):
            assert await here.get() == CALL
        assert there.empty()
        server.start()
        await server.has_ears(2)
        await everything(here)
        await everything(there)
        await one.publish({CALL})
        async with asyncio.timeout(15):
            assert await there.get() == CALL
