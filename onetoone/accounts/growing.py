"""A list that grows by pages: what every state with a "Show more" shares, and those with a search besides."""

from enum import StrEnum

import reflex as rx

from onetoone.security.policy import Who, allow

PAGE = 30
LONGEST_SEARCH = 60
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


class Sifted(Growing, mixin=True):
    """For a growing list of which one may look at a part: those of a name (`_search`), those of a kind (`shown`)."""

    shown: str = ""
    searching: bool = False
    loaded: bool = False
    _search: str = ""

    async def _open(self) -> None:
        """The page was opened: nothing is looked for."""
        await self._find("")

    async def _find(self, text: str) -> None:
        """Only those of that name; whatever a browser sends."""
        self._search = text.strip()[:LONGEST_SEARCH] if isinstance(text, str) else ""
        self.searching = bool(self._search)
        self._from_the_top()
        await self._read()

    async def _choose(self, name: str, choice: str, choices: type[StrEnum]) -> None:
        """Set the variable `name`, and read again, when `choice` is one of `choices`."""
        if choice in tuple(choices):
            setattr(self, name, str(choice))
            self._from_the_top()
            await self._read()
