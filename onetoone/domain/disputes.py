"""The life of a dispute: the fan's bank takes a payment back, hears both sides, and decides."""

from enum import StrEnum

from onetoone.domain.errors import Refused
from onetoone.domain.words import N_, said


class Status(StrEnum):
    INQUIRED = "inquired"  # the bank asks; no money has moved
    OPEN = "open"  # the money is gone until the bank has decided, and it waits for our evidence
    REVIEWED = "reviewed"  # the bank has our evidence
    WON = "won"  # the money came back
    LOST = "lost"
    CLOSED = "closed"  # an inquiry that came to nothing


class Move(StrEnum):
    ESCALATE = "escalate"
    SUBMIT = "submit"
    WIN = "win"
    LOSE = "lose"
    CLOSE = "close"


# The whole life of a dispute. A pair that is absent is a move that is refused.
TRANSITIONS: dict[tuple[Status, Move], Status] = {
    (Status.INQUIRED, Move.ESCALATE): Status.OPEN,
    (Status.INQUIRED, Move.CLOSE): Status.CLOSED,
    (Status.OPEN, Move.SUBMIT): Status.REVIEWED,
    (Status.OPEN, Move.WIN): Status.WON,
    (Status.OPEN, Move.LOSE): Status.LOST,
    (Status.REVIEWED, Move.WIN): Status.WON,
    (Status.REVIEWED, Move.LOSE): Status.LOST,
}

TAKEN = frozenset({Status.OPEN, Status.REVIEWED, Status.WON, Status.LOST})
"""The bank took the money, once: such a payment can't be refunded any more."""

UNDECIDED = frozenset({Status.INQUIRED, Status.OPEN, Status.REVIEWED})

# Stripe's words: https://docs.stripe.com/api/disputes/object#dispute_object-status
_HEARD = {
    "warning_needs_response": Status.INQUIRED,
    "warning_under_review": Status.INQUIRED,
    "warning_closed": Status.CLOSED,
    "prevented": Status.CLOSED,
    "needs_response": Status.OPEN,
    "under_review": Status.REVIEWED,
    "appeal_needs_response": Status.LOST,
    "appeal_under_review": Status.LOST,
    "won": Status.WON,
    "lost": Status.LOST,
}


_WHY_NOT = {
    Status.INQUIRED: N_("This dispute is inquired already."),
    Status.OPEN: N_("This dispute is open already."),
    Status.REVIEWED: N_("This dispute is reviewed already."),
    Status.WON: N_("This dispute is won already."),
    Status.LOST: N_("This dispute is lost already."),
    Status.CLOSED: N_("This dispute is closed already."),
}


def heard(word: str) -> Status:
    """Where a dispute stands by Stripe's word; an unknown one is taken for open, which hides nothing."""
    return _HEARD.get(word, Status.OPEN)


def way(here: Status, there: Status) -> list[Move]:
    """The moves of the table that lead from `here` to `there`, fewest first; `Refused` when none does.

    News may skip a step: who missed "under review" hears "won".
    """
    ways: list[tuple[Status, list[Move]]] = [(here, [])]
    for at, moves in ways:
        if at is there:
            return moves
        ways += [(to, [*moves, move]) for (start, move), to in TRANSITIONS.items() if start is at]
    raise Refused(said(_WHY_NOT[here]))


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; `Refused` when the table lacks the pair."""
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise Refused(said(_WHY_NOT[status])) from None
