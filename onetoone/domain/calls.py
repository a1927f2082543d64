"""The life of a call: its statuses, its moves, and the one table that says which move leads where."""

from enum import StrEnum

from onetoone.domain.errors import Refused
from onetoone.domain.words import N_, said


class Kind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"


class Side(StrEnum):
    """The two people of a call. The media node calls the same thing a seat."""

    CREATOR = "creator"
    FAN = "fan"

    @property
    def other(self) -> "Side":
        return Side.FAN if self is Side.CREATOR else Side.CREATOR


class Ended(StrEnum):
    """Who or what brought a call to its end; decides what is owed (`domain.meter`)."""

    BY_CREATOR = "creator"
    BY_FAN = "fan"
    BY_CLOCK = "clock"
    BY_PLATFORM = "platform"


class Status(StrEnum):
    REQUESTED = "requested"  # the fan asked; the creator has yet to answer
    RINGING = "ringing"  # the fan's screens ring
    MISSED = "missed"  # nobody answered, but the card in the thread can still be joined
    REVIEWING = "reviewing"  # the fan reads price and terms
    PAYING = "paying"  # the fan is at Checkout
    JOINING = "joining"  # paid, or free: both may take their seats
    LIVE = "live"  # media flows both ways; the clock runs
    INTERRUPTED = "interrupted"  # a line dropped; the clock stands still
    ENDED = "ended"  # it was a call, and it is over
    UNCONNECTED = "unconnected"  # both were let in, media never flowed: nothing is charged
    DECLINED = "declined"
    CANCELLED = "cancelled"  # by the creator
    WITHDRAWN = "withdrawn"  # by the fan, who had asked
    EXPIRED = "expired"  # a deadline passed before anybody was let in


class Move(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    RING_OUT = "ring_out"
    EXPIRE = "expire"
    JOIN = "join"
    GIVE_TIME = "give_time"
    PAY = "pay"
    STEP_BACK = "step_back"
    ADMIT = "admit"
    CONNECT = "connect"
    DROP = "drop"
    RESUME = "resume"
    HANG_UP = "hang_up"
    RUN_OUT = "run_out"
    GIVE_UP = "give_up"


# The whole life of a call. A pair that is absent is a move that is refused.
TRANSITIONS: dict[tuple[Status, Move], Status] = {
    (Status.REQUESTED, Move.ACCEPT): Status.RINGING,
    (Status.REQUESTED, Move.DECLINE): Status.DECLINED,
    (Status.REQUESTED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.REQUESTED, Move.EXPIRE): Status.EXPIRED,
    (Status.RINGING, Move.JOIN): Status.REVIEWING,
    (Status.RINGING, Move.DECLINE): Status.DECLINED,
    (Status.RINGING, Move.CANCEL): Status.CANCELLED,
    (Status.RINGING, Move.RING_OUT): Status.MISSED,
    (Status.MISSED, Move.JOIN): Status.REVIEWING,
    (Status.MISSED, Move.DECLINE): Status.DECLINED,
    (Status.MISSED, Move.CANCEL): Status.CANCELLED,
    (Status.MISSED, Move.EXPIRE): Status.EXPIRED,
    (Status.REVIEWING, Move.PAY): Status.PAYING,
    (Status.REVIEWING, Move.ADMIT): Status.JOINING,
    (Status.REVIEWING, Move.GIVE_TIME): Status.REVIEWING,
    (Status.REVIEWING, Move.DECLINE): Status.DECLINED,
    (Status.REVIEWING, Move.CANCEL): Status.CANCELLED,
    (Status.REVIEWING, Move.EXPIRE): Status.EXPIRED,
    (Status.PAYING, Move.STEP_BACK): Status.REVIEWING,
    (Status.PAYING, Move.ADMIT): Status.JOINING,
    (Status.PAYING, Move.GIVE_TIME): Status.PAYING,
    (Status.PAYING, Move.DECLINE): Status.DECLINED,
    (Status.PAYING, Move.CANCEL): Status.CANCELLED,
    (Status.PAYING, Move.EXPIRE): Status.EXPIRED,
    (Status.JOINING, Move.CONNECT): Status.LIVE,
    (Status.JOINING, Move.HANG_UP): Status.UNCONNECTED,
    (Status.JOINING, Move.GIVE_UP): Status.UNCONNECTED,
    (Status.LIVE, Move.DROP): Status.INTERRUPTED,
    (Status.LIVE, Move.HANG_UP): Status.ENDED,
    (Status.LIVE, Move.RUN_OUT): Status.ENDED,
    (Status.INTERRUPTED, Move.RESUME): Status.LIVE,
    (Status.INTERRUPTED, Move.HANG_UP): Status.ENDED,
    (Status.INTERRUPTED, Move.GIVE_UP): Status.ENDED,
}

OVER = frozenset(Status) - {status for status, _move in TRANSITIONS}
"""Statuses that no move leaves."""

ACTIVE = frozenset({Status.RINGING, Status.REVIEWING, Status.PAYING, Status.JOINING, Status.LIVE, Status.INTERRUPTED})
"""Statuses that take up the one slot of both people."""

SEATED = frozenset({Status.JOINING, Status.LIVE, Status.INTERRUPTED})
"""Statuses in which the media node has seats for both."""

# What happens by itself when the deadline of a status has passed.
ON_DEADLINE: dict[Status, Move] = {
    Status.REQUESTED: Move.EXPIRE,
    Status.RINGING: Move.RING_OUT,
    Status.MISSED: Move.EXPIRE,
    Status.REVIEWING: Move.EXPIRE,
    Status.PAYING: Move.EXPIRE,
    Status.JOINING: Move.GIVE_UP,
    Status.LIVE: Move.RUN_OUT,
    Status.INTERRUPTED: Move.GIVE_UP,
}

_WHY_NOT = {
    Status.REQUESTED: N_("This request is still waiting for an answer."),
    Status.RINGING: N_("This call is still ringing."),
    Status.MISSED: N_("This call was missed."),
    Status.REVIEWING: N_("The details of this call are being looked at right now."),
    Status.PAYING: N_("This call is being paid for right now."),
    Status.JOINING: N_("This call is just starting."),
    Status.LIVE: N_("This call is under way."),
    Status.INTERRUPTED: N_("This call is under way."),
    Status.ENDED: N_("This call is over."),
    Status.UNCONNECTED: N_("This call is over. It never connected, so nothing was charged."),
    Status.DECLINED: N_("This call was declined."),
    Status.CANCELLED: N_("This call was cancelled."),
    Status.WITHDRAWN: N_("This request was withdrawn."),
    Status.EXPIRED: N_("This call has expired."),
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; `Refused`, in words for a person, when the table lacks the pair."""
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise Refused(said(_WHY_NOT[status])) from None
