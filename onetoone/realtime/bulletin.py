"""The bulletin: after a commit it tells open tabs "call X changed". It carries no data."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict

import redis.asyncio as redis

from onetoone.config import Settings
from onetoone.domain.ports import Bulletin, Notice

_BACKLOG = 200  # a tab that is this far behind reads everything anew anyway


class LocalBulletin:
    """Within one process."""

    def __init__(self) -> None:
        self._tabs: dict[str, set[asyncio.Queue[Notice]]] = defaultdict(set)

    async def publish(self, notices: set[Notice]) -> None:
        for notice in notices:
            for tab in self._tabs.get(notice.account_id, ()):
                if not tab.full():
                    tab.put_nowait(notice)

    async def subscribe(self, account_id: str) -> AsyncGenerator[Notice, None]:
        queue: asyncio.Queue[Notice] = asyncio.Queue(_BACKLOG)
        self._tabs[account_id].add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._tabs[account_id].discard(queue)
            if not self._tabs[account_id]:
                del self._tabs[account_id]


class RedisBulletin:
    """Between several workers, over Redis pub/sub: one connection a process reads for all of its tabs."""

    def __init__(self, url: str) -> None:
        self._redis = redis.from_url(url, decode_responses=True)
        self._local = LocalBulletin()
        self._reader: asyncio.Task[None] | None = None

    async def publish(self, notices: set[Notice]) -> None:
        for notice in notices:
            await self._redis.publish("bulletin", json.dumps(asdict(notice)))

    async def subscribe(self, account_id: str) -> AsyncGenerator[Notice, None]:
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())
        async with aclosing(self._local.subscribe(account_id)) as notices:
            async for notice in notices:
                yield notice

    async def _read(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe("bulletin")
                    async for message in channel.listen():
                        if message["type"] == "message":
                            await self._local.publish({Notice(**json.loads(message["data"]))})
            except redis.ConnectionError:
                await asyncio.sleep(1)


def bulletin_for(settings: Settings) -> Bulletin:
    """Redis when it is configured, else this process alone."""
    return RedisBulletin(settings.redis_url) if settings.redis_url else LocalBulletin()
