"""After a call: the fan's report, the creator's answer, and what a bank is shown."""

from typing import Any

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.accounts.tab import react
from onetoone.calls import service, views
from onetoone.calls.state.address import last_part
from onetoone.calls.state.terms_form import fields, ticked
from onetoone.domain.errors import Invalid, NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class AfterState(rx.State):
    view: views.AfterView = views.AfterView()
    reporting: bool = False
    refunding: bool = False
    problem: str = ""  # why the last step wasn't possible
    rating_problem: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        self.reset()
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        if self.view.call_id and self.view.call_id == last_part(self):
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def ask(self, yes: bool) -> None:
        """Open or close "Report a problem"."""
        self.reporting, self.problem = yes is True, ""

    @rx.event
    @allow(Who.MEMBER)
    async def ask_amount(self, yes: bool) -> None:
        """Open or close the question how much goes back."""
        self.refunding, self.problem = yes is True, ""

    @rx.event
    @allow(Who.MEMBER)
    async def report(self, form: dict[str, Any]) -> Any:
        form = fields(form)
        what, words = form.get("what"), form.get("words", "")
        return await self._do(service.report, _("Your report was sent"), what=what, words=words)

    @rx.event
    @allow(Who.MEMBER)
    async def withdraw(self) -> Any:
        return await self._do(service.withdraw_problem, _("You took the problem back"))

    @rx.event
    @allow(Who.MEMBER)
    async def answer(self, form: dict[str, Any]) -> Any:
        return await self._do(service.answer, _("Your answer was sent"), words=fields(form).get("words", ""))

    @rx.event
    @allow(Who.MEMBER)
    async def refund(self, form: dict[str, Any]) -> Any:
        """The creator gives all or part back. The form carries the amount as typed."""
        amount = fields(form).get("amount")
        return await self._do(service.refund, _("The refund is on its way"), amount=amount)

    @rx.event
    @allow(Who.MEMBER)
    async def answer_bank(self, form: dict[str, Any]) -> Any:
        """The creator hands the evidence in, with the messages around the call if they chose so."""
        form = fields(form)
        dispute_id, with_messages = form.get("dispute"), ticked(form, "messages")
        if not isinstance(dispute_id, str):
            raise Invalid(_("Something is missing here. Please try again."))
        actor = await acting(self)
        await runtime.perform(
            lambda s: service.answer_bank(
                s, actor=actor, dispute_id=dispute_id, with_messages=with_messages, now=runtime.now()
            )
        )
        await ui.tell(self, _("The bank has our answer"), "success")
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def rate(self, stars: int) -> None:
        """One to five stars, kept at once."""
        actor, call_id = await acting(self), last_part(self)
        await runtime.perform(lambda s: service.rate(s, actor=actor, call_id=call_id, stars=stars, now=runtime.now()))
        await ui.tell(self, _("Your rating is saved"), show=False)
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def rate_in_words(self, form: dict[str, Any]) -> None:
        """A line to the stars."""
        actor, call_id, line = await acting(self), last_part(self), fields(form).get("line", "")
        self.rating_problem = ""
        try:
            await runtime.perform(
                lambda s: service.rate_in_words(s, actor=actor, call_id=call_id, line=line, now=runtime.now())
            )
        except OneToOneError as told:
            self.rating_problem = told.user_message
            return
        await ui.tell(self, _("Saved"), "success")
        await self._read()

    async def _do(self, verb: Any, done: str, **how: Any) -> None:
        actor, call_id = await acting(self), last_part(self)
        self.problem = ""
        try:
            await runtime.perform(lambda s: verb(s, actor=actor, call_id=call_id, now=runtime.now(), **how))
        except NotFound:
            await self._read()
            return
        except OneToOneError as told:
            self.problem = told.user_message
            return
        self.reporting = self.refunding = False
        await ui.tell(self, done, "success")
        await self._read()

    async def _read(self) -> None:
        actor, call_id = await acting(self), last_part(self)
        try:
            self.view = await db.look(lambda s: views.after(s, actor, call_id, runtime.now()))
        except NotFound:
            self.view = views.AfterView()


react("call", AfterState.refresh)
