"""What people asked for about their data: copies are made, old ones removed, and who didn't come back is wiped."""

import asyncio
import logging

from onetoone import db, runtime
from onetoone.privacy import service
from onetoone.workers.loops import survive

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds between two looks


async def look_after_data() -> None:
    """For ever."""
    while True:
        await asyncio.sleep(_EVERY)
        await survive("people's data", look_after_data_once)


async def look_after_data_once() -> None:
    """One round."""
    for copy_id in await db.look(lambda s: service.copies_due(s)):
        await survive("a copy", lambda copy_id=copy_id: _make(copy_id))  # type: ignore[misc]
    for account_id in await db.look(lambda s: service.leaving_due(s, runtime.now())):
        await survive("a wiping", lambda account_id=account_id: _wipe(account_id))  # type: ignore[misc]
    await runtime.perform(lambda s: service.expire_copies(s, runtime.now()))


async def _make(copy_id: str) -> None:
    """Put together by reading alone, so that nobody who writes waits for it."""
    try:
        content = await db.look(lambda s: service.collect(s, copy_id))
    except Exception:
        log.exception("a copy could not be made", extra={"copy": copy_id})
        await runtime.perform(lambda s: service.failed(s, copy_id, runtime.now()))
        return
    await runtime.perform(lambda s: service.keep(s, copy_id, content, runtime.now()))


async def _wipe(account_id: str) -> None:
    if await runtime.perform(lambda s: service.wipe_when_due(s, account_id, runtime.now())):
        log.info("an account was wiped", extra={"account": account_id})
