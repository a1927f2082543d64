"""What the product needs of Stripe to give money back and to answer a bank: plain values and a small port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class RefundSeen:
    """What Stripe says of a refund right now. Amounts in minor units."""

    id: str
    status: str
    amount: int
    metadata: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""  # the bank's reason, when it failed
    reversal: str = ""  # Stripe took money back from the creator's account with it: that reversal's id, and how much
    reversed: int = 0


@dataclass(frozen=True, slots=True)
class FeeBack:
    """A part of the platform's fee that was given to the creator's account at Stripe. Minor units."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class TransferBack:
    """A part of a transfer that left the creator's account at Stripe. Minor units. `by_itself`: neither asked for by us
    nor with a refund."""

    id: str
    transfer: str
    amount: int
    by_itself: bool


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """What Stripe says of a dispute right now. Amounts in minor units."""

    id: str
    status: str
    amount: int
    reason: str
    opened: datetime
    answer_by: datetime | None = None
    fee: int = 0  # what Stripe keeps for it, after what it gave back


class MoneyBack(Protocol):
    """Refunds and disputes at Stripe. `parameters` were frozen when the operation was written down."""

    async def refund(self, key: str, parameters: Mapping[str, Any], *, again: bool = False) -> RefundSeen:
        """Give money back; `ports.Declined` when Stripe will never do it. `again`, when Stripe may have forgotten the
        key: what was made under it then is the answer."""
        ...

    async def refunds_of(self, intent_id: str) -> Sequence[RefundSeen]: ...
    async def fees_back_of(self, fee_id: str) -> Sequence[FeeBack]:
        """What of a charge's application fee was given back, with refunds and without."""
        ...

    async def disputes_of(self, intent_id: str) -> Sequence[DisputeSeen]: ...
    async def submit_evidence(self, key: str, dispute_id: str, evidence: Mapping[str, str]) -> DisputeSeen:
        """Hand our side in, once; when the bank takes nothing any more, the dispute as it is now."""
        ...

    async def news(self, types: Sequence[str], since: datetime) -> Sequence[Mapping[str, Any]]:
        """Events of these types since then, as plain data, newest first: for those whose webhook never came."""
        ...
