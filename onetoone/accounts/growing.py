"""A list that grows by pages: what every state with a "Show more" shares."""

import reflex as rx

from onetoone.security.policy import Who, allow

PAGE = 30
MOST_SHOWN = 300  # however often "Show more" is pressed: the whole list travels with each change


class Growing(rx.State, mixin=True):
    """For a state whose `_read` shows the first `_most` rows.

    >>> class PaymentsState(Growing, rx.State): ...
    """

    _most: int = PAGE

    @rx.event
    @allow(Who.MEMBER)
    async def more(self) -> None:
        """A page more."""
        self._most = min(self._most + PAGE, MOST_SHOWN)
        await self._read()

    def _from_the_top(self) -> None:
        """The page was opened, or shows something else: its first page."""
        self._most = PAGE

    async def _read(self) -> None:
        raise NotImplementedError
