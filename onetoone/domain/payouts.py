"""How creators are paid: where their account at Stripe stands, and the life of a payout, one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from onetoone.domain.errors import Refused
from onetoone.domain.money_back import TransferBack
from onetoone.domain.words import _


class Standing(StrEnum):
    """Where a creator's account for payouts stands."""

    STARTED = "started"  # Stripe still wants to know something
    CHECKING = "checking"  # Stripe looks at what it was told
    READY = "ready"
    RESTRICTED = "restricted"  # it was ready, or might have been: paid calls wait until it is in order


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """What Stripe says of a connected account right now."""

    id: str
    transfers: str  # active, pending, restricted, rejected, unsupported
    payouts: str
    wants: tuple[str, ...] = ()  # what the creator is asked for
    past_due: bool = False
    way_out: str = ""  # provide_info, contact_stripe, no_resolution


def standing(seen: AccountSeen, *, was_ready: bool) -> Standing:
    """In our words. What was never ready is only unfinished, unless Stripe has said no or waits for too long."""
    if seen.transfers == "active":
        return Standing.READY
    if seen.transfers in ("rejected", "unsupported") or seen.way_out == "contact_stripe":
        return Standing.RESTRICTED
    if seen.transfers == "pending":
        return Standing.CHECKING
    return Standing.RESTRICTED if was_ready or seen.past_due else Standing.STARTED


class Status(StrEnum):
    """Where a payout stands."""

    ASKED = "asked"  # decided here; Stripe may or may not know of it
    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    FAILED = "failed"  # the amount is available again


class Move(StrEnum):
    SEND = "send"
    ARRIVE = "arrive"
    FAIL = "fail"


# The whole life of a payout. A pair that is absent is no news.
TRANSITIONS: dict[tuple[Status, Move], Status] = {
    (Status.ASKED, Move.SEND): Status.ON_ITS_WAY,
    (Status.ASKED, Move.ARRIVE): Status.ARRIVED,
    (Status.ASKED, Move.FAIL): Status.FAILED,
    (Status.ON_ITS_WAY, Move.ARRIVE): Status.ARRIVED,
    (Status.ON_ITS_WAY, Move.FAIL): Status.FAILED,
    # A bank may send money back days after it was called paid: https://docs.stripe.com/payouts#payout-failures
    (Status.ARRIVED, Move.FAIL): Status.FAILED,
}
OPEN = frozenset({Status.ASKED, Status.ON_ITS_WAY})
HEARD = {
    "pending": Move.SEND,
    "in_transit": Move.SEND,
    "paid": Move.ARRIVE,
    "failed": Move.FAIL,
    "canceled": Move.FAIL,
}
"""Stripe's words for a payout's status, as moves: https://docs.stripe.com/api/payouts/object#payout_object-status"""


@dataclass(frozen=True, slots=True)
class PayoutSeen:
    """What Stripe says of a payout right now."""

    id: str
    status: str
    amount: int
    currency: str
    automatic: bool
    arrives_on: datetime
    failure: str = ""  # Stripe's code
    bank: str = ""  # "Some Bank ···· 6789"
    metadata: Mapping[str, str] = field(default_factory=dict)


class NotSent(Exception):
    """Stripe will not move this money; `code` says why. Nothing has moved."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ConnectGateway(Protocol):
    """Stripe Connect, as far as the product needs it. `parameters` were frozen when the operation was written down."""

    async def open_account(self, key: str, parameters: Mapping[str, Any]) -> str:
        """The id of the account; its payouts are by hand from the start."""
        ...

    async def account(self, stripe_id: str) -> AccountSeen: ...
    async def account_link(self, stripe_id: str, *, update: bool, back: str, again: str) -> str:
        """The address of the onboarding page, or of the one where details are changed: for one person, for minutes."""
        ...

    async def available(self, stripe_id: str) -> Mapping[str, int]:
        """What can be paid out of the account, by currency."""
        ...

    async def send(self, key: str, parameters: Mapping[str, Any]) -> str:
        """Transfer; its id. `NotSent` when Stripe refuses."""
        ...

    async def sent_in(self, group: str, payment_id: str) -> Sequence[str]:
        """The ids of the transfers of a payment, by the group they are in."""
        ...

    async def came_back_of(self, transfer_id: str) -> Sequence[TransferBack]:
        """What of a transfer was taken back, by whomever."""
        ...

    async def reverse(self, key: str, transfer_id: str, amount: int, *, again: bool = False) -> None:
        """Take a part of a transfer back. `NotSent` when Stripe refuses. `again`, when Stripe may have forgotten the
        key: nothing is taken that was taken under it."""
        ...

    async def pay_out(self, key: str, stripe_id: str, parameters: Mapping[str, Any]) -> PayoutSeen:
        """`NotSent` when Stripe refuses."""
        ...

    async def payout(self, stripe_id: str, payout_id: str) -> PayoutSeen: ...
    async def payouts(self, stripe_id: str) -> list[PayoutSeen]:
        """The newest ones."""
        ...


def payable(*, available: int, there: int, leaving: int, step: int = 1) -> int:
    """What can be paid out of `available`: as far as it lies `there`, in the creator's own account, and isn't `leaving`
    already. What is disputed, or still with the platform, is not in it. Minor units, in whole `step`s."""
    amount = max(0, min(available, there - leaving))
    return amount - amount % step


def require_ready(standing: Standing | None) -> None:
    """`Refused`, in words that say what to do, for an account that can't be paid out."""
    if standing is not Standing.READY:
        raise Refused(
            {
                None: _("Set up payouts first."),
                Standing.STARTED: _("Stripe still needs a few details before it can pay you out."),
                Standing.CHECKING: _("Stripe is still checking your details. You can be paid out once that is done."),
                Standing.RESTRICTED: _("Your account at Stripe is restricted. Give Stripe what it asks for first."),
            }[standing]
        )
