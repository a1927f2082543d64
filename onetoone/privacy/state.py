"""Settings → Your data."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.accounts.tab import react
from onetoone.config import settings
from onetoone.domain.errors import OneToOneError
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.privacy import service, views
from onetoone.security import passwords, throttle
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


class DataState(rx.State):
    view: views.YourData = views.YourData()
    asking: bool = False  # the question before the account is deleted is open
    leaving: bool = False
    stayed: bool = False  # they came back in time, just now
    problem: str = ""
    copy_problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page was opened."""
        self.reset()
        self.stayed = "stayed" in self.router.url.query_parameters
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """A copy is ready, or something that was in the way has moved."""
        if self.router.url.path.rstrip("/") == routes.YOUR_DATA:
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def copy_all(self) -> None:
        """Have a copy made."""
        actor = await acting(self)
        self.copy_problem = ""
        try:
            await runtime.perform(lambda s: service.ask_for_copy(s, actor=actor, now=runtime.now()))
        except OneToOneError as told:
            self.copy_problem = told.user_message
            return
        await ui.tell(self, _("Your copy is being made"), show=False)
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def ask(self, yes: bool) -> None:
        """Open or close the question."""
        self.asking, self.problem = yes is True, ""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def leave(self, form: dict[str, Any]) -> Any:
        """{proof}: the password; for who has none, the e-mail address."""
        actor = await acting(self)
        proof = form.get("proof") if isinstance(form, dict) else None
        self.problem = ""
        try:
            self.problem = await _wrong(actor, proof)
            if self.problem:
                return None
            await runtime.perform(lambda s: service.leave(s, actor=actor, now=runtime.now()))
        except OneToOneError as told:
            self.problem = told.user_message
            await self._read()
            return None
        self.asking = False
        days = round(settings().leave_seconds / 86_400)
        await ui.tell(
            self, _("Your account goes in {days} days. Sign in before that, and it stays.", days=days), "success"
        )
        return rx.redirect(routes.HOME, replace=True)

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        self.view = await db.look(lambda s: views.your_data(s, actor))


async def _wrong(actor: Actor, proof: object) -> str:
    """What is wrong with the password, or the address, that was typed; as often as somebody may sign in."""
    s = settings()
    await runtime.perform(
        lambda session: throttle.limit(
            session, f"leave:{actor.id}", s.sign_in_attempts, s.sign_in_window_seconds, runtime.now()
        )
    )
    kept, email = await db.look(lambda session: views.kept_password(session, actor))
    if kept is not None:
        return "" if await passwords.matches(proof, kept) else _("That isn’t your password.")
    typed = proof.strip().lower() if isinstance(proof, str) else ""
    return "" if typed == email else _("That isn’t your e-mail address.")


for _kind in ("data", "call"):
    react(_kind, DataState.refresh)
