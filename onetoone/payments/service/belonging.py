"""One database belongs to one account at Stripe, in one mode: to any other, its payments and customers are unknown."""

from datetime import datetime

from sqlmodel import Session

from onetoone.models import Installation


class AnotherStripe(RuntimeError):
    """The keys that are set belong to another account, or to the other mode. For whoever starts the server."""


def belong(session: Session, account: str, *, live: bool, now: datetime) -> None:
    """Remember the account with which this database is first used; `AnotherStripe` when it belongs to another one."""
    first = session.get(Installation, 1)
    if first is None:
        session.add(Installation(stripe_account=account, live=live, created_at=now))
        session.flush()
    elif (first.stripe_account, first.live) != (account, live):
        raise AnotherStripe(
            f"This database belongs to {_words(first.stripe_account, first.live)}, and the key that is set is "
            f"{_words(account, live)}. Set a key of the first, or give this one a database of its own."
        )


def _words(account: str, live: bool) -> str:
    return f"the Stripe account {account} ({'real money' if live else 'test mode'})"
