"""Disputes as the bank and Stripe tell of them: the creator's share is held until it is decided."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import disputes
from onetoone.domain import ledger as rules
from onetoone.domain.disputes import TAKEN, Move, Status
from onetoone.domain.errors import Refused
from onetoone.domain.ids import AccountId
from onetoone.domain.money import step
from onetoone.domain.money_back import DisputeSeen
from onetoone.domain.refunds import GIVEN
from onetoone.domain.words import _
from onetoone.models import Dispute, Payment, Refund
from onetoone.payments.service import ledger, outbox, transfers
from onetoone.payments.service.seeing import locked
from onetoone.payments.service.swapping import swap

_SPARE = timedelta(days=1)  # evidence leaves this long before the bank stops listening


def taken(session: Session, payment_id: str) -> bool:
    """Whether a bank has taken the payment back at any time."""
    found = select(Dispute.id).where(Dispute.payment_id == payment_id, col(Dispute.status).in_(TAKEN))
    return session.exec(found).first() is not None


def known(session: Session, payment_id: str) -> bool:
    """Whether there is any dispute, even a mere inquiry, about the payment."""
    return session.exec(select(Dispute.id).where(Dispute.payment_id == payment_id)).first() is not None


def saw(session: Session, payment_id: str, seen: DisputeSeen, now: datetime) -> list[Dispute]:
    """Write down what Stripe says of a dispute; the dispute, when that is news."""
    payment = locked(session, payment_id)
    dispute = session.get(Dispute, seen.id, with_for_update=True, populate_existing=True)
    there, news = disputes.heard(seen.status), dispute is None
    if dispute is None:
        dispute = _begun(session, payment, seen, there, now)
    try:
        steps = disputes.way(dispute.status, there)
    except Refused:  # an appeal, or news older than what we know
        return [dispute] if news else []
    for move in steps:
        _move(session, payment, dispute, move, seen, now)
    return [dispute] if news or steps else []


def submit(session: Session, dispute: Dispute, evidence: Mapping[str, str], now: datetime) -> None:
    """Have our side handed in. Once: a bank reads one answer."""
    if dispute.status is not Status.OPEN or dispute.sent_at is not None:
        raise Refused(_("The bank has its evidence already."))
    swap(session, dispute, dispute.status, sent_at=now, deadline_at=None, changed_at=now)
    outbox.enqueue(
        session,
        kind="dispute.evidence",
        key=f"evidence:{dispute.id}",
        ref=dispute.payment_id,
        parameters={"dispute": dispute.id, "evidence": dict(evidence)},
        now=now,
    )


def due(session: Session, now: datetime, most: int = 50) -> list[str]:
    """Disputes whose evidence should go out now, whoever chose what to put in."""
    passed = select(Dispute.id).where(col(Dispute.deadline_at) <= now).order_by(col(Dispute.deadline_at))
    return list(session.exec(passed.limit(most)))


def _begun(session: Session, payment: Payment, seen: DisputeSeen, there: Status, now: datetime) -> Dispute:
    asks = there in (Status.INQUIRED, Status.CLOSED)
    dispute = Dispute(
        id=seen.id,
        payment_id=payment.id,
        amount=seen.amount,
        currency=payment.currency,
        reason=seen.reason,
        status=Status.INQUIRED if asks else Status.OPEN,
        opened_at=seen.opened,
        answer_by=seen.answer_by,
        changed_at=now,
    )
    session.add(dispute)
    session.flush()
    if not asks:
        _hold(session, payment, dispute, seen, now)
    return dispute


def _move(session: Session, payment: Payment, dispute: Dispute, move: Move, seen: DisputeSeen, now: datetime) -> None:
    then = disputes.after(dispute.status, move)
    swap(session, dispute, then, changed_at=now, deadline_at=None, answer_by=seen.answer_by)
    creator, ripe = AccountId(payment.payee_id), payment.available_at is not None
    if move is Move.ESCALATE:
        _hold(session, payment, dispute, seen, now)
    elif move is Move.WIN:
        back = max(0, dispute.fee - seen.fee)
        dispute.fee -= back
        won = rules.dispute_won(
            dispute.id, creator, amount=dispute.amount, part=dispute.share, fee_back=back, ripe=ripe
        )
        _write(session, dispute, won, now)
        transfers.settle(session, payment.id, now)
    elif move is Move.LOSE:
        lost = rules.dispute_lost(dispute.id, creator, amount=dispute.amount, part=dispute.share)
        _write(session, dispute, lost, now)
        transfers.settle(session, payment.id, now)


def _hold(session: Session, payment: Payment, dispute: Dispute, seen: DisputeSeen, now: datetime) -> None:
    """The bank took the money: the creator's part of what was left of it is held."""
    dispute.fee, dispute.share = seen.fee, _share(session, payment, seen.amount)
    wait = dispute.opened_at + timedelta(seconds=settings().evidence_seconds)
    dispute.deadline_at = min(wait, seen.answer_by - _SPARE) if seen.answer_by else wait
    session.add(dispute)
    held = rules.dispute(
        dispute.id,
        AccountId(payment.payee_id),
        amount=dispute.amount,
        part=dispute.share,
        fee=dispute.fee,
        ripe=payment.available_at is not None,
    )
    _write(session, dispute, held, now)


def _share(session: Session, payment: Payment, amount: int) -> int:
    contested = min(amount, payment.captured - payment.refunded)
    if contested <= 0:
        return 0
    given = select(func.coalesce(func.sum(Refund.fee), 0)).where(
        Refund.payment_id == payment.id, col(Refund.status).in_(GIVEN)
    )
    fee = rules.part_of_fee(
        fee=payment.fee,
        captured=payment.captured,
        given=payment.refunded + contested,
        fee_given=int(session.exec(given).one()),
        step=step(payment.currency),
    )
    return contested - fee


def _write(session: Session, dispute: Dispute, what: rules.Transaction, now: datetime) -> None:
    ledger.write(
        session, what, currency=dispute.currency, now=now, payment_id=dispute.payment_id, stripe_ref=dispute.id
    )
