"""Settings → Offers: a creator's named terms."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.calls import service, views
from onetoone.calls.state.terms_form import fields, minutes_error, price_error, ticked
from onetoone.config import settings
from onetoone.domain.errors import OneToOneError
from onetoone.domain.words import _
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class OffersState(rx.State):
    """`editing` is the offer in the open form: without an id a new one."""

    rows: list[views.Offer] = []
    loaded: bool = False
    most: int = settings().most_offers
    currency: str = ""
    symbol: str = "$"
    open: bool = False
    editing: views.Offer = views.Offer()
    leaving: views.Offer = views.Offer()
    round: int = 0  # the form starts anew whenever it changes
    price_error: str = ""
    minutes_error: str = ""
    problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """The page was opened; who is only a fan makes no offers."""
        self.reset()
        if not (await acting(self)).is_creator:
            return rx.redirect(routes.SETTINGS, replace=True)
        await self._read()
        return None

    @rx.event
    @allow(Who.CREATOR)
    async def begin(self, offer_id: str) -> None:
        """Open the form: for one of the list, or for a new one."""
        found = [row for row in self.rows if row.id == offer_id]
        self.editing = found[0] if found else views.Offer()
        self.price_error = self.minutes_error = self.problem = ""
        self.round += 1
        self.open = True

    @rx.event
    @allow(Who.CREATOR)
    async def close(self) -> None:
        self.open, self.leaving = False, views.Offer()

    @rx.event
    @allow(Who.CREATOR)
    async def keep(self, form: dict[str, Any]) -> None:
        """{name, kind, price, minutes, note, tips}, as typed."""
        actor, form, offer_id = await acting(self), fields(form), self.editing.id
        price, minutes = form.get("price"), form.get("minutes")
        self.price_error, self.minutes_error = price_error(price, self.currency), minutes_error(minutes)
        self.problem = ""
        if self.price_error or self.minutes_error:
            return
        try:
            await runtime.perform(
                lambda s: service.keep_offer(
                    s,
                    actor=actor,
                    offer_id=offer_id,
                    name=form.get("name"),
                    kind=form.get("kind"),
                    price=price,
                    minutes=minutes,
                    message=form.get("note", ""),
                    tips_allowed=ticked(form, "tips"),
                    now=runtime.now(),
                )
            )
        except OneToOneError as told:
            self.problem = told.user_message
            return
        self.open = False
        await ui.tell(self, _("Your offer is saved"), "success")
        await self._read()

    @rx.event
    @allow(Who.CREATOR)
    async def ask(self, offer_id: str) -> None:
        """Open the question before one is removed."""
        self.leaving = next((row for row in self.rows if row.id == offer_id), views.Offer())

    @rx.event
    @allow(Who.CREATOR)
    async def remove(self) -> None:
        """The one that the question is about."""
        actor, offer_id = await acting(self), self.leaving.id
        self.leaving = views.Offer()
        await runtime.perform(lambda s: service.remove_offer(s, actor=actor, offer_id=offer_id, now=runtime.now()))
        await ui.tell(self, _("The offer is removed"), "success")
        await self._read()

    async def _read(self) -> None:
        actor = await acting(self)
        self.rows, self.currency, self.symbol = await db.look(
            lambda s: (views.offers(s, actor), *views.currency_of(s, actor))
        )
        self.loaded = True
