"""A creator's payouts: the way to Stripe, "Pay out now", and whether it goes by itself."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.accounts.tab import react
from onetoone.config import settings
from onetoone.domain.errors import OneToOneError
from onetoone.domain.words import _
from onetoone.payments import views
from onetoone.payments.service import connecting, onboarding
from onetoone.payments.views.payouts import needs_attention
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class PayoutsState(rx.State):
    view: views.Payouts = views.Payouts()
    attention: str = ""  # stands above every page
    loaded: bool = False
    opening: bool = False
    paying: bool = False
    problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """The page was opened. Who is only a fan has no payouts."""
        actor = await acting(self)
        if not actor.is_creator:
            return rx.redirect(routes.SETTINGS, replace=True)
        self.opening = self.paying = False
        self.problem = ""
        await self._read_again()
        return None

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Read it again; visitors and fans have nothing here."""
        actor = await visiting(self)
        if actor is None or not actor.is_creator:
            self.reset()
            return
        await self._read_again()

    @rx.event
    @allow(Who.CREATOR)
    async def go_to_stripe(self) -> Any:
        """To Stripe's page, in this tab; it leads back here."""
        self.opening, self.problem = True, ""
        yield
        try:
            yield rx.redirect(await connecting.page_for(await acting(self), _origin_of(self)))
        except OneToOneError as told:
            self.problem = told.user_message
            self.opening = False

    @rx.event
    @allow(Who.CREATOR)
    async def pay_out_now(self) -> Any:
        """Everything that can be."""
        self.paying, self.problem = True, ""
        yield
        try:
            amount = self.view.payable
            await connecting.pay_out_now(await acting(self))
            await ui.tell(self, _("{amount} is on its way to your bank", amount=amount), "success")
        except OneToOneError as told:
            self.problem = told.user_message
        self.paying = False
        await self._read_again()

    @rx.event
    @allow(Who.CREATOR)
    async def go_by_itself(self, on: bool) -> None:
        """The switch."""
        actor = await acting(self)
        await runtime.perform(lambda s: onboarding.pay_by_itself(s, actor=actor, on=on is True, now=runtime.now()))
        await self._read_again()
        await ui.tell(self, _("You are paid out once a day") if on is True else _("You pay out by hand"), show=False)

    async def _read_again(self) -> None:
        actor = await acting(self)
        self.view, self.attention = await db.look(
            lambda s: (views.payouts(s, actor, runtime.now()), needs_attention(s, actor))
        )
        self.loaded = True


def _origin_of(state: rx.State) -> str:
    """The origin that the browser named when it connected, if it is one of ours; where Stripe sends people back to."""
    origins = settings().origins
    named = state.router.headers.origin
    return named if named in origins else origins[0]


react("payouts", PayoutsState.refresh)
