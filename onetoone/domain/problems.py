"""The life of a reported problem: the fan says what went wrong, the creator answers; silence refunds."""

from enum import StrEnum

from onetoone.domain.errors import Refused
from onetoone.domain.words import N_, said


class What(StrEnum):
    """What went wrong, to choose from."""

    NOTHING_CAME = "nothing_came"
    POOR_LINE = "poor_line"
    CUT_SHORT = "cut_short"
    NOT_AS_AGREED = "not_as_agreed"
    BEHAVIOUR = "behaviour"
    TIP = "tip"
    OTHER = "other"


# Said by `said(WORDS[what])`.
WORDS: dict[What, str] = {
    What.NOTHING_CAME: N_("I couldn’t see or hear them"),
    What.POOR_LINE: N_("The picture or sound was bad"),
    What.CUT_SHORT: N_("It ended too early"),
    What.NOT_AS_AGREED: N_("It wasn’t what we agreed"),
    What.BEHAVIOUR: N_("I didn’t feel treated well"),
    What.TIP: N_("A tip I didn’t mean to give"),
    What.OTHER: N_("Something else"),
}


class Status(StrEnum):
    OPEN = "open"  # the creator has yet to answer
    ANSWERED = "answered"  # in words; a refund may still follow
    REFUNDED = "refunded"
    WITHDRAWN = "withdrawn"  # by the fan
    DISPUTED = "disputed"  # the fan went to their bank, which decides now


class Move(StrEnum):
    ANSWER = "answer"
    REFUND = "refund"
    RUN_OUT = "run_out"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"


# The whole life of a reported problem. A pair that is absent is a move that is refused.
TRANSITIONS: dict[tuple[Status, Move], Status] = {
    (Status.OPEN, Move.ANSWER): Status.ANSWERED,
    (Status.OPEN, Move.REFUND): Status.REFUNDED,
    (Status.OPEN, Move.RUN_OUT): Status.REFUNDED,
    (Status.OPEN, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.OPEN, Move.DISPUTE): Status.DISPUTED,
    (Status.ANSWERED, Move.REFUND): Status.REFUNDED,
    (Status.ANSWERED, Move.DISPUTE): Status.DISPUTED,
}

_WHY_NOT = {
    Status.OPEN: N_("This problem is waiting for an answer."),
    Status.ANSWERED: N_("This problem has been answered."),
    Status.REFUNDED: N_("This problem is settled: there was a refund."),
    Status.WITHDRAWN: N_("This problem was withdrawn."),
    Status.DISPUTED: N_("The bank is deciding about this payment now."),
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; `Refused`, in words for a person, when the table lacks the pair."""
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise Refused(said(_WHY_NOT[status])) from None
