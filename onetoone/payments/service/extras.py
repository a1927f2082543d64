"""What a fan adds during the call: tips, which can be taken back for a while, and more minutes."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from onetoone.config import settings
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.money import Money
from onetoone.domain.reasons import Decline
from onetoone.domain.words import _
from onetoone.models import Call, Operation, Payment, TipTap
from onetoone.models.payment import UNPAID, For, Paid
from onetoone.payments.service import outbox, parameters
from onetoone.payments.service.standing import mark
from onetoone.payments.service.writing import open_checkout, people, written

TIP_CHARGE = "tip.charge"  # of the saved card, once the time to undo it is over
_OFF = (Paid.FAILED, Paid.EXPIRED, Paid.UNDONE)  # tips that cost nobody anything


def unpaid_extras(session: Session, call_id: str, purpose: For | None = None) -> list[Payment]:
    """Tips and extensions of a call that nobody has paid yet, the newest last."""
    added = Payment.purpose == purpose if purpose else col(Payment.purpose) != For.CALL
    waiting = select(Payment).where(Payment.call_id == call_id, added, col(Payment.status).in_(UNPAID))
    return list(session.exec(waiting.order_by(col(Payment.created_at), col(Payment.id))))


def tip(
    session: Session, *, call: Call, amount: Money, client_tip_id: str, title: str, origin: str, now: datetime
) -> Payment:
    """A tip, once per `client_tip_id`: charged to the saved card when the time to undo it is over, or else through
    Checkout. Tips within that time become one charge of their sum, and the time begins anew."""
    s = settings()
    s.prices(call.currency).check_tip(amount)
    known = session.get(TipTap, client_tip_id)
    if known is not None:
        payment = session.get_one(Payment, known.payment_id)
        if payment.call_id != call.id:
            raise NotFound
        return payment
    _require_within_cap(session, call, amount)
    undo = timedelta(seconds=s.tip_undo_seconds)
    growing = _growing(session, call)
    if growing is not None:
        payment, operation = growing
        payment.amount += amount.amount
        charged_to = str(operation.parameters["payment_method"])
        operation.parameters = _charge(session, payment, card=charged_to, title=title, origin=origin)
        operation.due_at = now + undo
    else:
        for other in unpaid_extras(session, call.id, For.TIP):
            if other.status is not Paid.CREATED:  # it waits for the bank, or for Checkout
                abandon(session, other, now)
        payment = written(session, For.TIP, call, amount.amount, now)
        payment.client_tip_id = client_tip_id
        card = saved_card(session, call)
        if card:
            what = _charge(session, payment, card=card, title=title, origin=origin)
            key = f"tip:{call.id}:{client_tip_id}"
            outbox.enqueue(session, kind=TIP_CHARGE, key=key, ref=payment.id, parameters=what, now=now, after=undo)
        else:
            open_checkout(session, payment, title=title, keep_card=True, origin=origin, now=now)
    session.add(TipTap(id=client_tip_id, payment_id=payment.id, amount=amount.amount, at=now))
    return payment


def undo_tip(session: Session, payment: Payment, now: datetime) -> None:
    """Take a tip back, with all that was added to it: nobody outside has heard of it. `Refused` once it is too late."""
    if payment.status is Paid.UNDONE:
        return
    operation = outbox.untouched(session, payment.id, TIP_CHARGE)
    if payment.purpose is not For.TIP or payment.status is not Paid.CREATED or operation is None:
        raise Refused(_("That's too late to undo: the tip is on its way."))
    operation.done_at, operation.failed = now, "taken back"
    mark(payment, Paid.UNDONE, now)


def can_be_undone(session: Session, call_id: str) -> tuple[Payment, datetime] | None:
    """The tip of a call that is sent and not yet charged, and when that happens."""
    for payment in unpaid_extras(session, call_id, For.TIP):
        waiting = select(Operation.due_at).where(
            Operation.ref == payment.id, Operation.attempts == 0, col(Operation.done_at).is_(None)
        )
        charged_at = session.exec(waiting.where(Operation.kind == TIP_CHARGE)).first()
        if charged_at is not None:
            return payment, charged_at
    return None


def extend(
    session: Session,
    *,
    call: Call,
    amount: Money,
    minutes: int,
    client_id: str,
    title: str,
    origin: str,
    now: datetime,
) -> Payment:
    """More minutes, once per `client_id` and one at a time: a hold on the saved card, or else through Checkout."""
    known = session.exec(select(Payment).where(Payment.client_tip_id == client_id)).first()
    if known is not None:
        if known.call_id != call.id or known.purpose is not For.EXTENSION:
            raise NotFound
        return known
    for asked in unpaid_extras(session, call.id, For.EXTENSION):
        return asked
    payment = written(session, For.EXTENSION, call, amount.amount, now)
    payment.client_tip_id, payment.minutes = client_id, minutes
    card = saved_card(session, call)
    if card:
        what = _charge(session, payment, card=card, title=title, origin=origin)
        key = f"extend:{call.id}:{client_id}"
        outbox.enqueue(session, kind="extension.charge", key=key, ref=payment.id, parameters=what, now=now)
    else:
        open_checkout(session, payment, title=title, keep_card=call.tips_allowed, origin=origin, now=now)
    return payment


def ask_at_checkout(session: Session, payment: Payment, charge: Operation, now: datetime) -> None:
    """The saved card is gone: the same payment is to be made at Checkout instead."""
    title, origin = str(charge.parameters["description"]), parameters.origin_of(charge.parameters)
    keep = payment.purpose is For.TIP or session.get_one(Call, payment.call_id).tips_allowed
    payment.declined = Decline.CARD_GONE
    open_checkout(session, payment, title=title, keep_card=keep, origin=origin, now=now)


def abandon(session: Session, payment: Payment, now: datetime, why: str = "") -> None:
    """The fan closed the bank's sheet, or the call is over: it is off, unless the bank has said yes meanwhile."""
    if payment.status in UNPAID:
        payment.declined = payment.declined or why
        key = f"abandon:{payment.id}"
        outbox.enqueue(session, kind=f"{payment.purpose}.abandon", key=key, ref=payment.id, now=now)


