"""Settings → Reaching you: how this person wants to be reached, and what this browser says about it."""

from typing import Any

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.accounts.tab import react
from onetoone.domain.errors import Invalid
from onetoone.domain.words import N_, _, said
from onetoone.reaching import service, views
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow

STANDINGS = ("on", "off", "ask", "refused", "homescreen", "unsupported", "failed")

_CHANGED = {"on": N_("Notifications on this device are on"), "off": N_("Notifications on this device are off")}
_IN_PASSING = 3


class ReachingState(rx.State):
    view: views.Reaching = views.Reaching()
    loaded: bool = False
    standing: str = ""  # of notifications in this browser, by itself (assets/reaching/push.js)
    browser: str = ""
    error: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page was opened."""
        self.error = ""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def here(self, standing: str, browser: str, zone: str) -> None:
        """What this browser says of notifications, which browser it is, and where it is in the world."""
        was, self.standing = self.standing, standing if standing in STANDINGS else "unsupported"
        self.browser = browser if isinstance(browser, str) else ""
        if was and was != self.standing and self.standing in _CHANGED:
            await ui.tell(self, said(_CHANGED[self.standing]), "success")
        try:
            await self._do(service.live_in, zone=zone)
        except Invalid:  # a browser that doesn't say: what was known stays
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def leave_alone(self, how_long: str) -> None:
        """Do not disturb, for a while; "" for not any more."""
        await self._do(service.be_left_alone, how_long=how_long)
        await ui.tell(self, self.view.hush or _("Calls ring again"))

    @rx.event
    @allow(Who.MEMBER)
    async def keep_quiet(self, form: dict[str, Any]) -> None:
        """{begin, end}."""
        self.error = ""
        try:
            await self._do(service.keep_quiet, begin=form.get("begin"), end=form.get("end"))
        except Invalid as told:
            self.error = told.user_message
            return
        await ui.tell(self, _("Your quiet hours are saved"), "success")

    @rx.event
    @allow(Who.MEMBER)
    async def have_hours(self, on: bool) -> None:
        """The switch of the quiet hours."""
        if on is True:
            await self._do(service.keep_quiet, begin=self.view.begin, end=self.view.end)
        else:
            await self._do(service.no_quiet_hours)
        await ui.tell(self, _("You have quiet hours") if on is True else _("No hour is quiet by itself"), show=False)

    @rx.event
    @allow(Who.MEMBER)
    async def choose_mail(self, about: str, on: bool) -> None:
        """Whether they get such letters."""
        await self._do(service.choose_mail, about=about, on=on is True)

    @rx.event
    @allow(Who.MEMBER)
    async def show_names(self, on: bool) -> None:
        """Whether notifications say who it is."""
        await self._do(service.show_names, on=on is True)

    async def _do(self, verb: Any, **how: Any) -> None:
        actor = await acting(self)
        await runtime.perform(lambda s: verb(s, actor=actor, now=runtime.now(), **how))
        await self._read()

    async def _read(self) -> None:
        actor = await acting(self)
        self.view = await db.look(lambda s: views.reaching(s, actor, runtime.now()))
        self.loaded = True


class HushState(rx.State):
    """The line above every page while nothing rings."""

    line: str = ""

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Read it again; visitors have none."""
        actor = await visiting(self)
        self.line = await db.look(lambda s: views.hush(s, actor, runtime.now())) if actor else ""


class NewsState(rx.State):
    """What others do while this tab shows something else, in passing."""

    _whose: str = ""
    _seen: int = 0

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Say what is new since the last look. A call is not interrupted, and a conversation speaks for itself."""
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        after = self._seen if self._whose == actor.id else None
        self._whose, self._seen = actor.id, await db.look(lambda s: views.newest(s, actor))
        place = self.router.url.path.rstrip("/")
        if after is None or place.startswith("/call/"):
            return
        for one in (await db.look(lambda s: views.news(s, actor, after)))[:_IN_PASSING]:
            if one.href != place:
                await ui.tell(self, one.words, "accent" if one.is_request else "info", href=one.href)


react("call", HushState.refresh)
react("thread", NewsState.refresh)
