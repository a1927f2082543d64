"""Giving captured money back: decided here, asked of Stripe after the commit, and followed until it has arrived."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from onetoone.domain import ledger as rules
from onetoone.domain import refunds
from onetoone.domain.errors import Invalid, Refused
from onetoone.domain.ids import AccountId, new_id
from onetoone.domain.money import Money, step
from onetoone.domain.money_back import FeeBack, RefundSeen, TransferBack
from onetoone.domain.reasons import Flag
from onetoone.domain.refunds import GIVEN, HEARD, By, Move, Status
from onetoone.domain.words import _
from onetoone.models import Payment, Refund
from onetoone.models.payment import For, Paid
from onetoone.payments.service import disputing, ledger, outbox, parameters, transfers
from onetoone.payments.service.seeing import locked
from onetoone.payments.service.swapping import swap


def left(payment: Payment) -> int:
    """What can still be given back; minor units."""
    at_stripe = payment.status is Paid.CAPTURED and payment.intent_id is not None  # the demo's past never was
    return payment.captured - payment.refunded if at_stripe else 0


def refundable(session: Session, call_id: str) -> list[Payment]:
    """The payments of a call of which something can be given back: the call's first, then the rest as they came."""
    captured = select(Payment).where(Payment.call_id == call_id, Payment.status == Paid.CAPTURED)
    found = session.exec(captured.order_by(col(Payment.created_at))).all()
    open_ones = [p for p in found if left(p) and not disputing.taken(session, p.id)]
    return sorted(open_ones, key=lambda payment: payment.purpose is not For.CALL)


def left_of(session: Session, call_id: str) -> int:
    """How much can still be given back of everything that was charged for a call; minor units."""
    return sum(left(payment) for payment in refundable(session, call_id))


def of_payment(session: Session, payment_id: str) -> list[Refund]:
    """A payment's refunds, the first one first."""
    return list(session.exec(select(Refund).where(Refund.payment_id == payment_id).order_by(col(Refund.number))))


def give(
    session: Session,
    payment_id: str,
    amount: int,
    *,
    by: By,
    now: datetime,
    by_id: str | None = None,
    why: str = "",
) -> Refund:
    """Give `amount` of a payment back. `Refused` or `Invalid` when that can't be: never more than was captured."""
    session.flush()
    payment = locked(session, payment_id)
    if payment.status is not Paid.CAPTURED or payment.intent_id is None:
        raise Refused(_("There is nothing to give back of this payment right now."))
    if disputing.taken(session, payment.id):
        raise Refused(_("The bank is deciding about this payment, so it can’t be refunded here."))
    most = Money(left(payment), payment.currency)
    if type(amount) is not int or not 0 < amount <= most.amount:
        if not most.amount:
            raise Invalid(_("All of it has been given back already."))
        raise Invalid(_("At most {amount} can be given back.", amount=most))
    if amount % step(payment.currency):
        raise Invalid(_("In this currency the last digit must be 0."))
    refund = _written(session, payment, amount, by=by, by_id=by_id, why=why, now=now)
    what = parameters.refund(payment, refund)
    key = f"refund:{payment.id}:{refund.number}"
    outbox.enqueue(session, kind="refund.give", key=key, ref=payment.id, parameters=what, now=now)
    return refund


def saw(
    session: Session,
    payment_id: str,
    seen: Sequence[RefundSeen],
    fees: Sequence[FeeBack],
    taken: Sequence[TransferBack],
    now: datetime,
) -> list[Refund]:
    """Write down what Stripe says of a payment's refunds, of its fee that went back, and of what was taken from the
    creator's account; the refunds that are news.

    Those that somebody made at Stripe are taken into our books, in whichever way they were made there.
    """
    payment = locked(session, payment_id)
    transfers.moved_there(session, payment.id, seen, fees, taken, now)
    news = [refund for one in seen if (refund := _saw(session, payment, one, now)) is not None]
    transfers.settle(session, payment.id, now)  # once, when everything is written: not there and back again
    return news


