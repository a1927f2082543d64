"""The fan's tips: one tap gives, another one within a few seconds gives more, and "Undo" takes it all back."""

from typing import Any

import reflex as rx

from onetoone import runtime, ui
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.calls.state.address import last_part, origin_of
from onetoone.calls.state.terms_form import fields
from onetoone.domain.errors import OneToOneError, VendorDown
from onetoone.domain.ids import new_id
from onetoone.domain.words import _
from onetoone.models import Payment
from onetoone.models.payment import Paid
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class TipState(rx.State):
    open: bool = False
    sending: bool = False
    problem: str = ""
    _tip_id: str = ""  # names the tap that comes next, so that sending it twice is tipping once

    @rx.event
    @allow(Who.MEMBER)
    async def open_sheet(self) -> None:
        self.reset()
        self.open, self._tip_id = True, new_id("tip")

    @rx.event
    @allow(Who.MEMBER)
    async def close(self) -> None:
        self.reset()

    @rx.event
    @allow(Who.MEMBER)
    async def give(self, amount: str) -> Any:
        """One of the presets."""
        return TipState.send({"amount": str(amount)[:12]}) if self.open else None

    @rx.event
    @allow(Who.MEMBER)
    async def again(self, payment_id: str, amount: str) -> None:
        """As much once more, while the tip can still be undone. Each tap counts: nothing is charged before that."""
        actor, call_id, origin = await acting(self), last_part(self), origin_of(self)
        try:
            await runtime.perform(
                lambda s: service.tip_more(
                    s,
                    actor=actor,
                    call_id=call_id,
                    to=str(payment_id),
                    amount=amount,
                    client_tip_id=new_id("tip"),
                    origin=origin,
                    now=runtime.now(),
                )
            )
        except OneToOneError as told:
            await ui.tell(self, told.user_message, "warning")

    @rx.event
    @allow(Who.MEMBER)
    async def undo(self, payment_id: str) -> None:
        """Take the tip back, with all that was added to it."""
        actor = await acting(self)
        try:
            await runtime.perform(
                lambda s: service.undo_tip(s, actor=actor, payment_id=str(payment_id), now=runtime.now())
            )
        except OneToOneError as told:
            await ui.tell(self, told.user_message, "warning")
            return
        await ui.tell(self, _("The tip is taken back. Nothing was charged."), show=False)

    @rx.event(background=True)
    @allow(Who.MEMBER)
    async def send(self, form: dict[str, Any]) -> None:
        """Give it. Without a saved card, in the background, because Stripe is asked for its page: whoever wants to hang
        up meanwhile isn't kept waiting."""
        async with self:
            if self.sending or not self.open:
                return
            self.sending, self.problem = True, ""
            actor, call_id, origin = await acting(self), last_part(self), origin_of(self)
            tip_id, amount = self._tip_id, fields(form).get("amount")
        problem = ""
        try:
            given: Payment = await runtime.perform(
                lambda s: service.tip(
                    s,
                    actor=actor,
                    call_id=call_id,
                    amount=amount,
                    client_tip_id=tip_id,
                    origin=origin,
                    now=runtime.now(),
                )
            )
            if (await operations.charge(given.id)).status is Paid.EXPIRED:
                raise VendorDown(_("We couldn't open the payment page. Nothing was charged. Please try again."))
        except OneToOneError as told:
            problem = told.user_message
        async with self:
            if self.open and self._tip_id == tip_id:
                self.sending, self.problem = False, problem
                self.open = problem != ""
                self._tip_id = new_id("tip")
