"""Holds as they are decided: our row and the operation first; Stripe is asked after the commit. Tips and more minutes
are in `extras`."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.errors import NotFound
from onetoone.domain.ids import new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import UNPAID, For, Paid
from onetoone.payments.service import outbox, parameters, transfers
from onetoone.payments.service.standing import mark


def live_payment(session: Session, call_id: str) -> Payment | None:
    """The one hold of a call that is neither released, expired nor failed."""
    gone = (Paid.RELEASING, Paid.RELEASED, Paid.EXPIRED, Paid.FAILED)
    return session.exec(
        select(Payment).where(Payment.call_id == call_id, Payment.purpose == For.CALL, col(Payment.status).not_in(gone))
    ).first()


def holds(session: Session, call_id: str) -> list[Payment]:
    """What a call's end is paid from, in this order: its hold, and those of the minutes that were added."""
    added = select(Payment).where(
        Payment.call_id == call_id, Payment.purpose == For.EXTENSION, Payment.status == Paid.HELD
    )
    first = live_payment(session, call_id)
    more = session.exec(added.order_by(col(Payment.created_at), col(Payment.id)))
    return [*([first] if first else []), *more]


def of_payer(
    session: Session, actor: Actor, *, payment_id: str | None = None, session_id: str | None = None
) -> Payment:
    """The acting person's own payment, by its id or by its Checkout session; `NotFound` for anybody else's."""
    where = Payment.id == payment_id if payment_id else Payment.session_id == session_id
    payment = session.exec(select(Payment).where(where, Payment.payer_id == actor.id)).first()
    if payment is None:
        raise NotFound
    return payment


def hold(session: Session, *, call: Call, title: str, origin: str, now: datetime) -> Payment:
    """The hold for a call: the one that is under way, or a fresh one whose Checkout page is to be opened."""
    payment = live_payment(session, call.id)
    if payment is None:
        payment = written(session, For.CALL, call, call.price, now)
        open_checkout(session, payment, title=title, keep_card=call.tips_allowed, origin=origin, now=now)
    return payment


def settle(session: Session, payment: Payment, owed: int, now: datetime) -> None:
    """The call is over: capture what is owed of the hold, or let it go; close a Checkout that nobody finished."""
    if payment.status is Paid.HELD and owed > 0:
        mark(payment, Paid.CAPTURING, now)
        outbox.enqueue(
            session,
            kind="hold.capture",
            key=f"capture:{payment.id}",
            ref=payment.id,
            parameters={"amount": owed, **_fee_of(session, payment, owed)},
            now=now,
        )
    elif payment.status is Paid.HELD:
        release(session, payment, now)
    elif payment.status in UNPAID:
        outbox.enqueue(session, kind="checkout.close", key=f"close:{payment.id}", ref=payment.id, now=now)


def release(session: Session, payment: Payment, now: datetime) -> None:
    """Let a hold go: nothing is charged."""
    mark(payment, Paid.RELEASING, now)
    outbox.enqueue(session, kind="hold.release", key=f"release:{payment.id}", ref=payment.id, now=now)


def _fee_of(session: Session, payment: Payment, owed: int) -> dict[str, int]:
    """Of a destination charge the fee was fixed for all of it: of a part, it is a part."""
    if not transfers.goes_straight(session, payment):
        return {}
    return {"fee": Money(owed, payment.currency).fee(payment.fee_basis_points).amount}


def written(session: Session, purpose: For, call: Call, amount: int, now: datetime) -> Payment:
    """A fresh payment's row."""
    payment = Payment(
        id=new_id("pay"),
        purpose=purpose,
        call_id=call.id,
        payer_id=call.fan_id,
        payee_id=call.creator_id,
        amount=amount,
        currency=call.currency,
        fee_basis_points=call.fee_basis_points,
        status=Paid.CREATED,
        created_at=now,
        changed_at=now,
    )
    session.add(payment)
    session.flush()
    return payment


def people(session: Session, payment: Payment) -> tuple[Account, Account]:
    """The creator and the fan."""
    return session.get_one(Account, payment.payee_id), session.get_one(Account, payment.payer_id)


def open_checkout(
    session: Session, payment: Payment, *, title: str, keep_card: bool, origin: str, now: datetime
) -> None:
    """Have a Checkout page opened for the payment."""
    creator, fan = people(session, payment)
    what = parameters.checkout(
        payment, creator=creator, fan=fan, title=title, keep_card=keep_card, origin=origin, now=now, s=settings()
    )
    outbox.enqueue(session, kind="checkout.open", key=f"cs:{payment.id}", ref=payment.id, parameters=what, now=now)
