"""A creator's share on its way to their account at Stripe: with the charge, or later, once they are onboarded."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.payouts import Standing
from onetoone.domain.ports import Intent
from onetoone.models import Operation, Payment, PayoutAccount, Transfer
from onetoone.models.payout import Sent
from onetoone.payments.service import ledger, outbox, parameters


def captured(session: Session, payment: Payment, seen: Intent, now: datetime) -> None:
    """A payment was captured: its creator's share went along, or is owed, and sent at once where it can be."""
    share = payment.captured - payment.fee
    if share <= 0:
        return
    straight = goes_straight(session, payment)
    transfer = Transfer(
        payment_id=payment.id,
        account_id=payment.payee_id,
        status=Sent.SENT if straight else Sent.OWED,
        amount=share if straight else 0,
        currency=payment.currency,
        charge_id=seen.charge,
        stripe_id=seen.transfer,
        tries=1 if straight else 0,
        created_at=now,
        changed_at=now,
    )
    session.add(transfer)
    session.flush()
    if straight:
        _into_the_books(session, transfer, now)
    else:
        send_owed(session, payment.payee_id, now)


def goes_straight(session: Session, payment: Payment) -> bool:
    """Whether it is a destination charge: what Stripe was told when the money was asked for says so."""
    asked = select(Operation.parameters).where(Operation.ref == payment.id).order_by(col(Operation.id))
    for told in session.exec(asked):
        plan: dict[str, Any] = told.get("payment_intent_data", told)
        if "transfer_data" in plan:
            return True
    return False


def send_owed(session: Session, creator_id: str, now: datetime) -> int:
    """Have everything sent that is owed to a creator whose account is ready; says how much that was, in payments."""
    account = session.get(PayoutAccount, creator_id)
    if account is None or account.stripe_id is None or account.standing is not Standing.READY:
        return 0
    owed = select(Transfer).where(Transfer.account_id == creator_id, Transfer.status == Sent.OWED)
    sent = 0
    for transfer in session.exec(owed.order_by(col(Transfer.created_at)).limit(100).with_for_update(skip_locked=True)):
        amount = _owed_of(session, transfer)
        if amount <= 0:  # given back before it was sent
            continue
        transfer.amount, transfer.status, transfer.changed_at = amount, Sent.ASKED, now
        transfer.tries += 1
        # Stripe keeps its answer under a key, a refusal too: a new try after one has a new key.
        key = f"transfer:{transfer.payment_id}" + (f":{transfer.tries}" if transfer.tries > 1 else "")
        payment = session.get_one(Payment, transfer.payment_id)
        what = parameters.transfer(payment, transfer, account.stripe_id)
        outbox.enqueue(session, kind="transfer.send", key=key, ref=transfer.payment_id, parameters=what, now=now)
        sent += 1
    return sent


def sent(session: Session, payment_id: str, stripe_id: str, now: datetime) -> None:
    """Stripe has made the transfer."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is Sent.SENT:
        return
    transfer.status, transfer.stripe_id, transfer.changed_at, transfer.refused = Sent.SENT, stripe_id, now, ""
    _into_the_books(session, transfer, now)


def not_sent(session: Session, payment_id: str, why: str, now: datetime) -> None:
    """Stripe will not make the transfer now: the share is owed as before."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is Sent.ASKED:
        transfer.status, transfer.refused, transfer.changed_at = Sent.OWED, why, now


def take_back(session: Session, payment_id: str, reason: str, amount: int, *, done: bool, now: datetime) -> None:
    """The creator's part of money that is gone, by a refund or a lost dispute (`reason` is its id), leaves their
    account at Stripe. `done`: Stripe has seen to that itself. What was not sent yet is simply sent no more."""
    transfer = session.get(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer is None or transfer.status is Sent.OWED or amount <= 0:
        return
    if done:
        _back_in_the_books(session, transfer, reason, amount, now)
        return
    what = {"amount": amount, "reason": reason}
    key = f"reverse:{reason}"
    outbox.enqueue(session, kind="transfer.reverse", key=key, ref=payment_id, parameters=what, now=now)


def taken_back(session: Session, payment_id: str, reason: str, amount: int, now: datetime) -> None:
    """Stripe has reversed that part of the transfer."""
    _back_in_the_books(session, session.get_one(Transfer, payment_id), reason, amount, now)


def not_taken_back(session: Session, payment_id: str, reason: str, why: str) -> None:
    """Stripe will not: an operator should look. What the creator earns next makes up for it."""
    payment = session.get_one(Payment, payment_id, with_for_update=True)
    payment.flagged = payment.flagged or f"not taken back from the creator ({reason}): {why}"


def owe_again(session: Session, payment_id: str, now: datetime) -> None:
    """A refund failed: what was taken back for it is the creator's, and is sent anew."""
    transfer = session.get(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer is not None and transfer.status is Sent.SENT:
        session.flush()
        if _owed_of(session, transfer) > 0:
            transfer.status, transfer.changed_at = Sent.OWED, now
            session.flush()
            send_owed(session, transfer.account_id, now)


def _owed_of(session: Session, transfer: Transfer) -> int:
    """What of the payment is the creator's and isn't in their account."""
    creator = AccountId(transfer.account_id)

    def balance(account: str) -> int:
        return ledger.balance(session, account, transfer.currency, payment_id=transfer.payment_id)

    return -balance(rules.pending(creator)) - balance(rules.available(creator)) - balance(rules.at_stripe(creator))


def _back_in_the_books(session: Session, transfer: Transfer, reason: str, amount: int, now: datetime) -> None:
    ledger.write(
        session,
        rules.transfer_back(reason, AccountId(transfer.account_id), amount=amount),
        currency=transfer.currency,
        now=now,
        payment_id=transfer.payment_id,
        stripe_ref=transfer.stripe_id,
    )


def _into_the_books(session: Session, transfer: Transfer, now: datetime) -> None:
    ledger.write(
        session,
        rules.transfer(
            PaymentId(transfer.payment_id),
            AccountId(transfer.account_id),
            amount=transfer.amount,
            number=transfer.tries,
        ),
        currency=transfer.currency,
        now=now,
        payment_id=transfer.payment_id,
        stripe_ref=transfer.stripe_id,
    )
