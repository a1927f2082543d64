"""Cards that Stripe keeps for a person: nothing of them is kept here but their names."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from onetoone import runtime
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.models import Account, Operation, Payment
from onetoone.payments.service import outbox


def customer_of(session: Session, actor: Actor) -> str:
    """The acting person's customer at Stripe; "" when they have never paid."""
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    return account.stripe_customer_id or ""


def forgot(session: Session, *, actor: Actor, card_ids: list[str], now: datetime) -> None:
    """Stripe has forgotten these cards: what the actor pays from now on goes through Checkout again."""
    session.exec(
        update(Payment)
        .where(col(Payment.payer_id) == actor.id, col(Payment.payment_method).in_(card_ids))
        .values(payment_method=None)
    )


def forget_customer(session: Session, account: Account, now: datetime) -> None:
    """Have Stripe forget the person, with every card that it keeps for them. What was paid stays in its books."""
    if account.stripe_customer_id:
        outbox.enqueue(
            session,
            kind="customer.forget",
            key=f"forget:{account.id}",
            ref=account.id,
            parameters={"customer": account.stripe_customer_id},
            now=now,
        )


async def _forget(operation: Operation) -> Callable[[Session], None]:
    await runtime.current().checkout.forget_customer(operation.parameters["customer"])
    return lambda session: None


KINDS = {"customer.forget": _forget}
