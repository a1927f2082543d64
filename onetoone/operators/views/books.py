"""The ledger's sum, by kind of account and currency."""

from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.domain import ledger
from onetoone.domain.money import written
from onetoone.domain.words import N_, _, said
from onetoone.models import Entry

_WORDS = {
    ledger.STRIPE_CLEARING: N_("At Stripe"),
    ledger.STRIPE_FEES: N_("Stripe’s fees"),
    ledger.STRIPE_DISPUTED: N_("With banks"),
    ledger.PLATFORM_REVENUE: N_("Our fees"),
    "pending": N_("Creators: pending"),
    "available": N_("Creators: available"),
    "dispute_hold": N_("Creators: held for disputes"),
    "payouts_in_transit": N_("Creators: on its way"),
    "connected": N_("In creators’ accounts"),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands on all accounts of one kind."""

    name: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one currency; the last line is the sum of all, which is zero."""

    currency: str = ""
    lines: list[Sum] = field(default_factory=list)


def is_balanced(session: Session) -> bool:
    """Every transaction sums to zero."""
    odd = select(Entry.txn_id).group_by(col(Entry.txn_id), col(Entry.currency)).having(func.sum(Entry.amount) != 0)
    return session.exec(odd.limit(1)).first() is None


def books(session: Session) -> list[Books]:
    """Each kind of account that anything stands on, by currency. What we owe has a minus before it."""
    found = session.exec(
        select(Entry.currency, Entry.account, func.sum(Entry.amount)).group_by(col(Entry.currency), col(Entry.account))
    )
    totals: dict[str, dict[str, int]] = {}
    for currency, account, amount in found:
        kinds = totals.setdefault(currency, {})
        kinds[_kind(account)] = kinds.get(_kind(account), 0) + int(amount)
    return [Books(currency.upper(), _lines(totals[currency], currency)) for currency in sorted(totals)]


def _lines(kinds: dict[str, int], currency: str) -> list[Sum]:
    named = [kind for kind in (*_WORDS, *sorted(set(kinds) - set(_WORDS))) if kinds.get(kind)]
    lines = [Sum(said(_WORDS.get(kind, kind)), written(kinds[kind], currency)) for kind in named]
    return [*lines, Sum(_("Sum in {currency}", currency=currency.upper()), written(sum(kinds.values()), currency))]


def _kind(account: str) -> str:
    """Of whose account it is, only what for: "creator:acc_1:pending" is "pending"."""
    return account.split(":")[0] if account.startswith("connected:") else account.rsplit(":", 1)[-1]
