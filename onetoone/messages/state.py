"""The inbox and the open conversation: who is it, call a service, project. Live on both sides by the bulletin."""

import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import reflex as rx

from onetoone import db, routes, runtime
from onetoone.accounts.tab import react
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.messages import service, views
from onetoone.messages.views import PAGE, Hit, Row, ThreadView
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow

_log = logging.getLogger(__name__)
_MOST_SHOWN = 400  # however often "Earlier messages" is pressed: the whole list travels with each change
_LONGEST_SEARCH = 60
_LONGEST_ID = 60
_ID = re.compile(r"[0-9]{1,9}", re.ASCII)


def _place(state: rx.State) -> str:
    """The path of the page that the tab shows."""
    return state.router.url.path.rstrip("/")


class InboxState(rx.State):
    """The list of the person's own conversations."""

    rows: list[Row] = []
    loaded: bool = False
    query: str = ""  # what is looked for; it stays while one goes from one place where it was found to another
    hits: list[Hit] = []
    _connection: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """A page with the list was opened. One that was loaded anew looks for nothing."""
        if self.router.session.session_id != self._connection:
            self._connection = self.router.session.session_id
            self.query = ""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def search(self, text: str) -> None:
        """Only conversations with people of that name, and what was said with these words."""
        self.query = text.strip()[:_LONGEST_SEARCH] if isinstance(text, str) else ""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """Something was said, read, or somebody came or went."""
        if _place(self).startswith(routes.MESSAGES):
            await self._read()

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        query = self.query
        self.rows, self.hits = await db.look(
            lambda s: (views.inbox(s, actor, runtime.now(), search=query), views.search(s, actor, query))
        )
        self.loaded = True


