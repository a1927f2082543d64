"""The page of past calls."""

import reflex as rx

from onetoone import db, routes
from onetoone.accounts.growing import Growing
from onetoone.accounts.tab import react
from onetoone.calls import views
from onetoone.security.acting import visiting
from onetoone.security.policy import Who, allow

_LONGEST_SEARCH = 60


class HistoryState(Growing, rx.State):
    view: views.PastCalls = views.PastCalls()
    shown: str = views.Took.ALL.value
    searching: bool = False
    loaded: bool = False
    _search: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page was opened."""
        self._search, self.searching = "", False
        self._from_the_top()
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def search(self, text: str) -> None:
        """Only calls with people of that name."""
        self._search = text.strip()[:_LONGEST_SEARCH] if isinstance(text, str) else ""
        self.searching = bool(self._search)
        self._from_the_top()
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def show(self, shown: str) -> None:
        """All of them, those that took place, those that didn't."""
        if shown in tuple(views.Took):
            self.shown = str(shown)
            self._from_the_top()
            await self._read()

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
