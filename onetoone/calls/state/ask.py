"""The fan's asking for a personal call."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.calls import service, views
from onetoone.calls.state.address import asked_again, last_part
from onetoone.calls.state.terms_form import fields
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.messages.state import greet
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class AskState(rx.State):
    view: views.SetUpView = views.SetUpView()
    lost: bool = False
    kind: str = "video"
    first_kind: str = "video"  # what the choice starts from
    problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """Whom it is about, and their usual terms."""
        self.reset()
        actor = await acting(self)
        handle, again = last_part(self), asked_again(self)
        try:
            self.view = await db.look(lambda s: views.set_up(s, actor, handle=handle, again=again))
        except NotFound:
            self.lost = True
        else:
            self.kind = self.first_kind = self.view.again.kind

    @rx.event
    @allow(Who.MEMBER)
    async def choose_kind(self, kind: str) -> None:
        if kind in ("video", "audio"):
            self.kind = kind

    @rx.event
    @allow(Who.MEMBER)
    async def send(self, form: dict[str, Any]) -> Any:
        """Send the request; the thread keeps its card."""
        actor, form = await acting(self), fields(form)
        handle = last_part(self)
        self.problem = ""
        try:
            asked = await db.look(lambda s: views.set_up(s, actor, handle=handle))
            call = await runtime.perform(
                lambda s: service.request(
                    s,
                    actor=actor,
                    creator_id=asked.other.id,
                    kind=form.get("kind"),
                    note=form.get("note", ""),
                    now=runtime.now(),
                )
            )
        except OneToOneError as told:
            self.problem = told.user_message
            return None
        sent = _("Your request was sent to {name}.", name=asked.other.name)
        await ui.tell(self, sent, "success", show=False)
        await greet(
            self,
            call.thread_id,
            _(
                "Your request was sent to {name}. The answer comes here; nothing is paid before you say yes.",
                name=asked.other.name,
            ),
        )
        return rx.redirect(routes.to(routes.THREAD, thread_id=call.thread_id))
