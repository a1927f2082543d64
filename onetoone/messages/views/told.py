"""To whom an event is told, and what is known of it: what its line is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from onetoone.domain.calls import Side
from onetoone.domain.money import Money
from onetoone.domain.words import _, said
from onetoone.models import Call


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told (`side`), about whom (`other`, a name), and what is known of the event and its call."""

    side: Side
    other: str
    data: Mapping[str, Any]
    call: Call | None

    def pick(self, creator: str, fan: str) -> str:
        """The creator's or the fan's words."""
        return creator if self.side is Side.CREATOR else fan

    def said(self, creator: str, fan: str, **values: Any) -> str:
        """The same of two marked texts, in which {name} is the other's."""
        return said(self.pick(creator, fan), name=self.other, **values)

    def money(self, key: str = "amount") -> Money:
        return Money(self.data[key], self.data["currency"])

    def fee(self) -> Money:
        """The platform's share: as it was taken, or by the call's terms when the event doesn't say."""
        if "fee" in self.data:
            return self.money("fee")
        return self.money().fee(self.call.fee_basis_points if self.call else 0)

    def minutes(self) -> int | None:
        """How many minutes were added, where it is about those."""
        return int(self.data["minutes"]) if "minutes" in self.data else None

    def card(self) -> str:
        """ "Visa ···· 4242"; the four digits stay with their dots."""
        return str(self.data.get("card") or "").replace(" ", "\u00a0")


Line: TypeAlias = Callable[[Told], str]


def duration(milliseconds: int) -> str:
    """How long something took: "48 s", "12 min", "12 min 5 s", "1 h 4 min"."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else _("{hours} h", hours=hours)
    if minutes and seconds:
        return _("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    return _("{n} min", n=minutes) if minutes else _("{seconds} s", seconds=seconds)
