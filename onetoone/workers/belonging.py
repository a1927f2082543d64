"""Before anything is asked of Stripe: is this the Stripe that this database was filled with?"""

import asyncio
import logging
import sys

from sqlalchemy.exc import IntegrityError

from onetoone import runtime
from onetoone.domain.errors import VendorDown
from onetoone.payments.service.belonging import AnotherStripe, belong

log = logging.getLogger(__name__)

_PATIENCE = 10.0  # seconds, for a Stripe that doesn't answer; then the app starts without having asked
_AGAIN = 0.3
NOT_STARTED = "Not started: "
"""What the last line on stderr begins with; bin/run shows the rest of it."""


async def require_same_stripe() -> None:
    """`AnotherStripe`, and a sentence on stderr, when the keys are another account's, or of the other mode."""
    account = await _account()
    if account is None:
        log.warning("Stripe doesn’t say whose key this is; started without knowing")
        return
    live = runtime.current().settings.stripe_is_live
    try:
        for _ in range(2):  # two processes may start for the first time at once
            try:
                await runtime.perform(lambda s: belong(s, account, live=live, now=runtime.now()))
            except IntegrityError:
                continue
            return
    except AnotherStripe as other:
        sys.stderr.write(f"{NOT_STARTED}{other}\n")
        sys.stderr.flush()
        raise


async def _account() -> str | None:
    try:
        async with asyncio.timeout(_PATIENCE):
            while True:
                try:
                    return await runtime.current().checkout.account()
                except VendorDown:  # the sandbox, say, which is started at the same moment
                    await asyncio.sleep(_AGAIN)
    except TimeoutError:
        return None
