"""Stripe's events: which payment or whose account one is about, and which of them nobody has acted upon yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, or_, select

from onetoone.models import Payment, PayoutAccount, StripeEvent, Transfer

WATCHED = (
    "refund.created",
    "refund.updated",
    "refund.failed",
    "application_fee.refunded",
    "transfer.reversed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
)
"""News that may come weeks after a payment was settled: these are looked for, should their webhooks have been lost."""


_OF_A_CHARGE = {"application_fee.refunded": "originating_transaction", "transfer.reversed": "source_transaction"}


def about(session: Session, event: Mapping[str, Any]) -> str | None:
    """The payment that an event is about; None when it is none of ours."""
    thing = (event.get("data") or {}).get("object") or {}
    named = (thing.get("metadata") or {}).get("payment_id")
    # A fee, and the transfer of a destination charge, say only of which charge they are.
    if charge := thing.get(_OF_A_CHARGE.get(str(event.get("type")), "")):
        return session.exec(select(Transfer.payment_id).where(Transfer.charge_id == charge)).first()
    known = select(Payment.id).where(
        or_(
            Payment.id == named,
            Payment.session_id == thing.get("id", ""),
            Payment.intent_id == (thing.get("payment_intent") or thing.get("id", "")),
        )
    )
    return session.exec(known).first()


def creator_of(session: Session, event: Mapping[str, Any]) -> str | None:
    """The creator to whose account at Stripe it happened, whether the event is a snapshot or a thin one."""
    named = event.get("about") or event.get("account")
    if not named:
        return None
    return session.exec(select(PayoutAccount.account_id).where(PayoutAccount.stripe_id == named)).first()


def unheard(session: Session, events: Sequence[Mapping[str, Any]]) -> list[tuple[str, tuple[str, str]]]:
    """Of these events the ones that nobody acted upon, oldest first: the payment, and the event's id and type."""
    heard = set(session.exec(select(StripeEvent.id).where(col(StripeEvent.id).in_([e["id"] for e in events]))))
    missed = []
    for event in reversed(events):
        if event["id"] not in heard and (payment_id := about(session, event)) is not None:
            missed.append((payment_id, (str(event["id"]), str(event["type"]))))
    return missed
