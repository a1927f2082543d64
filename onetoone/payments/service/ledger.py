"""Writing to the ledger, and reading balances, which are sums and never columns."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.models import Entry, Payment


def write(
    session: Session,
    transaction: rules.Transaction,
    *,
    currency: str,
    now: datetime,
    payment_id: str | None = None,
    stripe_ref: str = "",
) -> bool:
    """The one door into the ledger. Once per transaction id: False, and no change, when it has been written before.

    Two who write the same at once: the database's unique (txn_id, account) lets one of them through.
    """
    txn, lines = transaction
    if session.exec(select(Entry.id).where(Entry.txn_id == txn).limit(1)).first() is not None:
        return False
    for line in rules.balanced(lines):
        session.add(
            Entry(
                txn_id=txn,
                account=line.account,
                amount=line.amount,
                currency=currency,
                payment_id=payment_id,
                stripe_ref=stripe_ref,
                at=now,
            )
        )
    return True


def record_capture(session: Session, payment: Payment, now: datetime) -> None:
    """Enter captured money, once per payment."""
    what = rules.capture(
        PaymentId(payment.id),
        AccountId(payment.payee_id),
        gross=payment.captured,
        fee=payment.fee,
        processing=payment.processing,
    )
    write(
        session,
        what,
        currency=payment.currency,
        now=now,
        payment_id=payment.id,
        stripe_ref=payment.intent_id or "",
    )


def ripen(session: Session, now: datetime, most: int = 100) -> int:
    """Move what Stripe has made available by now from pending to available: whatever is still owed of each payment.
    Says how many payments that were."""
    ripe = select(Payment).where(col(Payment.available_on) <= now, col(Payment.available_at).is_(None))
    found = session.exec(ripe.order_by(col(Payment.available_on)).limit(most).with_for_update(skip_locked=True)).all()
    for payment in found:
        payment.available_at = now
        creator = AccountId(payment.payee_id)
        amount = -balance(session, rules.pending(creator), payment.currency, payment_id=payment.id)
        what = rules.made_available(PaymentId(payment.id), creator, amount=amount)
        write(session, what, currency=payment.currency, now=now, payment_id=payment.id)
    return len(found)


def balance(session: Session, account: str, currency: str, *, payment_id: str | None = None) -> int:
    """The sum of an account's entries, minor units; of one payment's alone when it is named."""
    total = select(func.coalesce(func.sum(Entry.amount), 0)).where(Entry.account == account, Entry.currency == currency)
    if payment_id is not None:
        total = total.where(Entry.payment_id == payment_id)
    return int(session.exec(total).one())
