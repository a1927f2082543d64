"""What Stripe says, written down: the same for webhook, return page and sweep, in whatever order they come."""

from datetime import datetime

from sqlmodel import Session, select

from onetoone.config import settings
from onetoone.domain.money import Money
from onetoone.domain.ports import Checkout, Intent
from onetoone.domain.reasons import Flag
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import UNPAID, For, Paid
from onetoone.payments.service import ledger, transfers
from onetoone.payments.service.standing import Change, mark
from onetoone.payments.service.writing import release

_GIVEN_UP = (Paid.EXPIRED, Paid.FAILED, Paid.UNDONE)  # nobody waits for money of these any more


def locked(session: Session, payment_id: str) -> Payment:
    """The payment, locked after its call: everybody takes the two in this order, so that nobody waits in a circle."""
    call_id = session.exec(select(Payment.call_id).where(Payment.id == payment_id)).one()
    session.get_one(Call, call_id, with_for_update=True)
    return session.get_one(Payment, payment_id, with_for_update=True)


def saw_checkout(session: Session, payment_id: str, seen: Checkout, now: datetime) -> Change:
    """Write down what Stripe says of a Checkout session, and of the intent behind it."""
    payment = locked(session, payment_id)
    payment.session_id, payment.checkout_url = seen.id, seen.url
    if seen.intent is not None:
        change = saw_intent(session, payment_id, seen.intent, now)
        if change.news or payment.status not in UNPAID:
            return change
    before = payment.status
    if seen.status == "expired" and payment.status in UNPAID:
        mark(payment, Paid.EXPIRED, now)
    elif payment.status is Paid.CREATED:
        mark(payment, Paid.OPEN, now)
    return Change(payment, before)


def saw_intent(session: Session, payment_id: str, seen: Intent, now: datetime) -> Change:
    """Write down what Stripe says of a PaymentIntent. Going over the same news again changes nothing.

    https://docs.stripe.com/payments/paymentintents/lifecycle
    """
    payment = locked(session, payment_id)
    before = payment.status
    payment.intent_id = seen.id
    if before in UNPAID:  # later on, its owner may have had the card forgotten
        payment.payment_method = seen.payment_method or payment.payment_method
    payment.card = seen.card or payment.card
    payment.hold_ends_at = seen.hold_ends or payment.hold_ends_at
    payment.available_on = seen.available_on or payment.available_on
    payment.bank_page = seen.bank_page
    if wrong := _mismatch(session, payment, seen):
        payment.flagged = wrong
    if seen.status == "succeeded":
        if before is not Paid.CAPTURED:
            payment.captured = seen.received
            payment.fee = Money(seen.received, payment.currency).fee(payment.fee_basis_points).amount
            payment.processing = seen.processing
            mark(payment, Paid.CAPTURED, now)
            ledger.record_capture(session, payment, now)
            transfers.captured(session, payment, seen, now)
    elif seen.status == "canceled":
        mark(payment, _gone(payment), now)
    elif seen.status == "requires_capture":
        if wrong and before in (*UNPAID, Paid.HELD):  # the gate stays shut: not what was agreed
            release(session, payment, now)
        elif before in UNPAID:
            mark(payment, Paid.HELD, now)
        elif before in _GIVEN_UP:  # paid in the very last moment; by now another payment may have taken its place
            release(session, payment, now)
    elif before in UNPAID:
        if seen.status == "requires_action":
            mark(payment, Paid.BANK, now)
        elif seen.status == "requires_payment_method":
            payment.declined = seen.declined or payment.declined
            refused = payment.purpose is not For.CALL and payment.session_id is None
            mark(payment, Paid.FAILED if refused else Paid.OPEN, now)
    return Change(payment, before, wrong)


def refused(session: Session, payment_id: str, why: str, now: datetime) -> Change:
    """Stripe said no to a charge before there was an intent."""
    payment = locked(session, payment_id)
    before = payment.status
    payment.declined = why
    if before in UNPAID:
        mark(payment, Paid.FAILED, now)
    return Change(payment, before)


def never_opened(session: Session, payment_id: str, now: datetime) -> Change:
    """Stripe will not open the payment's Checkout page any more."""
    payment = locked(session, payment_id)
    before = payment.status
    if before is Paid.CREATED:
        mark(payment, Paid.EXPIRED, now)
    return Change(payment, before)


def _gone(payment: Payment) -> Paid:
    """What a payment is whose intent was canceled: nobody was charged, and only what was held is released."""
    if payment.status in _GIVEN_UP:
        return payment.status
    if payment.status not in UNPAID or payment.hold_ends_at is not None:
        return Paid.RELEASED
    return Paid.EXPIRED if payment.purpose is For.CALL else Paid.FAILED


def _mismatch(session: Session, payment: Payment, seen: Intent) -> str:
    payer = session.get_one(Account, payment.payer_id)
    if (seen.amount, seen.currency) != (payment.amount, payment.currency):
        return Flag.OTHER_AMOUNT
    if seen.metadata.get("payment_id") != payment.id or seen.metadata.get("call_id") != payment.call_id:
        return Flag.OTHER_PAYMENT
    if payer.stripe_customer_id and seen.customer != payer.stripe_customer_id:
        return Flag.OTHER_CUSTOMER
    if seen.live != settings().stripe_is_live:
        return Flag.OTHER_ENVIRONMENT
    return ""
