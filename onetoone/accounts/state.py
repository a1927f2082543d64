"""Who this tab belongs to, for the frame around every page."""

import reflex as rx

from onetoone import db
from onetoone.accounts import views
from onetoone.security.acting import visiting
from onetoone.security.policy import Who, allow


class MeState(rx.State):
    """The signed-in person, as their own screen shows them. All of it is theirs to see."""

    signed_in: bool = False
    name: str = ""
    handle: str = ""
    picture: str = ""
    line: str = ""
    is_creator: bool = False
    unread: int = 0

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Read the person again; a visitor leaves it empty."""
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        me = await db.look(lambda session: views.me(session, actor))
        self.signed_in = True
        self.name, self.handle, self.picture, self.line = me.name, me.handle, me.picture, me.line
        self.is_creator, self.unread = me.is_creator, me.unread
