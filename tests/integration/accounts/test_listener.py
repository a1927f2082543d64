"""The ear of an open tab, on a real bulletin and a real database."""

import asyncio
from collections.abc import Callable

import pytest

from onetoone import db, runtime
from onetoone.accounts import listener, views
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from tests import factories
from tests.integration.conftest import HandClock, HeardBulletin


class Tab:
    """What a tab would do: remembers what it was told to read again."""

    def __init__(self) -> None:
        self.read: asyncio.Queue[set[str]] = asyncio.Queue()
        self.is_theirs = True

    def is_there(self) -> bool:
        return True

    async def read_again(self, kinds: set[str]) -> bool:
        await self.read.put(kinds)
        return self.is_theirs


@pytest.fixture
def leo(running: runtime.Runtime) -> Actor:
    with db.unit_of_work() as session:
        return factories.actor(factories.fan(session))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 (what is waited for has no event of its own)
            await asyncio.sleep(0.001)


def tabs(bulletin: HeardBulletin, actor: Actor) -> int:
    """How many tabs of theirs hang on the bulletin."""
    return len(bulletin._tabs.get(actor.id, ()))


async def test_a_tab_reads_again_what_changed(leo: Actor, bulletin: HeardBulletin, clock: HandClock) -> None:
    tab = Tab()
    listener.listen("tab-1", leo, tab.is_there, tab.read_again)
    await until(lambda: tabs(bulletin, leo) == 1)
    await bulletin.publish({Notice(leo.id, "thread", "thr_1"), Notice("acc_other", "call", "call_1")})
    assert await tab.read.get() == {"thread"}
    listener.close("tab-1")
    assert await db.look(lambda s: views.is_online(s, leo.id, clock.now()))


async def test_one_ear_a_tab_and_none_for_one_that_changed_hands(leo: Actor, bulletin: HeardBulletin) -> None:
    tab = Tab()
    for _ in range(5):
        listener.listen("tab-2", leo, tab.is_there, tab.read_again)
    await until(lambda: tabs(bulletin, leo) > 0)
    assert tabs(bulletin, leo) == 1
    tab.is_theirs = False
    await bulletin.publish({Notice(leo.id, "call", "call_1")})
    assert await tab.read.get() == {"call"}
    await until(lambda: tabs(bulletin, leo) == 0)


async def test_a_tab_that_has_gone_stops_listening(
    leo: Actor, bulletin: HeardBulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "_PULSE", 0.01)
    monkeypatch.setattr(listener, "_PATIENCE", 0.05)
    listener.listen("tab-3", leo, lambda: False, Tab().read_again)
    assert listener.is_listening("tab-3")
    await until(lambda: not listener.is_listening("tab-3") and not tabs(bulletin, leo))
    assert not await db.look(lambda s: views.is_online(s, leo.id, runtime.now()))