def refused(session: Session, refund_id: str, why: str, now: datetime) -> Refund | None:
    """Stripe will not make this refund; the refund when that is news."""
    payment = locked(session, session.get_one(Refund, refund_id).payment_id)
    refund = session.get_one(Refund, refund_id, populate_existing=True)
    if (refund.status, Move.REFUSE) not in refunds.TRANSITIONS:
        return None
    _move(session, payment, refund, Move.REFUSE, failure=why, now=now)
    return refund


def fee_given(session: Session, payment_id: str) -> int:
    """How much of the platform's fee has gone back, or is about to."""
    given = select(func.coalesce(func.sum(Refund.fee), 0)).where(
        Refund.payment_id == payment_id, col(Refund.status).in_(GIVEN)
    )
    return int(session.exec(given).one())


def _saw(session: Session, payment: Payment, seen: RefundSeen, now: datetime) -> Refund | None:
    step = HEARD.get(seen.status, Move.WAIT)
    refund = _known(session, payment, seen) or _found_there(session, payment, seen, step, now)
    if refund is None:
        return None
    refund.stripe_id = seen.id
    session.add(refund)
    if (refund.status, step) not in refunds.TRANSITIONS:
        return None
    _move(session, payment, refund, step, failure=seen.failure, now=now)
    return refund


def _written(
    session: Session, payment: Payment, amount: int, *, by: By, by_id: str | None, why: str, now: datetime
) -> Refund:
    """The row, and its amount counted: the database lets no sum of refunds grow beyond what was captured."""
    counted = session.execute(
        update(Payment)
        .where(col(Payment.id) == payment.id, col(Payment.refunded) + amount <= col(Payment.captured))
        .values(refunded=col(Payment.refunded) + amount)
        .execution_options(synchronize_session=False)
    )
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(_("Somebody else is giving this money back right now. Please look again."))
    before = fee_given(session, payment.id)
    session.refresh(payment)
    number = session.exec(select(func.count()).select_from(Refund).where(Refund.payment_id == payment.id)).one()
    refund = Refund(
        id=new_id("ref"),
        payment_id=payment.id,
        number=number + 1,
        amount=amount,
        fee=rules.part_of_fee(
            fee=payment.fee,
            captured=payment.captured,
            given=payment.refunded,
            fee_given=before,
            step=step(payment.currency),
        ),
        currency=payment.currency,
        by=by,
        by_id=by_id,
        why=why,
        created_at=now,
        changed_at=now,
    )
    session.add(refund)
    session.flush()
    return refund


def _move(session: Session, payment: Payment, refund: Refund, step: Move, *, failure: str, now: datetime) -> None:
    before, then = refund.status, refunds.after(refund.status, step)
    swap(session, refund, then, changed_at=now, failure=failure)
    how = {"amount": refund.amount, "fee": refund.fee, "ripe": payment.available_at is not None}
    written = None
    if before is Status.ASKED and then in GIVEN:
        written = rules.refund(refund.id, AccountId(payment.payee_id), **how)  # type: ignore[arg-type]
    elif before in GIVEN - {Status.ASKED} and then is Status.FAILED:
        written = rules.refund_failed(refund.id, AccountId(payment.payee_id), **how)  # type: ignore[arg-type]
    if written is not None:
        ledger.write(
            session,
            written,
            currency=refund.currency,
            now=now,
            payment_id=payment.id,
            stripe_ref=refund.stripe_id or "",
        )
    if then not in GIVEN:
        payment.refunded -= refund.amount
        session.add(payment)


def _known(session: Session, payment: Payment, seen: RefundSeen) -> Refund | None:
    named = session.exec(select(Refund).where(Refund.stripe_id == seen.id)).first()
    if named is None and (id := seen.metadata.get("refund_id")):
        named = session.get(Refund, id, populate_existing=True)
    return named if named is not None and named.payment_id == payment.id else None


def _found_there(session: Session, payment: Payment, seen: RefundSeen, step: Move, now: datetime) -> Refund | None:
    if step is Move.FAIL or payment.status is not Paid.CAPTURED:
        return None
    if seen.amount > left(payment):
        payment.flagged = Flag.TOO_MANY_REFUNDS
        session.add(payment)
        return None
    return _written(session, payment, seen.amount, by=By.STRIPE, by_id=None, why="at_stripe", now=now)