class ThreadState(rx.State):
    """The conversation that this tab shows: the one of the page /messages/[thread_id], by `load`, or one that another
    page shows beside its own matter (the chat in a call), by `open`. It follows along until the tab goes elsewhere."""

    view: ThreadView = ThreadView()
    missing: bool = False
    refusal: str = ""  # why no conversation could be begun with the person of /messages/to/[handle]
    delivered: list[str] = []  # the composer's ids of what has been kept
    refused: dict[str, str] = {"id": "", "why": ""}
    new_id: int = 0  # what was new to the person when they came, or came back to the tab
    writing: str = ""  # when the other last touched the keys
    greeting: str = ""  # a success to be read above the conversation, until the next visit
    _greets: tuple[str, str] = ("", "")  # the conversation that is about to be opened, and what is then to be read
    _thread_id: str = ""
    _where: str = ""
    _shown: int = PAGE
    found_id: int = 0  # the message that somebody looked for
    _upto: int = 0  # the last that is shown, where that isn't the newest

    @rx.event
    @allow(Who.MEMBER)
    async def dismiss(self) -> None:
        """The greeting has been read."""
        self.greeting = ""

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """The page of a conversation was opened: its id is the last part of the path."""
        asked = self.router.url.query_parameters.get("at", "")
        await self._show(unquote(_place(self).rpartition("/")[2]), int(asked) if _ID.fullmatch(asked) else 0)

    @rx.event
    @allow(Who.MEMBER)
    async def open(self, thread_id: str) -> None:
        """Show that conversation on this page; "" shows none."""
        await self._show(thread_id)

    @rx.event
    @allow(Who.MEMBER)
    async def begin(self) -> Any:
        """/messages/to/[handle]: on to the conversation with that person, which begins now if there was none."""
        self.refusal = ""
        actor = await acting(self)
        handle = unquote(_place(self).rpartition("/")[2])
        try:
            thread = await runtime.perform(
                lambda s: service.open_with(s, actor=actor, other_handle=handle, now=runtime.now())
            )
        except OneToOneError as error:
            self.refusal = error.user_message
            return None
        return rx.redirect(routes.to(routes.THREAD, thread_id=thread.id), replace=True)

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """Something changed in one of the person's conversations or calls."""
        if self._thread_id and _place(self) == self._where:
            await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def earlier(self) -> None:
        """A page more of what was said before."""
        self._shown = min(max(self._shown, len(self.view.said)) + PAGE, _MOST_SHOWN)
        await self.refresh()

    @rx.event
    @allow(Who.MEMBER)
    async def later(self) -> None:
        """A few more of what was said after what was looked for."""
        if self._upto:
            self._shown = min(max(self._shown, len(self.view.said)) + PAGE, _MOST_SHOWN)
            await self._read(around=self._upto)

    @rx.event
    @allow(Who.MEMBER)
    async def latest(self) -> None:
        """Back from what was looked for to what was said last."""
        self._shown, self._upto, self.found_id = PAGE, 0, 0
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def send(self, thread_id: str, body: str, client_id: str) -> None:
        """Say something. What can't be kept goes back to the composer, with the reason."""
        await self._say(service.send, client_id, thread_id=thread_id, body=body)

    @rx.event
    @allow(Who.MEMBER)
    async def send_picture(self, thread_id: str, body: str, client_id: str, picture_id: str, alt: str) -> None:
        """The same with a picture that was uploaded before (`web/pictures`)."""
        await self._say(service.send_picture, client_id, thread_id=thread_id, body=body, picture_id=picture_id, alt=alt)

    async def _say(self, saying: Callable[..., Any], client_id: object, **said: Any) -> None:
        name = client_id[:_LONGEST_ID] if isinstance(client_id, str) else ""
        actor = await acting(self)
        try:
            await runtime.perform(lambda s: saying(s, actor=actor, client_id=name, now=runtime.now(), **said))
        except OneToOneError as error:
            self.refused = {"id": name, "why": error.user_message}
        except Exception:
            _log.exception("a message could not be kept")
            sorry = _("That didn't go out. Your words are still here: please try again.")
            self.refused = {"id": name, "why": sorry}
        else:
            self.delivered = [*self.delivered[-20:], name]
            await (self.latest() if self._upto else self._read())

    @rx.event
    @allow(Who.MEMBER)
    async def seen(self, away: bool) -> None:
        """The end of the conversation is on a screen that somebody looks at. `away`: they didn't when it came."""
        if not self.view.unread:
            return
        if away is True:
            self.new_id = self.view.new_id
        actor, thread_id = await acting(self), self._thread_id
        await runtime.perform(lambda s: service.read_up_to(s, actor=actor, thread_id=thread_id, now=runtime.now()))

    @rx.event
    @allow(Who.MEMBER)
    async def writes(self, thread_id: str) -> None:
        """The person touched the keys."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.writes(s, actor=actor, thread_id=thread_id, now=runtime.now()))

    @rx.event
    @allow(Who.MEMBER)
    async def react(self, message_id: int, kind: str, on: bool) -> None:
        """A small answer to something that was said, or its end."""
        actor = await acting(self)
        await runtime.perform(
            lambda s: service.react(s, actor=actor, message_id=message_id, kind=kind, on=on is True, now=runtime.now())
        )

    @rx.event
    @allow(Who.MEMBER)
    async def hear_writing(self) -> None:
        """The other touched the keys in one of the person's conversations."""
        actor, thread_id = await visiting(self), self._thread_id
        if actor is not None and thread_id and _place(self) == self._where:
            self.writing = await db.look(lambda s: views.writing_at(s, actor, thread_id, runtime.now()))

    async def _show(self, thread_id: object, at: int = 0) -> None:
        self._thread_id = thread_id[:_LONGEST_ID] if isinstance(thread_id, str) else ""
        self._where = _place(self)
        self.greeting = self._greets[1] if self._greets[0] == self._thread_id else ""
        self._greets = ("", "")
        self._shown, self._upto, self.found_id = PAGE, 0, at
        self.view = ThreadView()
        self.delivered = []
        self.refused = {"id": "", "why": ""}
        await self._read(around=at)
        self.new_id = 0 if at else self.view.new_id

    async def _read(self, around: int = 0) -> None:
        actor = await visiting(self)
        self.missing, self.writing = False, ""
        if actor is None or not self._thread_id:
            self.view = ThreadView()
            return
        thread_id, shown, upto = self._thread_id, self._shown, self._upto
        since = self.view.first_id if self.view.id == thread_id else 0
        try:
            self.view, self.writing = await db.look(
                lambda s: (
                    views.thread(
                        s, actor, thread_id, runtime.now(), limit=shown, since=since, upto=upto, around=around
                    ),
                    views.writing_at(s, actor, thread_id, runtime.now()),
                )
            )
        except NotFound:
            self.view = ThreadView()
            self.missing = True
        self._upto = self.view.last_id if self.view.later else 0


async def greet(state: rx.State, thread_id: str, text: str) -> None:
    """For another room's handler that sends the person on to that conversation: what went well, to be read there."""
    thread = await state.get_state(ThreadState)
    thread._greets = (thread_id, text)


for _kind in ("thread", "people"):
    react(_kind, InboxState.refresh)
for _kind in ("thread", "call", "people"):
    react(_kind, ThreadState.refresh)
react("writing", ThreadState.hear_writing)
