"""The ledger's sum, by kind of account and currency."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.domain import ledger
from onetoone.domain.money import written
from onetoone.models import Entry

_WORDS = {
    ledger.STRIPE_CLEARING: "At Stripe",
    ledger.STRIPE_FEES: "Stripe’s fees",
    ledger.STRIPE_DISPUTED: "With banks",
    ledger.PLATFORM_REVENUE: "Our fees",
    "pending": "Creators: pending",
    "available": "Creators: available",
    "dispute_hold": "Creators: held for disputes",
    "payouts_in_transit": "Creators: on its way",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands on all accounts of one kind."""

    name: str = ""
    amount: str = ""
    note: str = ""


def is_balanced(session: Session) -> bool:
    """Every transaction sums to zero."""
    odd = select(Entry.txn_id).group_by(col(Entry.txn_id), col(Entry.currency)).having(func.sum(Entry.amount) != 0)
    return session.exec(odd.limit(1)).first() is None


def sums(session: Session) -> list[Sum]:
    """By currency: each kind of account, and the sum of all, which is zero. What we owe has a minus before it."""
    found = session.exec(
        select(Entry.currency, Entry.account, func.sum(Entry.amount)).group_by(col(Entry.currency), col(Entry.account))
    )
    totals: dict[tuple[str, str], int] = {}
    for currency, account, amount in found:
        kind = account.rsplit(":", 1)[-1]
        totals[currency, kind] = totals.get((currency, kind), 0) + int(amount)
    lines = []
    for currency in sorted({currency for currency, _ in totals}):
        kinds = [kind for kind in _WORDS if (currency, kind) in totals]
        kinds += sorted(kind for c, kind in totals if c == currency and kind not in _WORDS)
        lines += [Sum(_WORDS.get(kind, kind), written(totals[currency, kind], currency)) for kind in kinds]
        total = sum(amount for (c, _), amount in totals.items() if c == currency)
        lines.append(Sum(f"Sum in {currency.upper()}", written(total, currency), "sum"))
    return lines
