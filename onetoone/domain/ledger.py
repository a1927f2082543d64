"""Double entry: which accounts a money event touches. Positive is what the platform has, negative what it owes.

Every account has its name here, and every transaction a function that returns its derived id and its lines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onetoone.domain.ids import AccountId, PaymentId

STRIPE_CLEARING = "stripe_clearing"  # what lies at Stripe, in the platform's balance
STRIPE_FEES = "stripe_fees"  # what Stripe kept
STRIPE_DISPUTED = "stripe_disputed"  # what banks took back and have yet to decide about
PLATFORM_REVENUE = "platform_revenue"
_CREATORS = re.compile(r"creator:([^:]+):(pending|available|dispute_hold|payouts_in_transit)")


def pending(creator: AccountId) -> str:
    """What a creator has earned and Stripe has not made available yet."""
    return f"creator:{creator}:pending"


def available(creator: AccountId) -> str:
    """What a creator has earned and can be paid out."""
    return f"creator:{creator}:available"


def dispute_hold(creator: AccountId) -> str:
    """A creator's share of what is disputed: theirs again when the dispute is won."""
    return f"creator:{creator}:dispute_hold"


def payouts_in_transit(creator: AccountId) -> str:
    """What is on its way to a creator's bank: available again when the payout fails."""
    return f"creator:{creator}:payouts_in_transit"


def at_stripe(creator: AccountId) -> str:
    """What lies in a creator's account at Stripe: the platform's to answer for, until it is at their bank."""
    return f"connected:{creator}"


def share(creator: AccountId, *, ripe: bool) -> str:
    """Where a creator's share of a payment stands: available once Stripe has made it so (`Payment.available_at`)."""
    return available(creator) if ripe else pending(creator)


