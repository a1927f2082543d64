"""Who is behind an event: the cookie of the tab's websocket, looked up now."""

import reflex as rx
from reflex.state import BaseState

from onetoone import db, runtime
from onetoone.domain import locale, words
from onetoone.domain.errors import SignedOut
from onetoone.domain.people import Actor
from onetoone.security import sessions


async def acting(state: rx.State) -> Actor:
    """The signed-in person whose tab this is; `SignedOut` for a visitor or an ended session."""
    if (actor := await visiting(state)) is None:
        raise SignedOut
    return actor


async def visiting(state: BaseState) -> Actor | None:
    """The same for what visitors may do too: None for them. From here on things are said as the viewer reads them."""
    headers = state.router.headers
    actor = await whose(headers.cookie)
    words.speak(words.wanted(headers.cookie, headers.accept_language))
    locale.speak((actor and actor.locale) or locale.wanted(headers.accept_language))
    return actor


async def whose(cookie_header: str) -> Actor | None:
    """The person whose living session a Cookie header names."""
    if not cookie_header:
        return None
    return await db.look(lambda session: sessions.actor_of(session, cookie_header, runtime.now()))
