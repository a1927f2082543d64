"""A creator's share on its way to their account at Stripe: with the charge, or later, once they are onboarded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.money_back import FeeBack, RefundSeen, TransferBack
from onetoone.domain.payouts import Standing
from onetoone.domain.ports import Intent
from onetoone.models import Entry, Operation, Payment, PayoutAccount, Transfer
from onetoone.models.payout import Sent
from onetoone.payments.service import ledger, outbox, parameters

_TOO_LOW = "balance_insufficient"  # as Stripe calls it
_SLOWEST = timedelta(days=1)  # between two tries to take something back


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
    if straight:
        _into_the_books(session, transfer, now)
        money_came(session, payment.payee_id, now)
    else:
        settle(session, payment.id, now)


def goes_straight(session: Session, payment: Payment) -> bool:
    """Whether it is a destination charge: what Stripe was told when the money was asked for says so."""
    asked = select(Operation.parameters).where(Operation.ref == payment.id).order_by(col(Operation.id))
    for told in session.exec(asked):
        plan: dict[str, Any] = told.get("payment_intent_data", told)
        if "transfer_data" in plan:
            return True
    return False


def settle(session: Session, payment_id: str, now: datetime) -> None:
    """Have a payment's share be where it belongs. What is owed of it is sent; what is the creator's no more, by a
    refund or a lost dispute, comes back. The ledger says how much, whatever led to that. While Stripe is being asked,
    nothing: what comes of that settles the rest."""
    session.flush()
    transfer = session.get(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer is None or transfer.status in (Sent.ASKED, Sent.TAKING):
        return
    owed = _owed_of(session, transfer)
    too_much = -owed - _disputed(session, transfer)  # what a bank has yet to decide about stays until it has
    if owed > 0:
        _send(session, transfer, owed, now)
    elif too_much > 0:
        _take_back(session, transfer, too_much, now)
    elif transfer.status is Sent.SHORT:
        _stands(transfer, Sent.SENT, now)


def send_owed(session: Session, creator_id: str, now: datetime) -> None:
    """Have everything sent that is owed to a creator whose account is ready."""
    if _ready(session, creator_id) is not None:
        _settle_all(session, Transfer.account_id == creator_id, Transfer.status == Sent.OWED, now=now)


def money_came(session: Session, creator_id: str, now: datetime) -> None:
    """Something lies in a creator's account again: what could not be taken back from it can be now, or a part of it."""
    session.flush()
    _settle_all(session, Transfer.account_id == creator_id, Transfer.status == Sent.SHORT, now=now)


def try_again(session: Session, now: datetime) -> None:
    """What could not be taken back is asked for again when its time has come."""
    _settle_all(session, Transfer.status == Sent.SHORT, col(Transfer.again_at) <= now, now=now)


def sent(session: Session, payment_id: str, key: str, stripe_id: str, now: datetime) -> None:
    """Stripe has made the transfer that was asked for under `key`."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is not Sent.ASKED or key != _key("transfer", transfer):
        return
    transfer.stripe_id = stripe_id
    _stands(transfer, Sent.SENT, now)
    _into_the_books(session, transfer, now)
    settle(session, payment_id, now)
    money_came(session, transfer.account_id, now)


def written_down(session: Session, payment_id: str) -> set[str]:
    """The ids at Stripe of the payment's transfers that are in our books."""
    went = select(Entry.stripe_ref).where(Entry.payment_id == payment_id, col(Entry.txn_id).startswith("tr:"))
    return set(session.exec(went))


def not_sent(session: Session, payment_id: str, key: str, why: str, now: datetime) -> None:
    """Stripe will not make the transfer now: the share is owed as before."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is Sent.ASKED and key == _key("transfer", transfer):
        _stands(transfer, Sent.OWED, now, refused=why)


def taken_back(session: Session, payment_id: str, key: str, transfer_id: str, amount: int, now: datetime) -> None:
    """Stripe has reversed that much of the transfer `transfer_id`, as was asked under `key`."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is not Sent.TAKING or key != _key("reverse", transfer):
        return
    _back_in_the_books(session, transfer, f"{payment_id}:{transfer.tries}", transfer_id, amount, now)
    _stands(transfer, Sent.SENT, now)
    settle(session, payment_id, now)


def not_taken_back(session: Session, payment_id: str, key: str, why: str, now: datetime) -> None:
    """Stripe will not, mostly because too little lies in the creator's account. They owe it, the ledger has it so, and
    it is asked for again."""
    transfer = session.get_one(Transfer, payment_id, with_for_update=True, populate_existing=True)
    if transfer.status is Sent.TAKING and key == _key("reverse", transfer):
        _falls_short(session, transfer, why, now)


def moved_there(
    session: Session,
    payment_id: str,
    refunds: Sequence[RefundSeen],
    fees: Sequence[FeeBack],
    taken: Sequence[TransferBack],
    now: datetime,
) -> None:
    """Write down what Stripe moved between the platform and the creator because somebody wanted that at its dashboard:
    with a refund the transfer reversed or the application fee given back, or either by itself. Whatever they wanted,
    who bears how much of a refund is for the ledger to say: `settle` sees to the rest."""
    transfer = session.get(Transfer, payment_id)
    if transfer is None:
        return
    creator = AccountId(transfer.account_id)
    for back in taken:
        if back.by_itself:
            _write(session, transfer, rules.transfer_reversed(back.id, creator, amount=back.amount), back.transfer, now)
    with_the_charge = select(Entry.stripe_ref).where(Entry.txn_id == f"tr:{payment_id}")
    transfer_id = session.exec(with_the_charge.limit(1)).first()
    if transfer_id is None:
        return
    for seen in refunds:
        if seen.reversal:
            _back_in_the_books(session, transfer, seen.reversal, transfer_id, seen.reversed, now)
    for fee in fees:
        _write(session, transfer, rules.fee_back(fee.id, creator, amount=fee.amount), transfer_id, now)


