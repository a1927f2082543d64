"""Who is behind an event: the cookie of the tab's websocket, looked up now."""

import reflex as rx

from onetoone import db, runtime
from onetoone.domain import locale
from onetoone.domain.errors import SignedOut
from onetoone.domain.people import Actor
from onetoone.security import sessions


async def acting(state: rx.State) -> Actor:
    """The signed-in person whose tab this is; `SignedOut` for a visitor or an ended session."""
    if (actor := await visiting(state)) is None:
        raise SignedOut
    return actor


async def visiting(state: rx.State) -> Actor | None:
    """The same for what visitors may do too: None for them. Amounts are written in the viewer's manner from here on."""
    actor = await whose(state.router.headers.cookie)
    locale.speak((actor and actor.locale) or locale.wanted(state.router.headers.accept_language))
    return actor


async def whose(cookie_header: str) -> Actor | None:
    """The person whose living session a Cookie header names."""
    if not cookie_header:
        return None
    return await db.look(lambda session: sessions.actor_of(session, cookie_header, runtime.now()))
