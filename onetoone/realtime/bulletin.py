"""The bulletin: after a commit it tells open tabs "call X changed". It carries no data."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from onetoone.config import Settings
from onetoone.domain.ports import Bulletin, Notice

_log = logging.getLogger(__name__)
KINDS = ("me", "call", "thread", "people")
_BACKLOG = 200  # a tab that is this far behind reads everything anew anyway


class LocalBulletin:
    """Within one process."""

    def __init__(self) -> None:
        self._tabs: dict[str, set[asyncio.Queue[Notice]]] = defaultdict(set)

    @property
    def accounts(self) -> set[str]:
        """Who has a tab here."""
        return set(self._tabs)

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
    """Between several workers, over Redis pub/sub: one connection a process reads for all of its tabs.

    Redis may be away for a while: what was done is done, and when it is back, all tabs read everything again.
    """

    def __init__(self, url: str) -> None:
        # One more try at once, for a connection that died in the pool; people wait while we publish.
        once_more = Retry(NoBackoff(), 1)
        self._redis = redis.from_url(url, decode_responses=True, socket_connect_timeout=2, retry=once_more)
        self._local = LocalBulletin()
        self._reader: asyncio.Task[None] | None = None

    async def publish(self, notices: set[Notice]) -> None:
        try:
            for notice in notices:
                await self._redis.publish("bulletin", json.dumps(asdict(notice)))
        except redis.RedisError:
            _log.warning("Redis is away: only tabs of this process learn what changed", exc_info=True)
            await self._local.publish(notices)

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
                        elif message["type"] == "subscribe":  # nobody told us what happened before
                            everything = {Notice(tab, kind, "") for tab in self._local.accounts for kind in KINDS}
                            await self._local.publish(everything)
            except redis.RedisError:
                await asyncio.sleep(1)


def bulletin_for(settings: Settings) -> Bulletin:
    """Redis when it is configured, else this process alone."""
    return RedisBulletin(settings.redis_url) if settings.redis_url else LocalBulletin()
