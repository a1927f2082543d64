"""The fan's tip sheet: an amount, the saved card, and the bank's question when it has one."""

from typing import Any

import reflex as rx

from onetoone import db, runtime
from onetoone.accounts.tab import react
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.calls.state.address import last_part, origin_of
from onetoone.calls.state.terms_form import fields
from onetoone.domain.errors import OneToOneError
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow

_UNDECIDED = ("created", "open", "bank")


class TipState(rx.State):
    open: bool = False
    amount: str = ""
    sending: bool = False
    problem: str = ""
    tip: views.TipSeen = views.TipSeen()
    _tip_id: str = ""  # names the tip that this sheet gives, so that sending twice is tipping once

    @rx.event
    @allow(Who.MEMBER)
    async def open_sheet(self) -> None:
        self.reset()
        self.open, self._tip_id = True, new_id("tip")

    @rx.event
    @allow(Who.MEMBER)
    async def pick(self, amount: str) -> None:
        """One of the presets, or what was typed."""
        self.amount = str(amount)[:12]
        self.problem = ""

    @rx.event
    @allow(Who.MEMBER)
    async def close(self) -> None:
        """Close the sheet. A tip that still waits for the bank is off."""
        actor, tip = await acting(self), self.tip
        self.reset()
        await _call_off(actor, tip)

    @rx.event(background=True)
    @allow(Who.MEMBER)
    async def send(self, form: dict[str, Any]) -> None:
        """Charge the saved card. In the background: whoever wants to hang up meanwhile isn't kept waiting."""
        async with self:
            if self.sending or not self.open:
                return
            self.sending, self.problem = True, ""
            actor, call_id, origin = await acting(self), last_part(self), origin_of(self)
            tip_id, amount = self._tip_id, fields(form).get("amount")
        seen, problem = views.TipSeen(), ""
        try:
            payment = await runtime.perform(
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
            await operations.charge(payment.id)
            seen = await db.look(lambda s: views.tip(s, actor, payment.id))
        except OneToOneError as told:
            problem = told.user_message
        async with self:
            if self.open and self._tip_id == tip_id:
                self.sending, self.problem = False, problem
                self._show(seen)
                return
        await _call_off(actor, seen)  # the sheet was closed meanwhile

    @rx.event
    @allow(Who.MEMBER)
    async def bank_done(self) -> None:
        """The bank's page says it is done: ask Stripe what came of it."""
        actor, payment_id = await acting(self), self.tip.payment_id
        if payment_id:
            await db.look(lambda s: views.tip(s, actor, payment_id))  # their own, or nothing happens
            await operations.sync(payment_id)
            await self._read(actor)

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        if self.open and self.tip.payment_id:
            await self._read(await acting(self))

    async def _read(self, actor: Actor) -> None:
        payment_id = self.tip.payment_id
        self._show(await db.look(lambda s: views.tip(s, actor, payment_id)))

    def _show(self, seen: views.TipSeen) -> None:
        if seen.status in ("captured", "capturing"):
            self.reset()  # the call itself shows the thanks
        elif seen.status in _UNDECIDED:
            self.tip = seen
        elif seen.status:
            self.tip, self._tip_id = views.TipSeen(), new_id("tip")
            self.problem = f"{seen.why or 'The tip did not go through.'} Nothing was charged."


async def _call_off(actor: Actor, tip: views.TipSeen) -> None:
    if tip.payment_id and tip.status in _UNDECIDED:
        await runtime.perform(lambda s: service.close_tip(s, actor=actor, payment_id=tip.payment_id, now=runtime.now()))


react("call", TipState.refresh)
