"""Paying creators out day by day, taking back what could not be, and reading accounts whose webhook was lost."""

import asyncio

from onetoone import db, runtime
from onetoone.payments.service import connecting, onboarding, payouts, transfers
from onetoone.workers.loops import survive


async def pay_creators() -> None:
    """For ever: whose payout is due, and whose account has lain quiet."""
    while True:
        await asyncio.sleep(min(runtime.current().settings.heal_seconds, 10))
        await survive("payouts", pay_creators_once)


async def pay_creators_once() -> None:
    """One round."""
    for account_id in await db.look(lambda s: payouts.due(s, runtime.now())):
        await survive("a payout", lambda account_id=account_id: connecting.pay_out_due(account_id))  # type: ignore[misc]
    for account_id in await db.look(lambda s: onboarding.to_read_again(s, runtime.now())):
        await survive("an account", lambda account_id=account_id: connecting.sync(account_id))  # type: ignore[misc]
    await survive("taking back", lambda: runtime.perform(lambda s: transfers.try_again(s, runtime.now())))
