"""What a person is told when something went wrong: the words of our own errors, one kind sentence for all others."""

import logging

import reflex as rx
from reflex.event import EventSpec

from onetoone import routes, ui
from onetoone.domain.errors import OneToOneError, SignedOut
from onetoone.domain.words import N_, _
from onetoone.security.acting import visiting
from onetoone.security.policy import Who, allow

_log = logging.getLogger(__name__)
SORRY = N_("Something went wrong on our side. Please try again.")


class Trouble(rx.State):
    """Says things on the caller's own screen, and there only."""

    @rx.event
    @allow(Who.ANYONE)
    async def tell(self, words: str) -> None:
        """Show `words` as a toast."""
        if isinstance(words, str):
            await visiting(self)  # a handler that failed can't say any more to whom it spoke
            await ui.tell(self, _(SORRY) if words == SORRY else words[:300], "danger", assertive=True)


def said(error: OneToOneError) -> EventSpec:
    """The event that shows the error's words to its person."""
    return _telling(error.user_message)


def backend_exception_handler(exception: Exception) -> EventSpec | None:
    """For `rx.App(backend_exception_handler=…)`: turns what a handler raised into what its person sees."""
    if isinstance(exception, SignedOut):
        return rx.redirect(routes.SIGN_IN)
    if isinstance(exception, OneToOneError):
        return said(exception)
    _log.error("a handler failed", exc_info=exception)
    return _telling(SORRY)


def _telling(words: str) -> EventSpec:
    event: EventSpec = Trouble.tell(words)  # type: ignore[operator]  # a class's handler is callable; see rx.event
    return event
