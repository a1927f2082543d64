"""The endless loops. Each survives whatever one round of it runs into, and says so in the log."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func
from sqlmodel import Session, and_, col, or_, select

from onetoone import db, runtime
from onetoone.accounts import service as accounts
from onetoone.calls import service as calls
from onetoone.calls.service import operations
from onetoone.domain.errors import OneToOneError, VendorDown
from onetoone.models import Payment
from onetoone.models.payment import WAITING, Paid
from onetoone.payments import service as payments
from onetoone.payments.service import disputing, ledger

log = logging.getLogger(__name__)

_CATCH_UP = 5  # seconds that a restarted app waits for its nodes' backlog before it lets live calls run out
_LOOKS_AROUND = 5  # seconds between two looks at who has gone
_A_ROUND = 100  # payments that one round of healing reads of each sort
_AGAIN = 0.5  # seconds between two tries to reach a node


async def carry_out() -> None:
    """Carry out the outbox: when its bell rings, and every sweep for what was left by somebody else."""
    run = runtime.current()
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(run.bell.wait(), run.settings.sweep_seconds)
        run.bell.clear()
        await survive("outbox", lambda: operations.carry_out_due())


async def sweep(caught_up: asyncio.Event) -> None:
    """Move calls on whose deadline has passed."""
    with suppress(TimeoutError):
        await asyncio.wait_for(caught_up.wait(), _CATCH_UP)
    while True:
        await survive("deadlines", _sweep_once)
        await asyncio.sleep(runtime.current().settings.sweep_seconds)


async def _sweep_once() -> None:
    for call_id in await db.look(lambda s: calls.due(s, runtime.now())):
        with suppress(OneToOneError):  # somebody else moved it meanwhile
            await runtime.perform(lambda s, call_id=call_id: calls.run_out(s, call_id, runtime.now()))  # type: ignore[misc]
    for due, act in ((calls.problems_due, calls.run_out_problem), (disputing.due, calls.run_out_evidence)):
        for one in await db.look(lambda s, due=due: due(s, runtime.now())):  # type: ignore[misc]
            with suppress(OneToOneError):
                await runtime.perform(lambda s, act=act, one=one: act(s, one, runtime.now()))  # type: ignore[misc]


async def notice_absence() -> None:
    """Tell those who may be looking when somebody has gone: nobody else would, their tab is closed."""
    since = runtime.now()
    while True:
        await asyncio.sleep(_LOOKS_AROUND)
        now = runtime.now()
        await survive("absence", partial(_tell_of_absence, since, now))
        since = now


async def _tell_of_absence(since: datetime, now: datetime) -> None:
    await runtime.perform(lambda s: accounts.tell_of_absence(s, since=since, now=now))


async def heal() -> None:
    """Read payments again that wait for Stripe's word, should every webhook have been lost."""
    while True:
        await asyncio.sleep(runtime.current().settings.heal_seconds)
        await survive("healing", heal_once)


async def heal_once() -> None:
    """One round: whatever has lain quiet for a while is read again, and what Stripe made available is in the ledger."""
    every = runtime.current().settings.heal_seconds
    for payment_id in await db.look(lambda s: _waiting(s, runtime.now(), every)):
        await survive("healing", lambda payment_id=payment_id: operations.sync(payment_id))  # type: ignore[misc]
    await survive("late news", operations.hear_late_news)
    await survive("holds", lambda: runtime.perform(lambda s: payments.flag_lapsing(s, runtime.now())))
    await survive("the ledger", lambda: runtime.perform(lambda s: ledger.ripen(s, runtime.now())))


def _waiting(session: Session, now: datetime, every: float) -> list[str]:
    """Payments that Stripe has the next word on; and by turns the holds that lie quiet, and the money whose date of
    availability nobody knows yet: none of them is forgotten, and however many they are, they keep nobody waiting."""
    quiet = select(Payment.id).where(col(Payment.changed_at) < now - timedelta(seconds=every))
    waiting = quiet.where(col(Payment.status).in_(WAITING)).order_by(col(Payment.changed_at))
    undated = and_(
        Payment.status == Paid.CAPTURED, col(Payment.available_on).is_(None), col(Payment.intent_id).is_not(None)
    )
    standing = quiet.where(or_(Payment.status == Paid.HELD, undated))
    turns = -(-session.exec(select(func.count()).select_from(standing.subquery())).one() // _A_ROUND) or 1
    turn = int(now.timestamp() // every) % turns  # by the clock, so that several workers need not agree
    by_turns = standing.order_by(col(Payment.id)).offset(turn * _A_ROUND)
    return [*session.exec(waiting.limit(_A_ROUND)), *session.exec(by_turns.limit(_A_ROUND))]


async def listen(node: str, caught_up: asyncio.Event) -> None:
    """Read a node's events from where the last reader left off; when it dies or drains, its calls move to another."""
    while True:
        try:
            cursor = await db.look(lambda s: calls.reading_from(s, node, runtime.now()))
            async for event in runtime.current().media.events(node, cursor.boot, cursor.seq):
                await runtime.perform(lambda s, e=event: calls.hear(s, e, node=node, now=runtime.now()))  # type: ignore[misc]
                if event.kind == "tick":
                    caught_up.set()
                elif event.kind == "draining":
                    await survive("a draining node", partial(_empty, node))
        except VendorDown:
            log.warning("media node unreachable", extra={"node": node})
            await survive("a lost node", partial(_bury_if_dead, node))
        except Exception:
            log.exception("a media event could not be acted upon", extra={"node": node})
        await asyncio.sleep(_AGAIN)


async def _bury_if_dead(node: str) -> None:
    """A stream that broke is no death: the lease must have run out for every app, and the node not answer either."""
    cursor = await db.look(lambda s: calls.reading_from(s, node, runtime.now()))
    lease = timedelta(seconds=runtime.current().settings.node_lease_seconds)
    if runtime.now() - cursor.heard_at >= lease and await runtime.current().media.life(node) is None:
        await runtime.perform(lambda s: calls.leave_node(s, node=node, at=cursor.heard_at))


async def _empty(node: str) -> None:
    """Move the calls of a node that was asked to end, if there is anywhere to move them to; else they end there."""
    with suppress(VendorDown):
        await runtime.current().media.choose()
        await runtime.perform(lambda s: calls.leave_node(s, node=node, at=runtime.now()))


async def survive(what: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do it; whatever it runs into is in the log, and the loop goes on."""
    try:
        await work()
    except VendorDown as down:
        log.warning("vendor down", extra={"during": what, "why": str(down)})
    except Exception:
        log.exception("a round failed", extra={"during": what})
