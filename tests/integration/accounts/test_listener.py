"""A tab's ear: it keeps listening while its tab is away for a moment, however much happens meanwhile."""

import asyncio

from onetoone import db, runtime
from onetoone.accounts.listener import Ear
from onetoone.domain.ports import Notice
from tests import factories


async def test_much_news_while_the_tab_is_at_checkout_does_not_make_it_deaf(running: runtime.Runtime) -> None:
    with db.unit_of_work() as session:
        leo = factories.actor(factories.fan(session))
    heard: asyncio.Queue[set[str]] = asyncio.Queue()
    there = False

    async def read_again(kinds: set[str]) -> bool:
        await heard.put(kinds)
        return True

    ear = Ear(leo)
    task = asyncio.create_task(ear.run(lambda: there, read_again))
    await asyncio.sleep(0)
    for _ in range(10):
        ear.hear("call")
        assert await asyncio.wait_for(heard.get(), 5) == {"call"}
    there = True
    await asyncio.sleep(0)
    await running.bulletin.publish({Notice(leo.id, "thread", "t")})
    assert await asyncio.wait_for(heard.get(), 5) == {"thread"}
    assert not task.done()
    ear.close()
    await asyncio.wait_for(task, 5)
