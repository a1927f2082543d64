"""Writing to the ledger, and reading balances, which are sums and never columns."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.models import Entry, Payment


def record_capture(session: Session, payment: Payment, now: datetime) -> None:
    """Enter captured money, once per payment: the transaction's id is derived, and unique with its account."""
    txn, lines = rules.capture(
        PaymentId(payment.id),
        AccountId(payment.payee_id),
        gross=payment.captured,
        fee=payment.fee,
        processing=payment.processing,
    )
    if sum(line.amount for line in lines) != 0:
        raise ArithmeticError(f"transaction {txn} does not sum to zero")
    for line in lines:
        session.add(
            Entry(
                txn_id=txn,
                account=line.account,
                amount=line.amount,
                currency=payment.currency,
                payment_id=payment.id,
                stripe_ref=payment.intent_id or "",
                at=now,
            )
        )


def balance(session: Session, account: str, currency: str) -> int:
    """The sum of an account's entries, minor units."""
    total = select(func.coalesce(func.sum(Entry.amount), 0)).where(Entry.account == account, Entry.currency == currency)
    return int(session.exec(total).one())