def _settle_all(session: Session, *which: Any, now: datetime) -> None:
    found = select(Transfer).where(*which).order_by(col(Transfer.created_at)).limit(100)
    for transfer in session.exec(found.with_for_update(skip_locked=True)).all():
        settle(session, transfer.payment_id, now)


def _send(session: Session, transfer: Transfer, amount: int, now: datetime) -> None:
    account = _ready(session, transfer.account_id)
    if account is None:
        if transfer.status is not Sent.OWED:
            _stands(transfer, Sent.OWED, now)
        return
    transfer.amount = amount
    # Stripe keeps its answer under a key, a refusal too: a new try after one has a new key.
    transfer.tries += 1
    _stands(transfer, Sent.ASKED, now, refused=transfer.refused)
    what = parameters.transfer(session.get_one(Payment, transfer.payment_id), transfer, account)
    key = _key("transfer", transfer)
    outbox.enqueue(session, kind="transfer.send", key=key, ref=transfer.payment_id, parameters=what, now=now)


def _take_back(session: Session, transfer: Transfer, amount: int, now: datetime) -> None:
    """From the newest of the payment's transfers of which there is something left, and never more than lies in the
    account: whoever was paid out meanwhile owes it."""
    there = _balance_there(session, transfer)
    stripe_id, left = next(iter(_lying(session, transfer)), ("", 0))
    amount = min(amount, left, there)
    if amount <= 0 or not stripe_id:
        _falls_short(session, transfer, _TOO_LOW if stripe_id else "unknown transfer", now)
        return
    transfer.tries += 1
    _stands(transfer, Sent.TAKING, now, refused=transfer.refused, refusals=transfer.refusals)
    what = {"transfer": stripe_id, "amount": amount}
    key = _key("reverse", transfer)
    outbox.enqueue(session, kind="transfer.reverse", key=key, ref=transfer.payment_id, parameters=what, now=now)


def _falls_short(session: Session, transfer: Transfer, why: str, now: datetime) -> None:
    refusals = transfer.refusals + 1
    _stands(transfer, Sent.SHORT, now, refused=why, refusals=refusals)
    transfer.missing = -_owed_of(session, transfer) - _disputed(session, transfer)
    transfer.again_at = now + min(timedelta(minutes=2 ** min(refusals, 12)), _SLOWEST)


def _stands(transfer: Transfer, status: Sent, now: datetime, *, refused: str = "", refusals: int = 0) -> None:
    transfer.status, transfer.refused, transfer.refusals, transfer.changed_at = status, refused, refusals, now
    transfer.missing, transfer.again_at = 0, None


def _key(verb: str, transfer: Transfer) -> str:
    first = verb == "transfer" and transfer.tries <= 1
    return f"{verb}:{transfer.payment_id}" + ("" if first else f":{transfer.tries}")


def _ready(session: Session, creator_id: str) -> str | None:
    """The id at Stripe of a creator's account, if money may go there."""
    account = session.get(PayoutAccount, creator_id)
    return account.stripe_id if account is not None and account.standing is Standing.READY else None


def _owed_of(session: Session, transfer: Transfer) -> int:
    """What of the payment is the creator's and isn't in their account."""
    creator = AccountId(transfer.account_id)
    accounts = (rules.pending(creator), rules.available(creator), rules.at_stripe(creator))
    return -sum(_balance(session, transfer, account) for account in accounts)


def _disputed(session: Session, transfer: Transfer) -> int:
    return -_balance(session, transfer, rules.dispute_hold(AccountId(transfer.account_id)))


def _balance(session: Session, transfer: Transfer, account: str) -> int:
    return ledger.balance(session, account, transfer.currency, payment_id=transfer.payment_id)


def _balance_there(session: Session, transfer: Transfer) -> int:
    """What lies in the creator's account at Stripe, and isn't leaving for their bank."""
    creator = AccountId(transfer.account_id)
    accounts = (rules.at_stripe(creator), rules.payouts_in_transit(creator))
    return sum(ledger.balance(session, account, transfer.currency) for account in accounts)


def _lying(session: Session, transfer: Transfer) -> list[tuple[str, int]]:
    """Of the payment's transfers, the newest first: the id at Stripe, and what of it has not come back."""
    lines = select(Entry.stripe_ref, func.sum(Entry.amount)).where(
        Entry.payment_id == transfer.payment_id, Entry.account == rules.at_stripe(AccountId(transfer.account_id))
    )
    found = session.exec(lines.group_by(Entry.stripe_ref).order_by(func.min(Entry.id).desc()))
    return [(stripe_id, int(left)) for stripe_id, left in found if left > 0]


def _back_in_the_books(
    session: Session, transfer: Transfer, reason: str, transfer_id: str, amount: int, now: datetime
) -> None:
    back = rules.transfer_back(reason, AccountId(transfer.account_id), amount=amount)
    _write(session, transfer, back, transfer_id, now)


def _into_the_books(session: Session, transfer: Transfer, now: datetime) -> None:
    payment, creator = PaymentId(transfer.payment_id), AccountId(transfer.account_id)
    went = rules.transfer(payment, creator, amount=transfer.amount, number=transfer.tries)
    _write(session, transfer, went, transfer.stripe_id, now)


def _write(session: Session, transfer: Transfer, txn: rules.Transaction, stripe_ref: str, now: datetime) -> None:
    payment_id, currency = transfer.payment_id, transfer.currency
    ledger.write(session, txn, currency=currency, now=now, payment_id=payment_id, stripe_ref=stripe_ref)
