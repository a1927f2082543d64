"""The page of past calls."""

import reflex as rx

from onetoone import db, routes
from onetoone.accounts.growing import Sifted
from onetoone.accounts.tab import react
from onetoone.calls import views
from onetoone.security.acting import visiting
from onetoone.security.policy import Who, allow


class HistoryState(Sifted, rx.State):
    view: views.PastCalls = views.PastCalls()
    shown: str = views.Took.ALL.value

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page was opened."""
        await self._open()

    @rx.event
    @allow(Who.MEMBER)
    async def search(self, text: str) -> None:
        """Only calls with people of that name."""
        await self._find(text)

    @rx.event
    @allow(Who.MEMBER)
    async def show(self, shown: str) -> None:
        """All of them, those that took place, those that didn't."""
        await self._choose("shown", shown, views.Took)

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """A call ended, or its money moved."""
        if self.router.url.path.rstrip("/") == routes.CALLS:
            await self._read()

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        shown, search, most = views.Took(self.shown), self._search, self._most
        self.view = await db.look(lambda s: views.history(s, actor, shown=shown, search=search, most=most))
        self.loaded = True


react("call", HistoryState.refresh)
