"""What a call shows on every page: the ringing, and the way back to a call under way."""

from typing import Any

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.accounts.tab import react
from onetoone.calls import service, views
from onetoone.domain.words import _
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class ElsewhereState(rx.State):
    ringing: views.Ringing = views.Ringing()
    under_way: views.UnderWay = views.UnderWay()

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Read both again; a visitor has neither."""
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        self.ringing, self.under_way = await db.look(
            lambda s: (views.ringing(s, actor, runtime.now()), views.under_way(s, actor, runtime.now()))
        )

    @rx.event
    @allow(Who.MEMBER)
    async def saw(self, call_id: str) -> None:
        """The ringing is on a screen that is looked at."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.saw_ring(s, actor=actor, call_id=str(call_id), now=runtime.now()))

    @rx.event
    @allow(Who.MEMBER)
    async def join(self, call_id: str) -> Any:
        """Answer, and go to the call."""
        actor, href = await acting(self), self.ringing.href
        call = await runtime.perform(lambda s: service.join(s, actor=actor, call_id=str(call_id), now=runtime.now()))
        await self._read_again()
        return rx.redirect(href) if call.id in href else None

    @rx.event
    @allow(Who.MEMBER)
    async def decline(self, call_id: str) -> None:
        """Not now; the ringing ends on every screen."""
        actor, name = await acting(self), self.ringing.other.name
        await runtime.perform(lambda s: service.decline(s, actor=actor, call_id=str(call_id), now=runtime.now()))
        await self._read_again()
        await ui.tell(self, _("You declined the call. {name} has been told.", name=name))

    async def _read_again(self) -> None:
        await ElsewhereState.refresh.fn(self)


react("call", ElsewhereState.refresh)
