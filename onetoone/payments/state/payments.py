"""What a person has paid, and one receipt of it."""

from typing import Any

import reflex as rx

from onetoone import db, routes
from onetoone.accounts.growing import Growing
from onetoone.accounts.tab import react
from onetoone.domain.errors import NotFound
from onetoone.payments import views
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class PaymentsState(Growing, rx.State):
    rows: list[views.PaymentRow] = []
    more_there: bool = False
    loaded: bool = False

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        self._from_the_top()
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        if self.router.url.path.rstrip("/") == routes.PAYMENTS:
            await self._read()

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        seen = await db.look(lambda s: views.payments(s, actor, most=self._most))
        self.rows, self.more_there, self.loaded = seen.rows, seen.more, True


class ReceiptState(rx.State):
    view: views.Receipt = views.Receipt()
    lost: bool = False

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """One of the person's own; anybody else's looks like none."""
        self.reset()
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """Its money moved, perhaps, while somebody looks at it."""
        if self.view.number and routes.PAYMENTS in self.router.url.path:
            await self._read()

    async def _read(self) -> None:
        actor, payment_id = await acting(self), self.router.url.path.rstrip("/").rpartition("/")[2]
        try:
            self.view = await db.look(lambda s: views.receipt(s, actor, payment_id))
        except NotFound:
            self.lost = True


react("call", PaymentsState.refresh)
react("call", ReceiptState.refresh)
