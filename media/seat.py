"""One person's place in a room, and what others are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from media.descriptions import Description
from media.leg import Leg
from media.messages import SeatState
from media.rewriting import Transport

CREATOR, FAN, ECHO = "creator", "fan", "echo"


class Page(Protocol):
    """A page's websocket."""

    def send(self, kind: str, **fields: object) -> None: ...
    def close(self, code: int) -> None: ...


@dataclass
class Seat:
    """`greeted` is false until the page said hello; `wants` is true while it needs a new epoch."""

    name: str
    page: Page | None = None
    greeted: bool = False
    wants: bool = False
    state: SeatState = field(default_factory=SeatState)
    leg: Leg | None = None
    transport: Transport | None = None
    fingerprints: frozenset[tuple[str, str]] = frozenset()
    agreed: Description | None = None  # what this side was last answered with, to answer its restarts from

    @property
    def connected(self) -> bool:
        return self.leg is not None and self.leg.connected

    @property
    def quality(self) -> str:
        """In a word, of this person's own line."""
        return self.leg.line.word if self.leg is not None and self.leg.connected else "bad"

    @property
    def speaks(self) -> bool:
        return self.leg is not None and self.leg.voice.speaks

    def presence(self) -> dict[str, Any]:
        """What the other's page is told."""
        present = self.page is not None and self.greeted
        return {"present": present, "state": self.state.as_json() if present else None}

    def as_json(self) -> dict[str, Any]:
        """What the app is told."""
        leg = self.leg
        rtt = leg.line.rtt if leg else None
        return {
            "present": self.page is not None,
            "connected": self.connected,
            "packets": dict(leg.packets) if leg else {"audio": 0, "video": 0},
            "refused": leg.allowance.refused if leg else 0,
            "quality": self.quality,
            "loss": round(leg.line.loss, 4) if leg else 0.0,
            "rtt_ms": None if rtt is None else round(rtt * 1000),
        }


def other_of(seats: Mapping[str, Seat], seat: Seat) -> Seat:
    """Whoever sits opposite; in an echo room, oneself."""
    return next((one for one in seats.values() if one is not seat), seat)
