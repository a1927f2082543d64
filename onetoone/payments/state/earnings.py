"""A creator's earnings."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime
from onetoone.accounts.growing import Growing
from onetoone.accounts.tab import react
from onetoone.payments import views
from onetoone.payments.views import Kind, Period
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class EarningsState(Growing, rx.State):
    """The newest rows; the file has them all."""

    view: views.Earnings = views.Earnings()
    kind: str = Kind.ALL.value
    period: str = Period.YEAR.value
    file_href: str = routes.EARNINGS_FILE
    loaded: bool = False

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """The page was opened; who is only a fan is led to what they have paid."""
        if not (await acting(self)).is_creator:
            return rx.redirect(routes.PAYMENTS, replace=True)
        self._from_the_top()
        await self._read()
        return None

    @rx.event
    @allow(Who.CREATOR)
    async def show(self, kind: str) -> None:
        """Only calls, tips, what went back, or payouts."""
        if kind in tuple(Kind):
            self.kind = str(kind)
            self._from_the_top()
            await self._read()

    @rx.event
    @allow(Who.CREATOR)
    async def during(self, period: str) -> None:
        """How far back."""
        if period in tuple(Period):
            self.period = str(period)
            self._from_the_top()
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """A call of theirs, and so perhaps its money, changed."""
        if self.router.url.path.rstrip("/") == routes.EARNINGS:
            await self._read()

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None or not actor.is_creator:
            self.reset()
            return
        wish: dict[str, Any] = {"kind": Kind(self.kind), "period": Period(self.period), "most": self._most}
        self.view = await db.look(lambda s: views.earnings(s, actor, runtime.now(), **wish))
        self.file_href = f"{routes.EARNINGS_FILE}?kind={self.kind}&period={self.period}"
        self.loaded = True


react("call", EarningsState.refresh)