def owner(account: str) -> AccountId | None:
    """The creator whose money an account is; None for the platform's own accounts."""
    found = _CREATORS.fullmatch(account)
    return AccountId(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a transaction: `amount` minor units on `account`."""

    account: str
    amount: int


Transaction = tuple[str, list[Line]]
"""A derived id, under which it is written once, and the lines, which sum to zero."""


def balanced(lines: Iterable[Line]) -> list[Line]:
    """The lines that say something. `ArithmeticError` when they don't sum to zero or name an account twice."""
    kept = [line for line in lines if line.amount]
    if any(type(line.amount) is not int for line in kept):
        raise ArithmeticError("an amount is not a whole number of minor units")
    if sum(line.amount for line in kept) != 0:
        raise ArithmeticError("the lines do not sum to zero")
    if len({line.account for line in kept}) != len(kept):
        raise ArithmeticError("an account appears twice")
    return kept


def capture(payment: PaymentId, creator: AccountId, *, gross: int, fee: int, processing: int) -> Transaction:
    """Captured money of a call or a tip.

    `gross` came in, of which Stripe kept `processing`; `fee` is the platform's, the rest is the creator's. Minor units.
    """
    return f"cap:{payment}", balanced(
        [
            Line(STRIPE_CLEARING, gross - processing),
            Line(STRIPE_FEES, processing),
            Line(PLATFORM_REVENUE, -fee),
            Line(pending(creator), fee - gross),
        ]
    )


def made_available(payment: PaymentId, creator: AccountId, *, amount: int) -> Transaction:
    """Stripe has made a payment available: what is still owed of it to the creator moves from pending."""
    return f"avl:{payment}", balanced([Line(pending(creator), amount), Line(available(creator), -amount)])


def part_of_fee(*, fee: int, captured: int, given: int, fee_given: int, step: int = 1) -> int:
    """The platform's part of the last of all that was given back of `captured`: `given` in all, of whose fee
    `fee_given` went back before. Rounded half up over the sum to whole `step`s (of what can be moved in the currency),
    so that parts that make a whole give the whole fee back.
    """
    return (fee * given * 2 + captured * step) // (captured * 2 * step) * step - fee_given


def refund(refund: str, creator: AccountId, *, amount: int, fee: int, ripe: bool) -> Transaction:
    """Money given back: `fee` of it was the platform's, the rest the creator's. What Stripe kept stays kept."""
    return f"ref:{refund}", balanced(
        [
            Line(STRIPE_CLEARING, -amount),
            Line(PLATFORM_REVENUE, fee),
            Line(share(creator, ripe=ripe), amount - fee),
        ]
    )


def refund_failed(refund: str, creator: AccountId, *, amount: int, fee: int, ripe: bool) -> Transaction:
    """The bank sent a refund back: all of it is where it was."""
    return f"ref:{refund}:failed", balanced(
        [
            Line(STRIPE_CLEARING, amount),
            Line(PLATFORM_REVENUE, -fee),
            Line(share(creator, ripe=ripe), fee - amount),
        ]
    )


def dispute(dispute: str, creator: AccountId, *, amount: int, part: int, fee: int, ripe: bool) -> Transaction:
    """A bank took `amount` back until it has decided, and Stripe `fee` for good; the creator's `part` is held."""
    return f"dis:{dispute}", balanced(
        [
            Line(STRIPE_CLEARING, -amount - fee),
            Line(STRIPE_FEES, fee),
            Line(STRIPE_DISPUTED, amount),
            Line(share(creator, ripe=ripe), part),
            Line(dispute_hold(creator), -part),
        ]
    )


def dispute_won(dispute: str, creator: AccountId, *, amount: int, part: int, fee_back: int, ripe: bool) -> Transaction:
    """The money came back, with as much of the fee as Stripe returned."""
    return f"dis:{dispute}:won", balanced(
        [
            Line(STRIPE_CLEARING, amount + fee_back),
            Line(STRIPE_FEES, -fee_back),
            Line(STRIPE_DISPUTED, -amount),
            Line(dispute_hold(creator), part),
            Line(share(creator, ripe=ripe), -part),
        ]
    )


def dispute_lost(dispute: str, creator: AccountId, *, amount: int, part: int) -> Transaction:
    """The money is gone: the creator loses their part, the platform its own."""
    return f"dis:{dispute}:lost", balanced(
        [
            Line(STRIPE_DISPUTED, -amount),
            Line(dispute_hold(creator), part),
            Line(PLATFORM_REVENUE, amount - part),
        ]
    )


def transfer(payment: PaymentId, creator: AccountId, *, amount: int, number: int = 1) -> Transaction:
    """A creator's share went from the platform's balance to their account at Stripe, with the charge or later. What
    they are owed is the same. `number`: the how manieth transfer it is, after one that was refused or taken back."""
    txn = f"tr:{payment}" if number <= 1 else f"tr:{payment}:{number}"
    return txn, balanced([Line(STRIPE_CLEARING, -amount), Line(at_stripe(creator), amount)])


def transfer_back(reason: str, creator: AccountId, *, amount: int) -> Transaction:
    """A part of it came back: asked for by us (`reason`: the payment and a number), or by whoever refunded something
    at Stripe itself (the reversal's id)."""
    return f"trb:{reason}", balanced([Line(at_stripe(creator), -amount), Line(STRIPE_CLEARING, amount)])


def transfer_reversed(reversal: str, creator: AccountId, *, amount: int) -> Transaction:
    """Somebody took it back at Stripe, by itself. What the creator is owed is the same."""
    return f"rev:{reversal}", balanced([Line(at_stripe(creator), -amount), Line(STRIPE_CLEARING, amount)])


def fee_back(fee_refund: str, creator: AccountId, *, amount: int) -> Transaction:
    """Somebody had Stripe move a part of the platform's fee to the creator's account. Whose it is, a refund says."""
    return f"fee:{fee_refund}", balanced([Line(STRIPE_CLEARING, -amount), Line(at_stripe(creator), amount)])


def payout(payout: str, creator: AccountId, *, amount: int) -> Transaction:
    """A payout was decided: its amount can't be paid out again."""
    return f"po:{payout}", balanced([Line(available(creator), amount), Line(payouts_in_transit(creator), -amount)])


def payout_arrived(payout: str, creator: AccountId, *, amount: int) -> Transaction:
    """The bank has it."""
    return f"po:{payout}:paid", balanced([Line(payouts_in_transit(creator), amount), Line(at_stripe(creator), -amount)])


def payout_failed(payout: str, creator: AccountId, *, amount: int, had_arrived: bool) -> Transaction:
    """It came back, also after it had been called paid, or never left: the amount is available again."""
    where = at_stripe(creator) if had_arrived else payouts_in_transit(creator)
    return f"po:{payout}:failed", balanced([Line(where, amount), Line(available(creator), -amount)])
