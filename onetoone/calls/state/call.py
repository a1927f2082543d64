"""The page of one call, in every state of it: read again from the database whenever something changed."""

from typing import Any

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.accounts.tab import react
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.calls.state.address import last_part, origin_of
from onetoone.calls.state.terms_form import fields, minutes_error, price_error, ticked
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.messages.state import ThreadState
from onetoone.reaching import views as reaching
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class CallState(rx.State):
    view: views.CallView = views.CallView()
    lost: bool = False
    price_error: str = ""
    minutes_error: str = ""
    problem: str = ""
    asks_why: bool = False  # the creator is about to decline
    opening: bool = False  # Checkout is on its way
    checking: str = ""  # a look at one's own camera and microphone: "preview" or "rehearsal"
    chatting: bool = False  # the chat beside the call is open
    _heard: int = 0  # how far the conversation has been told of, to those who listen

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """The page was opened, reloaded, or come back to."""
        self.reset()
        return await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> Any:
        """Something of this person's calls changed."""
        self.opening = False
        if self.view.id and self.view.id == last_part(self):
            return await self._read()
        return None

    @rx.event
    @allow(Who.MEMBER)
    async def hear(self) -> None:
        """Something was said in a conversation. A closed chat is spoken for; an open one speaks for itself."""
        view, thread = self.view, (await self.get_state(ThreadState)).view
        if view.stage != "seated" or view.id != last_part(self) or thread.id != view.thread_id:
            return
        after, self._heard = self._heard, max(self._heard, thread.last_id)
        if self.chatting:
            return
        for said in thread.said:
            if said.id > after and not said.mine and said.kind in ("text", "picture"):
                what = said.body or _("a picture")
                await ui.tell(self, _("{name} wrote: {words}", name=view.other.name, words=what), show=False)

    @rx.event
    @allow(Who.MEMBER)
    async def check(self, how: str) -> None:
        """Look at one's own camera and microphone: in a mirror, or on the real path through the relay."""
        self.checking = how if how in ("preview", "rehearsal") else ""

    @rx.event
    @allow(Who.MEMBER)
    async def chat(self) -> None:
        """Open or close the thread beside the call."""
        self.chatting = not self.chatting

    @rx.event
    @allow(Who.MEMBER)
    async def accept(self, form: dict[str, Any]) -> Any:
        """The creator says yes, at these terms."""
        actor, call_id, form = await acting(self), last_part(self), fields(form)
        price, minutes = form.get("price"), form.get("minutes")
        self.price_error, self.minutes_error = price_error(price, self.view.terms.currency), minutes_error(minutes)
        if self.price_error or self.minutes_error:
            return None
        return await self._do(
            lambda s: service.accept(
                s,
                actor=actor,
                call_id=call_id,
                price=price,
                minutes=minutes,
                tips_allowed=ticked(form, "tips"),
                covers_camera=ticked(form, "cover"),
                now=runtime.now(),
            )
        )

    @rx.event
    @allow(Who.MEMBER)
    async def ask_why(self, yes: bool) -> None:
        """Open or close the question that comes before a creator declines."""
        self.asks_why = yes is True

    @rx.event
    @allow(Who.MEMBER)
    async def decline(self, form: dict[str, Any]) -> Any:
        """Not now: the creator says so to a request, the fan to an invitation."""
        actor, call_id, reason = await acting(self), last_part(self), fields(form).get("reason", "")
        return await self._do(
            lambda s: service.decline(s, actor=actor, call_id=call_id, reason=reason, now=runtime.now())
        )

    @rx.event
    @allow(Who.MEMBER)
    async def withdraw(self) -> Any:
        return await self._act(service.withdraw)

    @rx.event
    @allow(Who.MEMBER)
    async def cancel(self) -> Any:
        return await self._act(service.cancel)

    @rx.event
    @allow(Who.MEMBER)
    async def give_more_time(self) -> Any:
        return await self._act(service.give_more_time)

    @rx.event
    @allow(Who.MEMBER)
    async def join(self) -> Any:
        return await self._act(service.join)

    @rx.event
    @allow(Who.MEMBER)
    async def enter(self) -> Any:
        """Into a free call."""
        return await self._act(service.enter)

    @rx.event
    @allow(Who.MEMBER)
    async def pay(self) -> Any:
        """To Stripe's page, in this tab; it leads back here."""
        self.opening, self.problem = True, ""
        yield
        try:
            actor, call_id, origin = await acting(self), last_part(self), origin_of(self)
            payment = await runtime.perform(
                lambda s: service.pay(s, actor=actor, call_id=call_id, origin=origin, now=runtime.now())
            )
            yield rx.redirect(await operations.checkout_page(payment.id))
        except OneToOneError as told:
            self.problem = told.user_message
            self.opening = False

    @rx.event
    @allow(Who.MEMBER)
    async def hang_up(self) -> Any:
        return await self._act(service.hang_up)

    @rx.event
    @allow(Who.MEMBER)
    async def closed(self, reason: str) -> Any:
        """The relay closed the room; the database knows why."""
        return await self._read()

    async def _act(self, verb: Any) -> Any:
        actor, call_id = await acting(self), last_part(self)
        return await self._do(lambda s: verb(s, actor=actor, call_id=call_id, now=runtime.now()))

    async def _do(self, action: Any) -> Any:
        """Take one step, then look again; what the rules refuse is said above the buttons."""
        self.problem, self.asks_why = "", False
        try:
            await runtime.perform(action)
        except NotFound:
            self.lost = True
        except OneToOneError as told:
            self.problem = told.user_message
        return await self._read()

    async def _read(self) -> Any:
        actor, call_id = await acting(self), last_part(self)
        try:
            seen = await db.look(lambda s: views.call(s, actor, call_id, runtime.now()))
        except NotFound:
            self.lost = True
            return None
        for sentence in views.news(self.view, seen):
            await ui.tell(self, sentence, show=False)
        if seen.trouble_id != self.view.trouble_id and seen.id == self.view.id and seen.trouble:
            await ui.tell(self, seen.trouble, "danger")
        takes_seat = seen.stage == "seated" != self.view.stage
        if takes_seat:
            self._heard = await db.look(lambda s: reaching.newest(s, actor))
        self.view = seen
        return ThreadState.open(seen.thread_id) if takes_seat else None


react("call", CallState.refresh)
react("thread", CallState.hear)  # after the conversation has been read again: its own reaction is older