def saved_card(session: Session, call: Call) -> str | None:
    """The card that was last used in this call, if the fan was told that it would be kept."""
    if not call.tips_allowed:
        return None
    used = select(Payment.payment_method).where(
        Payment.call_id == call.id,
        col(Payment.payment_method).is_not(None),
        col(Payment.status).in_((Paid.HELD, Paid.CAPTURING, Paid.CAPTURED)),
    )
    return session.exec(used.order_by(col(Payment.changed_at).desc())).first()


def _require_within_cap(session: Session, call: Call, amount: Money) -> None:
    given = select(func.coalesce(func.sum(Payment.amount), 0)).where(
        Payment.call_id == call.id, Payment.purpose == For.TIP, col(Payment.status).not_in(_OFF)
    )
    most = settings().prices(call.currency).most_tips
    if int(session.exec(given).one()) + amount.amount > most:
        amount_of = Money(most, call.currency)
        raise Refused(_("That's more than {amount} of tips in one call. Thank you, truly.", amount=amount_of))


def _growing(session: Session, call: Call) -> tuple[Payment, Operation] | None:
    """The tip that can still be undone, and so can still grow."""
    found = can_be_undone(session, call.id)
    operation = outbox.untouched(session, found[0].id, TIP_CHARGE) if found else None
    return (found[0], operation) if found and operation else None


def _charge(session: Session, payment: Payment, *, card: str, title: str, origin: str) -> dict[str, object]:
    creator, fan = people(session, payment)
    return parameters.saved_card(payment, creator=creator, fan=fan, title=title, card=card, origin=origin)
