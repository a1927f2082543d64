"""An open tab: learns from the bulletin what changed and has the rooms read it again."""

import dataclasses
import inspect
import logging
from collections import defaultdict
from typing import Any

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from onetoone import routes
from onetoone.accounts import listener
from onetoone.accounts.state import AboutState, MeState
from onetoone.domain.errors import OneToOneError
from onetoone.domain.people import Actor
from onetoone.security.acting import visiting
from onetoone.security.policy import Who, allow

_log = logging.getLogger(__name__)
_reactions: dict[str, list[Any]] = defaultdict(list)


def react(kind: str, handler: Any) -> None:
    """Have `handler` (no arguments, not a background one) called in each tab of an affected account when things of
    that kind ("thread", "writing", "call", "people") changed, and once whenever a tab connects. Say it when the module
    loads:

    >>> react("thread", ThreadState.refresh)
    """
    _reactions[kind].append(handler)


class Tab(rx.State):
    """One open tab. `arrive` comes first in every page's on_load."""

    _connection: str = ""  # the websocket for which everything was read

    @rx.event
    @allow(Who.ANYONE)
    async def arrive(self) -> list[Any]:
        """Whose tab it is. After a (re)connect, what rooms show on every page is read again; then the tab listens."""
        session = self.router.session
        (await self.get_state(AboutState)).asking = ""  # a sheet belongs to the page that it was opened on
        actor = await visiting(self)
        if actor is None:
            listener.close(session.client_token)
            return await _read_again(self, ["me"])
        wishes = []
        if session.session_id != self._connection:
            self._connection = session.session_id
            wishes = await _read_again(self, _reactions)
        app, tab = RegistrationContext.get().app, session.client_token
        listener.listen(
            tab,
            actor,
            lambda: app.event_namespace is not None and tab in app.event_namespace.token_to_sid,
            lambda kinds: _catch_up(app, tab, actor, kinds),
        )
        return wishes


async def _catch_up(app: rx.App, tab: str, actor: Actor, kinds: set[str]) -> bool:
    namespace = app.event_namespace
    async with app.modify_state(rx.BaseStateToken(ident=tab, cls=Tab)) as root:
        state = await root.get_state(Tab)
        if namespace is None or namespace.token_to_sid.get(tab) != state._connection:
            return True  # another websocket is about to arrive, and reads everything anew
        holder = await visiting(state)
        still = holder is not None and holder.id == actor.id
        if still:
            wishes = Event.from_event_type(await _read_again(state, sorted(kinds)))
        else:  # signed out, in another tab or from elsewhere
            await _read_again(state, ["me"])
            wishes = Event.from_event_type(rx.redirect(routes.HOME))
        here = dict(root.router_data)
    for wish in wishes:
        if wish.name.startswith("_"):  # for the browser alone: a redirect, a sound
            await namespace.emit_update(StateUpdate(events=[wish]), tab)
        else:
            with app.set_contexts():
                await app.event_processor.enqueue(tab, dataclasses.replace(wish, router_data=here))
    return still


async def _read_again(state: rx.State, kinds: Any) -> list[Any]:
    """Call what rooms registered for these kinds, each handler once; what they want to happen next."""
    wishes: list[Any] = []
    for handler in dict.fromkeys(handler for kind in kinds for handler in _reactions.get(kind, ())):
        try:
            room = await state.get_state(_state_of(handler))
            answer = handler.fn(room)
            if inspect.isawaitable(answer):
                answer = await answer
            if answer is not None:
                wishes.extend(answer if isinstance(answer, list) else [answer])
        except OneToOneError as told:
            _log.info("nothing to read again: %s", told.user_message)
        except Exception:  # one room's trouble must not make the tab deaf for the others
            _log.exception("a reaction failed")
    return wishes


def _state_of(handler: Any) -> type[rx.State]:
    return RegistrationContext.get().base_states[handler.state_full_name]  # type: ignore[return-value]


for _kind in ("me", "thread", "people"):
    react(_kind, MeState.refresh)
