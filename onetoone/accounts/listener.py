"""An open tab's ear on the bulletin: says what there is to read again, and that its person is here.

It runs beside Reflex's events rather than as one of them: a background event is cancelled with the page it began on.
"""

import asyncio
import contextvars
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from math import inf

from onetoone import runtime
from onetoone.accounts import service
from onetoone.domain.people import Actor

_log = logging.getLogger(__name__)
_PULSE = 20.0  # seconds between two looks at whether the tab is still there
_PATIENCE = 60.0  # seconds that it may be gone: a reload, or coming back from Checkout in time, keeps the ear

ReadAgain = Callable[[set[str]], Awaitable[bool]]
"""Has these kinds of things read again; False when the tab isn't that person's any more."""


class Ear:
    """One tab's. Notices of one kind that pile up are one."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._kinds: set[str] = set()
        self._woken = asyncio.Event()
        self.closed = False

    def hear(self, kind: str) -> None:
        self._kinds.add(kind)
        self._woken.set()

    def close(self) -> None:
        self.closed = True
        self._woken.set()

    async def run(self, is_there: Callable[[], bool], read_again: ReadAgain) -> None:
        """Listen until the tab has gone or belongs to somebody else."""
        reader = asyncio.create_task(self._read())
        try:
            seen, beaten = time.monotonic(), -inf
            while (now := time.monotonic()) - seen < _PATIENCE:
                if is_there():
                    seen = now
                    if now - beaten >= _PULSE:
                        beaten = now
                        await runtime.perform(lambda s: service.beat(s, actor=self.actor, now=runtime.now()))
                kinds = await self._changed()
                if self.closed or (kinds and not await read_again(kinds)):
                    return
        except Exception:
            _log.exception("a tab's listener failed")  # the next page that the tab opens starts another
        finally:
            self.closed = True  # at once: a page that arrives now must start another
            reader.cancel()

    async def _changed(self) -> set[str]:
        try:
            await asyncio.wait_for(self._woken.wait(), _PULSE)
        except TimeoutError:
            return set()
        self._woken.clear()
        kinds, self._kinds = self._kinds, set()
        return kinds

    async def _read(self) -> None:
        async with aclosing(runtime.current().bulletin.subscribe(self.actor.id)) as notices:
            async for notice in notices:
                self.hear(notice.kind)


_ears: dict[str, tuple[Ear, "asyncio.Task[None]"]] = {}  # by the tab's token; one per tab and process


def listen(tab: str, actor: Actor, is_there: Callable[[], bool], read_again: ReadAgain) -> None:
    """See to it that the tab has one ear, for that person; an older one for somebody else is closed."""
    if (had := _ears.get(tab)) and not had[0].closed and had[0].actor.id == actor.id:
        return
    close(tab)
    ear = Ear(actor)
    # An empty context: what belongs to the event that happens to run now isn't the listener's.
    task = asyncio.get_running_loop().create_task(ear.run(is_there, read_again), context=contextvars.Context())
    _ears[tab] = (ear, task)
    task.add_done_callback(lambda done: _forget(tab, done))


def is_listening(tab: str) -> bool:
    """Whether the tab has an ear in this process."""
    return tab in _ears


def close(tab: str) -> None:
    """The tab has lost its person."""
    if had := _ears.pop(tab, None):
        had[0].close()


def _forget(tab: str, task: "asyncio.Task[None]") -> None:
    if (had := _ears.get(tab)) and had[1] is task:
        del _ears[tab]
