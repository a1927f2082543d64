"""The sheet in which the bank, or Checkout in a window of its own, asks about a tip or about more minutes."""

import reflex as rx

from onetoone import db, runtime
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class AskingState(rx.State):
    dismissed: str = ""  # the payment whose sheet was closed: it doesn't come up again

    @rx.event
    @allow(Who.MEMBER)
    async def done(self, payment_id: str) -> None:
        """The bank's page says it is done: ask Stripe what came of it."""
        actor, payment_id = await acting(self), str(payment_id)
        if (await db.look(lambda s: views.extra(s, actor, payment_id))).payment_id:  # their own, or nothing happens
            await operations.sync(payment_id)

    @rx.event
    @allow(Who.MEMBER)
    async def close(self, payment_id: str) -> None:
        """The sheet was closed: what it asked about is off."""
        actor, payment_id = await acting(self), str(payment_id)
        self.dismissed = payment_id
        await runtime.perform(lambda s: service.close_extra(s, actor=actor, payment_id=payment_id, now=runtime.now()))
