"""The life of a reported problem: the fan says what went wrong, the creator answers; silence refunds."""

from enum import StrEnum

from onetoone.domain.errors import Refused


class What(StrEnum):
    """What went wrong, to choose from."""

    NOTHING_CAME = "nothing_came"
    POOR_LINE = "poor_line"
    CUT_SHORT = "cut_short"
    NOT_AS_AGREED = "not_as_agreed"
    BEHAVIOUR = "behaviour"
    TIP = "tip"
    OTHER = "other"


WORDS: dict[What, str] = {
    What.NOTHING_CAME: "I couldn’t see or hear them",
    What.POOR_LINE: "The picture or sound was bad",
    What.CUT_SHORT: "It ended too early",
    What.NOT_AS_AGREED: "It wasn’t what we agreed",
    What.BEHAVIOUR: "I didn’t feel treated well",
    What.TIP: "A tip I didn’t mean to give",
    What.OTHER: "Something else",
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
    Status.OPEN: "This problem is waiting for an answer.",
    Status.ANSWERED: "This problem has been answered.",
    Status.REFUNDED: "This problem is settled: there was a refund.",
    Status.WITHDRAWN: "This problem was withdrawn.",
    Status.DISPUTED: "The bank is deciding about this payment now.",
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; `Refused`, in words for a person, when the table lacks the pair."""
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise Refused(_WHY_NOT[status]) from None
