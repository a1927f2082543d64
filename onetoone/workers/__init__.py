"""What goes on by itself: the outbox, the deadlines, the nodes' events, absence, healing payments, reaching people."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from onetoone import runtime
from onetoone.workers.belonging import require_same_stripe
from onetoone.workers.loops import carry_out, heal, listen, notice_absence, sweep
from onetoone.workers.payouts import pay_creators
from onetoone.workers.pictures import forget_unsent_pictures
from onetoone.workers.post import reach_people
from onetoone.workers.privacy import look_after_data


@asynccontextmanager
async def at_work() -> AsyncIterator[None]:
    """Have the workers run for as long as the app does. Several apps on one database may: every step happens once."""
    await require_same_stripe()
    nodes = runtime.current().settings.nodes
    caught_up = asyncio.Event()
    loops = [
        carry_out(),
        forget_unsent_pictures(),
        heal(),
        look_after_data(),
        notice_absence(),
        pay_creators(),
        reach_people(),
        sweep(caught_up),
        *(listen(node, caught_up) for node in nodes),
    ]
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
