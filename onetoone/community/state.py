"""The creator's list of subscribers, Discover, and a creator's public page. Live by the bulletin."""

from typing import Any
from urllib.parse import unquote

import reflex as rx

from onetoone import db, routes, runtime
from onetoone.accounts.growing import LONGEST_SEARCH, Sifted
from onetoone.accounts.tab import react
from onetoone.community import service, views
from onetoone.community.views import CreatorCard, CreatorPage, Shown, Sort, SubscriberRow
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow


def _place(state: rx.State) -> str:
    """The path of the page that the tab shows."""
    return state.router.url.path.rstrip("/")


class SubscribersState(Sifted, rx.State):
    """A creator's own subscribers."""

    rows: list[SubscriberRow] = []
    found: int = 0
    counts: dict[str, int] = {}
    shown: str = Shown.ALL.value
    sort: str = Sort.RECENT.value

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> Any:
        """The page was opened; who is only a fan is led to Discover."""
        if not (await acting(self)).is_creator:
            return rx.redirect(routes.DISCOVER, replace=True)
        await self._open()
        return None

    @rx.event
    @allow(Who.CREATOR)
    async def search(self, text: str) -> None:
        """Only subscribers of that name."""
        await self._find(text)

    @rx.event
    @allow(Who.CREATOR)
    async def show(self, shown: str) -> None:
        """All of them, or those online, those who have called, the top."""
        await self._choose("shown", shown, Shown)

    @rx.event
    @allow(Who.CREATOR)
    async def order(self, sort: str) -> None:
        """Newest first, by name, or by what they have spent."""
        await self._choose("sort", sort, Sort)

    @rx.event
    @allow(Who.MEMBER)
    async def refresh(self) -> None:
        """Somebody subscribed, left, called or paid."""
        if _place(self) == routes.COMMUNITY:
            await self._read()

    async def _read(self) -> None:
        actor = await visiting(self)
        if actor is None or not actor.is_creator:
            self.reset()
            return
        wish = {"search": self._search, "shown": Shown(self.shown), "sort": Sort(self.sort), "most": self._most}
        seen = await db.look(lambda s: views.subscribers(s, actor, runtime.now(), **wish))
        self.rows, self.found, self.counts, self.loaded = seen.rows, seen.found, seen.counts, True


class NoteState(rx.State):
    """A creator's note on a fan: in a sheet on any page, or beside the set-up of a call. Kept by itself."""

    fan_id: str = ""
    name: str = ""
    text: str = ""  # what the field starts from
    open: bool = False
    kept: str = ""  # "Saved", or why not
    trouble: bool = False

    @rx.event
    @allow(Who.CREATOR)
    async def show(self, fan_id: str, name: str) -> None:
        """Open the sheet."""
        if isinstance(fan_id, str) and isinstance(name, str):
            await self._read(fan_id[:LONGEST_SEARCH], name[:LONGEST_SEARCH])
            self.open = True

    @rx.event
    @allow(Who.CREATOR)
    async def show_beside(self) -> None:
        """On a page whose address ends with the fan's id."""
        await self._read(_place(self).rpartition("/")[2], "")

    @rx.event
    @allow(Who.CREATOR)
    async def keep(self, fan_id: str, text: str) -> None:
        """What was just typed, about whom it was typed: the sheet may be another's by now."""
        actor = await acting(self)
        try:
            await runtime.perform(
                lambda s: service.keep_note(s, actor=actor, fan_id=fan_id, text=text, now=runtime.now())
            )
        except OneToOneError as told:
            self.kept, self.trouble = told.user_message, True
            return
        self.kept, self.trouble = _("Saved"), False

    @rx.event
    @allow(Who.CREATOR)
    async def close(self) -> Any:
        """The list shows how the note begins now."""
        self.open = False
        return SubscribersState.refresh

    async def _read(self, fan_id: str, name: str) -> None:
        actor = await acting(self)
        self.text = await db.look(lambda s: views.note(s, actor, fan_id))
        self.fan_id, self.name, self.kept, self.trouble, self.open = fan_id, name, "", False, False


class DiscoverState(rx.State):
    """All creators, for whoever looks."""

    creators: list[CreatorCard] = []
    loaded: bool = False

    @rx.event
    @allow(Who.ANYONE)
    async def load(self) -> None:
        """The page was opened, by a member or a visitor."""
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def subscribe(self, handle: str) -> None:
        """Follow that creator; their card says so at once."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.subscribe(s, actor=actor, creator_handle=handle, now=runtime.now()))
        await self._read()

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """A subscription of theirs changed, perhaps in another tab."""
        if _place(self) == routes.DISCOVER:
            await self._read()

    async def _read(self) -> None:
        viewer = await visiting(self)
        self.creators = await db.look(lambda s: views.discover(s, viewer, runtime.now()))
        self.loaded = True


class CreatorState(rx.State):
    """The public page of one creator."""

    creator: CreatorPage = CreatorPage()
    loaded: bool = False
    missing: bool = False
    member: bool = False  # somebody signed in is looking
    sign_in_href: str = routes.SIGN_IN
    leaving: bool = False  # the question before unsubscribing is open

    @rx.event
    @allow(Who.ANYONE)
    async def load(self) -> None:
        """The page was opened, by a member or a visitor."""
        self.leaving = False
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def subscribe(self) -> None:
        """Follow this creator."""
        actor, handle = await acting(self), self._handle()
        await runtime.perform(lambda s: service.subscribe(s, actor=actor, creator_handle=handle, now=runtime.now()))
        await self._read()

    @rx.event
    @allow(Who.MEMBER)
    async def ask_to_leave(self) -> None:
        """Open the question before unsubscribing."""
        self.leaving = True

    @rx.event
    @allow(Who.MEMBER)
    async def stay(self) -> None:
        """Close the question; nothing changes."""
        self.leaving = False

    @rx.event
    @allow(Who.MEMBER)
    async def unsubscribe(self) -> None:
        """Leave this creator."""
        actor, handle = await acting(self), self._handle()
        await runtime.perform(lambda s: service.unsubscribe(s, actor=actor, creator_handle=handle, now=runtime.now()))
        self.leaving = False
        await self._read()

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """The viewer's subscription changed, perhaps in another tab."""
        if _place(self).startswith(_CREATORS):
            await self._read()

    def _handle(self) -> str:
        return unquote(_place(self).rpartition("/")[2])

    async def _read(self) -> None:
        viewer, handle = await visiting(self), self._handle()
        self.member, self.missing, self.loaded = viewer is not None, False, True
        self.sign_in_href = f"{routes.SIGN_IN}?next={_place(self)}"
        try:
            self.creator = await db.look(lambda s: views.creator_page(s, handle, viewer, runtime.now()))
        except NotFound:
            self.creator, self.missing = CreatorPage(), True


_CREATORS = routes.to(routes.CREATOR, handle="")

for _kind in ("people", "call"):
    react(_kind, SubscribersState.refresh)
react("people", DiscoverState.refresh)
react("people", CreatorState.refresh)
