"""The choke point of every event, background ones included: who may call this handler, and is it them?"""

import logging

import reflex as rx
from reflex.event import Event
from reflex.state import BaseState, StateUpdate

from onetoone import routes
from onetoone.domain.errors import Refused
from onetoone.domain.words import _
from onetoone.security import policy
from onetoone.security.acting import visiting
from onetoone.security.policy import Who
from onetoone.security.trouble import said

_log = logging.getLogger(__name__)


class Gate(rx.Middleware):
    """Refuses what no policy allows, sends visitors to the sign-in, and looks members up anew for each event."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through; anything else is the answer instead of it."""
        who = policy.who_may(event.name)
        if who is None:
            _log.warning("refused an event that nobody may send: %.200s", event.name)
            return StateUpdate()
        if who is Who.ANYONE:
            # No var of ours lives in browser storage, so what the browser says is in there is for nobody.
            if policy.is_reflex(event.name):
                event.payload.pop("vars", None)
            return None
        actor = await visiting(state)
        if who is Who.OPERATOR and (actor is None or not actor.is_operator):
            # Not even a sign-in is offered: for others there is nothing here.
            return StateUpdate(events=Event.from_event_type(rx.redirect(routes.NOWHERE, replace=True)))
        if actor is None:
            return StateUpdate(events=Event.from_event_type(rx.redirect(to_sign_in(state.router.url.path))))
        if who is Who.CREATOR and not actor.is_creator:
            return StateUpdate(events=Event.from_event_type(said(Refused(_("That is for creators.")))))
        return None


def to_sign_in(path: str) -> str:
    """The sign-in that leads back to `path`."""
    return f"{routes.SIGN_IN}?next={path}" if path.startswith("/") and path != routes.HOME else routes.SIGN_IN
