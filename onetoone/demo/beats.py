"""What a demo conversation is told in: something said, or a call with all that became of it."""

from dataclasses import dataclass, field
from typing import TypeAlias

from onetoone.domain.calls import Ended, Kind, Side

CREATOR, FAN = Side.CREATOR, Side.FAN
VIDEO, AUDIO = Kind.VIDEO, Kind.AUDIO


@dataclass(frozen=True, slots=True)
class Say:
    """`by` writes something, `at` days ago; `unread`: the other has not seen it yet."""

    at: float
    by: Side
    text: str
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """How a call came about, `at` days ago. Price in minor units, length in minutes."""

    at: float
    by: Side
    kind: Kind
    price: int
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Talked:
    """A call that took place. `spans`: seconds of media both ways, one after the other; between two of them `missing`
    had lost the line for `pause` seconds. `tip`: minor units, given near the end; 0 for none."""

    terms: Terms
    spans: tuple[int, ...]
    ended: Ended
    tip: int = 0
    card: str = "Visa ···· 4242"
    missing: Side = FAN
    pause: int = 21


@dataclass(frozen=True, slots=True)
class NeverConnected:
    """Both were let in, media never flowed: the hold was released."""

    terms: Terms
    card: str = "Visa ···· 4242"


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A request that the creator declined, or an invitation that the fan did."""

    terms: Terms
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """Nobody answered, and the invitation ran out."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A request that the fan withdrew, or an invitation that the creator cancelled."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that still waits for its answer."""

    terms: Terms


Outcome: TypeAlias = Talked | NeverConnected | TurnedDown | Missed | TakenBack | Waiting
Beat: TypeAlias = Say | Outcome


@dataclass(frozen=True, slots=True)
class Story:
    """A fan follows a creator since so many days ago, and what has happened between them, the oldest first."""

    creator: str
    fan: str
    since: float
    beats: tuple[Beat, ...] = field(default=())
