"""The life of a refund: asked for, on its way, arrived; or sent back by the bank, even after it looked well."""

from enum import StrEnum

from onetoone.domain.errors import Refused
from onetoone.domain.words import N_, said


class Status(StrEnum):
    ASKED = "asked"  # written down; Stripe may or may not know of it
    PENDING = "pending"  # Stripe has it, the bank has yet to take it
    SUCCEEDED = "succeeded"
    FAILED = "failed"  # the bank sent it back: the money is ours again
    REFUSED = "refused"  # Stripe would not make it


class Move(StrEnum):
    WAIT = "wait"
    SUCCEED = "succeed"
    FAIL = "fail"
    REFUSE = "refuse"


class By(StrEnum):
    """Who gave the money back."""

    CREATOR = "creator"
    CLOCK = "clock"  # a reported problem that nobody answered
    OPERATOR = "operator"
    PLATFORM = "platform"  # money that came too late, or for nothing
    STRIPE = "stripe"  # somebody did it there; we have found it


# The whole life of a refund. A pair that is absent is a move that is refused.
TRANSITIONS: dict[tuple[Status, Move], Status] = {
    (Status.ASKED, Move.WAIT): Status.PENDING,
    (Status.ASKED, Move.SUCCEED): Status.SUCCEEDED,
    (Status.ASKED, Move.FAIL): Status.FAILED,
    (Status.ASKED, Move.REFUSE): Status.REFUSED,
    (Status.PENDING, Move.SUCCEED): Status.SUCCEEDED,
    (Status.PENDING, Move.FAIL): Status.FAILED,
    # https://docs.stripe.com/refunds#failed-refunds: weeks later, when the card is gone.
    (Status.SUCCEEDED, Move.FAIL): Status.FAILED,
}

GIVEN = frozenset({Status.ASKED, Status.PENDING, Status.SUCCEEDED})
"""What counts against the captured amount: it is given back, or about to be."""

UNSETTLED = frozenset({Status.ASKED, Status.PENDING})
"""Stripe has the next word."""

LOST = frozenset({Status.FAILED, Status.REFUSED})
"""It did not arrive: the money is with us."""

# What Stripe's word on a refund means: https://docs.stripe.com/api/refunds/object#refund_object-status
HEARD: dict[str, Move] = {
    "pending": Move.WAIT,
    "requires_action": Move.WAIT,
    "succeeded": Move.SUCCEED,
    "failed": Move.FAIL,
    "canceled": Move.FAIL,
}


_WHY_NOT = {
    Status.ASKED: N_("This refund is asked already."),
    Status.PENDING: N_("This refund is pending already."),
    Status.SUCCEEDED: N_("This refund is succeeded already."),
    Status.FAILED: N_("This refund is failed already."),
    Status.REFUSED: N_("This refund is refused already."),
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; `Refused` when the table lacks the pair."""
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise Refused(said(_WHY_NOT[status])) from None
