"""Leaving a call at once, and keeping the other away or telling of them in the same press."""

from typing import Any

import reflex as rx

from onetoone import runtime
from onetoone.accounts.state import AboutState
from onetoone.calls import service
from onetoone.calls.state.call import CallState
from onetoone.domain.errors import OneToOneError
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class LeavingState(rx.State):
    open: bool = False
    problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def show(self, on: bool) -> None:
        """Open or close the sheet."""
        self.open, self.problem = on is True, ""

    @rx.event
    @allow(Who.MEMBER)
    async def end(self) -> Any:
        """As by the red button."""
        self.open = False
        return CallState.hang_up

    @rx.event
    @allow(Who.MEMBER)
    async def end_and_block(self) -> None:
        """A block ends what is open between the two, this call first of all."""
        actor, other_id = await acting(self), (await self.get_state(CallState)).view.other.id
        try:
            await runtime.perform(lambda s: service.block(s, actor=actor, other_id=other_id, now=runtime.now()))
        except OneToOneError as told:
            self.problem = told.user_message
            return
        self.open = False

    @rx.event
    @allow(Who.MEMBER)
    async def end_and_report(self) -> Any:
        """First out of the call, then the words."""
        other = (await self.get_state(CallState)).view.other
        self.open = False
        return [CallState.hang_up, AboutState.ask("report", other.id, other.name)]
