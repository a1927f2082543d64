"""The fan's "5 more minutes": its price before it is asked for, and asked for once."""

import reflex as rx

from onetoone import runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.calls.state.address import last_part, origin_of
from onetoone.domain import reasons
from onetoone.domain.errors import OneToOneError
from onetoone.domain.ids import new_id
from onetoone.domain.words import _
from onetoone.models import Payment
from onetoone.models.payment import Paid
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class ExtendState(rx.State):
    open: bool = False
    sending: bool = False
    problem: str = ""
    _id: str = ""  # names what this sheet asks for, so that asking twice is asking once

    @rx.event
    @allow(Who.MEMBER)
    async def open_sheet(self) -> None:
        self.reset()
        self.open, self._id = True, new_id("more")

    @rx.event
    @allow(Who.MEMBER)
    async def close(self) -> None:
        self.reset()

    @rx.event(background=True)
    @allow(Who.MEMBER)
    async def add(self, price: int) -> None:
        """Add the minutes at the price that was shown (minor units). In the background, as the bank takes its time."""
        async with self:
            if self.sending or not self.open:
                return
            self.sending, self.problem = True, ""
            actor, call_id, origin, name = await acting(self), last_part(self), origin_of(self), self._id
        problem = ""
        try:
            asked: Payment = await runtime.perform(
                lambda s: service.extend(
                    s, actor=actor, call_id=call_id, client_id=name, price=price, origin=origin, now=runtime.now()
                )
            )
            asked = await operations.charge(asked.id)
            if asked.status in (Paid.FAILED, Paid.EXPIRED):
                problem = _not_gone_through(asked.declined)
        except OneToOneError as told:
            problem = told.user_message
        async with self:
            if self.open and self._id == name:
                self.sending, self.problem, self._id = False, problem, new_id("more")
                self.open = problem != ""


def _not_gone_through(why: str) -> str:
    if not why:
        return _("That did not go through. Nothing was charged.")
    return _("{why} Nothing was charged.", why=reasons.declined(why))
