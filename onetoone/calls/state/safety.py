"""The sheet that blocks or reports somebody, and the list of those who are blocked."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.accounts.state import AboutState
from onetoone.accounts.tab import react
from onetoone.calls import service, views
from onetoone.calls.state.terms_form import fields, ticked
from onetoone.domain.errors import OneToOneError
from onetoone.domain.words import _
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class SafetyState(rx.State):
    rows: list[views.BlockedRow] = []
    loaded: bool = False
    problem: str = ""  # why a report or a block wasn't possible
    blocked_too: bool = False  # the report that was just sent went along with a block

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page was opened."""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """A block was made or lifted, perhaps in another tab."""
        if self.router.url.path.rstrip("/") == routes.SAFETY:
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def close(self) -> None:
        """Put the sheet away."""
        self.problem = ""
        (await self.get_state(AboutState)).asking = ""

    @rx.event
    @allow(Who.MEMBER)
    async def block(self) -> None:
        """Whom the sheet is about."""
        about = await self.get_state(AboutState)
        actor, other_id, name = await acting(self), about.id, about.name
        self.problem = ""
        try:
            await runtime.perform(lambda s: service.block(s, actor=actor, other_id=other_id, now=runtime.now()))
        except OneToOneError as told:
            self.problem = told.user_message
            return
        about.asking = ""
        await ui.tell(self, _("You have blocked {name}", name=name), "success")

    @rx.event
    @allow(Who.MEMBER)
    async def report(self, form: dict[str, Any]) -> None:
        """{reason, words, messages, block}: to the operators, and the block at once if it is wished."""
        about = await self.get_state(AboutState)
        actor, other_id, form = await acting(self), about.id, fields(form)
        too = ticked(form, "block")
        call_id = self.router.url.path.rstrip("/").rpartition("/")[2]
        self.problem = ""

        def send(s: Any) -> None:
            service.report_person(
                s,
                actor=actor,
                other_id=other_id,
                reason=form.get("reason"),
                words=form.get("words", ""),
                with_messages=ticked(form, "messages"),
                call_id=call_id,
                now=runtime.now(),
            )
            if too:
                service.block(s, actor=actor, other_id=other_id, now=runtime.now())

        try:
            await runtime.perform(send)
        except OneToOneError as told:
            self.problem = told.user_message
            return
        self.blocked_too, about.asking = too, "thanks"
        await ui.tell(self, _("Your report was sent"), show=False)

    @rx.event
    @allow(Who.MEMBER)
    async def unblock(self, account_id: str) -> None:
        """One of the list."""
        actor = await acting(self)
        name = next((row.name for row in self.rows if row.id == account_id), "")
        await runtime.perform(lambda s: service.unblock(s, actor=actor, other_id=account_id, now=runtime.now()))
        await self._read()
        if name:
            await ui.tell(self, _("You have unblocked {name}", name=name), "success")

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        self.rows = await db.look(lambda s: views.blocked(s, actor))
        self.loaded = True


react("people", SafetyState.refresh)
